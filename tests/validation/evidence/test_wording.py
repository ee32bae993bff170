"""Readings of the words around a figure: plain numbers, plans, years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.validation.declared import knowledge
from tongbi.validation.evidence import wording


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("6530件", 6530),
        ("2.7万件", 27000),
        ("60余万人次", 600000),
        ("5900余件", 5900),
        ("1.15万亿美元", 1.15e12),
        ("33,806件", 33806),
        ("９８．５％", 98.5),
        ("近5万名", 50000),
        ("8百余场", 800),
        # what takes more to read is left alone
        ("三千件", None),
        ("3—5件", None),
        ("八成", None),
        ("1.85倍", None),
        ("三分之一", None),
        ("2,296.4", None),
        ("33 806件", None),
        ("多次", None),
    ],
)
def test_plain_numbers_are_read_and_others_left_alone(surface: str, value: float | None) -> None:
    assert wording.read_plainly(surface) == value


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["", "十", "百", "千", "万", "亿"]))
def test_any_integer_with_its_multiplier_is_read(number: int, multiplier: str) -> None:
    power = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[multiplier]
    assert wording.read_plainly(f"{number}{multiplier}件") == pytest.approx(number * 10**power)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("全年受理案件", None),
        ("力争受理案件", "力争"),
        ("力争更好，全年受理案件", None),
        ("已完成力争受理案件", None),
        ("2025年计划开展培训", "计划开展"),
    ],
)
def test_plans_are_told_by_words_of_the_same_clause(before: str, found: str | None) -> None:
    text = f"前文。{before}12件"
    known = knowledge()
    start = text.index("12件")
    assert wording.target_words(text, start, known.target_cues, known.not_target_cues) == found


def test_chapters_of_plans_are_found_and_mixed_ones_are_not() -> None:
    text = (
        "标题\n一、主要工作情况\n受理12件。\n二、存在的不足和下一步打算\n仍有3件未结。\n"
        "三、2025年工作安排\n开展培训4次。\n（一）抓培训\n5次。\n四、其他\n6次。\n"
    )
    known = knowledge()
    found = wording.plan_sections(text, known.plan_headings, known.not_plan_headings)
    assert [text[start:end] for start, end, _ in found] == [
        "三、2025年工作安排\n开展培训4次。\n（一）抓培训\n5次。\n"
    ]
    assert found[0][2] == "三、2025年工作安排"


@pytest.mark.parametrize(
    ("before", "year"),
    [
        ("2022年受理案件", "2022"),
        ("2022年，受理案件", None),
        ("比2022年增加", None),
        ("2022年以来受理案件", None),
        ("2022年度考核", None),
        ("2021年、2022年受理案件", None),
        ("2022年的11件增加到", None),
        ("全年受理案件", None),
    ],
)
def test_the_year_beside_a_figure(before: str, year: str | None) -> None:
    text = f"前文。{before}12件"
    assert wording.year_beside(text, text.index("12件")) == year
