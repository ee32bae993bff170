from __future__ import annotations

import threading
import time

import pytest

from tongbi.fetching.clock import Clock
from tongbi.fetching.problems import OutOfTimeError


def test_a_wait_beyond_the_end_is_not_begun() -> None:
    clock = Clock()
    clock.end_at(clock.now() + 1)
    begun = time.monotonic()
    with pytest.raises(OutOfTimeError):
        clock.sleep(60)
    assert time.monotonic() - begun < 0.5
    clock.sleep(0.01)


def test_stopping_cuts_a_wait_short_and_all_that_follow() -> None:
    clock = Clock()
    threading.Timer(0.05, clock.stop).start()
    begun = time.monotonic()
    with pytest.raises(OutOfTimeError):
        clock.sleep(60)
    assert time.monotonic() - begun < 5
    with pytest.raises(OutOfTimeError):
        clock.check()


def test_the_time_is_told_to_the_second_in_utc() -> None:
    now = Clock().utc()
    assert now.microsecond == 0
    assert now.isoformat().endswith("+00:00")
