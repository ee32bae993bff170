"""Runs as the report is given them: one in which all is well, one with doubtful figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tongbi import catalogue
from tongbi.validation import FRAMES, check_result_frame, validate
from tongbi.validation.report import Run

if TYPE_CHECKING:
    from collections.abc import Callable


def _run_of(frames: Any) -> Run:
    results = []
    held = []
    for name in FRAMES:
        outcome = validate(name, frames.frame(name), context=frames.context())
        results += outcome.results
        held.append(outcome.quarantined)
    return Run(
        report=frames.report,
        series=frames.series,
        yoy=frames.yoy,
        coverage=frames.coverage,
        quarantine=pd.concat(held, ignore_index=True),
        check_result=check_result_frame(results, run_id="r1", checked_at="2025-06-01T00:00:00"),
        names={metric_id: (m.name_zh, m.name_en) for metric_id, m in catalogue.load().metrics.items()},
        run_id="r1",
        checked_at="2025-06-01T00:00:00",
    )


@pytest.fixture(scope="session")
def run_of() -> Callable[[Any], Run]:
    """The run that found these frames."""
    return _run_of


@pytest.fixture(scope="session")
def clean_run(clean: Any) -> Run:
    return _run_of(clean)


@pytest.fixture(scope="session")
def doubtful_run(clean: Any) -> Run:
    """One surprising figure in 2023, one rate of 971 % held back."""
    bad = clean
    for column in ("value", "low", "high"):
        bad = bad.with_cell("series", 19, column, 653.0).with_cell("observation", 6, column, 971.0)
    return _run_of(bad)
