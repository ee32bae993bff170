"""The report in short, as the metadata of an asset shows it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from tongbi.validation import FRAMES
from tongbi.validation.report import report_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongbi.validation.report import Run


def test_the_markdown_has_a_row_for_each_suite_and_a_quote(doubtful_run: Run) -> None:
    text = report_markdown(doubtful_run)
    rows = [line for line in text.splitlines() if line.startswith("| ") and "/" in line]
    assert [row.split("|")[1].strip() for row in rows] == list(FRAMES)
    assert "> 各执法单位依法办结行政处罚案件6530件" in text


def test_a_run_that_was_stopped_says_so_first(clean: Any, run_of: Callable[[Any], Run]) -> None:
    twice = replace(clean, observation=pd.concat([clean.observation] * 2, ignore_index=True))
    assert report_markdown(run_of(twice)).startswith(
        "**未发布 Nothing was published:** `observation_key_is_unique`"
    )


def test_a_quote_stays_on_one_line_of_its_own(doubtful_run: Run) -> None:
    checks = doubtful_run.check_result.copy()
    (at,) = checks.index[checks["expectation"] == "series_change_is_unsurprising"]
    sample = json.loads(checks.loc[at, "sample"])
    checks.loc[at, "sample"] = json.dumps([{**sample[0], "quote": "甲|乙\n丙"}])
    assert "> 甲\\|乙 丙" in report_markdown(replace(doubtful_run, check_result=checks)).splitlines()
