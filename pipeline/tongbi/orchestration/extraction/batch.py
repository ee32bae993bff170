"""Extraction over many reports, on one core or on all.

Belongs here: spreading the work and keeping one report's failure to that report. Does not belong here:
reading prose (see `tongbi.extraction`).
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from tongbi.records import Mention, Quarantined, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Starting a process costs as much as extracting from some dozens of reports.
WORTH_A_POOL = 40
CHUNK = 8


def extract_all(
    reports: Sequence[Report], done: Callable[[int], None] = lambda _: None
) -> tuple[list[tuple[str, list[Mention]]], list[Quarantined]]:
    """Mentions of each report by report_id, in the order given, and the reports that could not be extracted.

    `done` is called with the number of reports finished so far.
    """
    found: list[tuple[str, list[Mention]]] = []
    failed: list[Quarantined] = []
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    pooled = len(reports) > WORTH_A_POOL and cores > 1
    outcomes: Iterable[list[Mention] | Quarantined] = map(_extract_one, reports)
    if pooled:
        # A forked copy of a process with threads (Dagster's, DuckDB's) may hang; a new one cannot.
        pool = ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn"))
        outcomes = pool.map(_extract_one, reports, chunksize=CHUNK)
    try:
        for number, (report, outcome) in enumerate(zip(reports, outcomes, strict=True), start=1):
            if isinstance(outcome, Quarantined):
                failed.append(outcome)
            else:
                found.append((report.report_id, outcome))
            done(number)
    finally:
        if pooled:
            pool.shutdown(cancel_futures=True)
    return found, failed


def _extract_one(report: Report) -> list[Mention] | Quarantined:
    from tongbi.extraction import extract

    try:
        return extract(report.document.text, report.identity)
    except Exception as error:
        return Quarantined(
            what="report",
            why=f"extraction failed: {type(error).__name__}: {error}",
            where=report.document.path,
            report_id=report.report_id,
            quote=report.identity.title,
            suggestion="this is a fault of the program: please report it; the other reports are not affected",
        )
