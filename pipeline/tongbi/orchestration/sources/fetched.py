"""`fetched_page`: what the registry names, got from its sites; with a job and a schedule of its own.

The sites are asked by this job alone: a run of `refresh`, and with it `tongbi run`, works on what lies in the
sources and needs no network. All of it is defined only where the registry names an address.

Belongs here: the asset, its job and schedule. Does not belong here: fetching (`tongbi.fetching`).
"""

import dagster as dg

from tongbi import fetching
from tongbi.orchestration import describe
from tongbi.orchestration.jobs import ASKS_SITES
from tongbi.orchestration.progress import tell
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.sources.assets import GROUP, document
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.settings import fetched, home

SHOWN = 50


@dg.asset(
    group_name=GROUP,
    kinds={"yaml", "file"},
    owners=describe.OWNERS,
    pool="sites",
    tags=dict([ASKS_SITES]),
    description=(
        "按登记表 registry.yaml 礼貌地抓取的网页与文件：原件按 SHA-256 归档，网页有变则另存新版，旧版保留。"
        " / Pages and files that the registry names, fetched politely: originals archived by SHA-256; of a "
        "page that changed the new version is added and the old one stays."
    ),
)
def fetched_page(context: dg.AssetExecutionContext, workspace: Workspace) -> dg.MaterializeResult[None]:
    """Look at every address; those that give nothing are told and never stop the others."""
    path, folder = fetching.default_path(home()), fetched()
    try:
        registry = fetching.load(path)
        guard = fetching.Guard(ports=frozenset(registry.limits.ports))
        summary = fetching.fetch(registry, folder, guard)
    except (fetching.RegistryError, fetching.StoreBusyError) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    for outcome in summary.problems:
        context.log.warning(f"{outcome.address}: {outcome.why}; {outcome.remedy}")
    if not any(folder.is_relative_to(source) for source in workspace.settings.sources):
        context.log.warning(
            f"{folder} is not among the sources, so its pages are not read; see TONGBI_SOURCES"
        )
    tell("fetched_page", len(summary.outcomes), len(summary.outcomes) + summary.left)
    problems = [f"* {outcome.address}: {outcome.why}; {outcome.remedy}" for outcome in summary.problems]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(summary.outcomes),
            "new": len(summary.of("new")),
            "changed": len(summary.of("changed")),
            "unchanged": len(summary.of("unchanged")),
            "gave_nothing": len(summary.problems),
            "left_for_next_time": summary.left,
            "why": dg.MetadataValue.md("\n".join(problems[:SHOWN]) or "—"),
            "registry": dg.MetadataValue.path(str(path)),
            "folder": dg.MetadataValue.path(str(folder)),
        }
    )


fetch = dg.define_asset_job(
    "fetch",
    selection=dg.AssetSelection.assets(fetched_page),
    executor_def=dg.in_process_executor,
    description="按登记表抓取网页 / Fetch what the registry names",
)

weekly_fetch = dg.ScheduleDefinition(
    name="weekly_fetch",
    job=fetch,
    cron_schedule="0 2 * * 1",
    execution_timezone=stocks.TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description=(
        "每周一在 weekly_refresh 之前抓取登记表所列网页。"
        " / Each Monday, before weekly_refresh: looks at what the registry names."
    ),
)


def is_wanted() -> bool:
    """Whether the registry names an address; also where it cannot be used, so that the asset can tell why."""
    try:
        return bool(fetching.load(fetching.default_path(home())))
    except fetching.RegistryError:
        return True


def document_after_fetching() -> dg.AssetsDefinition:
    """The asset `document`, downstream of `fetched_page`."""
    return document.map_asset_specs(lambda spec: spec.merge_attributes(deps=[fetched_page]))
