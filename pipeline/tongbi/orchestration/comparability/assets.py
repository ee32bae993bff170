"""`observation`; `series`, `yoy`, `revision`, `coverage`, `issuer`, which one comparison makes together."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import dagster as dg

from tongbi.orchestration import describe
from tongbi.orchestration.extraction.assets import UNEXTRACTED, mention
from tongbi.orchestration.progress import tell
from tongbi.orchestration.reading.assets import report
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.store import texts
from tongbi.orchestration.store.frames import FrameStore
from tongbi.orchestration.validation import checks

if TYPE_CHECKING:
    from pandas import DataFrame

GROUP = "comparability"
KINDS = {"pandas", "greatexpectations"}


@dg.asset(
    deps=[report, mention],
    check_specs=checks.specs("observation"),
    group_name=GROUP,
    kinds=KINDS,
    owners=describe.OWNERS,
    description=describe.description("observation"),
    metadata=describe.metadata("observation"),
)
def observation(workspace: Workspace) -> Iterator[checks.Materialised]:
    """Mentions that carry a metric, with their sentence, their facets and the marks of the checks on sums."""
    from tongbi.comparability import corrections, observations

    frames = workspace.frames
    tell("observation", 0, 1)
    reports = frames.read("report")
    found = observations(reports, frames.read("mention"), texts.of(frames).texts)
    frame, dropped = corrections.taken_out(found, reports, corrections.load())
    frames.write("observation_dropped", dropped)
    validation = checks.validated("observation", frame, workspace)
    frames.write("observation", corrections.told(validation.frame, reports, corrections.load()))
    kept = frame["observation_id"].isin(validation.frame["observation_id"])
    frames.write("observation_set_aside", frame[~kept])
    tell("observation", 1, 1)
    yield from checks.materialised(validation, workspace)


def _compared(name: str, kinds: set[str]) -> dg.AssetSpec:
    return dg.AssetSpec(
        name,
        deps=[report, observation],
        group_name=GROUP,
        kinds=kinds,
        owners=describe.OWNERS,
        description=describe.description(name),
        metadata=describe.metadata(name),
    )


def held_back(frames: FrameStore, reports: set[str]) -> "DataFrame":
    """What coverage tells as held back: observations set aside, and reports whose extraction failed."""
    import pandas as pd

    aside = frames.read("observation_set_aside")[["report_id", "metric_id"]]
    parts = [part for part in frames.parts("quarantine") if part.startswith(UNEXTRACTED)]
    failed = [frames.read("quarantine", part)[["report_id"]] for part in parts]
    whole = pd.concat(failed) if failed else aside[["report_id"]].iloc[:0]
    whole = whole[whole["report_id"].isin(reports)].assign(metric_id="")
    return pd.concat([aside, whole], ignore_index=True)


@dg.multi_asset(
    specs=[
        _compared("series", KINDS),
        _compared("yoy", KINDS),
        _compared("revision", KINDS),
        _compared("coverage", KINDS),
        _compared("issuer", {"pandas"}),
    ],
    check_specs=[spec for name in ("series", "yoy", "revision", "coverage") for spec in checks.specs(name)],
)
def comparison(workspace: Workspace) -> Iterator[checks.Materialised]:
    """Compare the observations of all years."""
    from tongbi.comparability import compare

    frames = workspace.frames
    tell("series", 0, 1)
    report = frames.read("report")
    compared = compare(
        report,
        frames.read("observation"),
        held_back(frames, set(report["report_id"])),
        dropped=frames.read("observation_dropped"),
    )
    series = checks.validated("series", compared.series, workspace)
    frames.write("series", series.frame)
    yoy = checks.validated("yoy", compared.yoy, workspace)
    frames.write("yoy", yoy.frame)
    revision = checks.validated("revision", compared.revision, workspace)
    frames.write("revision", revision.frame)
    coverage = checks.validated("coverage", compared.coverage, workspace)
    frames.write("coverage", coverage.frame)
    frames.write("issuer", compared.issuer)
    tell("series", 1, 1)
    yield dg.MaterializeResult("issuer", metadata={"dagster/row_count": len(compared.issuer)})
    yield from checks.materialised(series, workspace)
    yield from checks.materialised(yoy, workspace)
    yield from checks.materialised(revision, workspace)
    yield from checks.materialised(coverage, workspace)
