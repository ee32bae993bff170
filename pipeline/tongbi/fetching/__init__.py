"""Fetching: from a registry of addresses to files in a folder, politely and behind a guard.

    load(path)                          a registry
    fetch(registry, folder, guard)      every address looked at; what is new lies in the folder
    Guard(allow_loopback=…)             what may be connected to

May know HTTP and the reading of files; knows no frames, no database and no Dagster.
"""

from tongbi.fetching.address import Guard
from tongbi.fetching.fetch import Outcome, Summary, fetch
from tongbi.fetching.registry import Registry, RegistryError, default_path, load
from tongbi.fetching.store import StoreBusyError

__all__ = [
    "Guard",
    "Outcome",
    "Registry",
    "RegistryError",
    "StoreBusyError",
    "Summary",
    "default_path",
    "fetch",
    "load",
]
