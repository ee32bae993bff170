"""What validation says: the result of an expectation, the outcome for a frame, and the frame `check_result`.

Belongs here: plain records without any type of Dagster or Great Expectations, so that every layer can carry
them. Does not belong here: running expectations.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pandas import DataFrame

    from tongbi.validation.declared import FrameName, Severity

SAMPLE_ROWS = 50

CHECK_RESULT_COLUMNS = (
    "suite", "expectation", "severity", "success", "unexpected_count", "sample", "run_id", "checked_at",
    "element_count", "blocking", "description_zh", "description_en", "error",
)  # fmt: skip

QUARANTINE_COLUMNS = (
    "what", "why", "report_id", "start_char", "end_char", "quote", "suggestion", "expectation", "row_key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation's result on one frame.

    `success` is False where rows failed and also where the expectation itself could not be computed; then
    `error` holds the reason. `blocking` says that this kind of failure stops publishing, whether or not it
    failed now. `sample` holds at most 50 failing rows as plain values, with the quote where there is one.
    `accepted_count` further rows fail and were accepted by decision: they count as passed.
    """

    suite: str
    expectation: str
    severity: Severity
    success: bool
    blocking: bool
    unexpected_count: int
    element_count: int
    description_zh: str
    description_en: str
    sample: tuple[Mapping[str, Any], ...] = ()
    error: str | None = None
    accepted_count: int = 0

    @property
    def stops(self) -> bool:
        """Whether this very result stops publishing: a failed blocking rule, or a critical one that broke."""
        return not self.success and (
            self.blocking or (self.error is not None and self.severity == "critical")
        )


@dataclass(frozen=True)
class Validation:
    """The outcome for one frame: results in the declared order, the rows kept, the rows set aside.

    `frame` has the columns of the frame that was given, in its order, without the rows that failed a
    critical row rule. `quarantined` has QUARANTINE_COLUMNS, one row for each rule that a row failed.
    """

    name: FrameName
    results: list[CheckResult]
    frame: DataFrame
    quarantined: DataFrame
    failing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def blocking(self) -> bool:
        """Whether publishing must stop."""
        return any(result.stops for result in self.results)

    def failed(self, severity: Severity | None = None) -> list[CheckResult]:
        """Results that did not pass, of one severity or of all."""
        return [r for r in self.results if not r.success and severity in (None, r.severity)]


def check_result_frame(results: Iterable[CheckResult], *, run_id: str, checked_at: str) -> DataFrame:
    """The frame `check_result`; `checked_at` is an ISO 8601 timestamp in UTC, `sample` is JSON text."""
    import pandas as pd

    rows = [
        {
            "suite": r.suite,
            "expectation": r.expectation,
            "severity": r.severity,
            "success": r.success,
            "unexpected_count": r.unexpected_count,
            "sample": json.dumps([dict(row) for row in r.sample], ensure_ascii=False, sort_keys=True),
            "run_id": run_id,
            "checked_at": checked_at,
            "element_count": r.element_count,
            "blocking": r.blocking,
            "description_zh": r.description_zh,
            "description_en": r.description_en,
            "error": r.error or "",
        }
        for r in results
    ]
    return pd.DataFrame(rows, columns=list(CHECK_RESULT_COLUMNS))
