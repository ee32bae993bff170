"""The expectations of a frame as Dagster asset checks, run inside the op of the asset that makes the frame.

Belongs here: translating declarations and results for Dagster, and staging what was set aside. Does not
belong here: any rule (see `tongbi.validation`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import dagster as dg

from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store import texts
from tongbi.orchestration.validation import evidence, history, pages, quarantine
from tongbi.validation import declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame

    from tongbi.orchestration.resources import Workspace
    from tongbi.validation.declared import FrameName
    from tongbi.validation.results import Validation

Materialised = dg.MaterializeResult[None]

_SEVERITIES = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
    "info": dg.AssetCheckSeverity.WARN,
}


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


def validated(name: FrameName, frame: DataFrame, workspace: Workspace) -> Validation:
    """Run the expectations of a frame and stage their results and the rows that they set aside."""
    from tongbi import catalogue
    from tongbi.comparability import corrections
    from tongbi.validation import Context, check_result_frame, decisions, validate

    frames = workspace.frames
    staged = {
        other: frames.read(other)
        for other in ("report", "mention", "observation", "series")
        if other != name and frames.parts(other)
    }
    reports = frame if name == "report" else staged["report"]
    observed = frame if name == "observation" else staged.get("observation") if name == "series" else None
    accepted = frozenset() if observed is None else decisions.accepted_keys(corrections.load(), observed)
    context = Context(
        texts=texts.of(frames).texts,
        metrics=catalogue.load().metrics,
        reports=reports,
        mentions=staged.get("mention"),
        observations=staged.get("observation"),
        series=staged.get("series"),
        today=stocks.today(),
        accepted=accepted,
    )
    validation = validate(name, frame, context=context, told=pages.documenting(workspace, name))
    frames.write("quarantine", quarantine.of_validation(validation.quarantined, reports), part=name)
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat()
    results = check_result_frame(validation.results, run_id="", checked_at=moment)
    frames.write("check_result", results, part=name)
    history.note(frames, name, moment, validation.results)
    return validation


def materialised(validation: Validation, workspace: Workspace, **said: str | int) -> Iterator[Materialised]:
    """The materialisation of a frame with the results of its checks.

    Where a check stops the run, nothing downstream will write the data-quality report: it is written here.
    Raises dg.Failure, after the results are told, where a critical expectation could not be computed at all:
    that is never a pass.
    """
    frames = workspace.frames
    past, known = history.read(frames, validation.name), texts.of(frames).documents
    metadata: dict[str, Any] = {
        "dagster/row_count": len(validation.frame),
        "quarantined": len(validation.quarantined),
        "checks_failed": len(validation.failed()),
        **said,
    }
    if validation.blocking:
        summary, first = pages.write_stopped(workspace, validation.name)
        metadata |= {
            "quality_report": dg.MetadataValue.md(summary),
            "pages": dg.MetadataValue.path(str(first)),
        }
    yield dg.MaterializeResult(
        asset_key=validation.name,
        metadata=metadata,
        check_results=[
            dg.AssetCheckResult(
                asset_key=validation.name,
                check_name=result.expectation,
                passed=result.success,
                severity=_SEVERITIES[result.severity],
                description=result.error or f"{result.description_zh}\n\n{result.description_en}",
                metadata=evidence.metadata(result, past.get(result.expectation, ()), known),
            )
            for result in validation.results
        ],
    )
    if uncomputed := [r for r in validation.results if r.stops and not r.blocking]:
        raise dg.Failure(
            "these expectations could not be computed: "
            + "; ".join(f"{result.expectation}: {result.error}" for result in uncomputed)
        )
