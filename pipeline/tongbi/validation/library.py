"""Great Expectations, loaded when a suite is first run and at a third of the usual cost.

Belongs here: how the library is imported and set up. Does not belong here: suites, or reading its results.

Two things make its import slow that no rule here needs. It loads scipy and altair for three kinds of
expectation (tests of distributions, and their charts): while it is imported they are stood in for by modules
that load the real ones at the first use. And Python searches the thousands of classes just made for garbage
again and again: that waits until the import is done.
"""

from __future__ import annotations

import gc
import importlib
import sys
import warnings
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_FOR_LATER = {"altair": (), "scipy": ("stats",)}


class Library(NamedTuple):
    """The library, its own expectations, and this project's row expectations."""

    gx: Any
    core: Any
    own: Any


class Deferred(ModuleType):
    """A module that is imported when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def deferred() -> Iterator[None]:
    """While this lasts, the modules left for later are stood in for; those already loaded are left alone."""
    made = {}
    for name, parts in _LEFT_FOR_LATER.items():
        if name not in sys.modules:
            made[name] = sys.modules[name] = Deferred(name)
            for part in parts:
                setattr(made[name], part, Deferred(f"{name}.{part}"))
    try:
        yield
    finally:
        for name, module in made.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


@contextmanager
def uncollected() -> Iterator[None]:
    """While this lasts, no search for garbage interrupts the work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def load() -> Library:
    """The library, imported once a process."""
    with warnings.catch_warnings(), uncollected(), deferred():
        warnings.simplefilter("ignore")
        import great_expectations as gx
        import great_expectations.expectations as core
        from great_expectations.execution_engine import pandas_execution_engine

        from tongbi.validation import row_expectations
    # Frames up to this many bytes get a fingerprint that nothing here asks for, at a fifth of all the time.
    pandas_execution_engine.HASH_THRESHOLD = 0
    return Library(gx, core, row_expectations)
