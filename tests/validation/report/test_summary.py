"""The facts that the report shows: what stopped a run, coverage, surprises, what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd

from tongbi.validation import FRAMES, expectations
from tongbi.validation.report import Run, report_html, summary


def test_a_critical_expectation_that_broke_stops_and_a_warning_that_broke_does_not(clean_run: Run) -> None:
    for severity, stops in (("critical", True), ("warning", False)):
        checks = clean_run.check_result.copy()
        checks.loc[0, ["success", "blocking", "error", "severity"]] = [False, False, "no column", severity]
        broken = replace(clean_run, check_result=checks)
        assert bool(broken.stopping) == stops
        assert "no column" in report_html(broken)


def test_coverage_of_issuers_counts_stated_metrics(clean: Any, clean_run: Run) -> None:
    matrix = summary.coverage_by_issuer(clean_run)
    assert matrix.years == [2021, 2022, 2023, 2024]
    assert set(matrix.cells.values()) == {(8, 8)}
    silent = replace(clean_run, coverage=clean.with_cell("coverage", 0, "status", "not_stated").coverage)
    assert summary.coverage_by_issuer(silent).cells["岚溪县人民政府", 2021] == (7, 8)


def test_coverage_of_an_issuer_tells_each_status(clean: Any, clean_run: Run) -> None:
    changed = clean.with_cell("coverage", 0, "status", "not_stated").with_cell(
        "coverage", 9, "status", "quarantined"
    )
    run = replace(clean_run, coverage=changed.coverage)
    cells = summary.coverage_by_metric(run, "岚溪县人民政府").cells
    assert cells["gov_meetings_on_law_based_gov", 2021] == "not_stated"
    assert cells["normative_docs_issued", 2022] == "quarantined"
    assert cells["normative_docs_issued", 2021] == "stated"


def test_changes_since_the_last_run_are_counted(clean_run: Run, doubtful_run: Run) -> None:
    before = clean_run.series.drop(index=[0])
    run = replace(doubtful_run, previous_series=before, previous_check_result=clean_run.check_result)
    changed = summary.changes(run)
    assert changed is not None
    assert (changed.appeared, changed.disappeared, changed.changed) == (1, 0, 1)
    assert changed.newly_failing == ("observation_value_is_in_domain", "series_change_is_unsurprising")
    assert changed.newly_passing == ()


def test_telling_expectations_exist() -> None:
    declared = {spec.name for name in FRAMES for spec in expectations(name)}
    assert set(summary.SURPRISING) <= declared


def test_a_note_names_metrics_in_both_languages(clean_run: Run) -> None:
    zh, en = clean_run.names["admin_litigation_cases"]
    assert clean_run.named("admin_litigation_cases 38 > other_thing 2") == f"{zh} {en} 38 > other_thing 2"


def test_pass_rates_count_each_result_once(clean_run: Run, doubtful_run: Run) -> None:
    assert {rate.share for rate in summary.pass_rates(clean_run.check_result)} == {1.0}
    rates = summary.pass_rates(doubtful_run.check_result)
    assert [rate.suite for rate in rates] == list(FRAMES)
    assert sum(rate.expectations for rate in rates) == len(doubtful_run.check_result)
    for rate in rates:
        assert rate.passed + rate.critical + rate.warning + rate.info == rate.expectations
    assert min(rate.share for rate in rates) < 1


def test_surprises_come_with_the_most_telling_first_and_of_one_issuer_alone(doubtful_run: Run) -> None:
    found = summary.surprises(doubtful_run)
    order = [summary.SURPRISING.index(each.expectation) for each in found]
    assert order == sorted(order)
    assert found[0].row["issuer_name"] == "岚溪县人民政府"
    assert summary.surprises(doubtful_run, limit=1) == found[:1]
    assert summary.surprises(doubtful_run, "汀原县人民政府") == []


def test_of_one_expectation_the_largest_surprise_comes_first(clean_run: Run) -> None:
    checks = clean_run.check_result.copy()
    mine = checks["expectation"] == "series_change_is_unsurprising"
    rows = [{"log_ratio": 0.5}, {"surprise": 9.0}, {"log_ratio": -4.0}, {"period": "2023"}]
    checks.loc[mine, "sample"] = json.dumps(rows)
    checks.loc[mine, "success"] = False
    found = summary.surprises(replace(clean_run, check_result=checks))
    assert [each.row for each in found] == [rows[1], rows[2], rows[0], rows[3]]


def test_without_a_run_before_nothing_has_changed(clean_run: Run) -> None:
    assert summary.changes(clean_run) is None


def test_every_verdict_is_counted_though_no_pair_has_it() -> None:
    yoy = pd.DataFrame({"verdict": ["comparable", "broken", "comparable"]})
    assert summary.verdict_counts(yoy) == {"comparable": 2, "broken": 1, "unknown": 0}
    assert summary.verdict_counts(yoy.iloc[:0]) == {"comparable": 0, "broken": 0, "unknown": 0}
