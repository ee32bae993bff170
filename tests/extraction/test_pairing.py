"""Values that share a sentence, each with its own subject or year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Read

ENTERPRISE, GOVERNMENT = "construction_approval_days_enterprise", "construction_approval_days_government"
APPEARANCE = "official_court_appearance_rate"
HANDLED = "admin_reconsideration_cases_handled"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "企业投资、政府投资项目审批时限分别缩减至38个、42个工作日。",
            [(ENTERPRISE, "2023", 38), (GOVERNMENT, "2023", 42)],
        ),
        (
            "政府投资、企业投资项目审批时限分别缩减至42个、38个工作日。",
            [(GOVERNMENT, "2023", 42), (ENTERPRISE, "2023", 38)],
        ),
        (
            "2021年至2023年办理行政复议案件分别为30件、40件、50件。",
            [(HANDLED, "2021", 30), (HANDLED, "2022", 40), (HANDLED, "2023", 50)],
        ),
        (
            "2021年、2022年和2023年行政复议案件分别为30、40、50件。",
            [(HANDLED, "2021", 30), (HANDLED, "2022", 40), (HANDLED, "2023", 50)],
        ),
        (
            "2022年、2023年，行政复议案件分别为40件、50件；出庭应诉率分别为97%、99%。",
            [
                (HANDLED, "2022", 40),
                (HANDLED, "2023", 50),
                (APPEARANCE, "2022", 97),
                (APPEARANCE, "2023", 99),
            ],
        ),
        (
            "近三年分别办理行政复议案件30件、40件、50件。",
            [(HANDLED, "2021", 30), (HANDLED, "2022", 40), (HANDLED, "2023", 50)],
        ),
        (
            "办理行政许可120件、行政处罚340件，同比分别增长5%、下降3%。",
            [
                ("admin_license_cases", "2023", 120),
                ("admin_penalty_cases", "2023", 340),
                ("admin_license_cases", "2023", 5),
                ("admin_penalty_cases", "2023", -3),
            ],
        ),
    ],
)
def test_each_value_has_its_own(read: Read, text: str, told: list[tuple[str | None, str, float]]) -> None:
    assert [(m.metric_id, m.period, m.value) for m in read(text)] == told


@pytest.mark.parametrize("text", ["许可、处罚分别下降5%、上升3%。", "许可、处罚分别下降5%和上升3%。"])
def test_each_member_may_have_a_verb_of_its_own(read: Read, text: str) -> None:
    assert [m.value for m in read(text)] == [-5, 3]


def test_without_respectively_two_changes_are_of_one_subject(read: Read) -> None:
    text = "行政许可120件，行政处罚340件，同比下降5%、减少6件。"
    assert [m.metric_id for m in read(text)][2:] == ["admin_penalty_cases"] * 2


def test_values_are_left_alone_where_there_are_not_as_many_subjects(read: Read) -> None:
    text = "2021年至2023年办理行政复议案件分别为30件、40件。"
    assert {m.period for m in read(text)} != {"2021", "2022"}


def test_one_value_of_several_subjects_is_stated_of_each(read: Read) -> None:
    both = read("行政机关负责人出庭应诉率、行政复议案件调解成功率均为90%。")
    assert {(m.surface, m.value) for m in both} == {("90%", 90)}
    assert len({m.start for m in both}) == 1
    assert len({m.metric_id for m in both}) == len(both)
    assert "official_court_appearance_rate" in {m.metric_id for m in both}


def test_of_two_subjects_the_one_that_is_a_metric_is_taken(read: Read) -> None:
    (mention,) = read("国家工作人员学法考试参考率、合格率均为100%。")
    assert mention.metric_id == "law_exam_pass_rate"


def test_per_head_is_no_word_for_each(read: Read) -> None:
    (mention,) = read("法律援助案件人均补贴、咨询人均补贴300元。")
    assert mention.value == 300


def test_more_values_than_subjects_are_no_one_s(read: Read) -> None:
    found = read("办理行政许可、行政处罚分别为3件、4件、5件。")
    assert [mention.metric_id for mention in found] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "metric", "parts"),
    [
        (
            "县公安局、县市场监管局和县交通运输局办理行政处罚案件分别为312件、208件、97件。",
            "admin_penalty_cases",
            ["县公安局", "县市场监管局", "县交通运输局"],
        ),
        (
            "市场监管、城管、应急部门的行政处罚案件分别为2860宗、1947宗、318宗。",
            "admin_penalty_cases",
            ["市场监管", "城管", "应急部门"],
        ),
        ("一至三季度分别办理行政复议案件12件、15件、18件。", HANDLED, ["一季度", "二季度", "三季度"]),
        ("一季度、二季度分别办理行政复议案件12件和15件。", HANDLED, ["一季度", "二季度"]),
        ("办理行政复议案件90件，分季度看，二、三季度分别办理12件和15件。", HANDLED, ["", "二季度", "三季度"]),
    ],
)
def test_bodies_and_quarters_before_respectively_are_parts(
    read: Read, text: str, metric: str, parts: list[str]
) -> None:
    assert [(m.metric_id, m.scope) for m in read(text)] == [(metric, part) for part in parts]


def test_as_many_parts_as_values_or_none(read: Read) -> None:
    text = "县公安局、县交通运输局办理行政处罚案件分别为312件、208件、97件。"
    assert {m.metric_id for m in read(text)} == {None}


def test_a_word_for_two_subjects_needs_no_change_of_code(
    declared: Callable[[str, str, str], Path], read: Read
) -> None:
    text = "罚许案件分别为12件、3件。"
    assert [mention.metric_id for mention in read(text)] == [None, None]
    declared("subjects.yaml", "one_for_two: {", "one_for_two: {罚许: [行政处罚, 行政许可], ")
    assert [mention.metric_id for mention in read(text)] == ["admin_penalty_cases", "admin_license_cases"]
