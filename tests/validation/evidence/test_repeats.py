"""How likely chance repeats last year's figure, alone and in a run."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.validation import Context
from tongbi.validation.evidence import repeats

CASES = SimpleNamespace(kind="count_flow", unit="件")
STOCK = SimpleNamespace(kind="stock", unit="个")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (5900.0, 100.0),
        (1234.5, 0.1),
        (100.0, 100.0),
        (0.0, 0.0),
        (96.4, 0.1),
        (7e12, 1e12),
        (123456789.0, 1.0),
    ],
)
def test_the_place_of_the_last_digit_written(value: float, place: float) -> None:
    assert repeats.written_place(value) == pytest.approx(place)


def chance(value: float, movement: float) -> float:
    return float(repeats.repeat_chances(pd.Series([value]), pd.Series([movement])).iloc[0])


def test_a_long_figure_is_hardly_repeated_by_chance_and_a_short_one_is() -> None:
    assert chance(23_417.0, 0.15) < 0.001
    assert chance(14.0, 0.15) > 0.1
    assert chance(23_000.0, 0.15) > 0.1, "a figure rounded to thousands has two digits"


def test_what_stands_still_as_a_rule_repeats_surely_and_without_a_history_nothing_is_said() -> None:
    assert chance(23_417.0, 0.0) == 1.0
    assert math.isnan(chance(23_417.0, math.nan))


@given(st.integers(1, 10**9), st.floats(0.0, 3.0))
def test_a_chance_is_a_probability(value: int, movement: float) -> None:
    assert 0.0 < chance(float(value), movement) <= 1.0


@given(st.integers(1, 10**6), st.floats(0.02, 1.0), st.sampled_from([10, 100, 1000]))
def test_the_unit_does_not_matter(value: int, movement: float, scale: int) -> None:
    assert chance(float(value), movement) == pytest.approx(chance(float(value * scale), movement))


def copies(values: dict[str, tuple[float, float]], kind: SimpleNamespace = CASES) -> pd.DataFrame:
    """Two years of one report each, by metric in the order of the text."""
    frame = pd.DataFrame(
        {
            "metric_id": list(values),
            "value": [now for now, _ in values.values()],
            "previous_value": [before for _, before in values.values()],
            "usual_movement": 0.15,
            "report_id": "r",
            "start_char": [10 * position for position in range(len(values))],
        }
    )
    found = repeats.repeat_evidence(frame, Context(metrics=dict.fromkeys(values, kind)))
    return pd.DataFrame(found)


def test_chances_of_figures_that_stand_beside_one_another_multiply() -> None:
    found = copies({"a": (62.0, 62.0), "b": (1234.0, 1234.0), "c": (7.0, 8.0), "d": (45.0, 45.0)})
    alone = found["repeat_chance"].tolist()
    assert math.isnan(alone[2])
    assert found["run_chance"].tolist()[:2] == pytest.approx([alone[0] * alone[1]] * 2)
    assert found["run_chance"][3] == pytest.approx(alone[3])


def test_the_first_year_repeats_nothing() -> None:
    found = copies({"a": (62.0, math.nan), "b": (62.0, 62.0)})
    assert found["repeat_chance"].notna().tolist() == [False, True]
    assert found["moved_share"].fillna(-1).tolist() == [-1, 0]


def test_a_stock_may_stand_still_as_often_as_its_metric_does() -> None:
    values = {name: (1000.0 + position, 1000.0) for position, name in enumerate("abcde")}
    flow, stock = copies(values), copies(values, STOCK)
    assert flow["repeat_chance"][0] == chance(1000.0, 0.15)
    assert stock["repeat_chance"][0] == 1.0, "all pairs of the metric a stand still"


def test_a_rate_at_its_end_may_stand_still() -> None:
    rate = SimpleNamespace(kind="rate", unit="%")
    found = copies({"a": (100.0, 100.0), "b": (97.43, 97.43)}, rate)["repeat_chance"]
    assert found.notna().tolist() == [False, True]
