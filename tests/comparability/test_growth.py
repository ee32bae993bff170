from __future__ import annotations

import math

import pytest
from comparability_marked import Marked, compared, pair
from hypothesis import given
from hypothesis import strategies as st

from tongbi.comparability import growth

METRIC = "hotline_tickets_received"
values = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


@given(values, values, values, values, st.floats(0, 1), st.floats(0, 1))
def test_bounds_hold_the_change_between_any_two_points_of_the_intervals(
    low: float, width: float, before_low: float, before_width: float, here: float, there: float
) -> None:
    bounds = (low, low + abs(width))
    before = (before_low, before_low + abs(before_width))
    value = min(bounds[1], bounds[0] + here * (bounds[1] - bounds[0]))
    previous = min(before[1], before[0] + there * (before[1] - before[0]))
    made = growth.between(value, bounds, previous, before)
    slack = 1e-6 * max(1.0, *map(abs, (*bounds, *before)))
    assert made.low - slack <= value - previous <= made.high + slack
    if made.pct_low is not None and made.pct_high is not None:
        change = growth.percent(value, previous)
        assert made.pct_low - 1e-6 * abs(made.pct_low) - 1e-6 <= change
        assert change <= made.pct_high + 1e-6 * abs(made.pct_high) + 1e-6


def test_a_relative_change_from_zero_or_across_it_is_not_told() -> None:
    assert growth.between(5, (5, 5), 0, (0, 0)).pct is None
    across = growth.between(5, (5, 5), 1, (-1, 2))
    assert across.pct == 400 and across.pct_low is None and across.pct_high is None


def test_a_decline_from_a_negative_level_is_a_fall() -> None:
    assert growth.between(-6, (-6, -6), -4, (-4, -4)).pct == pytest.approx(-50)


def test_written_precision_widens_what_the_wording_calls_exact() -> None:
    row = pair(
        compared(Marked(2022, f"受理[2.7万件 {METRIC}]。"), Marked(2023, f"受理[30000件 {METRIC}]。")).yoy,
        METRIC,
        2023,
    )
    assert row["change_pct"] == pytest.approx(100 * 3000 / 27000)
    assert row["change_pct_low"] == pytest.approx(100 * (30000 / 27500 - 1))
    assert row["change_pct_high"] == pytest.approx(100 * (30000 / 26500 - 1))


def test_more_than_5900_to_6100_is_no_growth_of_exactly_3_4_per_cent() -> None:
    row = pair(
        compared(Marked(2022, f"受理[5900余件 {METRIC}]。"), Marked(2023, f"受理[6100件 {METRIC}]。")).yoy,
        METRIC,
        2023,
    )
    assert row["change_pct_low"] == pytest.approx(100 * (6100 / 6000 - 1))
    assert row["change_pct_high"] == pytest.approx(100 * (6100 / 5900 - 1))


def test_a_rate_never_leaves_its_range_and_a_growth_rate_has_no_relative_change() -> None:
    rate = "mediation_success_rate"
    row = pair(
        compared(Marked(2022, f"成功率[99% {rate}]。"), Marked(2023, f"成功率[100.0% {rate}]。")).yoy,
        rate,
        2023,
    )
    assert row["change_high"] == pytest.approx(100 - 98.5)
    gdp = "gdp_growth_rate"
    reports = (
        Marked(year, f"经济增长[{value}% {gdp}]。", "国务院", "nation", "government_work")
        for year, value in ((2010, 8.7), (2011, 10.3))
    )
    row = pair(compared(*reports).yoy, gdp, 2010)
    assert row["change"] == pytest.approx(1.6) and math.isnan(row["change_pct"])


@pytest.mark.parametrize(
    ("earlier", "later", "outcome"),
    [
        ("[2.16万件 {}]", "[23408件 {}]，比上年增长[8.4% {} role=growth]", "agrees"),
        ("[2.1万余件 {} low=21000 high=22000]", "[18500件 {}]，下降[12% {} role=growth value=-12]", "agrees"),
        ("[285件 {}]", "[373件 {}]，增长[30% {} role=growth]", "agrees"),  # 30.9 cut off
        ("[1120件 {}]", "[2356件 {}]，增长[1.1倍 {} role=growth value=110 unit=%]", "agrees"),
        ("[1000件 {}]", "[1850件 {}]，是上年的[1.85倍 {} role=growth]", "agrees"),
        ("[312件 {}]", "[295件 {}]，减少[17件 {} role=change value=-17]", "agrees"),
        ("[300件 {}]", "[390件 {}]，增长[12% {} role=growth]", "restated"),
        ("[300件 {}]", "[3900件 {}]，增长[12% {} role=growth]", "contradicts"),
        ("[300件 {}]", "[390件 {}]，同口径增长[12% {} role=growth]", ""),
        ("[300人次 {}]", "[390件 {}]，增长[12% {} role=growth]", ""),
    ],
)
def test_stated_growth_is_checked_against_the_year_before(earlier: str, later: str, outcome: str) -> None:
    reports = (Marked(2022, f"受理{earlier}。"), Marked(2023, f"受理{later}。"))
    texts = [Marked(report.year, report.text.replace("{}", METRIC)) for report in reports]
    assert pair(compared(*texts).yoy, METRIC, 2023)["growth_check"] == outcome


def test_a_report_that_states_both_years_contradicts_itself_or_not_at_all() -> None:
    text = f"受理[390件 {METRIC}]，较上年的[300件 {METRIC} period=2022]增长[12% {METRIC} role=growth]。"
    row = pair(compared(Marked(2022, f"受理[300件 {METRIC}]。"), Marked(2023, text)).yoy, METRIC, 2023)
    assert (row["growth_check"], row["verdict"], row["reason_code"]) == ("contradicts", "unknown", "growth")
    assert row["reason"].count("“") == 2  # both quotes


def test_percentage_points_are_checked_as_a_change_of_the_rate() -> None:
    rate = "principal_court_appearance_rate"
    later = f"出庭率[34.6% {rate}]，提高[5.7个百分点 {rate} role=change]。"
    row = pair(compared(Marked(2023, f"出庭率[28.9% {rate}]。"), Marked(2024, later)).yoy, rate, 2024)
    assert row["growth_check"] == "agrees" and math.isnan(row["stated_growth_pct"])
