"""`tongbi fetch`: what the registry names, into a folder that `tongbi run` reads.

Belongs here: what the user sees of a fetch, and its exit status. Does not belong here: fetching (see
`tongbi.fetching`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.fetching import Outcome, Summary

COMPLETE, INCOMPLETE, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

_MEANINGS = (
    ("new", "pages that are new"),
    ("changed", "pages of which a new version came"),
    ("unchanged", "pages that have not changed"),
    ("missing", "pages that are not there"),
    ("refused", "pages that may not be fetched"),
    ("unusable", "pages in whose place something else came"),
    ("unavailable", "pages that cannot be had now"),
)


def fetch(registry: Path | None, into: Path | None, *, allow_loopback: bool) -> int:
    """Fetch what the registry names; returns the exit status."""
    from tongbi import fetching
    from tongbi.orchestration.store.settings import fetched, home, short

    path = registry or fetching.default_path(home())
    folder = into or fetched()
    try:
        named = fetching.load(path)
    except fetching.RegistryError as error:
        for problem in error.problems:
            _complain(short(problem))
        return UNUSABLE
    if not named:
        _complain(f"{short(str(path))} names no address yet; docs/fetching.md tells how to add one")
        return COMPLETE
    guard = fetching.Guard(ports=frozenset(named.limits.ports), allow_loopback=allow_loopback)
    try:
        summary = fetching.fetch(named, folder, guard, tell=_tell)
    except fetching.StoreBusyError as error:
        _complain(str(error))
        return UNUSABLE
    except OSError as error:
        _complain(f"{folder} cannot be written ({error}); what was fetched before stands")
        return UNUSABLE
    except KeyboardInterrupt:
        _complain("stopped; the next fetch goes on from here")
        return INTERRUPTED
    _close(summary, short(str(folder)))
    return INCOMPLETE if summary.problems or summary.left else COMPLETE


def _tell(outcome: Outcome) -> None:
    """One line for each address: progress on standard output, trouble on standard error."""
    if not outcome.good:
        _complain(f"{outcome.address}: {outcome.why}; {outcome.remedy}")
        return
    what = "list read" if outcome.is_list else outcome.result
    sys.stdout.write(f"{what:<11} {outcome.address}" + (f" → {outcome.file}" if outcome.file else "") + "\n")
    sys.stdout.flush()
    for note in outcome.notes:
        _complain(f"{outcome.address}: {note}")


def _close(summary: Summary, folder: str) -> None:
    """The closing table."""
    sys.stdout.write("\n")
    if summary.resumed:
        sys.stdout.write(f"{summary.done_before:>6}  pages that the fetch before this one had done\n")
    for result, meaning in _MEANINGS:
        if count := sum(o.result == result and not o.is_list for o in summary.outcomes):
            sys.stdout.write(f"{count:>6}  {meaning}\n")
    if lists := sum(outcome.is_list and not outcome.good for outcome in summary.outcomes):
        sys.stdout.write(f"{lists:>6}  lists that could not be read\n")
    if summary.left:
        sys.stdout.write(f"{summary.left:>6}  addresses left when time was over; the next fetch goes on\n")
    sys.stdout.write(f"\nThe pages are in {folder}; read them with: tongbi run {folder}\n")


def _complain(message: str) -> None:
    sys.stderr.write(f"tongbi: {message}\n")
    sys.stderr.flush()
