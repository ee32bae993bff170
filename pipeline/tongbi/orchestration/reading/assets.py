"""`report`: the documents whose issuer and year are known, by report year."""

from collections.abc import Iterator

import dagster as dg

from tongbi.orchestration import describe
from tongbi.orchestration.partitions import report_years
from tongbi.orchestration.progress import tell
from tongbi.orchestration.reading.frames import STAGED_ONLY, report_frame, told_apart
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.sources.assets import document
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.validation import checks

GROUP = "reading"


@dg.asset(
    deps=[document],
    partitions_def=report_years,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=checks.specs("report"),
    group_name=GROUP,
    kinds={"pandas", "greatexpectations"},
    owners=describe.OWNERS,
    description=describe.description("report"),
    metadata=describe.metadata("report"),
)
def report(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[checks.Materialised]:
    """Stage the reports of the years asked for where they differ; check the reports of all years."""
    frames = workspace.frames
    _stage(context, workspace)
    parts = frames.parts("report_by_year")
    everything = told_apart(frames.read("report_by_year")) if parts else report_frame(())
    validation = checks.validated("report", everything.drop(columns=STAGED_ONLY), workspace)
    frames.write("report", validation.frame)
    tell("report", len(validation.frame), len(validation.frame))
    yield from checks.materialised(validation, workspace, years=", ".join(parts))


def _stage(context: dg.AssetExecutionContext, workspace: Workspace) -> None:
    """Stage the years asked for; the stock with all its texts is in memory no longer than this takes."""
    stock, frames = stocks.load(workspace.settings), workspace.frames
    if stock is None:
        raise dg.Failure("nothing is known of the sources yet; materialise document first")
    for year in map(int, context.partition_keys):
        reports = stock.by_year.get(year, ())
        context.add_asset_metadata({"dagster/partition_row_count": len(reports)}, partition_key=str(year))
        if reports and frames.key("report_by_year", str(year)) != stock.year_key(year):
            frames.write(
                "report_by_year",
                report_frame(reports, stock.versions),
                part=str(year),
                key=stock.year_key(year),
            )
