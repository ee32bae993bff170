"""Running a declared suite on a frame with Great Expectations, and reading what the library says.

Belongs here: building suites from declarations, one run, and the translation of results into plain records.
Does not belong here: evidence, conditions, or what becomes of failing rows. The library is imported inside
functions: it takes seconds and warns on import.
"""

from __future__ import annotations

import datetime as dt
import math
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tongbi.validation import library
from tongbi.validation.results import SAMPLE_ROWS, CheckResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pandas import DataFrame

    from tongbi.validation.declared import ExpectationSpec, SuiteSpec


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result and the positions of the rows that failed (empty for a rule on the frame as a whole)."""

    result: CheckResult
    rows: tuple[int, ...]


def build(spec: ExpectationSpec) -> Any:
    """The Great Expectations instance of a declaration; LookupError where its type does not exist."""
    _, core, own = library.load()
    kind = getattr(own, spec.type, None) or getattr(core, spec.type, None)
    if kind is None:
        raise LookupError(f"{spec.name}: there is no expectation class {spec.type}")
    return kind(
        **spec.kwargs,
        severity=spec.severity,
        description=spec.description.both(),
        meta={"expectation": spec.name},
    )


def run(
    suite: SuiteSpec,
    frame: DataFrame,
    specs: Iterable[ExpectationSpec] | None = None,
    *,
    told: Callable[[Any], None] | None = None,
) -> list[Outcome]:
    """Outcomes of a suite, or of some of its expectations, on a frame with its evidence, in the given order.

    The frame's index must be 0, 1, 2, …; positions refer to it. `told` is given the library's own result,
    which is then asked for in full.
    """
    chosen = list(suite.expectations if specs is None else specs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        batch = _batch(suite, _looked_at(suite, chosen, frame))
        # Most rules pass, and where all rows do nothing more need be asked about them.
        report = _ask(batch, suite, chosen, "BOOLEAN_ONLY" if told is None else "COMPLETE")
        said = _said(report)
        failed = [spec for spec in chosen if not said[spec.name]["success"]]
        if told is not None:
            told(report)
        elif failed:
            said |= _said(_ask(batch, suite, failed, "COMPLETE"))
    return [_outcome(suite, spec, said[spec.name], frame) for spec in chosen]


def _batch(suite: SuiteSpec, frame: DataFrame) -> Any:
    context = library.load().gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    source = context.data_sources.add_pandas("frames").add_dataframe_asset(suite.frame)
    return source.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": frame})


def _ask(batch: Any, suite: SuiteSpec, specs: Iterable[ExpectationSpec], result_format: str) -> Any:
    return batch.validate(
        library.load().gx.ExpectationSuite(suite.frame, expectations=[build(spec) for spec in specs]),
        result_format={"result_format": result_format, "return_unexpected_index_query": False},
    )


def _said(report: Any) -> dict[str, Mapping[str, Any]]:
    """What the library says about each expectation, by its name."""
    # The library's own plain form would hold every failing row; a sample is made so below.
    return {
        item.expectation_config.meta["expectation"]: {
            "success": bool(item.success),
            "result": item.result or {},
            "exception_info": item.exception_info or {},
        }
        for item in report.results
    }


def _looked_at(suite: SuiteSpec, chosen: Iterable[ExpectationSpec], frame: DataFrame) -> DataFrame:
    """The columns that rules look at: the library hashes and copies all that it is given."""
    wanted = {*suite.columns, *(column for spec in chosen for column in columns_of(spec))}
    return frame[[column for column in frame.columns if column in wanted]]


def not_run(suite: SuiteSpec, spec: ExpectationSpec, why: str) -> Outcome:
    """The outcome of an expectation that could not be computed: never a pass."""
    return Outcome(_result(suite, spec, success=False, error=why), ())


def restricted(suite: SuiteSpec, frame: DataFrame, outcome: Outcome, rows: tuple[int, ...]) -> Outcome:
    """An outcome of which only `rows` still count as failing; the others were accepted by decision."""
    spec = suite.expectation(outcome.result.expectation)
    result = replace(
        outcome.result,
        success=not rows,
        unexpected_count=len(rows),
        accepted_count=len(outcome.rows) - len(rows),
        sample=_sample(suite, spec, frame, rows),
    )
    return Outcome(result, rows)


def error_of(exception_info: Mapping[str, Any]) -> str | None:
    """What went wrong inside the library; it reports either one exception or one for each metric."""
    nested = [value for value in exception_info.values() if isinstance(value, dict)]
    for info in (exception_info, *nested):
        if info.get("raised_exception"):
            return str(
                info.get("exception_message") or "the expectation raised an exception without a message"
            )
    return None


def _outcome(suite: SuiteSpec, spec: ExpectationSpec, said: Mapping[str, Any], frame: DataFrame) -> Outcome:
    error = error_of(said["exception_info"])
    if error is not None:
        return not_run(suite, spec, error)
    found = said["result"]
    if said["success"]:
        return Outcome(_result(suite, spec, success=True, checked=found.get("element_count", len(frame))), ())
    rows = tuple(int(row) for row in found.get("unexpected_index_list") or ())
    sample = _sample(suite, spec, frame, rows) or (_whole_frame_sample(found),)
    result = _result(
        suite,
        spec,
        success=False,
        unexpected=int(found.get("unexpected_count") or len(rows) or 1),
        checked=int(found.get("element_count") or len(frame)),
        sample=sample,
    )
    return Outcome(result, rows)


def _result(
    suite: SuiteSpec,
    spec: ExpectationSpec,
    *,
    success: bool,
    unexpected: int = 0,
    checked: int = 0,
    sample: tuple[Mapping[str, Any], ...] = (),
    error: str | None = None,
) -> CheckResult:
    return CheckResult(
        suite=suite.frame,
        expectation=spec.name,
        severity=spec.severity,
        success=success,
        blocking=spec.blocking,
        unexpected_count=unexpected,
        element_count=checked,
        description_zh=spec.description.zh,
        description_en=spec.description.en,
        sample=sample,
        error=error,
    )


def columns_of(spec: ExpectationSpec) -> list[str]:
    """The columns that a rule looks at, from its arguments."""
    single = [spec.kwargs[key] for key in ("column", "column_A", "column_B") if key in spec.kwargs]
    return [*single, *spec.kwargs.get("column_list", ())]


def _sample(
    suite: SuiteSpec, spec: ExpectationSpec, frame: DataFrame, rows: tuple[int, ...]
) -> tuple[Mapping[str, Any], ...]:
    wanted = [column for column in dict.fromkeys((*suite.shows, *columns_of(spec))) if column in frame]
    picked = frame.iloc[list(rows[:SAMPLE_ROWS])][wanted]
    return tuple(
        {
            str(column): plain(value) if column in suite.columns else _short(plain(value))
            for column, value in record.items()
        }
        for record in picked.to_dict("records")
    )


def _short(value: Any) -> Any:
    """A computed number with four digits that carry information; anything else as it is."""
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _whole_frame_sample(found: Mapping[str, Any]) -> Mapping[str, Any]:
    mismatched = (found.get("details") or {}).get("mismatched") or {}
    if mismatched.get("missing"):
        return {"missing_columns": ", ".join(str(column) for column in mismatched["missing"])}
    return {"observed": plain(found.get("observed_value"))}


def plain(value: Any) -> Any:
    """A value as JSON can hold it: numbers of numpy become Python's, missing values None, dates ISO text."""
    import pandas as pd

    if hasattr(value, "item"):
        value = value.item()
    if (
        value is None
        or value is pd.NA
        or value is pd.NaT
        or (isinstance(value, float) and not math.isfinite(value))
    ):
        return None
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool)) else str(value)
