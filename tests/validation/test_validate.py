"""`validate`: rows set aside with reason and remedy, structural failures, decisions, the frame of results."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd

from tongbi.validation import Context, check_result_frame, validate
from tongbi.validation.results import CHECK_RESULT_COLUMNS, QUARANTINE_COLUMNS


def test_a_row_set_aside_says_what_why_where_and_what_to_do(clean: Any) -> None:
    bad = clean.with_cell("observation", 6, "value", 971.0).with_cell("observation", 6, "high", 971.0)
    outcome = validate("observation", bad.observation, context=bad.context())
    assert list(outcome.quarantined.columns) == list(QUARANTINE_COLUMNS)
    (row,) = outcome.quarantined.to_dict("records")
    original = bad.observation.loc[6]
    assert row["what"] == "observation"
    assert row["why"].startswith("observation_value_is_in_domain: ")
    assert row["why"].endswith(" · value=971.0"), "the reason names the value that failed"
    assert (row["report_id"], row["start_char"], row["end_char"]) == (
        original["report_id"], original["start_char"], original["end_char"],
    )  # fmt: skip
    assert row["quote"] == original["quote"]
    assert row["suggestion"]
    assert row["row_key"] == original["observation_id"]
    assert original["observation_id"] not in set(outcome.frame["observation_id"])
    assert list(outcome.frame.columns) == list(bad.observation.columns)
    assert not outcome.blocking


def test_one_bad_row_does_not_hold_back_the_others(clean: Any) -> None:
    bad = clean.with_cell("mention", 3, "role", "forecast").with_cell("mention", 9, "low", 1e9)
    outcome = validate("mention", bad.mention, context=bad.context())
    assert len(outcome.frame) == len(clean.mention) - 2
    assert sorted(outcome.quarantined["expectation"]) == [
        "mention_interval_holds_value",
        "mention_role_is_known",
    ]


def test_a_row_that_fails_two_rules_is_set_aside_once_and_told_twice(clean: Any) -> None:
    bad = clean.with_cell("mention", 3, "role", "forecast").with_cell("mention", 3, "low", 1e9)
    outcome = validate("mention", bad.mention, context=bad.context())
    assert len(outcome.frame) == len(clean.mention) - 1
    assert len(outcome.quarantined) == 2


def test_without_a_column_nothing_passes_and_publishing_stops(clean: Any) -> None:
    outcome = validate("series", clean.series.drop(columns="spell"), context=clean.context())
    assert outcome.blocking
    first, *others = outcome.results
    assert first.expectation == "series_columns_are_present"
    assert first.sample == ({"missing_columns": "spell"},)
    assert all(not result.success for result in others)
    assert {result.error for result in others} == {"not run: the frame series has no column spell"}
    assert outcome.quarantined.empty


def test_an_accepted_row_stays_and_is_counted_as_accepted(clean: Any) -> None:
    bad = clean.with_cell("observation", 6, "value", 971.0).with_cell("observation", 6, "high", 971.0)
    key = bad.observation["observation_id"][6]
    context = replace(bad.context(), accepted=frozenset({key}))
    outcome = validate("observation", bad.observation, context=context)
    result = next(r for r in outcome.results if r.expectation == "observation_value_is_in_domain")
    assert (result.success, result.accepted_count, result.unexpected_count) == (True, 1, 0)
    assert outcome.quarantined.empty
    assert key in set(outcome.frame["observation_id"])


def test_accepting_one_row_does_not_accept_another(clean: Any) -> None:
    bad = clean
    for row in (6, 14):
        bad = bad.with_cell("observation", row, "value", 971.0).with_cell("observation", row, "high", 971.0)
    context = replace(bad.context(), accepted=frozenset({bad.observation["observation_id"][6]}))
    outcome = validate("observation", bad.observation, context=context)
    result = next(r for r in outcome.results if r.expectation == "observation_value_is_in_domain")
    assert (result.success, result.accepted_count, result.unexpected_count) == (False, 1, 1)
    assert list(outcome.quarantined["row_key"]) == [bad.observation["observation_id"][14]]
    assert len(result.sample) == 1


def test_the_index_of_a_frame_does_not_matter(clean: Any) -> None:
    bad = clean.with_cell("mention", 3, "role", "forecast").mention
    shuffled = bad.iloc[::-1]
    outcome = validate("mention", shuffled, context=clean.context())
    assert outcome.failing["mention_role_is_known"] == (len(bad) - 4,)
    assert len(outcome.frame) == len(bad) - 1


def test_empty_frames_pass_where_nothing_is_required(clean: Any) -> None:
    for name in ("mention", "observation", "series", "yoy", "coverage"):
        outcome = validate(name, clean.frame(name).iloc[:0], context=clean.context())
        assert [r.expectation for r in outcome.results if not r.success] == [], name
        assert outcome.frame.empty


def test_a_frame_alone_can_be_checked_without_context(clean: Any) -> None:
    for name in ("mention", "observation", "series", "yoy", "coverage"):
        outcome = validate(name, clean.frame(name), context=Context())
        assert [r.expectation for r in outcome.results if not r.success] == [], name


def test_results_become_the_frame_check_result(clean: Any) -> None:
    bad = clean.with_cell("mention", 3, "role", "forecast")
    outcome = validate("mention", bad.mention, context=bad.context())
    frame = check_result_frame(outcome.results, run_id="run-1", checked_at="2025-06-01T00:00:00Z")
    assert list(frame.columns) == list(CHECK_RESULT_COLUMNS)
    assert len(frame) == len(outcome.results)
    failed = frame[~frame["success"]].iloc[0]
    assert failed["expectation"] == "mention_role_is_known"
    (sample,) = json.loads(failed["sample"])
    assert sample["role"] == "forecast"
    assert sample["surface"] == bad.mention["surface"][3]
    assert set(frame["run_id"]) == {"run-1"}


def _with_a_later_version(clean: Any, address: str) -> Any:
    """The first report once more, as its page read after a figure was changed."""
    report = clean.report.assign(source_uri="", path=[f"{row}.html" for row in clean.report.index])
    later = report.iloc[[0]].assign(report_id="fedcba9876543210", path="0.v2.html")
    report.loc[0, "source_uri"] = later["source_uri"] = address
    text = clean.texts[report["report_id"][0]].replace("6214", "6241")
    both = pd.concat([report, later], ignore_index=True)
    return replace(clean, report=both, texts={**clean.texts, "fedcba9876543210": text})


def test_successive_versions_of_one_page_are_no_fault(clean: Any) -> None:
    twice = _with_a_later_version(clean, "https://www.example.gov.cn/2021.html")
    outcome = validate("report", twice.report, context=twice.context())
    assert [result.expectation for result in outcome.failed("warning")] == []


def test_two_reports_of_one_year_from_different_places_are_told(clean: Any) -> None:
    twice = _with_a_later_version(clean, "")
    outcome = validate("report", twice.report, context=twice.context())
    assert [result.expectation for result in outcome.failed("warning")] == ["report_version_is_unique"]
    assert outcome.failing["report_version_is_unique"] == (0, 12)
