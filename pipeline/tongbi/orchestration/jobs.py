"""The job that refreshes everything, and the schedule that looks for new and changed reports each week."""

from collections.abc import Iterator

import dagster as dg

from tongbi.orchestration.partitions import range_tags, stretches
from tongbi.orchestration.resources import Sight
from tongbi.orchestration.store import freshness
from tongbi.orchestration.store import stock as stocks

# The tag of assets that need the network.
ASKS_SITES = ("tongbi/asks", "sites")

refresh = dg.define_asset_job(
    "refresh",
    # What asks web sites has a job of its own (`sources.fetched`).
    selection=dg.AssetSelection.all() - dg.AssetSelection.tag(*ASKS_SITES),
    executor_def=dg.in_process_executor,
    description="读入、提取、比较、校验、发布所选年份 / Read, extract, compare, check and publish years",
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
def weekly_refresh(sight: Sight) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """One run for each stretch of years concerned."""
    stock = stocks.take(sight.settings)
    years = freshness.stale_years(stock, sight.frames)
    if not years:
        yield dg.SkipReason(f"nothing has changed among the {len(stock.found)} files of the sources")
    for first, last in stretches(years):
        yield dg.RunRequest(run_key=f"{stock.key}:{first}-{last}", tags=range_tags(first, last))
