"""Which years the words of a work report name, and how far they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.extraction.eras import Era, Eras, find_eras
from tongbi.extraction.layout import Section, Sentence


def years(text: str, *, in_plan: bool = False) -> list[str]:
    """What a text names, in a report that states the results of 2015."""
    return [era.years for _, era in find_eras(text, 2015, in_plan=in_plan)]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("去年，", ["2015"]),
        ("今年，", ["2016"]),
        ("过去一年，", ["2015"]),
        ("2013年，", ["2013"]),
        ("五年来，", ["2011-2015"]),
        ("近三年，", ["2013-2015"]),
        ("过去的十年，", ["2006-2015"]),
        ("2011年至2015年，", ["2011-2015"]),
        ("2012年以来，", ["2012-2015"]),
        ("今后五年，", ["2016-2020"]),
        ("三年内", ["2016-2018"]),
        ("“十三五”时期，", ["2016-2020"]),
        ("“十二五”前四年，", ["2011-2014"]),
        ("“十一五”末，", ["2010"]),
        ("第十三个五年规划纲要", ["2016-2020"]),
    ],
)
def test_words_that_name_years(words: str, named: list[str]) -> None:
    assert years(words) == named


@pytest.mark.parametrize(
    "words",
    [
        "比上年增长",
        "比2010年增长",
        "由2010年的",
        "五年规划",
        "三年行动计划",
        "五年前",
        "每五年",
        "第三年",
        "连续5年",
        "提前两年",
        "“十二五”规划",
        "基础上年均增长",
        "2010年不变价",
        "今年以来",
        "1950年到2002年的总和",
    ],
)
def test_words_that_only_look_like_it(words: str) -> None:
    assert years(words) == []


def test_bare_years_are_those_to_come_in_a_plan() -> None:
    assert years("五年新增城镇就业280万人") == ["2011-2015"]
    assert years("五年新增城镇就业280万人", in_plan=True) == ["2016-2020"]
    assert years("过去五年新增城镇就业280万人", in_plan=True) == ["2011-2015"]


def test_all_the_year_is_the_year_at_hand() -> None:
    assert years("全年新增") == ["2015"]
    assert years("全年新增", in_plan=True) == []
    assert years("今年要抓好就业，全年新增") == ["2016"]


@given(st.integers(2, 9), st.integers(2000, 2040))
def test_a_stretch_ends_with_the_year_reported_on_and_is_as_long_as_it_says(count: int, year: int) -> None:
    numeral = "零一二三四五六七八九"[count]
    ((_, era),) = find_eras(f"{numeral}年来，", year)
    assert (era.last, era.last - era.first + 1, era.base) == (year, count, year - count)


class TestHowFarAnEraHolds:
    section = Section("一、过去五年工作回顾", 1, "review")

    def eras_at_end(self, *paragraph: str) -> tuple[Eras, int]:
        """The eras after a paragraph of the section about 2011 to 2015, and the paragraph's length."""
        text = "".join(paragraph)
        eras, at = Eras(2015), 0
        for sentence in paragraph:
            eras.enter(Sentence(at, at + len(sentence), 1, self.section, "review"), text)
            at += len(sentence)
        return eras, at

    def test_a_heading_holds_where_nothing_else_is_said(self) -> None:
        eras, end = self.eras_at_end("城镇新增就业300万人。")
        assert eras.at(end).years == "2011-2015"

    def test_what_opens_a_sentence_holds_for_the_next(self) -> None:
        eras, end = self.eras_at_end("2015年，经济平稳增长。", "就业扩大。")
        assert eras.at(end).years == "2015"

    def test_what_stands_inside_a_sentence_ends_with_it(self) -> None:
        eras, end = self.eras_at_end("经济持续增长，十年增加近70万亿元。", "就业扩大。")
        assert eras.at(end).years == "2011-2015"

    def test_a_mean_looks_past_single_years(self) -> None:
        eras, end = self.eras_at_end("2015年，收入达到1万元，年均增长8%。")
        assert eras.at(end).years == "2015"
        assert eras.stretch(end) == Era(2011, 2015, 2010)

    def test_a_heading_below_keeps_the_years_of_the_one_above(self) -> None:
        eras, end = self.eras_at_end("就业扩大。")
        below = Section("（一）保持经济增长", 2, "review")
        eras.enter(Sentence(end, end + 5, 2, below, "review"), "就业扩大。" * 2)
        assert eras.at(end + 5).years == "2011-2015"
