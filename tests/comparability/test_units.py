from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.comparability import load
from tongbi.extraction.lexicon import lexicon

UNITS = load().units
WORDS = [
    "件",
    "宗",
    "起",
    "卷",
    "份",
    "场",
    "场次",
    "次",
    "名",
    "人",
    "人次",
    "户",
    "户次",
    "期",
    "条",
    "个",
    "%",
]
WORDS += ["分", "工作日", "小时", "分钟", "天", "元", "美元", "吨", "斤", "件次", "类", "", "幢"]


def test_every_measure_word_that_is_read_has_a_class() -> None:
    read = {word.word for word in lexicon().words.values()}
    assert {word for word in read if UNITS.class_of(word) == word} == set()


@pytest.mark.parametrize(
    "pair",
    [("平方公里", "公顷"), ("千瓦", "千瓦时"), ("港元", "件"), ("吨", "克"), ("筐", "件"), ("学时", "天")],
)
def test_measures_of_different_things_are_different_units(pair: tuple[str, str]) -> None:
    assert UNITS.factor(*pair) is None


@pytest.mark.parametrize(
    "pair", ["件宗", "宗起", "卷份", "卷件", "名人", "条个", ("场", "场次"), ("件", "幢")]
)
def test_variants_of_a_measure_word_are_one_unit(pair: tuple[str, str]) -> None:
    assert UNITS.factor(*pair) == 1.0


@pytest.mark.parametrize(
    "pair",
    [
        ("人", "人次"),
        ("户", "户次"),
        ("次", "户次"),
        ("期", "场"),
        ("人", "件"),
        ("%", "分"),
        ("工作日", "小时"),
        ("工作日", "天"),
        ("元", "美元"),
    ],
)
def test_words_of_different_things_are_different_units(pair: tuple[str, str]) -> None:
    assert UNITS.factor(*pair) is None
    assert UNITS.factor(*reversed(pair)) is None


def test_what_converts_exactly_is_converted() -> None:
    assert UNITS.factor("吨", "斤") == 2000
    assert UNITS.factor("小时", "分钟") == 60
    assert UNITS.factor("分钟", "小时") == pytest.approx(1 / 60)


def test_only_the_series_that_say_so_are_told_in_another_unit() -> None:
    assert UNITS.in_series("grain_output", "吨") == (2000, "斤")
    assert UNITS.in_series("grain_output", "斤") is None
    assert UNITS.in_series("business_startup_time", "小时") is None


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_conversion_there_and_back_changes_nothing(one: str, other: str) -> None:
    there, back = UNITS.factor(one, other), UNITS.factor(other, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there * back == pytest.approx(1)


def test_a_series_in_two_units_that_convert_is_told_in_one() -> None:
    assert UNITS.in_mixture({"hour", "minute"}, "小时") == (60, "分钟")
    assert UNITS.in_mixture({"hour", "minute"}, "分钟") is None
    assert UNITS.in_mixture({"hour", "working_day"}, "小时") is None
