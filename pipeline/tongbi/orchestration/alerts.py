"""Noticing what is worth an alert: runs that failed, and checks that fail in runs that did not.

The two sensors see the runs of the daemon (schedules, sensors, the UI); a run inside a process, as of `tongbi
run`, has no code location that they could match, and calls `tell` itself. So no run is told twice. Belongs
here: from a run's events to an alert. Does not belong here: its words and its delivery (`tongbi.alerting`).
"""

from collections.abc import Sequence

import dagster as dg

from tongbi import alerting
from tongbi.orchestration import failures
from tongbi.orchestration.resources import Sight

DESCRIPTION = (
    "按环境变量 TONGBI_ALERT_WEBHOOK 或 TONGBI_ALERT_SMTP 发出；两者都没有时关闭。"
    " / Told to TONGBI_ALERT_WEBHOOK or by TONGBI_ALERT_SMTP; off where the environment has neither."
)


def tell(instance: dg.DagsterInstance, run: dg.DagsterRun, warehouse: str) -> list[str]:
    """Send the alert of a finished run where there is something to tell; returns what was not delivered.

    Never raises for a setting or a delivery: the run is over, and what it did stands.
    """
    try:
        targets = alerting.Targets.from_environment()
    except alerting.SettingsError as error:
        return [str(error)]
    if targets.webhook is None and targets.mail is None:
        return []
    alert = alert_of(instance, run, warehouse, targets.ui)
    return [] if alert is None else alerting.deliver(alert, targets)


def alert_of(
    instance: dg.DagsterInstance, run: dg.DagsterRun, warehouse: str, ui: str = ""
) -> alerting.Alert | None:
    """The alert of a finished run: it failed, or checks failed that are news; None where all is as it was."""
    events = _events(instance, run.run_id)
    evaluations = [
        event.asset_check_evaluation_data
        for event in events
        if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    checks = tuple(check for check in failures.failed_checks(evaluations) if check.is_news)
    failed = run.status == dg.DagsterRunStatus.FAILURE
    if not failed and not checks:
        return None
    return alerting.Alert(
        event="run_failed" if failed else "checks_failed",
        run_id=run.run_id,
        job=run.job_name,
        warehouse=warehouse,
        checks=checks,
        errors=tuple(failures.why(events)) if failed else (),
        link=f"{ui}/runs/{run.run_id}" if ui else "",
    )


def _events(instance: dg.DagsterInstance, run_id: str) -> Sequence[dg.DagsterEvent]:
    wanted = {dg.DagsterEventType.ASSET_CHECK_EVALUATION, dg.DagsterEventType.STEP_FAILURE}
    entries = instance.all_logs(run_id, of_type=wanted)
    return [entry.dagster_event for entry in entries if entry.dagster_event is not None]


def _status() -> dg.DefaultSensorStatus:
    on = alerting.is_configured()
    return dg.DefaultSensorStatus.RUNNING if on else dg.DefaultSensorStatus.STOPPED


def sensors() -> list[dg.SensorDefinition]:
    """The two sensors, on where the environment says where to deliver to."""

    @dg.run_failure_sensor(
        name="run_failure_alert",
        default_status=_status(),
        description=f"运行失败时告警。{DESCRIPTION}",
        minimum_interval_seconds=30,
    )
    def run_failure_alert(context: dg.RunFailureSensorContext, sight: Sight) -> None:
        """Tell of a run that failed, with the checks and the errors that stopped it."""
        _log(context, tell(context.instance, context.dagster_run, sight.warehouse))

    @dg.run_status_sensor(
        name="check_failure_alert",
        run_status=dg.DagsterRunStatus.SUCCESS,
        default_status=_status(),
        description=f"检查出现新的不符时告警。{DESCRIPTION}",
        minimum_interval_seconds=30,
    )
    def check_failure_alert(context: dg.RunStatusSensorContext, sight: Sight) -> None:
        """Tell of checks that fail in a run that went through, where that is news."""
        _log(context, tell(context.instance, context.dagster_run, sight.warehouse))

    return [run_failure_alert, check_failure_alert]


def _log(context: dg.RunStatusSensorContext, problems: list[str]) -> None:
    for problem in problems:
        context.log.warning(problem)
