"""Files as they are found in the sources: their hashes, and those of what is declared beside them.

Belongs here: hashing one file, or looking at it from outside. Does not belong here: which files there are
(`tongbi.reading`), what they say.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tongbi.orchestration.store.settings import short

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the sources: path as tables show it, SHA-256 and size of its bytes, SHA-256 of its sidecar.

    What cannot be opened has '' and 0; then `refused` says why.
    """

    path: str
    sha256: str
    size: int
    sidecar: str = ""
    refused: str = ""

    @classmethod
    def of(cls, path: Path, sidecar: Path) -> Self:
        """The file at `path` as it is now; `sidecar` need not exist."""
        try:
            content, size = _digest(path)
        except OSError as error:
            return cls(short(str(path)), "", 0, refused=str(error.strerror))
        try:
            beside = _digest(sidecar)[0] if sidecar.exists() else ""
        except OSError as error:
            beside = str(error.strerror)
        return cls(short(str(path)), content, size, beside)


def sign_of(path: Path, sidecar: Path) -> str:
    """A short sign of a file's path, size and time and of its sidecar's; nothing is opened."""
    parts = [str(path)]
    for each in (path, sidecar):
        try:
            status = each.stat()
            parts.append(f"{status.st_size} {status.st_mtime_ns}")
        except OSError:
            parts.append("")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell()
