"""Visits: an address asked for until it gives an answer or a reason.

Belongs here: robots, turns, redirects by hand, attempts and waits. Each hop goes through the guard (in
`connection`), the site's robots.txt and the host's turn like the first. Does not belong here: whether the
answer is any good (`judge`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from tongbi.fetching import robots
from tongbi.fetching.address import parse
from tongbi.fetching.problems import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.fetching.address import Address
    from tongbi.fetching.client import Answer, Client
    from tongbi.fetching.clock import Clock
    from tongbi.fetching.pace import Pace
    from tongbi.fetching.registry import Registry

_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_NOT_NOW = (408, 425, 429)
_CLOSED = (401, 402, 403, 407, 451)
_MOST_WAIT_FACTOR = 64
# A page that does nothing but lead on to another; sites use it in the place of a redirect.
_REFRESH = re.compile(
    rb"<meta[^>]{0,80}?http-equiv\s*=\s*[\"']?refresh[\"']?[^>]{0,80}?content\s*=\s*[\"']?\s*[0-3]\s*[;,]\s*url\s*=\s*"
    rb"[\"']?([^\"'>\s]{1,1500})",
    re.IGNORECASE,
)
_REFRESHING = 3000


@dataclass(frozen=True, slots=True)
class Validators:
    """What lets a server say that a page has not changed; valid for the address that gave them."""

    address: str
    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of a visit: the answer, with status 304 where nothing has changed, and where it came from.

    `moved_for_good` tells that every redirect on the way was permanent, and that there was one.
    """

    answer: Answer
    moved_for_good: bool = False


class Visitor:
    """Visits on behalf of one thread."""

    def __init__(
        self, client: Client, pace: Pace, book: robots.RobotsBook, registry: Registry, clock: Clock
    ) -> None:
        self._client = client
        self._pace = pace
        self._book = book
        self._politeness = registry.politeness
        self._limits = registry.limits
        self._clock = clock

    def visit(self, address: Address, validators: Validators | None = None) -> Visit:
        """Ask for an address, again after a wait where it makes sense.

        Raises FetchError with the last attempt's reason, OutOfTimeError where the fetch's time is over.
        """
        return self._persist(address, validators, obeying=True)

    def _persist(self, address: Address, validators: Validators | None, *, obeying: bool) -> Visit:
        attempt = 1
        while True:
            try:
                visit = self._follow(address, validators, obeying=obeying)
            except FetchError as error:
                host = error.host or address.host
                if not self._may_try_again(error, attempt, host):
                    if error.kind in ("missing", "unusable"):
                        self._pace.answered(host)
                    elif error.kind == "unavailable" and error.host is not None:
                        self._pace.failed(host)
                    raise
                self._pace.hold(host, self._wait(error, attempt))
                attempt += 1
            else:
                self._pace.answered(visit.answer.address.host)
                return visit

    def _may_try_again(self, error: FetchError, attempt: int, host: str) -> bool:
        if error.retry_after is not None and error.retry_after > self._politeness.longest_wait_seconds:
            self._pace.close(host, f"{host} asks to come again in {error.retry_after:,.0f} s")
            return False
        return error.again and attempt < self._politeness.attempts

    def _wait(self, error: FetchError, attempt: int) -> float:
        """The seconds until the next attempt: as the server asks, else ever longer, spread by chance."""
        if error.retry_after is not None:
            return error.retry_after
        longest = self._politeness.first_wait_seconds * float(min(2 ** (attempt - 1), _MOST_WAIT_FACTOR))
        return min(longest * (0.5 + 0.5 * self._clock.chance()), self._politeness.longest_wait_seconds)

    def _follow(self, address: Address, validators: Validators | None, *, obeying: bool) -> Visit:
        """One attempt, through all redirects."""
        here, for_good, hops = address, True, 0
        passed: set[str] = set()
        while True:
            passed.add(str(here))
            if obeying:
                self._obey(here)
            conditional = validators.headers() if validators and validators.address == str(here) else {}
            with self._pace.turn(here.host):
                answer = self._client.get(here, conditional)
            target = self._leads_to(answer)
            if target is None:
                _check_status(answer, asked_whether_changed=bool(conditional), now=self._clock.utc())
                return Visit(answer, for_good and hops > 0)
            for_good = for_good and answer.status in _FOR_GOOD
            hops += 1
            here = parse(target, here)
            if str(here) in passed:
                raise FetchError("unusable", f"it is redirected in a circle, back to {here}")
            if hops > self._limits.redirects:
                raise FetchError("unusable", f"it is redirected more than {self._limits.redirects} times")

    def _leads_to(self, answer: Answer) -> str | None:
        if answer.status in _MOVED:
            target = answer.headers.get("location", "").strip()
            if not target:
                raise FetchError(
                    "unusable", f"a redirect (status {answer.status}) that does not say where to"
                )
            return _repaired(target)
        if answer.body and len(answer.body) <= _REFRESHING and (match := _REFRESH.search(answer.body)):
            return _repaired(match[1].decode("latin-1").replace("&amp;", "&"))
        return None

    def _obey(self, address: Address) -> None:
        """Read the site's robots.txt where not done yet. Raises FetchError where it does not allow."""

        def get() -> Answer:
            where = parse(f"{address.site}/robots.txt")
            return self._persist(where, None, obeying=False).answer

        def read() -> robots.Rules:
            rules = robots.rules(get, address.authority)
            if rules.delay:
                self._pace.slow_down(address.host, rules.delay)
            return rules

        self._book.of(address.site, read).check(address)


def _repaired(target: str) -> str:
    """A target whose Chinese letters were sent as bare bytes, which HTTP hands on as Latin-1."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return target.encode("latin-1").decode(encoding)
        except UnicodeError:
            continue
    return target


def _check_status(answer: Answer, *, asked_whether_changed: bool, now: datetime) -> None:
    """Raises FetchError for every status but that of a page, or of one that has not changed."""
    status, host = answer.status, answer.address.host
    if status in (200, 203) or (status == 304 and asked_whether_changed):
        return
    if status in (404, 410):
        raise FetchError("missing", f"there is no such page (status {status})")
    if status in _CLOSED:
        raise FetchError("refused", f"the server does not give it to us (status {status})", host=host)
    if status in _NOT_NOW or status >= 500:
        raise FetchError(
            "unavailable",
            f"the server cannot give it now (status {status})",
            retry_after=_retry_after(answer.headers, now),
            host=host,
        )
    raise FetchError("unusable", f"the server answers with status {status}", host=host)


def _retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds of a header Retry-After, given as such or as a date by the server's own clock."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(min(int(text), 10**9))
    until, since = _date(text), _date(headers.get("date", "")) or now
    return max((until - since).total_seconds(), 0.0) if until else None


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
