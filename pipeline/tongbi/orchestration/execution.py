"""A run inside this process: the job `refresh` on the project's instance, so that the UI knows of it.

Belongs here: executing the job and reading from its events what went wrong. Does not belong here: deciding
which years to run (see `store.freshness`), or drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import dagster as dg

from tongbi.orchestration.definitions import build
from tongbi.orchestration.instance import open_instance
from tongbi.orchestration.partitions import range_tags

if TYPE_CHECKING:
    from tongbi.orchestration.store.settings import Settings


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """An expectation that did not pass."""

    name: str
    blocking: bool
    critical: bool
    unexpected: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `published` tells whether the warehouse is new, `errors` why it is not."""

    published: bool
    run_id: str
    failed: tuple[FailedCheck, ...]
    errors: tuple[str, ...]


def execute(settings: Settings, first: int, last: int, *, verbose: bool = False) -> Outcome:
    """Run the job for the report years from `first` to `last`."""
    job = build(settings).resolve_job_def("refresh")
    blocking = (
        {
            (spec.asset_key, spec.name)
            for spec in job.asset_layer.asset_graph.get_check_specs()
            if spec.blocking
        }
        if hasattr(job.asset_layer.asset_graph, "get_check_specs")
        else set()
    )
    with open_instance() as instance:
        result = job.execute_in_process(
            instance=instance,
            tags=range_tags(first, last),
            run_config={"loggers": {"console": {"config": {"log_level": "INFO" if verbose else "CRITICAL"}}}},
            raise_on_error=False,
        )
        return Outcome(
            published=result.success,
            run_id=result.run_id,
            failed=tuple(
                FailedCheck(
                    name=check.check_name,
                    blocking=(check.asset_key, check.check_name) in blocking,
                    critical=check.severity == dg.AssetCheckSeverity.ERROR,
                    unexpected=_count(check),
                )
                for check in result.get_asset_check_evaluations()
                if not check.passed
            ),
            errors=tuple(_why(event) for event in result.get_step_failure_events())
            if not result.success
            else (),
        )


def _count(check: Any) -> int:
    value = check.metadata.get("unexpected")
    return int(value.value) if value is not None else 0


def _why(event: Any) -> str:
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else f"step {event.step_key} failed"
