from __future__ import annotations

import pytest
from comparability_marked import Marked, compared

METRIC = "admin_inspections"


def revised(*reports: Marked) -> list[tuple[object, ...]]:
    columns = ["period", "first_value", "first_vintage", "later_value", "later_vintage", "kind"]
    return list(compared(*reports).revision[columns].itertuples(index=False, name=None))


def test_a_figure_that_a_later_report_states_differently_is_a_revision() -> None:
    later = Marked(2023, f"检查[126次 {METRIC}]，上年为[103次 {METRIC} period=2022]。")
    assert revised(Marked(2022, f"检查[98次 {METRIC}]。"), later) == [("2022", 98, 2022, 103, 2023, "stated")]


@pytest.mark.parametrize(("first", "later"), [("98次", "98次"), ("320余次", "327次"), ("1.9万次", "19040次")])
def test_repeating_or_spelling_out_a_figure_is_none(first: str, later: str) -> None:
    second = Marked(2023, f"上年检查[{later} {METRIC} period=2022]。")
    assert revised(Marked(2022, f"检查[{first} {METRIC}]。"), second) == []


def test_each_step_of_several_revisions_is_told() -> None:
    reports = [
        Marked(year, f"2021年检查[{value}次 {METRIC} period=2021]。")
        for year, value in ((2021, 90), (2022, 95), (2023, 95), (2024, 99))
    ]
    assert revised(*reports) == [
        ("2021", 90, 2021, 95, 2022, "stated"),
        ("2021", 95, 2023, 99, 2024, "stated"),
    ]


def test_growth_that_does_not_fit_implies_a_revision() -> None:
    metric = "legal_aid_cases"
    later = Marked(2024, f"办理[390件 {metric}]，增长[12% {metric} role=growth]。")
    assert revised(Marked(2023, f"办理[300件 {metric}]。"), later) == [
        ("2023", 300, 2023, 348.2, 2024, "implied")
    ]


def test_growth_restates_no_figure_that_only_a_later_report_states() -> None:
    """2013's growth implies 250 for 2012; 280 is first stated in 2018: nothing was revised in 2013."""
    metric = "legal_aid_cases"
    older = Marked(2013, f"办理[300件 {metric}]，增长[20% {metric} role=growth]。")
    later = Marked(2018, f"2012年办理[280件 {metric} period=2012]。")
    assert revised(older, later) == []


def test_implied_is_held_against_what_had_been_stated_by_then() -> None:
    metric = "legal_aid_cases"
    reports = (
        Marked(2012, f"办理[300件 {metric}]。"),
        Marked(2013, f"办理[390件 {metric}]，增长[12% {metric} role=growth]。"),
        Marked(2018, f"2012年办理[320件 {metric} period=2012]。"),
    )
    assert revised(*reports) == [
        ("2012", 300, 2012, 320, 2018, "stated"),
        ("2012", 300, 2012, 348.2, 2013, "implied"),
    ]
