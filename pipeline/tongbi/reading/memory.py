"""What was read of one file, and who may remember it from one reading to the next.

Belongs here: the record, and what `read_paths` asks of a memory. Does not belong here: where a memory keeps
it, and when it is out of date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.reading.standings import Standing
    from tongbi.records import Quarantined, Report


@dataclass(slots=True)
class FileReading:
    """What one file holds, before it is held against others: reports, and what is none with its reason."""

    reports: list[Report] = field(default_factory=list)
    aside: list[tuple[Quarantined, Standing]] = field(default_factory=list)


class Memory(Protocol):
    """Remembers what was read of a file; only what would be read again just so."""

    def recall(self, path: Path) -> FileReading | None:
        """What was read of the file as it is now; None where that is not known."""

    def keep(self, path: Path, reading: FileReading) -> None:
        """Remember what was read of the file."""
