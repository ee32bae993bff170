"""From paths to reports: every file read, every document identified, copies and versions of one report told.

Belongs here: the order of reading, and what of it is read on. Does not belong here: how a file is read, a
document identified, or two reports held against one another (`collating`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tongbi.reading.collating import collate
from tongbi.reading.documents import read_file
from tongbi.reading.identity import identify, weigh
from tongbi.reading.inventory import find_files
from tongbi.reading.memory import FileReading
from tongbi.reading.standings import READ, Standing
from tongbi.records import Document, Quarantined, Report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from tongbi.reading.archive import Archive
    from tongbi.reading.memory import Memory


@dataclass(slots=True)
class Reading:
    """What the given paths hold: reports in the order of their paths, and what is none with its reason.

    `standings` holds one row for each document found, read or not, in the order of their paths: those that
    are reports or versions of one are in `reports`, all others in `quarantined`.
    """

    reports: list[Report] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)


def report_id(text: str) -> str:
    """The id of a report: the first 16 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def read_paths(
    paths: Sequence[Path],
    archive: Archive | None = None,
    without: Collection[str] = (),
    memory: Memory | None = None,
) -> Reading:
    """Read files and folders. Copies and altered texts of one report are set aside, each naming the original.

    Files whose paths are in `without` are passed over; what `memory` knows of a file is not read again.
    The order of `paths` does not matter. One bad file never stops the others; nothing is left out without a
    `Quarantined`.
    """
    inventory = find_files(paths)
    reading = Reading()
    identified: list[Report] = []
    for row in inventory.quarantined:
        _set_aside(reading, row, Standing(row.where, "unreadable"))
    for path in inventory.files:
        if str(path) in without:
            continue
        found = memory.recall(path) if memory else None
        if found is None:
            found = _read(path, archive)
            if memory:
                memory.keep(path, found)
        identified += found.reports
        for row, standing in found.aside:
            _set_aside(reading, row, standing)
    _collate(reading, identified)
    reading.standings.sort(key=lambda standing: (standing.path, standing.reason))
    return reading


def _read(path: Path, archive: Archive | None) -> FileReading:
    """The reports of one file, and what of it is none."""
    documents, quarantined = read_file(path, archive)
    found = FileReading(aside=[(row, Standing(row.where, "unreadable")) for row in quarantined])
    for document in documents:
        identity = identify(document)
        if isinstance(identity, Quarantined):
            found.aside.append((identity, _unidentified(document)))
        else:
            found.reports.append(Report(report_id(document.text), document, identity))
    return found


def _collate(reading: Reading, identified: list[Report]) -> None:
    """Take those reports that stand as such; the others are set aside with the report that they are like."""
    known = {(report.document.path, report.report_id): report for report in identified}
    for standing in collate(identified):
        report = known[standing.path, standing.report_id or ""]
        if standing.status in READ:
            reading.reports.append(report)
            reading.standings.append(standing)
            continue
        row = Quarantined(
            what="document",
            why=standing.reason,
            where=standing.path,
            report_id=standing.report_id,
            quote=report.identity.title,
            suggestion=standing.suggestion,
        )
        _set_aside(reading, row, standing)


def _set_aside(reading: Reading, row: Quarantined, standing: Standing) -> None:
    reading.quarantined.append(row)
    reading.standings.append(replace(standing, reason=row.why, suggestion=row.suggestion))


def _unidentified(document: Document) -> Standing:
    """How a document without identity stands; the reason is that of its row in the quarantine."""
    return Standing(
        path=document.path,
        status="not_a_report" if weigh(document).refusal else "unidentified",
        sha256=document.sha256,
        format=document.format,
        report_id=report_id(document.text),
    )
