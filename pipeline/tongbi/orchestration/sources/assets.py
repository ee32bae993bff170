"""`document`: the files found in the sources. `metric`: the catalogue."""

import json
from collections import Counter

import dagster as dg

from tongbi.orchestration import describe
from tongbi.orchestration.progress import tell
from tongbi.orchestration.reading.frames import document_frame
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.validation.quarantine import quarantine_frame

GROUP = "sources"
STAGED_YEARLY = ("report_by_year", "mention_by_year")


@dg.asset(
    group_name=GROUP,
    kinds={"python", "file"},
    owners=describe.OWNERS,
    description=describe.description("document"),
    metadata=describe.metadata("document"),
)
def document(context: dg.AssetExecutionContext, workspace: Workspace) -> dg.MaterializeResult[None]:
    """Look at the sources, and forget what is staged for years that have left them."""
    left_out = json.loads(context.run.tags.get(stocks.LEFT_OUT_TAG, "[]"))
    stock = stocks.take(workspace.settings, frozenset(left_out))
    tell("document", len(stock.found), len(stock.found))
    frames = workspace.frames
    frames.write("document", document_frame(stock.standings))
    frames.write("quarantine", quarantine_frame(stock.quarantined), part="document")
    for name in STAGED_YEARLY:
        for part in frames.parts(name):
            if int(part) not in stock.by_year:
                frames.drop(name, part)
                frames.drop("quarantine", f"extraction-{part}")
    reasons = Counter(row.why for row in stock.quarantined)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(stock.standings),
            "files": len(stock.found),
            **stock.counts(),
            "reports": len(stock.reports),
            "quarantined": len(stock.quarantined),
            "left_alone": ", ".join(stocks.unfinished(workspace.settings)) or "—",
            "report_years": ", ".join(map(str, stock.by_year)),
            "why_quarantined": dg.MetadataValue.md(
                "\n".join(f"* {count} × {why}" for why, count in reasons.most_common(20)) or "—"
            ),
            "archive": dg.MetadataValue.path(str(workspace.settings.archive)),
        }
    )


@dg.asset(
    group_name=GROUP,
    kinds={"yaml", "pandas"},
    owners=describe.OWNERS,
    description=describe.description("metric"),
    metadata=describe.metadata("metric"),
)
def metric(workspace: Workspace) -> dg.MaterializeResult[None]:
    """The catalogue as a frame."""
    from tongbi import catalogue
    from tongbi.comparability import load

    frame = catalogue.frame(lambda metric: load().breaks_text(metric.id))
    workspace.frames.write("metric", frame)
    return dg.MaterializeResult(metadata={"dagster/row_count": len(frame)})
