from __future__ import annotations

from comparability_marked import Marked, compared, pair

METRIC = "legal_aid_cases"


def test_an_earlier_year_that_a_later_report_states_takes_that_reports_vintage() -> None:
    series = compared(
        Marked(2022, f"办理法律援助案件[586件 {METRIC}]。"),
        Marked(2023, f"办理法律援助案件[603件 {METRIC}]，上年为[586件 {METRIC} period=2022]。"),
    ).series
    row = pair(series, METRIC, 2022)
    assert (row["value"], row["vintage"]) == (586, 2023)


def test_only_the_whole_body_and_the_whole_year_enter_a_series() -> None:
    series = compared(
        Marked(
            2023,
            f"办理[742件 {METRIC} scope=市中心]，力争明年办理[900件 {METRIC} role=target period=2024]，"
            f"三年累计办理[1700件 {METRIC} role=cumulative period=2021-2023]。",
        )
    ).series
    assert series.empty
    assert list(series.columns)[:5] == ["issuer_code", "issuer_name", "metric_id", "period", "value"]


def test_agreeing_statements_add_what_the_chosen_one_leaves_unsaid() -> None:
    metric = "admin_litigation_cases"
    table = Marked(2023, f"行政应诉情况\n上年\n[33 {metric} period=2022 unit=件]\n")
    series = compared(Marked(2022, f"以县政府为被告的行政诉讼案件[33件 {metric}]。"), table).series
    row = pair(series, metric, 2022)
    assert row["vintage"] == 2023
    assert row["counts_as"] == "以县政府为被告"


def test_spells_number_the_stretches_of_comparable_years() -> None:
    metric = "public_satisfaction_law_gov"
    units = {2019: "%", 2020: "%", 2021: "分", 2023: "分", 2024: "%"}
    rows = compared(*(Marked(year, f"满意度[93{unit} {metric}]。") for year, unit in units.items()))
    assert rows.series["spell"].tolist() == [1, 1, 2, 2, 3]
    assert rows.series["obs_status"].tolist() == ["A", "A", "B", "A", "B"]
    assert rows.yoy["period"].tolist() == ["2020", "2021", "2024"]  # 2021 and 2023 are not adjacent


def test_grain_is_told_in_one_unit_throughout() -> None:
    metric = "grain_output"

    def report(year: int, value: str) -> Marked:
        return Marked(year, f"粮食产量[{value} {metric}]。", "国务院", "nation", "government_work")

    rows = compared(report(2007, "49746万吨"), report(2008, "10030亿斤"))
    assert rows.series["unit"].tolist() == ["斤", "斤"]
    assert rows.series["value"].tolist() == [994920000000, 1003000000000]
    assert pair(rows.yoy, metric, 2007)["verdict"] == "comparable"
