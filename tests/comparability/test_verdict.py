from __future__ import annotations

import dataclasses
import datetime as dt
from typing import get_args

import pytest
from comparability_examples import EXAMPLES, Example
from comparability_marked import COUNTY, Marked, compared, frames, pair
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.comparability import Correction, compare, load, observations, series, statements, verdict
from tongbi.comparability.declared import Code, IssuerFile, Succession

KNOWLEDGE = load()
CASES = "admin_reconsideration_cases_accepted"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_every_reason_code_has_a_pair_that_earns_it(example: Example) -> None:
    row = pair(compared(*example.reports).yoy, example.metric, example.period)
    assert (row["verdict"], row["reason_code"]) == (example.verdict, example.code), row["reason"]
    assert row["reason"].startswith(f"{example.code}: ")
    assert row["reason_zh"].startswith(f"{example.code}：")


def test_no_reason_code_is_left_without_an_example() -> None:
    assert {example.code for example in EXAMPLES} | {"issuer", "corrected"} == set(get_args(Code))


def test_a_body_that_was_merged_breaks_its_series_and_one_that_was_renamed_does_not() -> None:
    old = Marked(2022, "开展应急演练[36场 emergency_drills]。", issuer="云屏县人民政府")
    new = Marked(2023, "开展应急演练[52场 emergency_drills]。", issuer="云屏市人民政府")
    report, mention, texts = frames([old, new])
    found = {}
    for how in ("merged", "renamed"):
        succession = Succession(old=old.issuer, new=new.issuer, since=dt.date(2023, 3, 1), how=how)
        declared = dataclasses.replace(KNOWLEDGE, issuers=IssuerFile(successions=[succession]))
        observation = observations(report, mention, texts, declared)
        found[how] = pair(compare(report, observation, None, declared, ()).yoy, "emergency_drills", 2023)
    assert (found["merged"]["verdict"], found["merged"]["reason_code"]) == ("broken", "issuer")
    assert (found["renamed"]["verdict"], found["renamed"]["issuer_name"]) == ("comparable", new.issuer)


def test_a_figure_that_the_register_doubts_is_unknown() -> None:
    reports = [
        Marked(year, f"开展应急演练[{30 + year - 2021}场 emergency_drills]。") for year in (2022, 2023)
    ]
    report, mention, texts = frames(reports)
    entry = Correction(
        issuer=COUNTY, metric="emergency_drills", period="2023", action="flag", expect=32,
        reason="数与附表不符", source="附表", date=dt.date(2024, 5, 1),
    )  # fmt: skip
    compared_ = compare(report, observations(report, mention, texts), register=(entry,))
    row = pair(compared_.yoy, "emergency_drills", 2023)
    assert (row["verdict"], row["reason_code"]) == ("unknown", "corrected")


@pytest.mark.parametrize(
    ("metric", "first", "second"),
    [
        ("admin_litigation_cases", "行政诉讼案件[187件 {}]", "以县政府为被告的行政诉讼案件[64件 {}]"),
        ("npc_cppcc_satisfaction_rate", "满意率[99% {}]", "办理结果[98% {}]"),
        ("gov_meetings_on_law_based_gov", "专题研究[6次 {}]", "县政府党组会、常务会议共研究[11次 {}]"),
        ("legal_publicity_audience", "受众（含线上浏览）[31万人次 {}]", "受众[28万人次 {}]"),
    ],
)
def test_silence_in_one_report_is_no_change(metric: str, first: str, second: str) -> None:
    rows = compared(Marked(2022, first.format(metric)), Marked(2023, second.format(metric))).yoy
    assert pair(rows, metric, 2023)["verdict"] == "comparable"


def test_an_inclusion_that_only_the_later_report_names_breaks() -> None:
    metric = "legal_publicity_audience"
    rows = compared(
        Marked(2022, f"受众[7万人次 {metric}]。"), Marked(2023, f"受众（含线上浏览）[31.5万人次 {metric}]。")
    ).yoy
    row = pair(rows, metric, 2023)
    assert (row["verdict"], row["reason_code"]) == ("broken", "definition")
    assert "含线上浏览" in row["reason"]


def test_a_stated_growth_that_fits_tells_an_inclusion_to_be_mere_clarity() -> None:
    metric = "legal_publicity_audience"
    rows = compared(
        Marked(2022, f"受众[70000人次 {metric}]。"),
        Marked(2023, f"受众（含线上浏览）[77000人次 {metric}]，同比增长[10% {metric} role=growth]。"),
    ).yoy
    row = pair(rows, metric, 2023)
    assert (row["verdict"], row["growth_check"]) == ("comparable", "agrees")


