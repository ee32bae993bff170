"""Which files of the given paths are documents.

Belongs here: walking folders, skipping what is declared to be no document, and saying why a path is left out.
Does not belong here: opening a document.
"""

from __future__ import annotations

import os
import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from tongbi.reading.declared import files
from tongbi.records import Quarantined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Inventory(NamedTuple):
    """The documents' paths, sorted as text and each once, and the paths that cannot be read.

    `unfinished` are files that another program is busy with, by their names: left alone until it has ended.
    """

    files: list[Path]
    quarantined: list[Quarantined]
    unfinished: list[Path]


def refuse(where: Path | str, why: str, remedy: str) -> Quarantined:
    """A document kept out: what is wrong with it and what to do about it."""
    return Quarantined(what="document", why=why, where=str(where), suggestion=remedy)


def find_files(paths: Sequence[Path]) -> Inventory:
    """The documents among `paths` and below the folders among them.

    A file that is given by name is taken even if its name is one that a folder's walk skips. The order of
    `paths` does not matter; a file reached in two ways is listed once, under the path that sorts first. Links
    are followed, a loop of links ends. Never raises for what lies on the disk.
    """
    found: list[Path] = []
    quarantined: list[Quarantined] = []
    unfinished: list[Path] = []
    walked: set[tuple[int, int]] = set()
    for path in sorted(paths, key=str):
        try:
            status = path.stat()
        except FileNotFoundError:
            quarantined.append(_missing(path))
            continue
        except OSError as error:
            quarantined.append(_unreachable(path, error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            _take(path, status, found, quarantined)
            continue
        before = len(found) + len(quarantined) + len(unfinished)
        for item in _walk(path, walked, unfinished):
            if isinstance(item, Quarantined):
                quarantined.append(item)
            else:
                _take(item[0], item[1], found, quarantined)
        if len(found) + len(quarantined) + len(unfinished) == before:
            quarantined.append(
                refuse(path, "the folder holds no document", "put reports into it, or give another folder")
            )
    return Inventory(_each_once(found), quarantined, sorted(set(unfinished), key=str))


def _walk(
    folder: Path, walked: set[tuple[int, int]], unfinished: list[Path]
) -> Iterator[tuple[Path, os.stat_result] | Quarantined]:
    """The files below a folder in order of their names, unread folders as reasons; of any depth.

    Files that another program is busy with are put into `unfinished`.
    """
    declared = files()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in walked:
                continue
            walked.add((status.st_dev, status.st_ino))
            names = sorted(entry.name for entry in os.scandir(current))
        except OSError as error:
            yield _unreachable(current, error)
            continue
        folders = []
        for name in names:
            path = current / name
            if declared.is_unfinished(name) and not path.is_dir():
                unfinished.append(path)
                continue
            if declared.is_skipped(name):
                continue
            try:
                status = path.stat()
            except FileNotFoundError:
                yield _missing(path)
                continue
            except OSError as error:
                yield _unreachable(path, error)
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append(path)
            else:
                yield path, status
        waiting.extend(reversed(folders))


def _take(path: Path, status: os.stat_result, found: list[Path], quarantined: list[Quarantined]) -> None:
    declared = files()
    if not stat.S_ISREG(status.st_mode):
        quarantined.append(
            refuse(path, "not a regular file (a pipe, socket or device)", "give a file instead")
        )
    elif status.st_size > declared.limits.file_bytes:
        size = f"{status.st_size / 1e6:,.0f} MB, more than the limit of {declared.limits.file_megabytes} MB"
        quarantined.append(
            refuse(path, size, "split it, or raise limits.file_megabytes in sources/reading/files.yaml")
        )
    elif declared.format_of(path) is None:
        quarantined.append(unread(path, path.name))
    else:
        found.append(path)


def unread(where: Path | str, name: str) -> Quarantined:
    """A file kept out because the ending of its name announces no format that is read."""
    declared = files()
    ending = PurePosixPath(name).suffix.lower()
    known = " ".join(e for endings in declared.formats.values() for e in endings)
    why = f"{ending} files are not read" if ending else "a file without an ending"
    return refuse(
        where, why, declared.unread.get(ending, f"save it as one of {known}, or move it out of the folder")
    )


def _missing(path: Path) -> Quarantined:
    if path.is_symlink():
        return refuse(path, "a link to a file that does not exist", "repair the link or remove it")
    return refuse(path, "no such file or folder", "check the path")


def _unreachable(path: Path, error: OSError) -> Quarantined:
    if isinstance(error, PermissionError):
        return refuse(
            path, "no permission to read it", f"let the user that runs tongbi read it: chmod +r {path}"
        )
    return refuse(path, f"cannot be read: {error.strerror or error}", "check the path and the disk")


def _each_once(found: list[Path]) -> list[Path]:
    """Each file once: two paths to one inode through links count as one, copies do not."""
    seen: dict[str, Path] = {}
    for path in sorted(found, key=str):
        seen.setdefault(os.path.realpath(path), path)
    return sorted(seen.values(), key=str)
