"""The job that refreshes everything, the one that only reads, and the schedule that looks each week."""

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError

from tongbi.orchestration.partitions import range_tags, stretches
from tongbi.orchestration.resources import Sight
from tongbi.orchestration.store import freshness, state, turn
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.settings import short
from tongbi.orchestration.validation import pages
from tongbi.records import FIRST_YEAR

# The tag of assets that need the network.
ASKS_SITES = ("tongbi/asks", "sites")


@dg.failure_hook(required_resource_keys={"workspace"})
def fault_is_told(context: dg.HookContext) -> None:
    """Mark the quality report, which may be written by then; a check that stops a run writes its own."""
    fault = context.op_exception
    if isinstance(fault, DagsterAssetCheckFailedError):
        return
    while fault is not None and fault.__cause__ is not None:
        fault = fault.__cause__
    pages.write_fault(context.resources.workspace, short(f"{type(fault).__name__}: {fault}"))


refresh = dg.define_asset_job(
    "refresh",
    hooks={fault_is_told},
    # What asks web sites has a job of its own (`sources.fetched`).
    selection=dg.AssetSelection.all() - dg.AssetSelection.tag(*ASKS_SITES),
    executor_def=dg.in_process_executor,
    description="读入、提取、比较、校验、发布所选年份 / Read, extract, compare, check and publish years",
)


survey = dg.define_asset_job(
    "survey",
    selection=dg.AssetSelection.assets("document"),
    executor_def=dg.in_process_executor,
    description=(
        "只读入来源文件夹，不提取：文件很多或为扫描件时，先由它读完。"
        " / Only reads the sources, where that takes longer than a sensor may; drop_folder goes on then."
    ),
)

_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def is_running(instance: dg.DagsterInstance) -> bool:
    """Whether a run that works on the sources waits or is on, whoever asked for it."""
    return any(
        instance.get_run_records(dg.RunsFilter(job_name=job.name, statuses=_UNFINISHED), limit=1)
        for job in (refresh, survey)
    )


@dg.schedule(
    job=refresh,
    cron_schedule="0 6 * * 1",
    execution_timezone=stocks.TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description=(
        "每周一查看来源文件夹，只运行有新增、变更或撤下报告的年份。"
        " / Each Monday: looks at the sources and runs only those report years of which a report appeared, "
        "changed or went."
    ),
)
def weekly_refresh(
    context: dg.ScheduleEvaluationContext, sight: Sight
) -> list[dg.RunRequest] | dg.SkipReason:
    """One run for each stretch of years concerned; one for all where telling them takes too long."""
    on = dg.SkipReason("a run is on; what it leaves is looked at by drop_folder, and next week")
    if is_running(context.instance):
        return on
    try:
        # A command that has not begun its run yet, or one of another instance, holds the store as well.
        with turn.taken(sight.settings.store, wait_seconds=0):
            return _concerned(sight)
    except turn.BusyError:
        return on


def _concerned(sight: Sight) -> list[dg.RunRequest] | dg.SkipReason:
    if not stocks.is_at_hand(sight.settings):
        kept = stocks.load(sight.settings)
        first = min(kept.by_year, default=FIRST_YEAR) if kept else FIRST_YEAR
        return [dg.RunRequest(tags=range_tags(first, stocks.today().year))]
    stock = stocks.take(sight.settings, by_looks=True)
    years = freshness.stale_years(stock.year_keys(), sight.frames)
    last = state.read(sight.settings.state)
    held = last is not None and last.holds(freshness.run_key(stock.key), sight.settings.warehouse)
    if not years and (held or not stock.by_year):
        return dg.SkipReason(f"nothing has changed among the {len(stock.found)} files of the sources")
    if not years:
        # What is declared for later stages has changed, or a run did not publish: any year makes them anew.
        return [dg.RunRequest(tags=range_tags(max(stock.by_year), max(stock.by_year)))]
    return [
        dg.RunRequest(run_key=f"{stock.key}:{first}-{last}", tags=range_tags(first, last))
        for first, last in stretches(years)
    ]
