"""How one file takes the place of another: one writer at a time, a new file beside the old, one rename.

Belongs here: the lock, the temporary name, the clean-up after writers that were killed, the durable rename.
Does not belong here: anything that knows what is in the file.
"""

from __future__ import annotations

import fcntl
import os
import time
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL_SECONDS = 0.05


class WarehouseBusyError(WarehouseError):
    """Another run is publishing to the same file and did not finish in the time allowed."""


@contextmanager
def replacing(target: Path, *, wait_seconds: float) -> Iterator[Path]:
    """Give a path to build a new file at; when the block ends well, that file becomes `target` in one rename.

    Readers that hold the old file open keep reading it. If the block raises, or the process is killed at any
    moment, `target` stays as it was; what a killed writer left behind is removed by the next one. The target
    may be a symbolic link: the file that it points to is replaced.

    Raises WarehouseBusyError where another writer holds the lock for longer than `wait_seconds`,
    WarehouseError where the folder cannot be written.
    """
    target = target.resolve()
    if target.is_dir():
        raise WarehouseError(f"{target}: is a folder; give the name of a file to publish to")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target, wait_seconds):
            _sweep(target)
            building = target.with_name(f".{target.name}.{uuid.uuid4().hex}.building")
            try:
                yield building
                _make_durable(building)
                # A log left beside the old file by a writer that was killed must not be replayed onto the new
                # one.
                target.with_name(target.name + ".wal").unlink(missing_ok=True)
                building.replace(target)
                _make_durable(target.parent)
            finally:
                _sweep(target)
    except OSError as error:
        raise WarehouseError(f"{target}: cannot be published: {error.strerror or error}") from error


@contextmanager
def _locked(target: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file beside the target; the kernel frees it when the process ends, however it ends."""
    path = target.with_name(f".{target.name}.lock")
    deadline = time.monotonic() + wait_seconds
    with path.open("a+", encoding="ascii") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise WarehouseBusyError(_busy(target, path)) from None
                time.sleep(POLL_SECONDS)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _busy(target: Path, lock: Path) -> str:
    holder = lock.read_text(encoding="ascii").strip()
    return (
        f"{target}: another run is publishing to it{f' (process {holder})' if holder else ''}; "
        "wait until it has finished and run again"
    )


def _sweep(target: Path) -> None:
    """Remove files under construction. Whoever holds the lock is the only writer, so all others are dead."""
    for path in target.parent.glob(f".{_escaped(target.name)}.*.building*"):
        path.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
