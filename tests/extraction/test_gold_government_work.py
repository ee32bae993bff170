"""Floors of extraction on annotated work reports, which lie outside the checkout and may be absent."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tongbi import project
from tongbi.extraction import extract
from tongbi.records import Identity

if TYPE_CHECKING:
    from pathlib import Path

GOLD = project.root().parent / "shared" / "gold" / "work_report"
# of the names and bytes of all annotation files, so that a floor is not compared with other gold
CHECKSUM = "8aad40ba49de1917"

pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the annotated work reports are not on this machine"
)


def checksum() -> str:
    digest = hashlib.sha256()
    for path in sorted(GOLD.glob("*.gold.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def keys(mention: dict[str, Any], *, dated: bool) -> tuple[Any, ...]:
    return (mention["metric_id"], round(float(mention["value"]), 6), mention["role"]) + (
        (mention["period"],) if dated else ()
    )


def counts(gold_file: Path, *, dated: bool) -> tuple[int, int, int]:
    """Annotated mentions that were found as annotated, all annotated, all found."""
    rows = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    judged, gold = set(rows[0]["complete_for"]), rows[1:]
    text = gold_file.with_name(gold_file.name.replace(".gold.jsonl", ".txt")).read_bytes().decode("utf-8")
    year = int(gold_file.name[3:7])
    identity = Identity("国务院", "nation", "government_work", year)
    found = [m for m in extract(text, identity) if m.metric_id in judged]
    free = [
        {
            "metric_id": m.metric_id,
            "value": m.value,
            "role": m.role,
            "period": m.period,
            "start": m.start,
            "end": m.end,
        }
        for m in found
    ]
    hits = 0
    for row in gold:
        for mention in free:
            same_place = mention["start"] < row["end"] and row["start"] < mention["end"]
            if same_place and keys(mention, dated=dated) == keys(row, dated=dated):
                free.remove(mention)
                hits += 1
                break
    return hits, len(gold), len(found)


def f1(files: list[Path], *, dated: bool) -> float:
    hits, gold, found = map(sum, zip(*(counts(file, dated=dated) for file in files), strict=True))
    return 2 * hits / (gold + found)


@pytest.fixture(scope="module")
def gold_files() -> list[Path]:
    if checksum() != CHECKSUM:
        pytest.skip("the annotated work reports are other ones than those that the floors were measured on")
    return sorted(GOLD.glob("*.gold.jsonl"))


@pytest.mark.parametrize(("dated", "floor"), [(False, 0.98), (True, 0.98)])
def test_metrics_and_their_years_are_found(gold_files: list[Path], dated: bool, floor: float) -> None:
    assert f1(gold_files, dated=dated) >= floor


@pytest.mark.parametrize("parity", [0, 1])
def test_neither_half_falls_behind(gold_files: list[Path], parity: int) -> None:
    half = [file for file in gold_files if int(file.name[3:7]) % 2 == parity]
    assert f1(half, dated=True) >= 0.97
