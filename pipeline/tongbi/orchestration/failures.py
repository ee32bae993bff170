"""What went wrong in a run, read from its events.

Belongs here: the checks that did not pass and the messages of failed steps, as plain records. Does not belong
here: showing or sending them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.alerting import Failed
from tongbi.validation.declared import FRAMES, expectations

if TYPE_CHECKING:
    from collections.abc import Iterable

    import dagster as dg


def failed_checks(evaluations: Iterable[dg.AssetCheckEvaluation]) -> list[Failed]:
    """The expectations that did not pass, in the order in which they were told."""
    declared = {spec.name: spec for name in FRAMES for spec in expectations(name)}
    return [
        Failed(
            asset=check.asset_key.to_user_string(),
            check=check.check_name,
            severity=declared[check.check_name].severity,
            blocking=declared[check.check_name].blocking,
            unexpected=_count(check, "unexpected") or 0,
            checked=_count(check, "checked") or 0,
            says=declared[check.check_name].description.en,
            says_zh=declared[check.check_name].description.zh,
            before=_count(check, "unexpected_before"),
            error=str(check.metadata["error"].value) if "error" in check.metadata else "",
        )
        for check in evaluations
        if not check.passed and check.check_name in declared
    ]


def why(events: Iterable[dg.DagsterEvent]) -> list[str]:
    """The innermost message of each failed step; steps that failed for their checks alone are left out."""
    return [_innermost(event) for event in events if event.is_step_failure and not _is_of_checks(event)]


def _count(check: dg.AssetCheckEvaluation, name: str) -> int | None:
    """A number of the check's metadata; None where it does not tell it."""
    value = check.metadata[name].value if name in check.metadata else None
    return value if isinstance(value, int) else None


def _is_of_checks(event: dg.DagsterEvent) -> bool:
    error = event.step_failure_data.error
    return error is not None and error.cls_name == "DagsterAssetCheckFailedError"


def _innermost(event: dg.DagsterEvent) -> str:
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else f"step {event.step_key} failed"
