"""Headings, paragraphs, sentences, tables: where one part of a text ends and what kind the next one is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.layout import Layout, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tongbi.records import ReportType


def laid_out(text: str, family: ReportType = "law_based_government") -> list[tuple[str, str]]:
    """(kind, sentence) of a text that states the results of 2023."""
    layout: Layout = lay_out(text, 2023, family)
    return [(s.kind, text[s.start : s.end].strip()) for s in layout.sentences]


def kinds(text: str, family: ReportType = "law_based_government") -> list[str]:
    return [kind for kind, _ in laid_out(text, family)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、主要举措和成效", "review"),
        ("二、存在的不足和原因", "problems"),
        ("三、2024年工作安排", "plan"),
        ("三、下一步工作打算", "plan"),
        ("二、2023年工作计划完成情况", "review"),
        ("四、党政主要负责人履行第一责任人职责情况", "review"),
    ],
)
def test_a_heading_says_what_its_section_is(heading: str, kind: str) -> None:
    assert kinds(f"{heading}\n举办培训班12期。\n") == [kind, kind]


@pytest.mark.parametrize(
    "title", ["2024年江北省政府工作报告", "政府工作报告（2024年）", "江北省2024年政府工作报告"]
)
def test_the_year_of_a_title_says_nothing_of_what_follows(title: str) -> None:
    text = f"{title}\n一、基本情况\n总值完成7000亿元。\n二、2024年工作安排\n总值增长9%。"
    told = {sentence: kind for kind, sentence in laid_out(text, "government_work")}
    assert (told["总值完成7000亿元。"], told["总值增长9%。"]) == ("review", "plan")


def test_a_section_ends_with_the_next_heading_of_its_level() -> None:
    text = "二、下一步安排\n（一）抓培训\n举办12期。\n三、主要成效\n举办10期。\n"
    assert {sentence: kind for kind, sentence in laid_out(text)} == {
        "二、下一步安排": "plan",
        "（一）抓培训": "plan",
        "举办12期。": "plan",
        "三、主要成效": "review",
        "举办10期。": "review",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("下一步，举办培训班12期。", "plan"),
        ("今后，举办培训班12期。", "plan"),
        ("2024年，将举办培训班12期。", "plan"),
        ("2023年，举办培训班12期。", "review"),
        ("举办培训班12期。", "review"),
    ],
)
def test_a_paragraph_may_turn_into_a_plan_by_its_opening(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_the_plan_of_a_work_report_goes_on_under_headings_that_name_no_time() -> None:
    text = "二、今年工作的总体部署\n抓落实。\n三、扩大开放\n进出口增长5%。\n"
    assert kinds(text, "government_work")[-1] == "plan"
    assert kinds(text.replace("今年工作的总体部署", "下一步打算"))[-1] == "review"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("办理3件。培训5人。\n", ["办理3件。", "培训5人。"]),
        ("他说：“办理3件。”培训5人。", ["他说：“办理3件。”", "培训5人。"]),
        ("增长11。3%，办理3件。", ["增长11。3%，办理3件。"]),
        (
            "全年办理行政复议案件3件，及时回应群众关\n切。",
            ["全年办理行政复议案件3件，及时回应群众关\n切。"],
        ),
        ("全年办理行政复议案件，\n审结3件。", ["全年办理行政复议案件，\n审结3件。"]),
        ("全年办理12\n件，审结3件。", ["全年办理12\n件，审结3件。"]),
        ("甲说。\n\n乙说", ["甲说。", "乙说"]),
        ("一是办理3件。\n二是培训5人。", ["一是办理3件。", "二是培训5人。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence for _, sentence in laid_out(text)] == sentences


def test_a_numbered_line_with_a_stop_inside_is_prose() -> None:
    layout = lay_out("5、防控风险。开展演练145场，参与1.2\n万人次。", 2023)
    assert {sentence.section.heading for sentence in layout.sentences} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "项目\n数量（件）\n行政许可\n120\n行政处罚\n40\n行政强制\n5\n",
        "项目\t数量（件）\n行政许可\t120\n行政处罚\t40\n行政强制\t5\n",
        "项目 | 数量（件）\n行政许可 | 120\n行政处罚 | 40\n行政强制 | 5\n",
    ],
    ids=["lines", "tabs", "bars"],
)
def test_a_table_is_no_prose(text: str) -> None:
    layout = lay_out(text, 2023)
    assert layout.sentences == []
    (table,) = layout.tables
    assert [words for _, words in table] == [
        "项目", "数量（件）", "行政许可", "120", "行政处罚", "40", "行政强制", "5",
    ]  # fmt: skip
    assert all(text[start : start + len(words)] == words for start, words in table)


@given(st.text("一二、（）。，；：\n 年2023件的下步计划", max_size=60))
@settings(max_examples=60, deadline=None)
def test_sentences_are_in_order_and_leave_no_word_out(text: str) -> None:
    layout = lay_out(text, 2023)
    spans = [(sentence.start, sentence.end) for sentence in layout.sentences]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    held = {i for start, end in spans for i in range(start, end)}
    held |= {i for table in layout.tables for start, words in table for i in range(start, start + len(words))}
    assert all(char in " \n" for i, char in enumerate(text) if i not in held)


def test_a_wrong_entry_is_named(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("sections.yaml", "plan_goes_on: false", "plan_goes_on: sometimes")
    with pytest.raises(ValueError, match=r"law_based_government\.plan_goes_on") as raised:
        lay_out("办理3件。", 2023)
    assert str(path) in str(raised.value)


def test_a_sentence_may_be_broken_after_what_looks_like_a_heading() -> None:
    text = "2023年，全县各级行政执法机关全年共办理行政\n处罚案件36件。\n"
    (sentence,) = lay_out(text, 2023).sentences
    assert text[sentence.start : sentence.end] == text.rstrip("\n")
