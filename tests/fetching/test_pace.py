from __future__ import annotations

import pytest

from tongbi.fetching.pace import Pace
from tongbi.fetching.problems import FetchError, OutOfTimeError
from tongbi.fetching.registry import Politeness


def test_between_two_turns_of_a_host_lies_the_pause_and_other_hosts_do_not_wait(clock) -> None:
    pace = Pace(clock, Politeness(delay_seconds=2))
    moments = []
    for host in ("a", "a", "b", "a"):
        with pace.turn(host):
            moments.append((host, clock.now()))
    assert moments == [("a", 0), ("a", 2), ("b", 2), ("a", 4)]


def test_time_that_passed_counts_as_pause(clock) -> None:
    pace = Pace(clock, Politeness(delay_seconds=2))
    with pace.turn("a"):
        pass
    clock.sleep(5)
    with pace.turn("a"):
        assert clock.now() == 5


def test_a_site_may_ask_for_a_longer_pause_and_not_for_a_shorter(clock) -> None:
    pace = Pace(clock, Politeness(delay_seconds=2))
    with pace.turn("a"):
        pass
    pace.slow_down("a", 10)
    pace.slow_down("a", 0.1)
    with pace.turn("a"):
        assert clock.now() == 10
    with pace.turn("a"):
        assert clock.now() == 20


def test_a_site_that_asks_for_too_long_a_pause_is_left_alone(clock) -> None:
    pace = Pace(clock, Politeness(longest_wait_seconds=60))
    pace.slow_down("a", 3600)
    with pytest.raises(FetchError, match="a asks for 3600 s between requests"), pace.turn("a"):
        pass


def test_a_host_on_hold_is_asked_only_after_that(clock) -> None:
    pace = Pace(clock, Politeness(delay_seconds=1))
    pace.hold("a", 30)
    with pace.turn("a"):
        assert clock.now() == 30


def test_a_host_that_fails_several_times_in_a_row_is_left_alone(clock) -> None:
    pace = Pace(clock, Politeness(failures_of_a_host=2))
    for event in (pace.failed, pace.answered, pace.failed):
        event("a")
    with pace.turn("a"):
        pass
    pace.failed("a")
    with pytest.raises(FetchError, match="left alone after 2 pages") as failure, pace.turn("a"):
        pass
    assert not failure.value.again
    with pace.turn("b"):
        pass


def test_no_turn_comes_after_the_end(clock) -> None:
    pace = Pace(clock, Politeness(delay_seconds=10))
    clock.end_at(5)
    with pace.turn("a"):
        pass
    with pytest.raises(OutOfTimeError), pace.turn("a"):
        pass
