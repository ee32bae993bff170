"""How well a value fits among its neighbours, and whom that blames."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.validation.evidence.neighbours import Neighbours, Place, suspects


def levels(**lines: list[float]) -> pd.DataFrame:
    """Lines of one metric from 2018 on, by issuer."""
    return pd.DataFrame(
        [
            {"issuer_name": issuer, "metric_id": "m", "period": str(2018 + position), "value": value,
             "obs_status": "A"}
            for issuer, values in lines.items()
            for position, value in enumerate(values)
        ]
    )  # fmt: skip


LINES = levels(a=[100.0, 104.0, 107.0, 1110.0, 116.0, 119.0], b=[50.0, 52.0, 54.0, 56.0, 58.0, 60.0])
NEIGHBOURS = Neighbours(LINES, {"a", "b"})
WRONG, RIGHT, NOWHERE = Place("a", "m", "2021"), Place("b", "m", "2021"), Place("c", "m", "2021")


def test_the_expected_value_fits_best_and_distance_costs() -> None:
    near, far = NEIGHBOURS.fit(WRONG, (111.0, 111.0)), NEIGHBOURS.fit(WRONG, (1110.0, 1110.0))
    assert 0 >= near > -0.5 > far
    assert NEIGHBOURS.fit(WRONG, (0.0, 1e9)) == 0


def test_a_correction_gains_where_the_stated_value_is_off_and_loses_where_it_fits() -> None:
    assert NEIGHBOURS.gain(WRONG, 1110.0, [(111.0, 111.0)]) > math.log(10)
    assert NEIGHBOURS.gain(RIGHT, 56.0, [(560.0, 560.0)]) < -math.log(10)


def test_of_several_implied_values_the_best_counts() -> None:
    one = NEIGHBOURS.gain(WRONG, 1110.0, [(111.0, 111.0)])
    assert NEIGHBOURS.gain(WRONG, 1110.0, [(9e9, 9e9), (111.0, 111.0)]) == one


def test_an_impossible_correction_is_never_gained_by() -> None:
    assert NEIGHBOURS.gain(RIGHT, 56.0, [(-40.0, -40.0)]) == -math.inf
    assert NEIGHBOURS.gain(RIGHT, 56.0, []) == -math.inf


def test_nothing_is_known_of_other_places_and_of_values_below_zero() -> None:
    assert NEIGHBOURS.gain(NOWHERE, 5.0, [(500.0, 500.0)]) == 0
    assert NEIGHBOURS.gain(RIGHT, -5.0, [(500.0, 500.0)]) == 0


def test_places_of_issuers_that_were_not_asked_for_are_not_kept() -> None:
    assert Neighbours(LINES, {"b"}).fit(WRONG, (1110.0, 1110.0)) == 0


def test_a_repeated_figure_may_be_a_copy() -> None:
    found = Neighbours(levels(a=[23_417.0, 25_116.0, 25_116.0], b=[900.0, 1100.0, 1000.0]), {"a"})
    assert found.copied(Place("a", "m", "2020")) > math.log(100)
    assert found.copied(Place("a", "m", "2019")) == 0


@pytest.mark.parametrize(
    ("gains", "blamed"),
    [
        ({"a": 9.0, "b": 0.1, "c": -3.0}, {"a"}),
        ({"a": 0.4, "b": 0.1, "c": -9.0}, {"a", "b"}),
        ({"a": -math.inf, "b": -math.inf}, {"a", "b"}),
        ({}, set()),
    ],
)
def test_blamed_are_the_likeliest_and_who_cannot_be_told_from_them(
    gains: dict[str, float], blamed: set[str]
) -> None:
    assert suspects(gains) == blamed


@given(st.dictionaries(st.text(), st.floats(allow_nan=False), min_size=1))
def test_there_is_always_someone_to_blame(gains: dict[str, float]) -> None:
    assert max(gains, key=lambda name: gains[name]) in suspects(gains)
