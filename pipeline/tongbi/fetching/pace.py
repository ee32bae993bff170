"""Turns: one request to a host at a time, with a pause between two, and hosts that are left alone.

Belongs here: when a host may be asked again. Does not belong here: what is asked.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tongbi.fetching.problems import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.fetching.clock import Clock
    from tongbi.fetching.registry import Politeness


class _Host:
    def __init__(self, delay: float) -> None:
        self.lock = threading.Lock()
        self.delay = delay
        self.not_before = float("-inf")
        self.failures = 0
        self.closed: str | None = None


class Pace:
    """The turns of all hosts of a fetch; shared by its threads."""

    def __init__(self, clock: Clock, politeness: Politeness) -> None:
        self._clock = clock
        self._politeness = politeness
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host(self._politeness.delay_seconds))

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn and hold it.

        Raises FetchError (unavailable) where the host is left alone, OutOfTimeError where time is over.
        """
        state = self._of(host)
        with state.lock:
            if state.closed is not None:
                raise FetchError("unavailable", state.closed, again=False)
            self._clock.check()
            wait = state.not_before - self._clock.now()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                state.not_before = max(state.not_before, self._clock.now() + state.delay)

    def slow_down(self, host: str, delay: float) -> None:
        """Keep at least this pause between two requests to the host, as its robots.txt asks."""
        state = self._of(host)
        if delay > self._politeness.longest_wait_seconds:
            why = f"{host} asks for {delay:g} s between requests, more than politeness.longest_wait_seconds"
            state.closed = why
            return
        state.not_before += max(delay - state.delay, 0)
        state.delay = max(state.delay, delay)

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host nothing for some seconds."""
        state = self._of(host)
        state.not_before = max(state.not_before, self._clock.now() + seconds)

    def close(self, host: str, why: str) -> None:
        """Ask the host nothing more in this fetch."""
        self._of(host).closed = why

    def answered(self, host: str) -> None:
        """The host is there."""
        self._of(host).failures = 0

    def failed(self, host: str) -> None:
        """A page was given up because the host is at fault; after some in a row it is left alone."""
        state = self._of(host)
        state.failures += 1
        if state.failures >= self._politeness.failures_of_a_host and state.closed is None:
            state.closed = f"{host} was left alone after {state.failures} pages that it did not give"
