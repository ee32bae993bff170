from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from comparability_marked import Marked, observed

if TYPE_CHECKING:
    import pandas as pd

PENALTIES = (
    "行政处罚[{} admin_penalty_cases]，其中普通程序[{} admin_penalty_cases_ordinary]、"
    "简易程序[{} admin_penalty_cases_summary]。"
)
CLEANUP = (
    "清理[{} normative_docs_cleanup_total]，继续有效[{} normative_docs_cleanup_retained]，"
    "废止[{} normative_docs_repealed]"
)


def flags(text: str) -> dict[str, str]:
    frame = observed(Marked(2023, text))
    return dict(zip(frame["metric_id"], frame["quality_flags"], strict=True))


def base(text: str) -> pd.Series:
    frame = observed(Marked(2023, text))
    return frame.set_index("metric_id")["facets"]


def test_a_sum_that_closes_leaves_no_mark() -> None:
    assert set(flags(PENALTIES.format("31126件", "5230件", "25896件")).values()) == {""}


def test_a_sum_that_does_not_close_marks_the_whole_and_its_parts_with_the_arithmetic() -> None:
    frame = observed(Marked(2023, PENALTIES.format("33806件", "5412件", "28494件")))
    assert set(frame["quality_flags"]) == {"sum_mismatch"}
    assert set(frame["quality_note"]) == {"sum_mismatch: 5412 + 28494 = 33906 ≠ 33806"}


def test_what_the_wording_leaves_open_can_make_a_sum_close() -> None:
    assert "sum_mismatch" not in "".join(flags(PENALTIES.format("3.39万件", "5412件", "28494件")).values())
    assert "sum_mismatch" not in "".join(flags(PENALTIES.format("33900余件", "5412件", "28494件")).values())


def test_parts_that_are_not_stated_may_make_up_what_is_missing_but_not_a_surplus() -> None:
    assert set(flags(CLEANUP.format("86件", "61件", "13件")).values()) == {""}
    assert set(flags(CLEANUP.format("70件", "61件", "13件")).values()) == {"sum_mismatch"}
    complete = CLEANUP + "，修改[7件 normative_docs_amended]，失效[4件 normative_docs_invalidated]"
    assert set(flags(complete.format("86件", "61件", "13件")).values()) == {"sum_mismatch"}


def test_figures_of_another_scope_or_year_are_not_summed() -> None:
    text = (
        "行政处罚[33806件 admin_penalty_cases]；专项行动中"
        "普通程序[12件 admin_penalty_cases_ordinary scope=专项]、"
        "简易程序[8件 admin_penalty_cases_summary scope=专项]。"
    )
    assert set(flags(text).values()) == {""}


@pytest.mark.parametrize(
    ("rate", "means"),
    [("13.4%", ["审结"]), ("12.6%", ["受理"]), ("13.4% ", ["审结"]), ("20%", None)],
)
def test_the_base_of_a_rate_is_the_count_that_reproduces_it(rate: str, means: list[str] | None) -> None:
    text = (
        "受理[87件 admin_reconsideration_cases_accepted]，"
        "审结[82件 admin_reconsideration_cases_concluded]，"
        f"纠错[11件 admin_reconsideration_corrected]，"
        f"纠错率[{rate.strip()} admin_reconsideration_correction_rate]"
    )
    facets = base(text)["admin_reconsideration_correction_rate"]
    assert (str(means).replace("'", '"') in facets) if means else ("base" not in facets)


def test_words_about_the_base_settle_what_the_counts_leave_open() -> None:
    text = (
        "受理[125件 admin_reconsideration_cases_accepted]，"
        "审结[121件 admin_reconsideration_cases_concluded]，"
        "纠错[15件 admin_reconsideration_corrected]，占受理案件的[12% admin_reconsideration_correction_rate]"
    )
    assert '"means": ["受理"]' in base(text)["admin_reconsideration_correction_rate"]


def test_a_rate_cut_off_instead_of_rounded_is_accepted_and_a_wrong_one_marked() -> None:
    text = (
        "受理[3902件 mediation_disputes_accepted]，成功[3894件 mediation_disputes_resolved]，"
        "成功率[{} mediation_success_rate]"
    )
    for rate in ("99%", "99.8%", "99.7%", "100%"):
        assert flags(text.format(rate))["mediation_success_rate"] == ""
    for rate in ("98%", "99.5%"):
        assert flags(text.format(rate))["mediation_success_rate"] == "rate_mismatch"


def test_a_part_larger_than_its_whole_marks_both_unless_the_units_differ() -> None:
    text = "行政检查[1200{} admin_inspections]，其中涉企检查[1500{} enterprise_inspections]"
    assert set(flags(text.format("次", "次")).values()) == {"part_exceeds_whole"}
    assert set(flags(text.format("次", "户次")).values()) == {""}