def test_the_part_and_the_rate_follow_the_whole() -> None:
    def report(year: int, body: str) -> Marked:
        return Marked(
            year,
            f"{body}行政诉讼案件[60件 admin_litigation_cases]，败诉[3件 admin_litigation_losses]，"
            "败诉率[5% admin_litigation_loss_rate]。",
        )

    rows = compared(report(2022, "全县行政机关一审"), report(2023, "以县政府为被告的一审")).yoy
    assert pair(rows, "admin_litigation_cases", 2023)["reason_code"] == "scope"
    for follower in ("admin_litigation_losses", "admin_litigation_loss_rate"):
        assert pair(rows, follower, 2023)["reason_code"] == "base"


def test_a_reform_that_the_report_dates_itself_overrides_the_declared_day() -> None:
    def verdicts(first: str) -> list[str]:
        texts = {2021: first, 2022: "", 2023: ""}
        reports = [Marked(year, f"{text}受理案件[{year - 1950}件 {CASES}]。") for year, text in texts.items()]
        rows = compared(Marked(2020, f"受理案件[60件 {CASES}]。"), *reports).yoy
        return [pair(rows, CASES, year)["verdict"] for year in (2021, 2022, 2023)]

    assert verdicts("") == ["broken", "broken", "comparable"]  # declared: 2021 is mixed
    assert verdicts("自2021年1月1日起，县政府统一行使行政复议职责。") == [
        "broken",
        "comparable",
        "comparable",
    ]
    assert verdicts("行政复议体制改革自上年底全面落地。") == ["broken", "comparable", "comparable"]
    assert verdicts("自2022年6月1日起，县政府集中行使行政复议职责。") == ["comparable", "broken", "broken"]


def test_two_editions_of_a_list_break_and_one_edition_does_not() -> None:
    metric = "admin_license_items_listed"

    def judged(earlier: str, later: str) -> str:
        rows = compared(
            Marked(2022, f"《许可事项清单（{earlier}年版）》共[247项 {metric}]。"),
            Marked(2023, f"《许可事项清单（{later}年版）》共[251项 {metric}]。"),
        ).yoy
        return str(pair(rows, metric, 2023)["verdict"])

    assert judged("2022", "2023") == "broken"
    assert judged("2022", "2022") == "comparable"


def test_broken_outweighs_unknown_and_every_finding_is_told() -> None:
    def report(year: int, more: str) -> Marked:
        return Marked(
            year,
            f"处罚[33806件 admin_penalty_cases]{more}，其中普通程序[5412件 admin_penalty_cases_ordinary]、"
            "简易程序[28494件 admin_penalty_cases_summary]。",
        )

    row = pair(
        compared(report(2022, ""), report(2023, "（含公安交管案件）")).yoy, "admin_penalty_cases", 2023
    )
    assert row["verdict"] == "broken"
    assert row["reason"].startswith("scope: ") and "; sum_check: " in row["reason"]


def test_a_census_separates_reports_and_not_years() -> None:
    def report(year: int, value: str) -> Marked:
        text = f"国内生产总值[{value} gdp_total]。"
        return Marked(year, text, "国务院", "nation", "government_work")

    rows = compared(report(2005, "13.65万亿元"), report(2006, "18.23万亿元"), report(2007, "20.94万亿元")).yoy
    assert [pair(rows, "gdp_total", year)["verdict"] for year in (2005, 2006)] == ["broken", "comparable"]


