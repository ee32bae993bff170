"""Quantities in a text: a number with its approximator and measure word, its place, value and interval.

Belongs here: section 3 of the contract, and which numbers are no quantities. Does not belong here: shares
told in words (`shares`), numbers that share a unit or make a range (`joining`), what is counted, the role,
the period, the metric.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tongbi.extraction import numerals, shares
from tongbi.extraction.lexicon import (
    HALF_INSIDE,
    LONGEST_DIGITS,
    LONGEST_NUMERAL,
    MORE,
    MORE_INSIDE,
    Lexicon,
    lexicon,
)
from tongbi.extraction.numerals import COUNTED, LARGE, NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO, _TEN, _HUNDRED = Decimal(0), Decimal(10), Decimal(100)
# what is commonly counted with a fraction, so that no item's number stands at the start of its line
_FRACTIONAL = frozenset(("share", "points", "multiple", "score"))
_NUMERAL_ENDS = frozenset(NUMERALS)
_SMALL_DIGITS = frozenset(COUNTED)
_HALF, _TENTH = Decimal("0.5"), Decimal("0.1")
_DASHES = frozenset("-")
_QUOTED = re.compile(
    r"“[^”\n]{1,16}”|《[^》\n]{1,120}》|〔[^〕\n]{0,12}〕|\[[0-9]{2,4}\]|https?：//[!-~（）：；]+"
)
# a numeral before 个 counts whatever follows from here on; smaller ones begin names (五个方面)
_SPOKEN_FOR_ALL = Decimal(20)
_RANGE_LEFT = re.compile(r"(?<![\d.·/年月第-])(\d{1,6}(?:\.\d{1,4})?)-$")
_ZEROS = re.compile(r"0\d")
_ITEM = re.compile(r"[1-9]\d?\.")
_LARGE = frozenset(LARGE)
_COMPOUND = re.compile(rf"(?<![\d.])(\d{{1,4}}) ?([{LARGE}]) ?$")


@dataclass(slots=True)
class Quantity:
    """One quantity: `text[start:end]` is the surface, `value` is exact and in base units.

    `unit` is the measure word without multiplier; `unit_class` its class in measure_words.yaml ("" where no
    measure word stands); `place` is the place value of the last written digit; `number_start` is where the
    number itself begins; `form` tells a plain number from a share in words, a range, a doubling.
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    unit_class: str
    place: Decimal
    form: str = "number"

    @classmethod
    def exact(
        cls,
        span: tuple[int, int],
        value: Decimal,
        place: Decimal,
        unit: tuple[str, str],
        form: str = "number",
    ) -> Quantity:
        """A quantity whose interval is its value; `unit` is the measure word with its class."""
        start, end = span
        return cls(start, end, start, value, value, value, unit[0], unit[1], place, form)


def interval(value: Decimal, place: Decimal, kind: str) -> tuple[Decimal, Decimal]:
    """The two ends that an approximator allows; `kind` is over, near, within, about or empty."""
    if kind == "over":
        return value, value + place
    if kind == "near":
        return (value * 9 / 10 if value == place else value - place), value
    if kind == "within":
        return value - place, value
    if kind == "about":
        return value - place / 2, value + place / 2
    return value, value


def quantities(text: str) -> Iterator[Quantity]:
    """Every number with a measure word that is a quantity by itself, in text order.

    Time is linear in the text's length: each candidate looks back and ahead a bounded number of characters.
    """
    lex = lexicon()
    named = {at for match in _QUOTED.finditer(text) for at in range(*match.span())}
    for match in lex.number.finditer(text):
        quantity = _read(lex, text, match)
        if quantity is not None and quantity.number_start not in named:
            yield quantity


