"""Of a sum, a part and its whole, or a rate and its counts, the likely wrong figure is blamed."""

from __future__ import annotations

import pandas as pd

from tongbi.comparability import observations
from tongbi.validation import Context
from tongbi.validation.evidence.accounts import account_evidence

TOTAL, ORDINARY, SUMMARY = (
    "admin_penalty_cases",
    "admin_penalty_cases_ordinary",
    "admin_penalty_cases_summary",
)
ACCEPTED, RESOLVED, RATE = (
    "mediation_disputes_accepted",
    "mediation_disputes_resolved",
    "mediation_success_rate",
)
Figures = dict[str, float]


def observed(years: dict[int, Figures], also: tuple[tuple[int, int, str, float], ...] = ()) -> pd.DataFrame:
    """The observations of one county's reports; `also` are figures as (vintage, year, metric, value)."""
    stated = [
        (year, year, metric, value) for year, figures in years.items() for metric, value in figures.items()
    ]
    reports, mentions, texts = [], [], {}
    for vintage in years:
        text = ""
        for _, period, metric, value in (each for each in (*stated, *also) if each[0] == vintage):
            unit = "%" if metric == RATE else "件"
            surface = f"{value:g}{unit}"
            start = len(text) + 3
            text += f"本级共{surface}。"
            mentions.append(
                {"report_id": str(vintage), "start_char": start, "end_char": start + len(surface),
                 "surface": surface, "value": value, "low": value, "high": value, "unit": unit, "object": "",
                 "metric_id": metric, "role": "actual", "period": str(period), "scope": ""}
            )  # fmt: skip
        texts[str(vintage)] = text
        reports.append(
            {"report_id": str(vintage), "issuer_code": "", "issuer_name": "岚溪县人民政府", "level": "county",
             "report_type": "law_based_government", "report_year": vintage, "version": "web"}
        )  # fmt: skip
    report = pd.DataFrame(reports)
    frame = observations(report, pd.DataFrame(mentions), texts)
    found = pd.DataFrame(account_evidence(frame, Context(reports=report)), index=frame.index)
    return frame[["metric_id", "period", "vintage"]].join(found)


def blamed(frame: pd.DataFrame, column: str) -> dict[tuple[str, str], str]:
    rows = frame[frame[column].notna()]
    return {
        (m, p): needs for m, p, needs in zip(rows["metric_id"], rows["period"], rows[column], strict=True)
    }


def penalties(ordinary: float, summary: float, total: float | None = None) -> Figures:
    return {TOTAL: ordinary + summary if total is None else total, ORDINARY: ordinary, SUMMARY: summary}


STEADY = {2019: penalties(4100, 21000), 2020: penalties(4180, 21500), 2022: penalties(4290, 22300)}


def test_a_part_far_off_its_neighbours_is_blamed_alone_with_the_value_that_would_settle_it() -> None:
    found = observed({**STEADY, 2021: penalties(422, 21900, 26120)})
    assert blamed(found, "sum_needs") == {(ORDINARY, "2021"): "4220"}


def test_a_total_far_off_its_neighbours_is_blamed_alone() -> None:
    found = observed({**STEADY, 2021: penalties(4220, 21900, 2612)})
    assert blamed(found, "sum_needs") == {(TOTAL, "2021"): "26120"}


def test_where_the_years_do_not_tell_all_stay_suspected() -> None:
    found = observed({**STEADY, 2021: penalties(4220, 21900, 26150)})
    assert blamed(found, "sum_needs") == {
        (TOTAL, "2021"): "26120", (ORDINARY, "2021"): "4250", (SUMMARY, "2021"): "21930",
    }  # fmt: skip


def test_a_report_without_a_history_suspects_all() -> None:
    assert len(blamed(observed({2021: penalties(4220, 21900, 26150)}), "sum_needs")) == 3


def test_another_report_of_the_same_year_bears_witness() -> None:
    years = {**STEADY, 2021: penalties(4220, 21900, 26150)}
    found = observed(years, also=((2022, 2021, TOTAL, 26120.0),))
    assert blamed(found, "sum_needs") == {(TOTAL, "2021"): "26120"}
    found = observed(years, also=((2022, 2021, TOTAL, 26150.0),))
    assert (TOTAL, "2021") not in blamed(found, "sum_needs")


def test_sums_that_close_need_nothing() -> None:
    assert blamed(observed(STEADY), "sum_needs") == {}


def mediations(accepted: float, resolved: float, rate: float) -> Figures:
    return {ACCEPTED: accepted, RESOLVED: resolved, RATE: rate}


CALM = {
    2019: mediations(5000, 4900, 98),
    2020: mediations(5100, 5000, 98.04),
    2022: mediations(5300, 5194, 98),
}


def test_a_count_that_a_rate_belies_is_blamed_and_not_the_rate() -> None:
    found = observed({**CALM, 2021: mediations(5200, 510, 98.08)})
    assert list(blamed(found, "rate_needs")) == [(RESOLVED, "2021")]


def test_a_part_beyond_its_whole_is_the_one_that_is_off() -> None:
    found = observed({**CALM, 2021: mediations(520, 5100, 98)})
    assert blamed(found, "part_needs") == {(ACCEPTED, "2021"): "≥ 5100"}


def test_a_flag_whose_account_is_not_at_hand_is_told_with_a_question_mark() -> None:
    frame = pd.DataFrame(
        {"observation_id": ["a", "b"], "report_id": ["r", "r"], "issuer_name": ["i", "i"],
         "metric_id": [TOTAL, ORDINARY], "period": ["2021", "2021"], "scope": ["", ""],
         "role": ["actual", "actual"], "value": [10.0, 4.0], "low": [10.0, 4.0], "high": [10.0, 4.0],
         "unit": ["件", "件"], "quote": ["", ""], "start_char": [0, 9], "end_char": [3, 12],
         "vintage": [2021, 2021], "quality_flags": ["sum_mismatch", None]}
    )  # fmt: skip
    assert account_evidence(frame, Context()) == {
        "sum_needs": ["?", None], "part_needs": [None, None], "rate_needs": [None, None],
    }  # fmt: skip
