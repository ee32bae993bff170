"""Declared words that the annotated reports do not need: each reading here is lost with the word it names.

`benchmarks/words.py` finds words that belong here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract
from tongbi.records import Identity

if TYPE_CHECKING:
    from tongbi.records import Mention, ReportType


def last(text: str, report_type: ReportType = "law_based_government", year: int = 2023) -> Mention:
    return extract(text, Identity("某县人民政府", "county", report_type, year))[-1]


@pytest.mark.parametrize("word", ["今年", "总体部署", "主要目标", "任务"])
def test_a_heading_of_a_work_report_opens_what_is_planned(word: str) -> None:
    text = f"一、工作回顾\n全县生产总值完成120亿元。\n二、{word}\n全县生产总值130亿元。\n"
    figure = last(text, "government_work", 2012)
    assert (figure.metric_id, figure.role, figure.period) == ("gdp_total", "target", "2012")


def test_a_heading_that_looks_back_on_five_years_ends_what_is_planned() -> None:
    text = "一、今后打算\n生产总值达到150亿元。\n二、五年来的成就\n全县生产总值完成120亿元。\n"
    figure = last(text, "government_work", 2012)
    assert (figure.metric_id, figure.role == "target") == ("gdp_total", False)


@pytest.mark.parametrize(
    ("word", "text"),
    [("每个区", "每个区至少举办法治培训班2期。"), ("每户", "每户发放法治宣传资料2份。")],
)
def test_what_each_has_is_not_the_whole(word: str, text: str) -> None:
    assert last(text).scope == word


def test_what_stands_in_a_training_plan_is_no_plan_of_the_next_year() -> None:
    assert last("按照培训计划举办法治培训班12期。").role == "actual"


@pytest.mark.parametrize("word", ["扩大", "增幅"])
def test_words_of_rise(word: str) -> None:
    figure = last(f"全县生产总值120亿元，同比{word}8.1%。", "government_work", 2012)
    assert (figure.metric_id, figure.value) == ("gdp_growth_rate", 8.1)
