"""`warehouse`: the staged frames, published as one DuckDB file."""

import datetime as dt
from typing import TYPE_CHECKING

import dagster as dg

import tongbi
from tongbi.orchestration import describe
from tongbi.orchestration.progress import tell
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.store import fingerprint, freshness, state
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.frames import FrameStore

if TYPE_CHECKING:
    from pandas import DataFrame

GROUP = "warehouse"
TABLES = (
    "document", "report", "metric", "mention", "observation", "series", "yoy", "revision", "coverage",
    "issuer", "quarantine", "check_result",
)  # fmt: skip


@dg.asset(
    deps=[dg.AssetKey(name) for name in TABLES],
    group_name=GROUP,
    kinds={"duckdb"},
    owners=describe.OWNERS,
    pool="warehouse_writer",
    description=(
        "发布的仓库：新文件建成并校验后，以一次改名取代旧文件；读者随时可读。"
        " / The published warehouse: a new file is built and checked, then takes the old one's name in one "
        "rename; readers are never disturbed."
    ),
)
def warehouse(workspace: Workspace) -> dg.MaterializeResult[None]:
    """Publish, then note what was published, so that a run with nothing new can say so at once."""
    from tongbi.publishing import publish

    settings, frames = workspace.settings, workspace.frames
    stock = stocks.summary(settings)
    if stock is None:
        raise dg.Failure("nothing is known of the sources yet; materialise document first")
    key = freshness.run_key(stock.key)
    tell("warehouse", 0, 1)
    counts = publish(tables(frames, key, stock.key), settings.warehouse)
    # After a run of some years only, others may still be out of date: then the next run has something to do.
    complete = not freshness.stale_years(stock.year_keys, frames)
    state.write(
        settings.state,
        key=key if complete else "",
        run_id=key,
        warehouse=settings.warehouse,
        counts={**counts, "found": stock.found, **stock.counts},
    )
    tell("warehouse", 1, 1)
    return dg.MaterializeResult(
        metadata={
            "dagster/uri": f"duckdb:///{settings.warehouse}",
            "path": dg.MetadataValue.path(str(settings.warehouse)),
            "bytes": settings.warehouse.stat().st_size,
            **counts,
        }
    )


def tables(frames: FrameStore, run_id: str, inputs: str) -> "dict[str, DataFrame]":
    """The frame of each table; those that tell of the run carry its id."""
    import pandas as pd

    staged = {name: frames.read(name) for name in TABLES}
    staged["check_result"] = staged["check_result"].assign(run_id=run_id)
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat()
    staged["run"] = pd.DataFrame(
        [
            {
                "run_id": run_id,
                "inputs_sha256": inputs,
                "knowledge_sha256": fingerprint.of("everything"),
                "tongbi_version": tongbi.__version__,
                "published_at": moment,
            }
        ]
    )
    return staged
