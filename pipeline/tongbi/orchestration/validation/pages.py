"""The pages of the data-quality report, written beside the warehouse.

Belongs here: gathering the staged frames and what the last published warehouse held, and where the pages
lie. Does not belong here: what the pages say (see `tongbi.validation.report`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from typing import TYPE_CHECKING, Any, cast

from tongbi import whole
from tongbi.validation import FRAMES, declared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pandas import DataFrame

    from tongbi.orchestration.resources import Workspace
    from tongbi.orchestration.store.frames import FrameStore
    from tongbi.validation.declared import FrameName
    from tongbi.validation.report import Run

COMPARED = ("series", "yoy", "revision", "coverage")


def write(workspace: Workspace) -> tuple[str, Path]:
    """Write the page of the run and one of each issuer; gives the Markdown form and the first page's path.

    Pages of issuers that are no longer read are taken away.
    """
    return _written(workspace, gather(workspace))


def write_stopped(workspace: Workspace, stage: FrameName) -> tuple[str, Path]:
    """Write the page of a run that stops at the checks of `stage`; gives what `write` gives.

    Frames of later stages are those of an earlier run and are left out. The pages of the issuers stay as they
    are unless all frames are those of this run.
    """
    return _written(workspace, gather(workspace, _reached(stage)))


def write_fault(workspace: Workspace, message: str) -> None:
    """Say on the page of the run that it ended by a fault of the program and published nothing."""
    from tongbi.validation.report.skeleton import with_fault

    first = workspace.settings.quality
    page = first.read_text(encoding="utf-8") if first.is_file() else ""
    moment = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
    whole.write(first, with_fault(page, message, moment))


def gather(workspace: Workspace, reached: Sequence[FrameName] = FRAMES) -> Run:
    """The staged frames of this run, with the series and results of the warehouse published before it.

    Of frames that are not among `reached`, the run holds the columns alone.
    """
    from tongbi import catalogue
    from tongbi.validation.report import Run

    frames = workspace.frames
    whole = set(reached) == set(FRAMES)
    results = _of_this_run(frames, "check_result", reached)
    series, checks = _published(workspace.settings.warehouse)

    def staged(name: FrameName) -> DataFrame:
        return frames.read(name) if name in reached else _nothing(name)

    return Run(
        report=staged("report"),
        series=staged("series"),
        yoy=staged("yoy"),
        coverage=staged("coverage"),
        quarantine=_named(frames, _of_this_run(frames, "quarantine", reached)),
        check_result=results,
        names={metric_id: (m.name_zh, m.name_en) for metric_id, m in catalogue.load().metrics.items()},
        checked_at=str(results["checked_at"].max()) if len(results) else "",
        previous_series=series,
        previous_check_result=checks,
        account=account(workspace) if whole else None,
        not_reached=tuple(name for name in FRAMES if name not in reached),
    )


def documenting(workspace: Workspace, name: FrameName) -> Callable[[Any], None] | None:
    """What writes the library's own page of a suite; None where the run was not asked for it."""
    if not workspace.settings.data_docs:
        return None
    folder = workspace.settings.docs

    def write_page(result: Any) -> None:
        from tongbi.validation.report.data_docs import suite_page

        page = suite_page(result, dt.datetime.now(dt.UTC))
        whole.write(folder / f"{name}.html", page)

    return write_page


def _write_index(workspace: Workspace, run: Run) -> None:
    """The first of the library's own pages; those that are not of this run are taken away."""
    from tongbi.validation.report.data_docs import index_page

    folder = workspace.settings.docs
    if not workspace.settings.data_docs:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for name in run.not_reached:
        (folder / f"{name}.html").unlink(missing_ok=True)
    suites = {page.stem for page in folder.glob("*.html")}
    page = index_page(run.check_result, suites, run.checked_at)
    whole.write(folder / "index.html", page)


