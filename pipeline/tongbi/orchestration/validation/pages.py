"""The pages of the data-quality report, written beside the warehouse.

Belongs here: gathering the staged frames and what the last published warehouse held, and where the pages
lie. Does not belong here: what the pages say (see `tongbi.validation.report`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pandas import DataFrame

    from tongbi.orchestration.resources import Workspace
    from tongbi.validation.report import Run

FIRST = "index.html"


def write(workspace: Workspace) -> tuple[str, Path]:
    """Write the page of the run and one of each issuer; gives the Markdown form and the first page's path.

    Pages of issuers that are no longer read are taken away.
    """
    from tongbi.validation.report import report_html, report_markdown

    run = gather(workspace)
    folder = workspace.settings.state.parent / "quality"
    folder.mkdir(parents=True, exist_ok=True)
    pages = {issuer: f"{_plain(issuer)}.html" for issuer in run.issuers}
    for old in folder.glob("*.html"):
        if old.name not in {FIRST, *pages.values()}:
            old.unlink()
    for issuer, name in pages.items():
        (folder / name).write_text(report_html(run, issuer), encoding="utf-8")
    first = folder / FIRST
    first.write_text(report_html(run, pages=pages), encoding="utf-8")
    return report_markdown(run), first


def gather(workspace: Workspace) -> Run:
    """The staged frames of this run, with the series and results of the warehouse published before it."""
    from tongbi import catalogue
    from tongbi.validation.report import Run

    frames = workspace.frames
    results = frames.read("check_result")
    series, checks = _published(workspace.settings.warehouse)
    return Run(
        report=frames.read("report"),
        series=frames.read("series"),
        yoy=frames.read("yoy"),
        coverage=frames.read("coverage"),
        quarantine=frames.read("quarantine"),
        check_result=results,
        names={metric_id: (m.name_zh, m.name_en) for metric_id, m in catalogue.load().metrics.items()},
        checked_at=str(results["checked_at"].max()) if len(results) else "",
        previous_series=series,
        previous_check_result=checks,
        account=account(workspace),
    )


def account(workspace: Workspace) -> DataFrame:
    """Where every mention that the extraction found has gone, by report."""
    from tongbi.comparability import corrections
    from tongbi.validation.decisions import dropped_keys
    from tongbi.validation.reconciliation import reconcile

    frames = workspace.frames
    reports, observations = frames.read("report"), frames.read("observation")
    found = frames.read("mention_by_year")["report_id"].value_counts()
    return reconcile(
        frames.read("mention"),
        observations,
        frames.read("series"),
        frames.read("quarantine"),
        reports=reports,
        dropped=dropped_keys(corrections.load(), observations),
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
    """An issuer's name as the name of a file."""
    return re.sub(r"[^\w\u4e00-\u9fff]+", "_", issuer)
