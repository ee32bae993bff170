"""A run inside this process: the job `refresh` on the project's instance, so that the UI knows of it.

Belongs here: executing the job and telling how it ended. Does not belong here: deciding which years to run
(see `store.freshness`), reading what went wrong from events (see `failures`), or drawing.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.orchestration import alerts, failures, instance, liveness
from tongbi.orchestration.definitions import build
from tongbi.orchestration.partitions import range_tags

if TYPE_CHECKING:
    from tongbi.alerting import Failed
    from tongbi.orchestration.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `published` tells whether the warehouse is new, `errors` why it is not.

    `undelivered` says which alerts could not be sent.
    """

    published: bool
    run_id: str
    failed: tuple[Failed, ...]
    errors: tuple[str, ...]
    undelivered: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a check stopped the run."""
        return any(check.stops for check in self.failed)


def execute(settings: Settings, first: int, last: int, *, verbose: bool = False) -> Outcome:
    """Run the job for the report years from `first` to `last`, and send the alerts that it calls for."""
    job = build(settings).resolve_job_def("refresh")
    run_id = str(uuid.uuid4())
    level = "INFO" if verbose else "CRITICAL"
    home = instance.prepare(settings)
    with instance.open_instance(settings) as opened, liveness.alive(home, run_id):
        liveness.bury_the_dead(home, opened)
        result = job.execute_in_process(
            instance=opened,
            run_id=run_id,
            tags=range_tags(first, last),
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
            raise_on_error=False,
        )
        run = opened.get_run_by_id(run_id) or result.dagster_run
        return Outcome(
            published=result.success,
            run_id=run_id,
            failed=tuple(failures.failed_checks(result.get_asset_check_evaluations())),
            errors=tuple(failures.why(result.all_events)),
            undelivered=tuple(alerts.tell(opened, run, str(settings.warehouse))),
        )