def _read(lex: Lexicon, text: str, match: re.Match[str]) -> Quantity | None:
    start = match.start()
    written = "digits"
    before = _before(lex, text, start)
    digits, multiplier, unit = match.group("digits", "multiplier", "unit")
    if unit or multiplier:
        read = _digits(lex, text, match, digits, multiplier or "", unit)
    elif not digits and match["chinese_unit"]:
        read = _numeral(lex, text, match, before)
        if read is not None:
            written = "numeral" if read[0].value > _TEN else "small"
    else:
        read = _in_words(lex, text, match, before)
    if read is None:
        return None
    quantity, more = read
    at = quantity.number_start
    minus = None
    if at and text[at - 1] in lex.minus_signs and (minus := lex.minus.search(text, max(0, at - 2), at)):
        if quantity.unit_class in lex.signed:
            quantity.start = quantity.number_start = minus.start()
        elif minus[0] not in _DASHES:
            return None
    if quantity.number_start < start:
        before = _before(lex, text, quantity.number_start)
    left = before.start() if before else quantity.number_start
    no_before, ends, no_after, begins = lex.refusals[quantity.unit, written]
    if (
        no_before
        and (ends is None or text[left - 1 : left] in ends)
        and no_before.search(text, max(0, left - 6), left)
    ):
        return None
    end = quantity.end
    if no_after and (begins is None or text[end : end + 1] in begins) and no_after.match(text, end):
        return None
    _approximate(lex, text, quantity, more, before)
    if minus and quantity.number_start == minus.start():
        quantity.value, quantity.low, quantity.high = -quantity.value, -quantity.high, -quantity.low
    return quantity


def _before(lex: Lexicon, text: str, start: int) -> re.Match[str] | None:
    """The approximator right before a number; where none can end, none is searched for."""
    if start and text[start - 1] in lex.before_ends:
        return lex.before.search(text, max(0, start - 5), start)
    return None


def _digits(
    lex: Lexicon, text: str, match: re.Match[str], digits: str, multiplier: str, unit: str | None
) -> tuple[Quantity, bool] | None:
    if len(digits) > LONGEST_DIGITS:
        return None
    start, end = match.span()
    if start and text[start - 1] in ".·-/" and text[start - 2 : start - 1].isdigit():
        # 3-5天 may be the end of a range; 2023-12, 0831-5 are none
        left = _RANGE_LEFT.search(text, max(0, start - 12), start)
        if left is None or _ZEROS.match(left[1]) or float(left[1]) >= float(numerals.arabic(digits)[0]):
            return None
    if (
        "." in digits
        and unit
        and not multiplier
        and lex.measures[unit][1] not in _FRACTIONAL
        and _ITEM.match(digits)
        and line_start(text, start)
    ):
        # "1.3个乡镇" at the start of a line is item 1 and three townships
        start += digits.index(".") + 1
        digits = digits.partition(".")[2]
    multiplier = multiplier.strip()
    more = match["more"] or match["more_after"]
    if unit is None:
        if money := lex.money.match(text, end):
            measure, end = (money[1], "money"), money.end()
        elif ("万" in multiplier or "亿" in multiplier) and (
            lex.people.match(text, end, end + 12)
            or lex.after.match(text, end, end + 12)
            or lex.people_before.search(text, max(0, start - 12), start)
        ):
            measure = ("人", "persons")
        else:
            return None
    else:
        more = more or unit.startswith(MORE_INSIDE) or unit.endswith(MORE)
        if text[end - len(unit) - 1] == "\n" and (start == 0 or text[start - 1] == "\n"):
            return None
        measure = lex.measures[unit]
    if per := lex.per.match(text, end):
        # 16.85亿元/平方公里, 421公斤/亩: no level of anything
        measure, end = (f"{measure[0]}{per[0]}", "ratio"), per.end()
    value, place = numerals.arabic(digits, multiplier)
    if unit and unit.startswith(HALF_INSIDE):
        value, place = value + _HALF, _TENTH
    while start and (
        text[start - 1] in _LARGE
        or (multiplier and text[start - 1] == " " and text[start - 2 : start - 1] in _LARGE)
    ):
        # 2万5千公里, 7万5千4百件: the number goes on from a larger multiplier, or is the rest of none
        spaced = text[start - 1] == " "
        head = _COMPOUND.search(text, max(0, start - 9), start) if digits.isdigit() else None
        larger = numerals.arabic(head[1], head[2])[0] if head else _ZERO
        if head is None or larger <= value:
            if spaced:
                break
            return None
        start, value = head.start(), value + larger
    return Quantity(start, end, start, value, value, value, measure[0], measure[1], place), bool(more)


def line_start(text: str, at: int) -> bool:
    """Whether nothing but spaces stands between the start of the line and `at`."""
    return at == 0 or text[max(0, at - 4) : at].rstrip(" ").endswith("\n")


