"""Floors of extraction on annotated reports: the project's own, and others that lie outside the checkout.

`floors.yaml` has what was reached, in counts: hits may not fall, nor may what is missed or read beside the
annotation rise. TONGBI_RENEW=1 writes there what is reached better now; on annotations that are the same, no
count gets worse by it. Read the difference before you commit it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tongbi import project
from tongbi.extraction import extract
from tongbi.reading import identify, read_file
from tongbi.records import Identity

if TYPE_CHECKING:
    from collections.abc import Callable

FLOORS = Path(__file__).with_name("floors.yaml")
GOLD = project.root() / "tests" / "gold"
SHARED = project.root().parent / "shared"
SETS = {
    "samples": GOLD,
    "held out": GOLD / "held_out",
    "law-based-government reports by others": SHARED / "gold" / "law_gov",
    "work reports by others": SHARED / "gold" / "work_report",
}
SCORER = SHARED / "evaluate" / "score.py"

Row = dict[str, Any]


@dataclass
class Annotated:
    """One text with its annotation and what is read of it; `judged` has the metrics that were annotated."""

    name: str
    gold: list[Row]
    traps: list[Row]
    read: list[Row]
    judged: set[str] | None


@dataclass
class Count:
    """What was read as annotated, what else is annotated, and what was read beside it."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {"hits": self.hits, "missed": len(self.missed), "beside": len(self.beside)}


def text_of(gold: Path) -> Path:
    """The text that a file annotates: beside it, or among the samples."""
    name = gold.name.replace(".gold.jsonl", ".txt")
    beside = gold.with_name(name)
    return beside if beside.exists() else next((project.sources() / "samples").rglob(name))


def load(gold: Path) -> Annotated:
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged = set(rows[0]["complete_for"]) if rows and "complete_for" in rows[0] else None
    rows = rows[1:] if judged is not None else rows
    path = text_of(gold)
    (document,), problems = read_file(path, None)
    assert not problems
    identity = identify(document)
    assert isinstance(identity, Identity), f"{path} says neither who reports nor when"
    return Annotated(
        name=path.stem,
        gold=[row for row in rows if not row.get("distractor")],
        traps=[row for row in rows if row.get("distractor")],
        read=[asdict(mention) for mention in extract(document.text, identity)],
        judged=judged,
    )


def overlap(left: Row, right: Row) -> bool:
    return bool(left["start"] < right["end"] and right["start"] < left["end"])


def found(left: Row, right: Row) -> bool:
    return float(left["value"]) == pytest.approx(float(right["value"]), rel=1e-6)


def normalised(left: Row, right: Row) -> bool:
    ends = all(
        float(left.get(end, left["value"])) == pytest.approx(float(right[end]), rel=1e-6)
        for end in ("low", "high")
    )
    return found(left, right) and ends and left["unit"] == right["unit"]


def named(left: Row, right: Row) -> bool:
    return found(left, right) and (left["metric_id"], left["role"]) == (right["metric_id"], right["role"])


def dated(left: Row, right: Row) -> bool:
    """The year too; of a figure that is annotated without one, it is not judged."""
    return named(left, right) and left["period"] in (None, right["period"])


LEVELS: dict[str, Callable[[Row, Row], bool]] = {
    "value": found,
    "normal": normalised,
    "metric": named,
    "dated": dated,
}


# of work reports some metrics alone are annotated
CASES = [
    (name, level) for name in SETS for level in LEVELS if level in ("metric", "dated") or "work" not in name
]


def judged(text: Annotated, level: str) -> tuple[list[Row], list[Row]]:
    """What is annotated and what is read on a level: of metrics, where only some were annotated, these."""
    if level in ("value", "normal"):
        return (text.gold, text.read) if text.judged is None else ([], [])
    read = [row for row in text.read if row["metric_id"]]
    if text.judged is not None:
        read = [row for row in read if row["metric_id"] in text.judged]
    return [row for row in text.gold if row["metric_id"]], read


def count(texts: list[Annotated], level: str) -> Count:
    """How many annotated mentions were read alike, each read mention counted once."""
    total = Count()
    for text in texts:
        gold, read = judged(text, level)
        free = list(read)
        for row in gold:
            at = next(
                (i for i, one in enumerate(free) if overlap(row, one) and LEVELS[level](row, one)), None
            )
            if at is None:
                total.missed.append(told(text, row))
            else:
                del free[at]
                total.hits += 1
        total.beside += [told(text, row) for row in free]
    return total


def told(text: Annotated, row: Row) -> str:
    reading = ("value", "unit", "metric_id", "role", "period")
    return f"{text.name} {row['start']} {row['surface']}: {' '.join(str(row[key]) for key in reading)}"


