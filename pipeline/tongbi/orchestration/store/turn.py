"""Whose turn it is: one run at a time stages frames into a store, be it of a command or of the daemon.

Belongs here: the lock. Does not belong here: the lock of the published file, which publishing holds itself.
"""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 900.0
POLL_SECONDS = 0.2


class BusyError(RuntimeError):
    """Another run works on the same store and did not finish in the time allowed."""


@contextmanager
def taken(store: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the store while the block runs; the kernel lets go of it when the process ends, however it ends.

    Raises BusyError where another process holds it for longer than `wait_seconds`.
    """
    store.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with (store / ".turn").open("a") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise BusyError(
                        f"{store}: another run works here; wait until it has finished and run again"
                    ) from None
                time.sleep(POLL_SECONDS)
        yield
