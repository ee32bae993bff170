"""Floors of extraction on annotated reports: the project's own, and others that lie outside the checkout.

A floor is a little under what the rules reach; a change that makes reading worse falls through it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tongbi import project
from tongbi.extraction import extract
from tongbi.reading import identify, read_file
from tongbi.records import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GOLD = project.root() / "tests" / "gold"
HELD_OUT = GOLD / "held_out"
SHARED = project.root().parent / "shared"
ELSEWHERE = SHARED / "gold" / "law_gov"
SCORER = SHARED / "evaluate" / "score.py"
# of the names and bytes of all annotation files, so that a floor is not compared with other gold
CHECKSUM = "c11e8d4ec1198ad2"

Row = dict[str, Any]


@dataclass
class Annotated:
    """One text with its annotation and what is read of it."""

    gold: list[Row]
    traps: list[Row]
    read: list[Row]
    judged: set[str] | None


@dataclass
class Count:
    """Annotated, read, and both alike."""

    gold: int = 0
    read: int = 0
    hits: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.gold + self.read) if self.gold + self.read else 1.0


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
    return named(left, right) and left["period"] in (None, right["period"])


def count(texts: list[Annotated], same: Callable[[Row, Row], bool]) -> Count:
    """How many annotated mentions were read alike, each read mention counted once."""
    total = Count()
    of_metrics = same in (named, dated)
    for text in texts:
        if text.judged is not None and not of_metrics:
            continue
        gold = [row for row in text.gold if row["metric_id"]] if of_metrics else text.gold
        read = [row for row in text.read if row["metric_id"]] if of_metrics else text.read
        free = [row for row in read if text.judged is None or row["metric_id"] in text.judged]
        total.gold, total.read = total.gold + len(gold), total.read + len(free)
        for row in gold:
            at = next((i for i, one in enumerate(free) if overlap(row, one) and same(row, one)), None)
            if at is None:
                total.missed.append(f"{row['surface']} {row['metric_id']} {row['role']} {row['period']}")
            else:
                del free[at]
                total.hits += 1
    return total


@pytest.fixture(scope="module")
def samples() -> list[Annotated]:
    return [load(path) for path in sorted(GOLD.glob("*.gold.jsonl"))]


@pytest.fixture(scope="module")
def held_out() -> list[Annotated]:
    return [load(path) for path in sorted(HELD_OUT.glob("*.gold.jsonl"))]


@pytest.mark.parametrize(
    ("same", "floor"), [(found, 0.998), (normalised, 0.998), (named, 0.995), (dated, 0.995)]
)
def test_the_samples(samples: list[Annotated], same: Callable[[Row, Row], bool], floor: float) -> None:
    reached = count(samples, same)
    assert reached.gold > 1000
    assert reached.f1 >= floor, reached.missed


@pytest.mark.parametrize(
    ("same", "floor"), [(found, 0.998), (normalised, 0.998), (named, 0.99), (dated, 0.99)]
)
def test_the_held_out_reports(
    held_out: list[Annotated], same: Callable[[Row, Row], bool], floor: float
) -> None:
    reached = count(held_out, same)
    assert reached.gold > 1200
    assert reached.f1 >= floor, reached.missed


def test_nothing_is_read_where_no_quantity_stands(
    samples: list[Annotated], held_out: list[Annotated]
) -> None:
    texts = samples + held_out
    assert sum(len(text.traps) for text in texts) > 1100
    assert [
        (trap["surface"], row["surface"])
        for text in texts
        for trap in text.traps
        for row in text.read
        if overlap(trap, row)
    ] == []


def test_the_matcher_tells_a_wrong_reading_from_a_right_one(samples: list[Annotated]) -> None:
    text = next(text for text in samples if text.judged is None)
    wrong = [{**row, "value": 2 * row["value"] + 1} for row in text.read]
    other_year = [{**row, "period": "1900"} for row in text.read]
    assert count([Annotated(text.gold, [], wrong, None)], found).hits == 0
    assert count([Annotated(text.gold, [], other_year, None)], dated).f1 < 0.1
    assert count([Annotated(text.gold, [], other_year, None)], named).f1 > 0.9


def checksum(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.gold.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[Any, list[Annotated]]]:
    """The scorer of the mention record and the reports annotated for it, where both are at hand."""
    if not (ELSEWHERE.is_dir() and SCORER.is_file()):
        pytest.skip("the annotated reports and their scorer are not on this machine")
    if checksum(ELSEWHERE) != CHECKSUM:
        pytest.skip("the gold has changed: measure again and pin its checksum")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    yield scorer, [load(path) for path in sorted(ELSEWHERE.glob("*.gold.jsonl"))]


@pytest.mark.parametrize(
    ("level", "floor"), [("value", 0.998), ("normal", 0.998), ("metric", 0.995), ("dated", 0.99)]
)
def test_reports_annotated_by_others(
    elsewhere: tuple[Any, list[Annotated]], level: str, floor: float
) -> None:
    scorer, texts = elsewhere
    totals = [0, 0, 0]
    for text in texts:
        gold, read = text.gold, text.read
        if level in ("metric", "dated"):
            gold, read = ([row for row in rows if row["metric_id"]] for rows in (gold, read))
        hits, _, _ = scorer.match(gold, read, getattr(scorer, f"same_{level}"))
        totals = [sum(pair) for pair in zip(totals, (hits, len(gold), len(read)), strict=True)]
    assert scorer.f1(*totals)["f1"] >= floor


def test_no_distractor_annotated_by_others_is_read(elsewhere: tuple[Any, list[Annotated]]) -> None:
    scorer, texts = elsewhere
    assert not any(scorer.overlaps(trap, row) for text in texts for trap in text.traps for row in text.read)
