"""Written numbers and their exact values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.numerals import arabic, between, chinese, multiplier, place

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("word", "factor"),
    [
        ("", 1),
        ("十", 10),
        ("百", 100),
        ("千", 1000),
        ("万", 10**4),
        ("百万", 10**6),
        ("亿", 10**8),
        ("万亿", 10**12),
    ],
)
def test_multipliers(word: str, factor: int) -> None:
    assert multiplier(word) == factor


@pytest.mark.parametrize(
    ("digits", "word", "value", "last_place"),
    [
        ("5900", "", "5900", "100"),
        ("150", "", "150", "10"),
        ("100", "", "100", "100"),
        ("22.7", "万", "227000", "1000"),
        ("2.3", "亿", "230000000", "10000000"),
        ("0.0038", "万", "38", "1"),
        ("0.5", "万亿", "500000000000", "100000000000"),
        ("5", "", "5", "1"),
        ("5.5", "", "5.5", "0.1"),
        ("12.0", "", "12", "1"),
        ("0", "", "0", "1"),
        ("1,703", "", "1703", "1"),
        ("12 345", "", "12345", "1"),
        ("1 5", "", "15", "1"),
        ("11。3", "", "11.3", "0.1"),
        ("3·5", "", "3.5", "0.1"),
    ],
)
def test_arabic_digits_with_their_multiplier(digits: str, word: str, value: str, last_place: str) -> None:
    assert arabic(digits, word) == (Decimal(value), Decimal(last_place))


@pytest.mark.parametrize(
    ("word", "value", "last_place"),
    [
        ("两", 2, 1),
        ("十", 10, 10),
        ("十二", 12, 1),
        ("二十", 20, 10),
        ("三十六", 36, 1),
        ("一百零五", 105, 1),
        ("两百", 200, 100),
        ("三千二", 3200, 100),
        ("三千二百", 3200, 100),
        ("一千零五", 1005, 1),
        ("百", 100, 100),
        ("千", 1000, 1000),
        ("万", 10_000, 10_000),
        ("两万三千", 23_000, 1000),
        ("一亿二千万", 120_000_000, 10_000_000),
        ("两万亿", 2 * 10**12, 10**12),
        ("二〇", 20, 10),
        ("三千 九百 六 十五", 3965, 1),
    ],
)
def test_chinese_numerals(word: str, value: int, last_place: int) -> None:
    assert chinese(word) == (value, last_place)


def test_a_chinese_fraction() -> None:
    assert chinese("九点五") == (Decimal("9.5"), Decimal("0.1"))


@pytest.mark.parametrize("word", ["", "十十", "百千", "三四百", "件", "三点件", "两三", "三五"])
def test_characters_that_make_no_number(word: str) -> None:
    assert chinese(word) is None


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("七八千", 7000, 8000),
        ("二三百", 200, 300),
        ("三五十", 30, 50),
        ("一千八九百", 1800, 1900),
        ("两三万", 20000, 30000),
    ],
)
def test_neighbouring_digits_leave_a_number_between_two(word: str, low: int, high: int) -> None:
    assert between(word) == (low, high)


@pytest.mark.parametrize("word", ["两三", "八七千", "三百", "七 八千", "千百", ""])
def test_what_is_no_number_between_two(word: str) -> None:
    assert between(word) is None


@given(st.integers(min_value=0, max_value=10**12 - 1))
@settings(max_examples=60, deadline=None)
def test_what_is_spelt_is_read(spelt: Callable[[int], str], number: int) -> None:
    read = chinese(spelt(number))
    assert read is not None
    assert read[0] == number


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["", "万", "亿", "万亿"]))
@settings(max_examples=60, deadline=None)
def test_the_value_is_a_multiple_of_its_place_and_of_no_larger_one(number: int, word: str) -> None:
    value, last_place = arabic(str(number), word)
    assert value % last_place == 0
    assert value % (last_place * 10) != 0


@given(st.decimals(min_value=0, max_value=10**6, places=3))
@settings(max_examples=60, deadline=None)
def test_the_place_of_a_fraction(number: Decimal) -> None:
    assert number % place(str(number)) == 0


@pytest.mark.parametrize(("word", "value"), [("一万二", 12000), ("一百五", 150), ("一万零二", 10002)])
def test_a_last_digit_without_its_place_counts_below_the_one_before_it(word: str, value: int) -> None:
    read = chinese(word)
    assert read is not None
    assert read[0] == value


@pytest.mark.parametrize("word", ["千百", "百十", "万千"])
def test_places_alone_are_no_number_in_particular(word: str) -> None:
    assert chinese(word) is None


def test_a_myriad_of_myriads() -> None:
    assert chinese("四万万") == (Decimal(400_000_000), Decimal(100_000_000))
