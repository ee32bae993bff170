"""Time as the fetcher sees it: a clock that can be replaced, and the end of the time that a fetch may take.

Belongs here: now, sleeping, chance. Does not belong here: deciding how long to wait.
"""

from __future__ import annotations

import random
import threading
import time
from datetime import UTC, datetime

from tongbi.fetching.problems import OutOfTimeError


class Clock:
    """The machine's clock. Every wait of the fetcher goes through `sleep`, so that it can be cut short."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._end = float("inf")

    def now(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        return time.monotonic()

    def utc(self) -> datetime:
        """The date and time in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    def chance(self) -> float:
        """A number from 0 to 1, each as likely."""
        return random.random()  # noqa: S311 - spreads retries, keeps no secret

    def end_at(self, moment: float) -> None:
        """Let no wait go beyond this moment of `now()`."""
        self._end = moment

    def stop(self) -> None:
        """Cut short every wait, now and later."""
        self._stopped.set()

    def check(self) -> None:
        """Raises OutOfTimeError where the time is over."""
        if self._stopped.is_set() or self.now() >= self._end:
            raise OutOfTimeError

    def sleep(self, seconds: float) -> None:
        """Wait. Raises OutOfTimeError, at once, where the wait would outlast the time that is left."""
        self.check()
        if self.now() + seconds >= self._end:
            raise OutOfTimeError
        if self._wait(seconds):
            raise OutOfTimeError

    def _wait(self, seconds: float) -> bool:
        """Wait; whether it was cut short."""
        return self._stopped.wait(seconds)
