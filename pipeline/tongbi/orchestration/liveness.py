"""Which runs inside a process are alive: so that a killed one is told as failed and holds nothing back.

A killed run cannot report its end. Dagster's daemon would notice in time, but a command runs without one: the
run would stay "started" for ever, and its place in the pool of the warehouse's writer would stay taken. Each
run therefore holds a lock that the kernel frees with its process.

Belongs here: those locks, and burying the runs of dead processes. Does not belong here: executing a run.
"""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import dagster as dg

FOLDER = "running"


@contextmanager
def alive(home: Path, run_id: str) -> Iterator[None]:
    """Hold the lock of a run while the block executes; `home` is the folder of the Dagster instance."""
    path = home / FOLDER / run_id
    path.parent.mkdir(parents=True, exist_ok=True)
    # Locked before it has its name: nobody ever sees the file of a living run unlocked.
    unnamed = path.with_name(f".{run_id}")
    with unnamed.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        unnamed.rename(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def bury_the_dead(home: Path, instance: dg.DagsterInstance) -> list[str]:
    """Tell the runs of dead processes as failed and free what they held; returns their ids."""
    buried = []
    for path in sorted((home / FOLDER).glob("[!.]*")):
        try:
            lock = path.open()
        except FileNotFoundError:
            continue  # That run ended since the folder was listed.
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            run = instance.get_run_by_id(path.name)
            if run is not None and not run.is_finished:
                instance.report_run_failed(run, "the process of this run was killed")
                buried.append(run.run_id)
            if instance.event_log_storage.supports_global_concurrency_limits:
                instance.event_log_storage.free_concurrency_slots_for_run(path.name)
            path.unlink(missing_ok=True)
    return buried
