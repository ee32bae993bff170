"""A run inside this process: the job `refresh` on the project's instance, so that the UI knows of it.

Belongs here: executing the job and reading from its events what went wrong. Does not belong here: deciding
which years to run (see `store.freshness`), or drawing.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.orchestration import instance, liveness
from tongbi.orchestration.definitions import build
from tongbi.orchestration.partitions import range_tags
from tongbi.validation.declared import FRAMES, expectations

if TYPE_CHECKING:
    import dagster as dg

    from tongbi.orchestration.store.settings import Settings


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """An expectation that did not pass: `unexpected` rows of those `checked` are not as it `says`."""

    name: str
    says: str
    severity: str
    blocking: bool
    unexpected: int
    checked: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `published` tells whether the warehouse is new, `errors` why it is not."""

    published: bool
    run_id: str
    failed: tuple[FailedCheck, ...]
    errors: tuple[str, ...]

    @property
    def blocked(self) -> bool:
        """Whether a check stopped the run."""
        return any(check.blocking for check in self.failed)


def execute(settings: Settings, first: int, last: int, *, verbose: bool = False) -> Outcome:
    """Run the job for the report years from `first` to `last`."""
    job = build(settings).resolve_job_def("refresh")
    run_id = str(uuid.uuid4())
    level = "INFO" if verbose else "CRITICAL"
    home = instance.prepare()
    with instance.open_instance() as opened, liveness.alive(home, run_id):
        liveness.bury_the_dead(home, opened)
        result = job.execute_in_process(
            instance=opened,
            run_id=run_id,
            tags=range_tags(first, last),
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
            raise_on_error=False,
        )
        return Outcome(
            published=result.success,
            run_id=run_id,
            failed=tuple(
                _failed(check) for check in result.get_asset_check_evaluations() if not check.passed
            ),
            errors=tuple(_why(event) for event in result.filter_events(lambda event: event.is_step_failure)),
        )


def _failed(check: dg.AssetCheckEvaluation) -> FailedCheck:
    declared = {spec.name: spec for name in FRAMES for spec in expectations(name)}[check.check_name]
    return FailedCheck(
        name=check.check_name,
        says=declared.description.en,
        severity=declared.severity,
        blocking=declared.blocking,
        unexpected=_count(check, "unexpected"),
        checked=_count(check, "checked"),
    )


def _count(check: dg.AssetCheckEvaluation, name: str) -> int:
    value = check.metadata[name].value
    return value if isinstance(value, int) else 0


def _why(event: dg.DagsterEvent) -> str:
    """The innermost message of a step's failure."""
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else f"step {event.step_key} failed"
