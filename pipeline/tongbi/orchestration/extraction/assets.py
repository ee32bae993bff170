"""`mention`: every quantity in the reports, by report year."""

from collections.abc import Iterator

import dagster as dg

from tongbi.orchestration import describe
from tongbi.orchestration.extraction.batch import extract_all
from tongbi.orchestration.extraction.frames import mention_frame
from tongbi.orchestration.partitions import report_years
from tongbi.orchestration.progress import tell
from tongbi.orchestration.reading.assets import report
from tongbi.orchestration.reading.frames import reports_of
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.store.frames import FrameStore
from tongbi.orchestration.store.freshness import mention_key
from tongbi.orchestration.validation import checks
from tongbi.orchestration.validation.quarantine import quarantine_frame
from tongbi.records import Mention, Report

GROUP = "extraction"
UNEXTRACTED = "extraction-"
"""How the parts of `quarantine` begin that hold the reports of a year whose extraction failed."""


@dg.asset(
    deps=[report],
    partitions_def=report_years,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=checks.specs("mention"),
    group_name=GROUP,
    kinds={"python", "pandas", "greatexpectations"},
    owners=describe.OWNERS,
    description=describe.description("mention"),
    metadata=describe.metadata("mention"),
)
def mention(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[checks.Materialised]:
    """Extract those of the years asked for whose reports or rules changed; check all years."""
    frames = workspace.frames
    accepted = set(frames.read("report")["report_id"])
    stale: dict[int, list[Report]] = {}
    for year in map(int, context.partition_keys):
        if frames.key("report_by_year", str(year)) is None:
            frames.drop("mention_by_year", str(year))
            continue
        frame = frames.read("report_by_year", str(year))
        reports = reports_of(frame[frame["report_id"].isin(accepted)])
        if frames.key("mention_by_year", str(year)) != _key(frames, year, reports):
            stale[year] = reports
    _extract(frames, stale)
    parts = frames.parts("mention_by_year")
    everything = frames.read("mention_by_year") if parts else mention_frame(())
    for year in context.partition_keys:
        rows = len(frames.read("mention_by_year", year)) if year in parts else 0
        context.add_asset_metadata({"dagster/partition_row_count": rows}, partition_key=year)
    validation = checks.validated("mention", everything, workspace)
    frames.write("mention", validation.frame)
    yield from checks.materialised(
        validation, workspace, years_extracted=", ".join(map(str, stale)) or "none had changed"
    )


def _extract(frames: FrameStore, stale: dict[int, list[Report]]) -> None:
    """Extract all years in one batch, so that a pool is started once, and stage them one by one."""
    batch = [each for reports in stale.values() for each in reports]
    found, failed = extract_all(batch, lambda done: tell("mention", done, len(batch)))
    mentions: dict[str, list[Mention]] = dict(found)
    for year, reports in stale.items():
        part = str(year)
        ids = {each.report_id for each in reports}
        failures = [row for row in failed if row.report_id in ids]
        frames.write("quarantine", quarantine_frame(failures), part=f"{UNEXTRACTED}{part}")
        frames.write(
            "mention_by_year",
            mention_frame(
                (
                    (each.report_id, mentions[each.report_id])
                    for each in reports
                    if each.report_id in mentions
                ),
                {each.report_id: each.document for each in reports if each.document.places},
            ),
            part=part,
            key=_key(frames, year, reports),
        )


def _key(frames: FrameStore, year: int, reports: list[Report]) -> str:
    return mention_key(frames.key("report_by_year", str(year)) or "", [each.report_id for each in reports])
