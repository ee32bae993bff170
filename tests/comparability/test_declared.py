from __future__ import annotations

import datetime as dt

import pytest

from tongbi.comparability.declared import Break, Facet


def entry(since: dt.date | None = None, steps: list[int] | None = None) -> Break:
    return Break(
        id="b", code="law", metrics=["admin_*"], zh="甲", en="a", since=since, steps=steps or [], vintages=[]
    )


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (dt.date(2024, 1, 1), [2024]),
        (dt.date(2021, 8, 1), [2021, 2022]),
        (dt.date(2020, 12, 31), [2021]),
        (dt.date(2020, 12, 1), [2020, 2021]),
    ],
)
def test_a_change_within_a_year_cuts_off_that_year_on_both_sides(day: dt.date, years: list[int]) -> None:
    assert entry(day).years() == years
    assert entry(dt.date(2019, 5, 15)).years(day) == years  # the day that a report gives itself


def test_declared_steps_override_the_day_and_a_stated_day_overrides_both() -> None:
    declared = entry(dt.date(2019, 5, 15), [2019])
    assert declared.years() == [2019]
    assert declared.years(dt.date(2020, 1, 1)) == [2020]


def test_a_break_needs_a_date() -> None:
    with pytest.raises(ValueError, match="needs one of"):
        entry()


def test_metrics_are_named_by_id_or_by_pattern() -> None:
    assert entry(dt.date(2024, 1, 1)).concerns("admin_inspections")
    assert not entry(dt.date(2024, 1, 1)).concerns("mediators")


def test_a_facet_needs_answers_and_knows_the_codes_of_its_own_only() -> None:
    fields = {"id": "f", "code": "scope", "compare": "one", "look": "clause", "zh": "甲", "en": "a"}
    with pytest.raises(ValueError, match="nothing answers it"):
        Facet.model_validate({**fields, "metrics": ["*"]})
    with pytest.raises(ValueError, match="none of its values"):
        Facet.model_validate({**fields, "metrics": ["*"], "values": {"x": ["甲"]}, "codes": {"y": "unit"}})
