"""robots.txt as RFC 9309 has it: which addresses of a site may be asked for, and how slowly.

Belongs here: reading the file's rules and keeping them for one fetch. Does not belong here: getting the file.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.fetching.client import AGENT
from tongbi.fetching.problems import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from tongbi.fetching.address import Address
    from tongbi.fetching.client import Answer

# RFC 9309 asks a crawler to read at least 500 KiB of the file; what follows is not read.
_LONGEST = 512 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules: `parsed` None where there are none, `closed` the reason why all of it is closed."""

    parsed: Protego | None = None
    closed: FetchError | None = None

    def check(self, address: Address) -> None:
        """Raises FetchError where the address may not be asked for."""
        if self.closed is not None:
            raise self.closed
        if self.parsed is not None and not self.parsed.can_fetch(str(address), AGENT):
            raise FetchError("refused", f"the robots.txt of {address.authority} does not allow it")

    @property
    def delay(self) -> float:
        """The seconds that the site wants between two requests, 0 where it does not say."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(AGENT)
        per_request = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max(self.parsed.crawl_delay(AGENT) or 0.0, float(per_request))


def read(content: bytes) -> Rules:
    """The rules that a file states. A web page in its place states none."""
    from protego import Protego

    text = content[:_LONGEST].decode("utf-8-sig", "replace")
    return Rules() if text.lstrip().startswith("<") else Rules(Protego.parse(text))


def rules(get: Callable[[], Answer], authority: str) -> Rules:
    """A site's rules, its robots.txt got by `get`.

    A file that is missing or refused allows everything; one that cannot be had now closes the site for now.
    """
    try:
        return read(get().body)
    except FetchError as error:
        # a status from 400 to 499, by whatever name: it comes with the host that gave it
        if error.kind == "missing" or (error.kind in ("refused", "unusable") and error.host is not None):
            return Rules()
        if error.kind == "refused":
            return Rules(closed=error)
        why = f"the robots.txt of {authority} cannot be had ({error.why}), so nothing of it is asked for"
        return Rules(closed=FetchError("unavailable", why, again=False))


class RobotsBook:
    """The rules of the sites of one fetch, each got once; shared by its threads."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, site: str, get: Callable[[], Rules]) -> Rules:
        """The rules of a site; `get` is called where they are not known yet."""
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                self._rules[site] = get()
            return self._rules[site]