def _numeral(
    lex: Lexicon, text: str, match: re.Match[str], before: re.Match[str] | None
) -> tuple[Quantity, bool] | None:
    word, tail, unit = match.group("chinese", "chinese_multiplier", "chinese_unit")
    start = match.start()
    if lex.vague.search(text, max(0, start - 2), start):
        return None
    more = bool(match["chinese_more"]) or unit.startswith(MORE_INSIDE) or unit.endswith(MORE)
    if (match["gap"] or " " in word) and line_start(text, start):
        # an enumerator, or a cell of a table: 三 十五件
        return None
    bare = before is None and not more and _LARGE.issuperset(word)
    if bare and not lex.before_bare.search(text, max(0, start - 1), start):
        # 百姓, 万亿级: a place alone is one of it only beside an approximator, and in a sum with one after it
        after = lex.measures[unit][1] == "money" and lex.after.match(text, match.end())
        if not after:
            return None
    if lex.cut.search(text, max(0, start - 1), start):
        return None
    if start and text[start - 1] == " " and text[max(0, start - 5) : start].rstrip(" ")[-1:] in _NUMERAL_ENDS:
        # 一百   五十件: what is left of a number whose characters were torn apart
        return None
    measure = lex.measures[unit]
    half = unit.startswith(HALF_INSIDE)
    if word in lex.no_count and not half and measure[1] not in lex.one_counts:
        return None
    if word == "二" and measure[0] in lex.second:
        return None
    if len(word.replace(" ", "")) >= LONGEST_NUMERAL:
        return None
    begins, two = start, numerals.between(word)
    if two is None and (two := _apart(text, start, word)):
        begins = start - 2
    if two is not None:
        # 七八千件, 七、八千件: a range without a sign
        low, high = (end * numerals.multiplier(tail or "") for end in two)
        middle, width = (low + high) / 2, high - low
        span = begins, match.end(), begins
        return Quantity(*span, middle, low, high, *measure, width, form="range"), False
    read = numerals.chinese(word)
    if read is None:
        return None
    value, place = read
    if unit == "个" and value < _SPOKEN_FOR_ALL and not lex.counted.match(text, match.end()):
        return None
    if half:
        value, place = value + _HALF, _TENTH
    if match["chinese_more"] in lex.some:
        place = min(place, _TEN)
    factor = numerals.multiplier(tail or "")
    return Quantity.exact(match.span(), value * factor, place * factor, measure), more


def _apart(text: str, start: int, word: str) -> tuple[Decimal, Decimal] | None:
    """The range that a digit and a numeral of the next digit make with 、 between them: 七、八千."""
    if start < 2 or text[start - 1] != "、" or line_start(text, start - 2):
        return None
    digit = text[start - 2]
    return numerals.between(digit + word) if digit in _SMALL_DIGITS else None


def _in_words(
    lex: Lexicon, text: str, match: re.Match[str], before: re.Match[str] | None
) -> tuple[Quantity, bool] | None:
    """A share without a sign for it, or a doubling; None for a number with nothing after it."""
    if match["chinese"] or match["digits"]:
        share = shares.in_words(lex, text, match, approximated=before is not None)
        if share is None:
            return None
        return Quantity.exact(match.span(), share.value, share.place, ("%", "share"), "share"), share.more
    times = numerals.chinese(match["doublings"] or "一")
    if times is None:
        return None
    growth = (Decimal(2) ** int(times[0]) - 1) * _HUNDRED
    return Quantity.exact(match.span(), growth, growth, ("%", "share"), "doubling"), False


def _approximate(
    lex: Lexicon, text: str, quantity: Quantity, more: bool, before: re.Match[str] | None
) -> None:
    kind = ""
    if before is not None:
        kind, quantity.start = lex.kind[before[1]], before.start()
    elif text[quantity.number_start] in "百千万":
        bare = lex.before_bare.search(text, max(0, quantity.start - 1), quantity.start)
        if bare:
            quantity.start, kind = bare.start(), "over"
    end = quantity.end
    if text[end : end + 1] in lex.after_begins and (after := lex.after.match(text, end)):
        quantity.end = after.end()
        kind = kind or lex.kind[after[0]]
    if more:
        kind = kind or "over"
    if kind and quantity.form != "range":
        quantity.low, quantity.high = interval(quantity.value, quantity.place, kind)
