"""From paths to reports: every file read, every document identified, copies of one text told from each other.

Belongs here: the order of reading and what happens to copies. Does not belong here: how a file is read or a
document identified.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tongbi.reading.documents import read_file
from tongbi.reading.identity import identify
from tongbi.reading.inventory import find_files
from tongbi.records import Document, Quarantined, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tongbi.reading.archive import Archive


@dataclass(slots=True)
class Reading:
    """What the given paths hold: reports in the order of their paths, and what is none with its reason."""

    reports: list[Report] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)


def report_id(text: str) -> str:
    """The id of a report: the first 16 hexadecimal digits of the SHA-256 of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def read_paths(paths: Sequence[Path], archive: Archive | None = None) -> Reading:
    """Read files and folders. Of several copies of one text the first that can be identified is the report.

    The order of `paths` does not matter. One bad file never stops the others; nothing is left out without a
    `Quarantined`.
    """
    inventory = find_files(paths)
    reading = Reading(quarantined=list(inventory.quarantined))
    known: dict[str, Document] = {}
    for path in inventory.files:
        documents, quarantined = read_file(path, archive)
        reading.quarantined += quarantined
        for document in documents:
            _add(document, reading, known)
    return reading


def _add(document: Document, reading: Reading, known: dict[str, Document]) -> None:
    identifier = report_id(document.text)
    first = known.get(identifier)
    if first is not None:
        reading.quarantined.append(
            Quarantined(
                what="document",
                why=f"the same text as {first.path}, which is read",
                where=document.path,
                report_id=identifier,
                suggestion="remove one of the two",
            )
        )
        return
    identity = identify(document)
    if isinstance(identity, Quarantined):
        reading.quarantined.append(identity)
        return
    known[identifier] = document
    reading.reports.append(Report(identifier, document, identity))
