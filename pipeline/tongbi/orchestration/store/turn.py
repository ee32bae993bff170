"""Whose turn it is: one run at a time works in a store, be it of a command or of the daemon.

A run has its turn before it looks at what is staged, forgets any of it or decides what is out of date: what
it saw without its turn, the run before it may still change.

Belongs here: the lock. Does not belong here: the lock of the published file, which publishing holds itself.
"""

from __future__ import annotations

import fcntl
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT_SECONDS = 900.0
POLL_SECONDS = 0.2

_holders: dict[Path, int] = {}


class BusyError(RuntimeError):
    """Another run works on the same store and did not finish in the time allowed."""


@contextmanager
def taken(
    store: Path, wait_seconds: float = WAIT_SECONDS, waiting: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold the store while the block runs; the kernel lets go of it when the process ends, however it ends.

    A thread that holds it may take it once more: the command does, and so does the run that it executes.
    `waiting` is called once where another holds it. Raises BusyError where that lasts longer than
    `wait_seconds`.
    """
    if _holders.get(store) == threading.get_ident():
        yield
        return
    store.mkdir(parents=True, exist_ok=True)
    deadline, told = time.monotonic() + wait_seconds, False
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
                if not told:
                    waiting()
                    told = True
                time.sleep(POLL_SECONDS)
        _holders[store] = threading.get_ident()
        try:
            yield
        finally:
            del _holders[store]
