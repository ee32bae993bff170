"""What a figure's history and its peers lead one to expect."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.validation.evidence import history


def series(**lines: list[float | None]) -> pd.DataFrame:
    """A frame of series of one metric from 2015 on, by issuer; None is a year without a figure."""
    rows = [
        {
            "issuer_name": issuer,
            "metric_id": "m",
            "period": str(2015 + position),
            "value": value,
            "obs_status": "A",
        }
        for issuer, values in lines.items()
        for position, value in enumerate(values)
        if value is not None
    ]
    return pd.DataFrame(rows)


def surprising(frame: pd.DataFrame) -> list[str]:
    found = history.expected_values(frame)
    return list(frame["period"][(found["surprise"] > 5) & (found["log_ratio"].abs() > math.log(1.8))])


STEADY = [100.0, 104.0, 107.0, 111.0, 116.0, 119.0]


@pytest.mark.parametrize("position", range(6))
@pytest.mark.parametrize("factor", [0.1, 10.0, 30.0])
def test_a_wrong_figure_is_blamed_alone_wherever_it_stands(position: int, factor: float) -> None:
    values = list(STEADY)
    values[position] *= factor
    assert surprising(series(a=values, b=STEADY, c=STEADY)) == [str(2015 + position)]


def test_a_step_is_told_once_where_it_begins() -> None:
    assert surprising(series(a=[100.0, 103.0, 101.0, 900.0, 905.0, 903.0], b=STEADY)) == ["2018"]


def test_small_counts_may_jump() -> None:
    assert surprising(series(a=[2.0, 5.0, 1.0, 4.0, 3.0, 2.0], b=STEADY)) == []


def test_what_a_year_did_to_all_peers_is_no_surprise() -> None:
    jump = [1000.0, 1010.0, 1030.0, 1050.0, 3100.0, 3150.0]
    peers = {f"p{number}": [value * (1 + number / 10) for value in jump] for number in range(6)}
    assert surprising(series(**peers)) == []


def test_figures_of_different_stretches_are_not_compared() -> None:
    frame = series(a=[100.0, 103.0, 9000.0, 9100.0])
    frame["obs_status"] = ["A", "A", "B", "A"]
    assert surprising(frame) == []
    frame["obs_status"] = ["A", "A", "U", "A"]
    assert surprising(frame) == ["2017"]


def test_spans_zeros_and_lone_figures_have_no_expectation() -> None:
    frame = pd.DataFrame(
        {
            "issuer_name": ["a", "a", "b"],
            "metric_id": ["m", "m", "m"],
            "period": ["2018-2022", "2023", "2023"],
            "value": [500.0, 0.0, 7.0],
            "obs_status": ["A", "A", "A"],
        }
    )
    assert history.expected_values(frame)[["expected_value", "surprise"]].isna().all().all()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    frame = series(a=STEADY, b=[50.0, 51.0, 500.0, 53.0, 54.0, 56.0])
    expected = history.expected_values(frame)
    shuffled = history.expected_values(frame.iloc[order])
    pd.testing.assert_frame_equal(shuffled.sort_index(), expected)


@settings(max_examples=20, deadline=None)
@given(st.floats(min_value=0.01, max_value=1e6))
def test_surprise_of_large_counts_does_not_depend_on_the_unit(scale: float) -> None:
    values = [1e9 * value for value in [100.0, 104.0, 1070.0, 111.0, 116.0]]
    one = history.expected_values(series(a=values))
    other = history.expected_values(series(a=[value * scale for value in values]))
    pd.testing.assert_series_equal(one["log_ratio"], other["log_ratio"], atol=1e-9)
    pd.testing.assert_series_equal(one["surprise"], other["surprise"], atol=1e-6)


def test_the_usual_movement_is_told_by_the_metric_and_not_by_one_jump() -> None:
    found = history.expected_values(series(a=STEADY, b=[50.0, 52.0, 54.0, 540.0, 58.0, 60.0]))
    assert found["usual_movement"].between(0.001, 0.1).all()