def checksum(folder: Path) -> str:
    """Of the names and bytes of a set's annotations: a floor is not compared with other gold."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.gold.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="module")
def annotated() -> Callable[[str], list[Annotated]]:
    """The texts of a set, read once; a set outside of the checkout may be absent."""
    texts: dict[str, list[Annotated]] = {}

    def of(name: str) -> list[Annotated]:
        if not SETS[name].is_dir():
            pytest.skip(f"the {name} are not on this machine")
        if name not in texts:
            texts[name] = [load(path) for path in sorted(SETS[name].glob("*.gold.jsonl"))]
        return texts[name]

    return of


def floor_of(name: str, level: str, reached: Count) -> dict[str, int]:
    """What was reached before, on the same annotations; renewed where that is asked for."""
    floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    pinned = floors.get(name, {})
    same = pinned.get("checksum") == checksum(SETS[name])
    if os.environ.get("TONGBI_RENEW"):
        now, before = reached.counts(), pinned.get(level) if same else None
        if before is not None:
            now = {key: (max if key == "hits" else min)(now[key], before[key]) for key in now}
        levels = {**(pinned if same else {}), "checksum": checksum(SETS[name]), level: now}
        floors[name] = levels
        head = FLOORS.read_text(encoding="utf-8").partition("\n\n")[0]
        FLOORS.write_text(
            f"{head}\n\n{yaml.safe_dump(floors, sort_keys=False, default_flow_style=None)}", "utf-8"
        )
        return now
    if not same and SETS[name].is_relative_to(SHARED):
        pytest.skip(f"the {name} are annotated otherwise than those that were counted")
    assert same, f"the annotations of the {name} have changed: renew {FLOORS.name}"
    return dict(pinned[level])


@pytest.mark.parametrize(("name", "level"), CASES)
def test_nothing_is_read_worse_than_before(
    annotated: Callable[[str], list[Annotated]], name: str, level: str
) -> None:
    reached = count(annotated(name), level)
    floor = floor_of(name, level, reached)
    now = reached.counts()
    shown = "\n".join(["", "missed:", *reached.missed, "read beside the annotation:", *reached.beside])
    assert now["hits"] >= floor["hits"], shown
    assert now["missed"] <= floor["missed"], shown
    assert now["beside"] <= floor["beside"], shown


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_read_where_no_quantity_stands(
    annotated: Callable[[str], list[Annotated]], name: str
) -> None:
    assert [
        told(text, row)
        for text in annotated(name)
        for trap in text.traps
        for row in text.read
        if overlap(trap, row)
    ] == []


def test_the_sets_are_as_large_as_is_said(annotated: Callable[[str], list[Annotated]]) -> None:
    own = annotated("samples") + annotated("held out")
    assert sum(len(text.traps) for text in own) > 1100
    assert sum(len(text.gold) for text in annotated("samples")) > 1000
    assert sum(len(text.gold) for text in annotated("held out")) > 1200


def test_the_matcher_tells_a_wrong_reading_from_a_right_one(
    annotated: Callable[[str], list[Annotated]],
) -> None:
    text = next(text for text in annotated("samples") if text.judged is None)

    def reading(**changed: Callable[[Row], Any]) -> list[Annotated]:
        read = [{**row, **{key: of(row) for key, of in changed.items()}} for row in text.read]
        return [Annotated(text.name, text.gold, [], read, None)]

    wrong = reading(value=lambda row: 2 * row["value"] + 1)
    assert count(wrong, "value").hits == 0
    assert len(count(wrong, "value").beside) == len(text.read)
    other_year = reading(period=lambda _: "1900")
    undated = [row for row in text.gold if row["metric_id"] and row["period"] is None]
    assert count(other_year, "dated").hits <= len(undated)
    assert count(other_year, "metric").hits == count(reading(), "metric").hits > 50


@pytest.mark.parametrize(("name", "level"), CASES)
def test_the_matcher_counts_as_the_scorer_of_the_record_does(
    annotated: Callable[[str], list[Annotated]], name: str, level: str
) -> None:
    if not SCORER.is_file():
        pytest.skip("the scorer is not on this machine")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    texts = annotated(name)
    scored = [scorer.match(*judged(text, level), getattr(scorer, f"same_{level}")) for text in texts]
    ours = count(texts, level).counts()
    assert ours == {
        "hits": sum(hits for hits, _, _ in scored),
        "missed": sum(len(missed) for _, missed, _ in scored),
        "beside": sum(len(beside) for _, _, beside in scored),
    }
