"""Conditions between columns: what passes, what fails, and that a missing value always passes."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.validation import conditions as c


def rows(*values: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(values))


@pytest.mark.parametrize(
    ("condition", "options", "good", "bad"),
    [
        (c.stands_at_offsets, {}, ("12件", "12件"), ("12件", "2件")),
        (c.quote_holds, {}, ("受理12件。", "12件"), ("受理若干件。", "12件")),
        (c.lies_within, {}, (1.0, 1.0, 2.0), (1.0, 2.5, 2.0)),
        (c.reads_as_written, {}, (-12.0, 12.0), (120.0, 12.0)),
        (c.is_not_later, {}, ("2020-2023", 2023), ("2024", 2023)),
        (c.is_the_year_named, {}, ("2023", "2023"), ("2023", "2022")),
        (
            c.keeps_magnitude,
            {"powers": [4], "tolerance": 0.35},
            (math.log(1000), 1.0),
            (-math.log(11000), 1.0),
        ),
        (c.is_unsurprising, {"limit": 5.0, "ratio": 2.0}, (math.log(1.9), 9.0), (math.log(2.1), 9.0)),
        (c.is_as_voluminous, {"share": 0.5}, (5, 10), (4, 10)),
        (c.agrees_with_growth, {"slack": 1.0}, (5.9, 4.0, 5.0), (6.1, 4.0, 5.0)),
        (c.is_their_difference, {}, (3.0, 3.0), (3.0, -3.0)),
        (c.is_explained, {"verdict": "comparable"}, ("broken", "unit: 件/人"), ("broken", " ")),
    ],
)
def test_a_row_passes_or_fails(condition: Any, options: dict[str, Any], good: Any, bad: Any) -> None:
    assert condition(rows(good, bad), **options).tolist() == [True, False]


def test_missing_values_pass() -> None:
    nothing = pd.DataFrame({"a": [None, math.nan], "b": [math.nan, None], "c": [None, None]})
    two, three = nothing[["a", "b"]], nothing
    assert c.is_true(pd.Series([None, True])).all()
    assert c.is_unflagged(pd.Series([None, ""]), "tie").all()
    assert c.stands_at_offsets(two).all()
    assert c.quote_holds(two).all()
    assert c.lies_within(three).all()
    assert c.reads_as_written(two).all()
    assert c.is_not_later(two).all()
    assert c.is_the_year_named(two).all()
    assert c.keeps_magnitude(two, [4], 0.3).all()
    assert c.is_unsurprising(two, 5, 2).all()
    assert c.is_not_copied(two, 0.01, 0.5).all()
    assert c.is_as_voluminous(two, 0.5).all()
    assert c.agrees_with_growth(three, 1.0).all()
    assert c.is_their_difference(two).all()


def test_a_claim_fails_only_where_it_is_false() -> None:
    assert c.is_true(pd.Series([True, False, None], dtype="object")).tolist() == [True, False, True]


def test_a_flag_is_found_whole_among_others() -> None:
    flags = pd.Series(["sum_mismatch", "sum_mismatch_of_part,tie", "rate_mismatch,sum_mismatch", ""])
    assert c.is_unflagged(flags, "sum_mismatch").tolist() == [False, True, False, True]


@pytest.mark.parametrize(
    ("chance", "moved", "passes"),
    [(0.002, 0.9, False), (0.002, 0.2, True), (0.002, None, False), (0.03, 0.9, True), (None, 0.9, True)],
)
def test_copied_figures(chance: float | None, moved: float | None, passes: bool) -> None:
    assert c.is_not_copied(rows((chance, moved)), 0.01, 0.5).tolist() == [passes]


numbers = st.floats(min_value=-1e12, max_value=1e12)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=20))
def test_a_value_between_ordered_bounds_always_passes(triples: list[tuple[float, float, float]]) -> None:
    frame = rows(*(tuple(sorted(triple)) for triple in triples))
    assert c.lies_within(frame).all()


@given(st.floats(min_value=1e-3, max_value=1e9), st.sampled_from([4, 8]))
def test_a_unit_slip_is_seen_at_any_size_and_in_both_directions(ratio_noise: float, power: int) -> None:
    noise = math.log(1.0 + (ratio_noise % 1.0))  # up to a doubling
    slips = rows((power * math.log(10) + noise, 1.0), (-power * math.log(10) - noise, 1.0))
    assert not c.keeps_magnitude(slips, [4, 8], 0.35).any()
    astonishing = slips.replace(1.0, 99.0)
    assert c.is_unsurprising(astonishing, 5.0, 2.0, [4, 8], 0.35).all()
    assert not c.is_unsurprising(astonishing, 5.0, 2.0).any()
