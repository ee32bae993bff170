"""One number written in every way that is known has one value, one interval and one surface."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.normalise import normalise
from tongbi.extraction.quantity import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Spelt = Callable[[int], str]

WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
BANKERS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
OLD = str.maketrans("万亿两", "萬億兩")
# What bankers write for these is another word where it stands alone: 队伍, 大陆.
OTHER_WORDS = ("五", "六")

INTEGERS = st.integers(min_value=2, max_value=10**12 - 1) | st.integers(min_value=2, max_value=99_999)
APPROXIMATORS = st.sampled_from([("", ""), ("近", ""), ("约", ""), ("", "余"), ("", "多"), ("超过", "")])


def in_digits(number: int) -> Iterator[str]:
    """A whole number in digits: plain, in thousands, spaced, full-width."""
    plain = str(number)
    yield plain
    yield plain.translate(WIDE)
    yield f"{number:,}"
    yield f"{number:,}".replace(",", " ")
    yield f"{number:,}".translate(WIDE)
    yield " ".join(plain)


def in_numerals(spelling: str) -> Iterator[str]:
    """A spelling as it is, torn apart, of bankers, of old."""
    yield spelling
    yield " ".join(spelling)
    if spelling not in OTHER_WORDS:
        yield spelling.translate(BANKERS)
    yield spelling.translate(OLD)


def with_places(number: int) -> Iterator[str]:
    """A whole number with 万 or 亿 after a decimal, and in steps of digits: 2.54万, 2万5千4百."""
    for place, word in ((10**4, "万"), (10**8, "亿")):
        scaled = Decimal(number) / place
        if number >= place and -scaled.as_tuple().exponent <= 4:  # type: ignore[operator]
            yield f"{scaled:f}{word}"
            yield f"{scaled:f} {word}"
            yield f"{scaled:f}{word}".translate(WIDE).translate(OLD)
    myriads, rest = divmod(number, 10**4)
    if 0 < myriads < 10**4 and rest % 100 == 0 and rest:
        thousands, hundreds = divmod(rest // 100, 10)
        steps = [f"{myriads}万"]
        steps += [f"{thousands}千"] * bool(thousands) + [f"{hundreds}百"] * bool(hundreds)
        yield "".join(steps)
        yield " ".join(steps)


def read(before: str, written: str, after: str) -> tuple[str, Decimal, Decimal, Decimal]:
    """The only quantity of a sentence."""
    text = f"全年办理{before}{written}{after}，"
    (found,) = quantities(normalise(text))
    return text[found.start : found.end], found.value, found.low, found.high


@given(INTEGERS, APPROXIMATORS, st.sampled_from(["件", "人次", "元", "个工作日"]))
@settings(max_examples=80, deadline=None)
def test_a_whole_number(spelt: Spelt, number: int, approximator: tuple[str, str], unit: str) -> None:
    before, inside = approximator
    forms = [*in_digits(number), *in_numerals(spelt(number)), *with_places(number)]
    surfaces = {form: f"{before}{form}{inside}{unit}" for form in forms}
    readings = {form: read(before, form, inside + unit) for form in forms}
    assert {form: surface for form, (surface, *_) in readings.items()} == surfaces
    assert {value for _, value, _, _ in readings.values()} == {number}
    assert len({(low, high) for _, _, low, high in readings.values()}) == 1


@given(st.integers(min_value=0, max_value=9999), st.integers(min_value=1, max_value=999), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_decimal(spelt: Spelt, whole: int, digits: int, large: bool) -> None:
    fraction, word = str(digits), "万" if large else ""
    plain = f"{whole}.{fraction}"
    spelling = f"{spelt(whole)}点{''.join(spelt(int(digit)) for digit in fraction)}"
    forms = [
        plain,
        plain.translate(WIDE),
        f"{whole}·{fraction}",
        f"{whole}．{fraction}",
        f"{whole} . {fraction}",
    ]
    forms += [spelling, spelling.replace("点", " 点 ")]
    if not set(OTHER_WORDS) & set(spelling.partition("点")[2]):
        forms.append(spelling.translate(BANKERS))
    expected = Decimal(plain) * (10_000 if large else 1)
    for form in forms:
        assert read("", form + word, "吨") == (f"{form}{word}吨", expected, expected, expected)


@given(st.integers(min_value=1, max_value=100), st.integers(min_value=0, max_value=99))
@settings(max_examples=80, deadline=None)
def test_a_share(spelt: Spelt, whole: int, digits: int) -> None:
    plain = f"{whole}.{digits}" if digits else str(whole)
    spelling = spelt(whole) + (f"点{''.join(spelt(int(d)) for d in str(digits))}" if digits else "")
    forms = [f"{plain}%", f"{plain} %", f"{plain}％".translate(WIDE), f"百分之{plain}", f"百分之{spelling}"]
    forms += [f"百 分 之 {spelling}", f"百分之{' '.join(spelling)}"]
    for form in forms:
        surface, value, _, _ = read("", form, "")
        assert (surface, value) == (form, Decimal(plain))


@given(st.integers(min_value=2, max_value=99), st.integers(min_value=1, max_value=98))
@settings(max_examples=40, deadline=None)
def test_a_fraction(spelt: Spelt, divisor: int, dividend: int) -> None:
    forms = [f"{divisor}分之{dividend}", f"{spelt(divisor)}分之{spelt(dividend)}", f"约{dividend}/{divisor}"]
    values = {read("", form, "")[1] for form in forms}
    assert values == {round(Decimal(dividend) / divisor * 100, 4)}


@pytest.mark.parametrize("part", ["七成六", "7成6", "76%", "百分之七十六", "七点六成", "7.6成"])
def test_tenths(part: str) -> None:
    assert read("", part, "")[1] == 76


@given(INTEGERS, st.integers(min_value=1, max_value=3), st.sampled_from(["件", "人次", "元"]))
@settings(max_examples=60, deadline=None)
def test_a_torn_number_is_read_whole_or_not_at_all(spelt: Spelt, number: int, gaps: int, unit: str) -> None:
    """Whatever gap is put into a numeral, no part of it is given as the number."""
    spelling = spelt(number)
    for at in range(1, len(spelling)):
        torn = f"全年办理{spelling[:at]}{' ' * gaps}{spelling[at:]}{unit}，"
        assert [q.value for q in quantities(normalise(torn))] in ([], [number])
