"""How each document found stands: a report, a version of one, a copy, or none at all.

Belongs here: the record and its closed list of words. Does not belong here: deciding (`collating`,
`identity`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["report", "version", "duplicate", "altered", "not_a_report", "unidentified", "unreadable"]

READ: tuple[Status, ...] = ("report", "version")
"""What is extracted from; all others are set aside."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one document stands.

    `original` is the path of the document that it is a copy or a version of, '' for others; `similarity`
    their share of common signs from 0 to 1. `report_id` is that of its own text, None where it has none.
    """

    path: str
    status: Status
    sha256: str = ""
    format: str = ""
    report_id: str | None = None
    original: str = ""
    similarity: float | None = None
    reason: str = ""
    suggestion: str = ""
