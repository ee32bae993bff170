"""Planted faults are caught, and clean figures are left alone: a small run of `benchmarks/faults.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
SEED = 4417


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    """The benchmark's module; its folder is on the path while this module's tests run."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import faults

        yield faults
    finally:
        sys.path.remove(str(BENCHMARKS))
        for name in ("faults", "synthetic"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def result(bench: Any) -> tuple[Any, Any]:
    """The score of 250 faults in 270 reports, and that of the same reports without them."""
    written = bench.papers(SEED, 30)
    clean = bench.render(written)
    untouched = bench.score(clean, bench.Counter(), bench.flags_of(clean))
    plan = {kind: count // 2 for kind, count in bench.PLAN.items()}
    faulty, planted = bench.plant(written, SEED + 1, plan)
    assert planted == plan
    corpus = bench.render(faulty)
    return bench.score(corpus, planted, bench.flags_of(corpus)), untouched


def test_at_least_nine_of_ten_faults_are_caught(bench: Any, result: tuple[Any, Any]) -> None:
    found, _ = result
    planted = sum(count // 2 for count in bench.PLAN.values())
    assert found.caught.total() / planted >= 0.9, found.missed


def test_each_kind_of_fault_is_mostly_caught(bench: Any, result: tuple[Any, Any]) -> None:
    found, _ = result
    for kind, count in bench.PLAN.items():
        assert found.caught[kind] / (count // 2) >= 0.7, kind


def test_few_clean_figures_are_flagged(result: tuple[Any, Any]) -> None:
    found, untouched = result
    assert untouched.flagged_alone / untouched.clean <= 0.01
    assert (found.flagged_alone + found.flagged_beside) / found.clean <= 0.02
    assert untouched.flagged_beside == 0


def test_the_texts_hold_what_the_frames_say(bench: Any) -> None:
    corpus = bench.render(bench.papers(SEED, 4))
    for row in corpus.mention.itertuples(index=False):
        assert corpus.texts[row.report_id][row.start_char : row.end_char] == row.surface
