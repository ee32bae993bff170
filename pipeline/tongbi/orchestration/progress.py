"""How far a run has come, told to whoever listens in this process.

Belongs here: the one channel between the assets and the screen of `tongbi run`. Does not belong here:
drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]

_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call `listener(stage, done, total)` at each step of the runs executed in this process meanwhile."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def tell(stage: str, done: int, total: int) -> None:
    """Say that `done` of `total` pieces of a stage are finished."""
    for listener in _listeners:
        listener(stage, done, total)
