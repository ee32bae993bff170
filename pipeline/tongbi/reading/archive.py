"""The archive of originals: each file's bytes under their own SHA-256, written once and never changed.

Belongs here: putting bytes in and getting them out. Does not belong here: what the bytes mean.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


class ArchiveDamagedError(RuntimeError):
    """The archive holds other bytes under a hash than those that have it."""


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of originals: `folder/ab/abcdef….txt`, readable and not writable.

    Two processes may put the same original at once: each writes a file of its own and renames it.
    """

    folder: Path

    def path_of(self, sha256: str, ending: str = "") -> Path:
        """Where an original lies, whether it is there or not."""
        return self.folder / sha256[:2] / f"{sha256}{ending}"

    def put(self, content: bytes, ending: str = "", *, durable: bool = True) -> str:
        """Store an original and give its SHA-256. What is there already is verified, never rewritten.

        `durable` waits for the disk; parts of a file that is itself archived need not.

        Raises ArchiveDamagedError where the stored bytes are not those of their hash.
        """
        sha256 = digest(content)
        target = self.path_of(sha256, ending)
        if target.exists():
            if target.stat().st_size != len(content) or digest(target.read_bytes()) != sha256:
                raise ArchiveDamagedError(
                    f"{target}: the archived original was changed; remove this file and run again"
                )
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".incoming-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            Path(temporary).chmod(0o444)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return sha256

    def get(self, sha256: str, ending: str = "") -> bytes:
        """An original's bytes. Raises FileNotFoundError where it is not archived."""
        return self.path_of(sha256, ending).read_bytes()
