"""What was read of each file of the sources, so that a changed folder is not read as a whole again.

A file `read/ab/abcd….json` for each: named by the file's path, its bytes and those of its sidecar, and by the
code and the libraries that read it. A run that is killed leaves what it has read.

Belongs here: keeping readings and knowing when they no longer hold. Does not belong here: reading a file, and
what follows from holding files against one another, which each run finds out anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tongbi import whole
from tongbi.orchestration.store import fingerprint
from tongbi.orchestration.store.found import Found
from tongbi.orchestration.store.plain import plain, report_of
from tongbi.orchestration.store.settings import home, short
from tongbi.reading.memory import FileReading
from tongbi.reading.sidecar import path_beside
from tongbi.reading.standings import Standing
from tongbi.records import Quarantined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tongbi.reading.archive import Archive


class Readings:
    """The memory of the files found in the sources, for `tongbi.reading.read_paths`."""

    def __init__(self, folder: Path, archive: Archive, found: Iterable[Found]) -> None:
        self._folder, self._archive = folder, archive
        self._found = {each.path: each for each in found if each.sha256}
        self._used: set[Path] = set()

    def holds(self, found: Found) -> bool:
        """Whether what was read of a file found is kept; what cannot be opened needs no reading."""
        return bool(found.refused) or self._path(found).exists()

    def recall(self, path: Path) -> FileReading | None:
        """What was read of these bytes under this path; None where it is not kept or its original is gone."""
        found = self._found.get(short(str(path)))
        if found is None or not self._archive.path_of(found.sha256, path.suffix.lower()).exists():
            return None
        kept = self._path(found)
        try:
            raw = json.loads(kept.read_bytes().decode("utf-8", "surrogatepass"))
            reading = FileReading(
                reports=[report_of(each) for each in raw["reports"]],
                aside=[(Quarantined(**row), Standing(**standing)) for row, standing in raw["aside"]],
            )
        except (OSError, ValueError, TypeError, KeyError):
            return None
        self._used.add(kept)
        return reading

    def keep(self, path: Path, reading: FileReading) -> None:
        """Keep what was read, unless the file changed since it was found: it may have been read so or so."""
        found = self._found.get(short(str(path)))
        if found is None or Found.of(path, path_beside(path)) != found:
            return
        raw = {
            "path": found.path,
            "reports": [plain(report) for report in reading.reports],
            "aside": [(asdict(row), asdict(standing)) for row, standing in reading.aside],
        }
        kept = self._path(found)
        whole.write(kept, json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        self._used.add(kept)

    def forget_others(self) -> None:
        """Remove what is kept of files that are no longer found so, or were read by other code."""
        for kept in self._folder.glob("*/*.json"):
            if kept not in self._used:
                kept.unlink(missing_ok=True)

    def _path(self, found: Found) -> Path:
        # paths are shown relative to the project's folder, but read with all that leads to it
        parts = (str(home()), found.path, found.sha256, found.sidecar, fingerprint.of("reading"))
        key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._folder / key[:2] / f"{key}.json"
