"""Running suites: severity and description survive, and what cannot be computed is never a pass."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tongbi.validation import FRAMES, declared, library, suites
from tongbi.validation.declared import ExpectationSpec, SuiteSpec, Wording

WORDS = Wording(zh="说明。", en="It says.")


def suite_of(*specs: dict[str, Any]) -> SuiteSpec:
    return SuiteSpec(
        frame="series",
        columns=("value",),
        key=("value",),
        shows=("value",),
        expectations=tuple(
            ExpectationSpec(description=WORDS, suggestion=WORDS, **{"severity": "warning", **spec})
            for spec in specs
        ),
    )


FRAME = pd.DataFrame({"value": [1.0, 2.0, np.nan, 9.0], "low": [1.0, 3.0, 0.0, 9.0]})


def test_severity_counts_rows_and_sample_come_through() -> None:
    suite = suite_of(
        {"name": "series_value_is_small", "type": "ExpectColumnValuesToBeBetween", "severity": "info",
         "kwargs": {"column": "value", "max_value": 5}},
        {"name": "series_value_is_there", "type": "ExpectColumnValuesToNotBeNull",
         "kwargs": {"column": "value"}},
    )  # fmt: skip
    small, there = suites.run(suite, FRAME)
    assert (small.result.severity, small.result.unexpected_count, small.rows) == ("info", 1, (3,))
    assert small.result.sample == ({"value": 9.0},)
    assert (there.result.severity, there.rows, there.result.element_count) == ("warning", (2,), 4)
    assert small.result.description_zh == "说明。"


def test_own_classes_carry_severity_description_and_arguments_into_the_library() -> None:
    (spec,) = suite_of(
        {"name": "series_value_within", "type": "ExpectValueWithinInterval", "severity": "info",
         "kwargs": {"column_list": ["low", "value", "value"]}},
    ).expectations  # fmt: skip
    configuration = suites.build(spec).configuration.to_json_dict()
    assert configuration["severity"] == "info"
    assert configuration["description"] == "说明。 It says."
    assert configuration["kwargs"]["column_list"] == ["low", "value", "value"]


def test_an_expectation_that_breaks_is_told_as_an_error_and_not_as_rows() -> None:
    suite = suite_of(
        {"name": "series_other_is_there", "type": "ExpectColumnValuesToNotBeNull", "severity": "critical",
         "kwargs": {"column": "no_such_column"}},
        {"name": "series_other_within", "type": "ExpectValueWithinInterval",
         "kwargs": {"column_list": ["low", "value", "no_such_column"]}},
    )  # fmt: skip
    for outcome in suites.run(suite, FRAME):
        assert not outcome.result.success
        assert "no_such_column" in (outcome.result.error or "")
        assert outcome.rows == ()
    assert [outcome.result.stops for outcome in suites.run(suite, FRAME)] == [True, False]


def test_a_class_that_does_not_exist_is_named() -> None:
    suite = suite_of({"name": "series_value_is_odd", "type": "ExpectOddness"})
    with pytest.raises(LookupError, match="series_value_is_odd: there is no expectation class ExpectOddness"):
        suites.run(suite, FRAME)


@pytest.mark.parametrize("name", FRAMES)
def test_every_declared_expectation_can_be_built(name: Any) -> None:
    for spec in declared.expectations(name):
        configuration = suites.build(spec).configuration.to_json_dict()
        assert configuration["severity"] == spec.severity
        assert spec.description.zh in configuration["description"]
        assert spec.description.en in configuration["description"]


def test_own_classes_say_in_both_languages_what_they_are_about() -> None:
    own = library.load().own
    classes = [
        value
        for value in vars(own).values()
        if isinstance(value, type)
        and issubclass(value, (own.ColumnExpectation, own.RowExpectation))
        and value not in (own.ColumnExpectation, own.RowExpectation)
    ]
    assert len(classes) >= 12
    for kind in classes:
        assert kind.about_zh, kind
        assert kind.about_en, kind
        assert kind.columns_expected, kind


@pytest.mark.parametrize(
    "info",
    [
        {"raised_exception": True, "exception_message": "broke"},
        {"('metric', 'x')": {"raised_exception": True, "exception_message": "broke"}},
    ],
)
def test_both_shapes_of_an_error_are_read(info: dict[str, Any]) -> None:
    assert suites.error_of(info) == "broke"
    assert suites.error_of({"raised_exception": False, "exception_message": None}) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.int64(3), 3),
        (np.float64("nan"), None),
        (pd.NA, None),
        (float("inf"), None),
        (dt.date(2024, 3, 1), "2024-03-01"),
        ("引文", "引文"),
        (True, True),
    ],
)
def test_values_become_plain(value: Any, expected: Any) -> None:
    assert suites.plain(value) == expected
