from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from comparability_marked import Marked, frames, observed

from tongbi.catalogue import UnknownMetricError
from tongbi.comparability import compare, load, observations, statements
from tongbi.comparability.declared import IssuerFile, Succession


def test_a_mention_with_a_metric_becomes_an_observation_and_one_without_does_not() -> None:
    frame = observed(Marked(2023, "60余名旁听，[60余名 court_hearing_observers]，另有[3名]。"))
    row = frame.iloc[0]
    assert len(frame) == 1
    assert (row["value"], row["low"], row["high"], row["unit"]) == (60, 60, 70, "名")
    assert (row["period"], row["vintage"], row["quality_flags"]) == ("2023", 2023, "approximate")
    assert row["surface"] in row["quote"]
    assert tuple(frame.columns) == statements.COLUMNS


def test_ids_depend_on_what_is_stated_and_not_on_the_order_of_rows() -> None:
    report, mention, texts = frames(
        [Marked(2023, "[3场 emergency_drills]、[5件 legal_aid_cases]。"), Marked(2022, "")]
    )
    one = observations(report, mention, texts)
    other = observations(report.iloc[::-1], mention.iloc[::-1], texts)
    assert one.equals(other)
    assert one["observation_id"].is_unique


def test_a_metric_that_the_catalogue_does_not_hold_is_told_by_name() -> None:
    with pytest.raises(UnknownMetricError, match="emergency_dril"):
        observed(Marked(2023, "[3场 emergency_dril]"))


def test_an_empty_report_gives_an_empty_frame_of_the_right_columns() -> None:
    frame = observed(Marked(2023, "无数可报。"))
    assert frame.empty and tuple(frame.columns) == statements.COLUMNS


def test_growth_on_a_like_for_like_basis_is_marked() -> None:
    frame = observed(Marked(2023, "财政收入同口径增长[7.4% fiscal_revenue role=growth]。"))
    assert frame["quality_flags"].tolist() == ["like_for_like"]


def test_of_two_texts_of_one_year_the_one_that_reading_put_first_is_used() -> None:
    texts = [Marked(2023, f"举办演练[{number}场 emergency_drills]。") for number in (3, 5)]
    report, mention, contents = frames(texts)
    report["version"] = "web"
    for second in (0, 1):
        report["standing"] = ["version" if at == second else "report" for at in range(2)]
        used = compare(report, observations(report, mention, contents), register=()).series
        assert used["value"].tolist() == [5.0 if second == 0 else 3.0]
        assert "versions_differ" in used["quality_flags"].iloc[0]


def test_a_body_that_tells_hours_and_minutes_is_told_in_minutes_throughout() -> None:
    marked = [
        Marked(2022, "企业开办时间压缩至[2小时 business_startup_time]。"),
        Marked(2023, "企业开办时间压缩至[100分钟 business_startup_time]，上年为"
                     "[120分钟 business_startup_time period=2022]。"),
    ]  # fmt: skip
    report, mention, texts = frames(marked)
    made = compare(report, observations(report, mention, texts), register=())
    assert made.series[["period", "value", "unit", "spell"]].values.tolist() == [
        ["2022", 120.0, "分钟", 1],
        ["2023", 100.0, "分钟", 1],
    ]
    assert made.revision.empty
    assert made.yoy["verdict"].tolist() == ["comparable"]
    alone, mention, texts = frames(marked[:1])
    assert observations(alone, mention, texts)["unit"].tolist() == ["小时"]


def test_units_are_one_through_a_change_of_name() -> None:
    marked = [
        Marked(2022, "企业开办压缩至[2小时 business_startup_time]。", issuer="云屏县人民政府"),
        Marked(2023, "企业开办压缩至[100分钟 business_startup_time]。", issuer="云屏区人民政府"),
    ]
    renamed = Succession(old="云屏县人民政府", new="云屏区人民政府", since=dt.date(2023, 1, 1), how="renamed")
    declared = dataclasses.replace(load(), issuers=IssuerFile(successions=[renamed]))
    made = observations(*frames(marked), declared)
    assert sorted(made["value"]) == [100.0, 120.0]
    assert set(made["unit"]) == {"分钟"}