SAYINGS = {
    "admin_litigation_cases": [
        "以县政府为被告的一审案件",
        "全县行政机关一审案件",
        "行政诉讼案件",
        "二审案件",
    ],
    "npc_cppcc_satisfaction_rate": ["满意率", "办复率", "满意率和基本满意率", "采纳率"],
    "online_service_rate": ["全程网办率", "可网办率", "网办率"],
    "gov_meetings_on_law_based_gov": ["常务会议研究", "党组会、常务会议研究", "研究", "党组会等研究"],
    "mediation_disputes_accepted": ["人民调解组织调解", "各类调解组织受理", "排查", "受理"],
}


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(SAYINGS)), st.data())
def test_a_verdict_is_symmetric_in_what_it_compares(metric: str, data: st.DataObject) -> None:
    says = [data.draw(st.sampled_from(SAYINGS[metric])) for _ in range(2)]
    units = [data.draw(st.sampled_from(["件", "人次", "%", "次"])) for _ in range(2)]
    reports = [
        Marked(year, f"{words}[{value}{unit} {metric}]。")
        for year, words, value, unit in zip((2023, 2024), says, (50, 70), units, strict=True)
    ]
    report, mention, texts = frames(reports)
    stated = list(statements.from_frame(observations(report, mention, texts), report))
    one, other = (series.choose([statement]) for statement in sorted(stated, key=lambda s: s.vintage))
    forward = verdict.Pair(metric, 2023, 2024, one, other)
    backward = verdict.Pair(metric, 2023, 2024, other, one)
    judged = [verdict.judge(pair_, KNOWLEDGE, {}) for pair_ in (forward, backward)]
    assert judged[0].verdict == judged[1].verdict
    assert {finding.code for finding in judged[0].findings} == {
        finding.code for finding in judged[1].findings
    }


def _drills(values: dict[int, str]) -> dict[str, tuple[str, str]]:
    """Verdict and reason code by year of a series of drills."""
    told = compared(
        *(Marked(year, f"开展应急演练[{value} emergency_drills]。") for year, value in values.items())
    )
    return {
        row["period"]: (row["verdict"], row["reason_code"]) for row in told.yoy.to_dict("records")
    }  # fmt: skip


UNKNOWN, FINE = ("unknown", "magnitude"), ("comparable", "")


@pytest.mark.parametrize(
    ("values", "verdicts"),
    [
        # Of two figures nobody can tell which is wrong.
        ({2022: "1286场", 2023: "1286万场"}, {"2023": UNKNOWN}),
        # The wrong one is doubted with both neighbours, the others are not.
        (
            {2020: "1210场", 2021: "1250场", 2022: "1286万场", 2023: "1301场", 2024: "1340场"},
            {"2021": FINE, "2022": UNKNOWN, "2023": UNKNOWN, "2024": FINE},
        ),
        ({2021: "1250万场", 2022: "1286场", 2023: "1301场"}, {"2022": UNKNOWN, "2023": FINE}),
        # Great growth is no slip.
        ({2021: "12场", 2022: "1286场"}, {"2022": FINE}),
    ],
)
def test_a_pair_with_a_suspected_unit_slip_is_unknown(values: dict[int, str], verdicts: object) -> None:
    assert _drills(values) == verdicts


def test_a_suspected_figure_is_of_low_reliability_unless_it_was_accepted() -> None:
    reports = [Marked(2022, "开展应急演练[1286场 emergency_drills]。")]
    reports += [Marked(2023, "开展应急演练[1286万场 emergency_drills]。")]
    assert set(compared(*reports).series["obs_status"]) == {"U"}
    report, mention, texts = frames(reports)
    entries = [
        Correction(
            issuer=COUNTY, metric="emergency_drills", period=period, action="accept", expect=value,
            reason="原文如此", source="公报", date=dt.date(2024, 5, 1),
        )
        for period, value in (("2022", 1286), ("2023", 12860000))
    ]  # fmt: skip
    accepted = compare(report, observations(report, mention, texts), register=entries)
    row = pair(accepted.yoy, "emergency_drills", 2023)
    assert row["verdict"] == "comparable"


def test_a_reason_names_metrics_as_a_reader_does() -> None:
    example = next(each for each in EXAMPLES if each.code == "part_check")
    row = pair(compared(*example.reports).yoy, example.metric, example.period)
    assert "admin_litigation" not in row["reason"] + row["reason_zh"]
    assert "行政机关败诉案件数 83 > " in row["reason_zh"]


def test_each_reason_tells_only_what_its_own_check_found() -> None:
    before = Marked(2022, "实施行政处罚[31126件 admin_penalty_cases]。")
    both = Marked(
        2023,
        "实施行政处罚[33806件 admin_penalty_cases]，其中普通程序[5412件 admin_penalty_cases_ordinary]、"
        "简易程序[28494件 admin_penalty_cases_summary]；实施行政处罚[40000件 admin_penalty_cases]。",
    )
    row = pair(compared(before, both).yoy, "admin_penalty_cases", 2023)
    told = dict(part.split(": ", 1) for part in row["reason"].split("; "))
    assert told["sum_check"].endswith("5412 + 28494 = 33906 ≠ 33806")
    assert told["tie"].endswith("33806件、40000件")