def _written(workspace: Workspace, run: Run) -> tuple[str, Path]:
    from tongbi.validation.report import report_html, report_markdown

    first = workspace.settings.quality
    folder = first.parent
    pages = {} if run.not_reached else {issuer: f"{_plain(issuer)}.html" for issuer in run.issuers}
    if not run.not_reached:
        for old in folder.glob("*.html"):
            if old.name not in {first.name, *pages.values()}:
                old.unlink()
    for issuer, name in pages.items():
        whole.write(folder / name, report_html(run, issuer))
    whole.write(first, report_html(run, pages=pages))
    _write_index(workspace, run)
    return report_markdown(run), first


def _reached(stage: FrameName) -> tuple[FrameName, ...]:
    """The frames that are of this run when its checks stop at `stage`: one comparison makes the last four."""
    return FRAMES if stage in COMPARED else FRAMES[: FRAMES.index(stage) + 1]


def _of_this_run(frames: FrameStore, name: str, reached: Sequence[FrameName]) -> DataFrame:
    """The parts of `quarantine` or `check_result` that no later stage of an earlier run has left there."""
    import pandas as pd

    parts = [part for part in frames.parts(name) if part not in FRAMES or part in reached]
    order = {frame: position for position, frame in enumerate(FRAMES)}
    parts.sort(key=lambda part: order.get(cast("FrameName", part), -1))
    read = [frames.read(name, part) for part in parts]
    filled = [frame for frame in read if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else read[0]


def _named(frames: FrameStore, quarantine: DataFrame) -> DataFrame:
    """What was set aside, with whose figure it is: issuer_name, metric_id, period."""
    import pandas as pd

    from tongbi.validation.held import About, about

    kept = [frames.read(name) for name in ("observation", "observation_set_aside") if frames.parts(name)]
    observed = pd.concat(kept, ignore_index=True) if kept else pd.DataFrame({"observation_id": []})
    known = [frames.read("report_by_year", part) for part in frames.parts("report_by_year")]
    issuers = {
        str(report_id): str(issuer)
        for part in known
        for report_id, issuer in zip(part["report_id"], part["issuer_name"], strict=True)
    }
    named = pd.DataFrame(about(quarantine, observed, issuers), columns=list(About._fields))
    columns = ["issuer_name", "metric_id", "period"]
    return quarantine.reset_index(drop=True).assign(**{name: named[name].to_numpy() for name in columns})


def _nothing(name: FrameName) -> DataFrame:
    import pandas as pd

    return pd.DataFrame(columns=list(declared.suite(name).columns))


def account(workspace: Workspace) -> DataFrame:
    """Where every mention that the extraction found has gone, by report."""
    import pandas as pd

    from tongbi.validation.reconciliation import reconcile

    frames = workspace.frames
    reports = frames.read("report")
    dropped = frames.read("observation_dropped")
    observations = pd.concat([frames.read("observation"), dropped], ignore_index=True)
    found = frames.read("mention_by_year")["report_id"].value_counts()
    return reconcile(
        frames.read("mention"),
        observations,
        frames.read("series"),
        frames.read("quarantine"),
        reports=reports,
        dropped=set(dropped["observation_id"]),
        found={str(report_id): int(count) for report_id, count in found.items()},
    )


def _published(warehouse: Path) -> tuple[DataFrame | None, DataFrame | None]:
    """What the warehouse holds now; nothing where there is none or where it cannot be read."""
    import duckdb

    if not warehouse.exists():
        return None, None
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            series = connection.execute("select issuer_name, metric_id, period, value from series").df()
            checks = connection.execute("select expectation, success from check_result").df()
    except duckdb.Error:
        return None, None
    return series, checks


def _plain(issuer: str) -> str:
    """An issuer's name as the name of a file; names that differ in other signs alone stay apart."""
    plain = re.sub(r"[^\w\u4e00-\u9fff]+", "_", issuer)
    return plain if plain == issuer else f"{plain}-{hashlib.sha256(issuer.encode()).hexdigest()[:6]}"
