from __future__ import annotations

import pandas as pd
from comparability_marked import Marked, compared, frames

from tongbi.comparability import compare, load, observations
from tongbi.comparability.coverage import rows
from tongbi.comparability.statements import Statement

METRIC = "emergency_drills"


def test_every_possible_metric_of_a_report_has_a_status() -> None:
    coverage = compared(Marked(2023, f"开展应急演练[36场 {METRIC}]。")).coverage.set_index("metric_id")
    assert coverage.loc[METRIC, "status"] == "stated"
    assert coverage.loc["mediators", "status"] == "not_stated"
    assert "gdp_total" not in coverage.index  # another family of reports


def test_what_a_body_of_that_level_cannot_have_is_left_out_unless_it_is_stated() -> None:
    assert "gov_rules_enacted" not in compared(Marked(2023, "")).coverage["metric_id"].tolist()
    city = Marked(2023, "", level="city")
    assert "gov_rules_enacted" in compared(city).coverage["metric_id"].tolist()
    odd = compared(Marked(2023, "制定规章[1部 gov_rules_enacted]。")).coverage.set_index("metric_id")
    assert odd.loc["gov_rules_enacted", "status"] == "stated"
    assert len(load().catalogue.family("law_based_government")) == 140


def test_a_metric_that_was_stated_for_years_and_then_no_more_is_discontinued() -> None:
    texts = {2020: "[1场 {}]", 2021: "[2场 {}]", 2022: "无", 2023: "无"}
    coverage = compared(*(Marked(year, text.format(METRIC)) for year, text in texts.items())).coverage
    told = coverage[coverage["metric_id"] == METRIC].sort_values("report_year")
    assert told["discontinued"].tolist() == [False, False, True, True]
    silent_once = compared(Marked(2020, texts[2020].format(METRIC)), Marked(2021, "无")).coverage
    assert not silent_once["discontinued"].any()


def test_a_body_that_was_renamed_stops_stating_under_its_new_name() -> None:
    reports = [
        {"report_id": f"r{year}", "issuer_name": name, "report_type": "law_based_government",
         "report_year": year, "level": "county"}
        for year, name in ((2020, "云屏县人民政府"), (2021, "云屏县人民政府"), (2022, "云屏区人民政府"))
    ]  # fmt: skip
    told = [
        Statement(
            "o",
            f"r{year}",
            "云屏县人民政府",
            METRIC,
            str(year),
            "",
            "actual",
            1,
            1,
            1,
            "场",
            "1场",
            0,
            2,
            year,
        )
        for year in (2020, 2021)
    ]
    names = {"云屏县人民政府": "云屏区人民政府"}
    covered = rows(reports, told, (), load(), names)
    stopped = {report_id: stopped for report_id, metric_id, _, stopped, *_ in covered if metric_id == METRIC}
    assert stopped == {"r2020": False, "r2021": False, "r2022": True}


def test_a_gap_that_is_filled_later_is_not_discontinued() -> None:
    texts = {2020: "[1场 {}]", 2021: "[2场 {}]", 2022: "无", 2023: "[3场 {}]"}
    coverage = compared(*(Marked(year, text.format(METRIC)) for year, text in texts.items())).coverage
    assert not coverage["discontinued"].any()


def test_a_report_that_could_not_be_extracted_is_not_told_as_silent() -> None:
    report, mention, texts = frames([Marked(2023, f"开展应急演练[36场 {METRIC}]。")])
    observation = observations(report, mention, texts)
    held = pd.DataFrame({"report_id": report["report_id"], "metric_id": ""})
    coverage = compare(report, observation.iloc[:0], held, register=()).coverage
    assert set(coverage["status"]) == {"quarantined"}


def test_what_was_held_back_is_told_as_quarantined() -> None:
    report, mention, texts = frames([Marked(2023, f"开展应急演练[36场 {METRIC}]。")])
    observation = observations(report, mention, texts)
    held = pd.DataFrame({"report_id": observation["report_id"], "metric_id": observation["metric_id"]})
    coverage = compare(report, observation.iloc[:0], held, register=()).coverage.set_index("metric_id")
    assert coverage.loc[METRIC, "status"] == "quarantined"
