"""Floors of extraction on annotated law-based-government reports and on the project's own samples.

The reports under `shared/gold` lie outside the checkout and may be absent or newer than the floors; the
samples and the held-out reports are the project's own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tongbi import project
from tongbi.extraction import extract
from tongbi.records import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SHARED = project.root().parent / "shared" / "gold" / "law_gov"
# of the names and bytes of all annotation files: a floor holds for the gold that it was set on
CHECKSUM = "c11e8d4ec1198ad2"
SAMPLES, OWN = project.sources() / "samples", project.root() / "tests" / "gold"
# measure words that the scorer takes for one another
SYNONYMS = {"％": "%", "件次": "件", "千米": "公里", "宗": "件"}

Row = dict[str, Any]


@dataclass
class Score:
    """Hits, annotated and found mentions of one level."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 1.0


def identity_of(name: str, text: str, declared: dict[str, Any]) -> Identity:
    year = re.search(r"(?:19|20)\d\d", name)
    assert year is not None
    work = "政府工作报告" in text[:300] or name.startswith("gwr")
    return Identity(
        issuer_name=declared.get("issuer_name", "某县人民政府"),
        level=declared.get("level", "county"),
        report_type=declared.get("report_type", "government_work" if work else "law_based_government"),
        report_year=int(declared.get("report_year", year[0])),
    )


def close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


def overlap(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def same_value(gold: Row, found: Row) -> bool:
    return close(gold["value"], found["value"])


def same_interval(gold: Row, found: Row) -> bool:
    units = [SYNONYMS.get(unit, unit) for unit in (gold["unit"], found["unit"])]
    ends = (close(gold.get(end, gold["value"]), found[end]) for end in ("low", "high"))
    return same_value(gold, found) and units[0] == units[1] and all(ends)


def same_metric(gold: Row, found: Row) -> bool:
    return (
        gold["metric_id"] == found["metric_id"]
        and gold.get("role", "actual") == found["role"]
        and same_value(gold, found)
    )


def same_period(gold: Row, found: Row) -> bool:
    return same_metric(gold, found) and gold.get("period") in (None, found["period"])


def tally(score: Score, gold: list[Row], found: list[Row], same: Callable[[Row, Row], bool]) -> None:
    """Match one to one in text order, as the scorer of the mention record does."""
    free = list(found)
    for row in gold:
        hit = next((other for other in free if overlap(row, other) and same(row, other)), None)
        if hit is not None:
            free.remove(hit)
            score.hits += 1
    score.gold += len(gold)
    score.found += len(found)


def scores(pairs: Iterable[tuple[Path, Path]]) -> tuple[dict[str, Score], float]:
    """The four levels over pairs of text and annotation, and the share of distractors that were reported."""
    levels = {name: Score() for name in ("detection", "normalised", "metric", "dated")}
    traps: Counter[bool] = Counter()
    for text_file, gold_file in pairs:
        text = text_file.read_bytes().decode("utf-8")
        sidecar = text_file.with_suffix(".meta.yaml")
        declared = yaml.safe_load(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}
        rows = [
            json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        judged = set(rows.pop(0)["complete_for"]) if "complete_for" in rows[0] else None
        found = [
            {name: getattr(mention, name) for name in mention.__slots__}
            for mention in extract(text, identity_of(text_file.stem, text, declared))
        ]
        real = [row for row in rows if not row.get("distractor")]
        named = [row for row in found if row["metric_id"] and (judged is None or row["metric_id"] in judged)]
        if judged is None:
            tally(levels["detection"], real, found, same_value)
            tally(levels["normalised"], real, found, same_interval)
            for trap in (row for row in rows if row.get("distractor")):
                traps[any(overlap(trap, row) for row in found)] += 1
        known = [row for row in real if row.get("metric_id")]
        tally(levels["metric"], known, named, same_metric)
        tally(levels["dated"], known, named, same_period)
    return levels, traps[True] / max(1, traps.total())


def check(pairs: list[tuple[Path, Path]], floors: dict[str, float], distractors: float = 0.005) -> None:
    """Every level reaches its floor; the message says how much was reached."""
    assert pairs
    levels, reported = scores(pairs)
    reached = {name: round(score.f1, 4) for name, score in levels.items()}
    assert {name: reached[name] for name in floors if reached[name] < floors[name]} == {}, reached
    assert reported <= distractors


def beside(folder: Path) -> list[tuple[Path, Path]]:
    """Texts and annotations that lie side by side."""
    return [
        (path.with_name(path.name.replace(".gold.jsonl", ".txt")), path)
        for path in sorted(folder.glob("*.gold.jsonl"))
    ]


def checksum(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.gold.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def test_annotated_reports_outside_the_checkout() -> None:
    if not SHARED.is_dir():
        pytest.skip("the annotated reports are not on this machine")
    if checksum(SHARED) != CHECKSUM:
        pytest.skip(f"the annotation is another than that of the floors: {checksum(SHARED)}, not {CHECKSUM}")
    floors = {"detection": 0.995, "normalised": 0.995, "metric": 0.99, "dated": 0.985}
    check(beside(SHARED), floors)


def test_the_samples() -> None:
    pairs = [
        (text, OWN / f"{text.stem}.gold.jsonl")
        for text in sorted(SAMPLES.glob("*/*.txt"))
        if (OWN / f"{text.stem}.gold.jsonl").exists()
    ]
    check(pairs, {"detection": 0.995, "normalised": 0.995, "metric": 0.99, "dated": 0.99})


def test_the_held_out_reports() -> None:
    floors = {"detection": 0.99, "normalised": 0.99, "metric": 0.985, "dated": 0.985}
    check(beside(OWN / "held_out"), floors, distractors=0.01)


def test_the_scorer_tells_right_from_wrong() -> None:
    gold = {
        "start": 0,
        "end": 2,
        "value": 3,
        "unit": "件",
        "metric_id": "a",
        "role": "actual",
        "period": "2023",
    }
    right = gold | {"low": 3, "high": 3, "period": "2023"}
    for wrong in (
        {"value": 4},
        {"metric_id": "b"},
        {"role": "target"},
        {"period": "2022"},
        {"start": 2, "end": 4},
    ):
        score = Score()
        tally(score, [gold], [right | wrong], same_period)
        assert (score.hits, score.f1) == (0, 0)
    score = Score()
    tally(score, [gold], [right], same_period)
    assert score.f1 == 1
