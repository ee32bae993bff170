"""The expectations of a frame as Dagster asset checks, run inside the op of the asset that makes the frame.

Belongs here: translating declarations and results for Dagster, and staging what was set aside. Does not
belong here: any rule (see `tongbi.validation`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import dagster as dg

from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.validation import quarantine
from tongbi.validation import declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame

    from tongbi.orchestration.store.frames import FrameStore
    from tongbi.validation.declared import FrameName
    from tongbi.validation.results import CheckResult, Validation

Materialised = dg.MaterializeResult[None]

_SEVERITIES = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}
_SHOWN_ROWS = 20
_PLACES = ("report_id", "start_char", "end_char", "observation_id")


def specs(name: FrameName) -> list[dg.AssetCheckSpec]:
    """One check an expectation declared for the frame; only structural ones block what lies downstream."""
    return [
        dg.AssetCheckSpec(
            spec.name,
            asset=name,
            blocking=spec.blocking,
            description=f"{spec.description.zh}\n\n{spec.description.en}",
            metadata={"severity": spec.severity},
        )
        for spec in declared.expectations(name)
    ]


def validated(name: FrameName, frame: DataFrame, frames: FrameStore) -> Validation:
    """Run the expectations of a frame and stage their results and the rows that they set aside."""
    from tongbi import catalogue
    from tongbi.comparability import corrections
    from tongbi.validation import Context, check_result_frame, decisions, validate

    staged = {
        other: frames.read(other)
        for other in ("report", "mention", "observation", "series")
        if other != name and frames.parts(other)
    }
    reports = frame if name == "report" else staged["report"]
    accepted = decisions.accepted_keys(corrections.load(), frame) if name == "observation" else frozenset()
    context = Context(
        texts=texts(frames),
        metrics=catalogue.load().metrics,
        reports=reports,
        mentions=staged.get("mention"),
        observations=staged.get("observation"),
        series=staged.get("series"),
        today=stocks.today(),
        accepted=accepted,
    )
    validation = validate(name, frame, context=context)
    frames.write("quarantine", quarantine.of_validation(validation.quarantined, reports), part=name)
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat()
    results = check_result_frame(validation.results, run_id="", checked_at=moment)
    frames.write("check_result", results, part=name)
    return validation


def texts(frames: FrameStore) -> dict[str, str]:
    """The texts of the staged reports by report_id."""
    found: dict[str, str] = {}
    for part in frames.parts("report_by_year"):
        frame = frames.read("report_by_year", part)
        found.update(zip(frame["report_id"], frame["text"], strict=True))
    return found


def materialised(validation: Validation, **said: str | int) -> Iterator[Materialised]:
    """The materialisation of a frame with the results of its checks.

    Raises dg.Failure, after the results are told, where a critical expectation could not be computed at all:
    that is never a pass.
    """
    yield dg.MaterializeResult(
        asset_key=validation.name,
        metadata={
            "dagster/row_count": len(validation.frame),
            "quarantined": len(validation.quarantined),
            "checks_failed": len(validation.failed()),
            **said,
        },
        check_results=[_result(validation.name, result) for result in validation.results],
    )
    if uncomputed := [r for r in validation.results if r.stops and not r.blocking]:
        raise dg.Failure(
            "these expectations could not be computed: "
            + "; ".join(f"{result.expectation}: {result.error}" for result in uncomputed)
        )


def _result(name: str, result: CheckResult) -> dg.AssetCheckResult:
    metadata: dict[str, dg.MetadataValue | int | str] = {
        "severity": result.severity,
        "unexpected": result.unexpected_count,
        "checked": result.element_count,
    }
    if result.error is not None:
        metadata["error"] = result.error
    if result.sample:
        columns = list(dict.fromkeys(column for row in result.sample for column in row))
        # From left to right: whose figure, what is wrong, in which sentence; and last, where that is.
        columns.sort(key=lambda column: column in _PLACES)
        metadata["failing_rows"] = dg.MetadataValue.table(
            [
                dg.TableRecord({column: _cell(row.get(column)) for column in columns})
                for row in result.sample[:_SHOWN_ROWS]
            ],
            schema=dg.TableSchema(columns=[dg.TableColumn(column) for column in columns]),
        )
    return dg.AssetCheckResult(
        asset_key=name,
        check_name=result.expectation,
        passed=result.success,
        severity=_SEVERITIES[result.severity],
        description=result.error or f"{result.description_zh}\n\n{result.description_en}",
        metadata=metadata,
    )


def _cell(value: object) -> str | int | float | bool:
    return value if isinstance(value, (str, int, float, bool)) else ""
