"""A written number's exact value and the place value of its last written digit.

Belongs here: digits, Chinese numerals and their mixtures (2.7万, 三十六, 1千6百, 九点五). Does not belong
here: measure words, approximators, or the question whether a number is a quantity.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_DIGIT = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}
_ONE = Decimal(1)
# how many years a span has is told in one sign, or in digits
_COUNTS = {sign: digit for sign, digit in _DIGIT.items() if digit > 1} | {"十": 10}
SMALL = "".join(_COUNTS)
"""The signs of the numbers from two to ten."""
NUMERALS = "".join((*_DIGIT, *_PLACE, *_MYRIAD))
"""All signs that a numeral is made of."""
PLACES = "".join((*_PLACE, *_MYRIAD))
"""The signs for a place, from ten on."""
LARGE = PLACES.replace("十", "")
"""The signs for a place that may follow digits as well."""
ZEROS = "".join(sign for sign, digit in _DIGIT.items() if not digit)
DIGITS = "".join(sign for sign, digit in _DIGIT.items() if digit and sign != "两")
"""The signs from one to nine as they stand in a row or an order."""
COUNTED = f"{DIGITS}两"
"""The signs from one to nine that may stand before a place or a measure word."""
_PAIR = re.compile(
    rf"(?P<head>[{COUNTED}{PLACES}]*?)(?P<first>[{COUNTED}])(?P<second>[{DIGITS}])(?P<tail>[{PLACES}]+)"
)


def multiplier(word: str) -> int:
    """万 → 10000, 万亿 → 10**12, 百 → 100; an empty word → 1."""
    product = 1
    for char in word.strip():
        product *= _PLACE.get(char) or _MYRIAD[char]
    return product


def digit(char: str) -> int:
    """The value of one digit in either kind of writing: 六 or 6 → 6."""
    return int(char) if char.isdigit() else _DIGIT[char]


@lru_cache(maxsize=8192)
def arabic(digits: str, word: str = "") -> tuple[Decimal, Decimal]:
    """Value and place value of Arabic digits followed by a multiplier: ("22.7", "万") → (227000, 1000).

    Thousands separators and spaces between the digits are dropped; `·`, `．` and `。` count as the decimal
    point.
    """
    plain = (
        digits.replace(",", "").replace(" ", "").replace("\u2060", "").replace("·", ".").replace("。", ".")
    )
    factor = multiplier(word)
    return Decimal(plain) * factor, place(plain) * factor


def place(plain: str) -> Decimal:
    """The place value of the last non-zero digit written: "5900" → 100, "0.5" → 0.1, "12.0" → 1."""
    whole, _, fraction = plain.partition(".")
    fraction = fraction.rstrip("0")
    if fraction:
        return _ONE.scaleb(-len(fraction))
    kept = whole.rstrip("0")
    return _ONE.scaleb(len(whole) - len(kept)) if kept else _ONE


@lru_cache(maxsize=4096)
def chinese(word: str) -> tuple[Decimal, Decimal] | None:
    """Value and place value of a Chinese numeral, None where the characters make no number (万千, 十一十).

    A leading place stands for one of it: 百 → 100, 万 → 10000. Digits in a row without any place are read as
    written digits (二〇 → 20), save two that leave the number open (三五, 两三). Spaces do not count.
    """
    whole, _, fraction = word.replace(" ", "").partition("点")
    value = _chinese_whole(whole)
    if value is None:
        return None
    if fraction:
        try:
            digits = "".join(str(_DIGIT[char]) for char in fraction)
        except KeyError:
            return None
        exact = Decimal(f"{value}.{digits}")
        return exact, place(str(exact))
    return Decimal(value), place(str(value))


@lru_cache(maxsize=1024)
def between(word: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers that neighbouring digits leave a numeral between: 七八千 → (7000, 8000), 三千五六百.

    None where no place follows the two (两三次), where they do not rise, or where a space parts them.
    """
    found = _PAIR.fullmatch(word)
    if found is None or _DIGIT[found["first"]] >= _DIGIT[found["second"]]:
        return None
    low = chinese(found["head"] + found["first"] + found["tail"])
    high = chinese(found["head"] + found["second"] + found["tail"])
    return (low[0], high[0]) if low and high else None


def _chinese_whole(word: str) -> int | None:
    if not any(char in _PLACE or char in _MYRIAD for char in word):
        if not all(char in _DIGIT for char in word) or not word:
            return None
        if len(word) == 2 and _DIGIT[word[0]] and _DIGIT[word[1]]:
            return None
        return int("".join(str(_DIGIT[char]) for char in word))
    total = section = digit = 0
    last_place = 10**9
    seen_digit = implied = False
    for char in word:
        if char in _DIGIT:
            if seen_digit and digit:
                return None
            digit, seen_digit = _DIGIT[char], True
        elif char in _PLACE:
            size = _PLACE[char]
            if size >= last_place:
                return None
            if not seen_digit:
                # 百 alone is one hundred and 百十 is none in particular
                if (section or total) and (size != 10 or implied):
                    return None
                implied = True
            section += (digit or 1) * size
            digit, seen_digit, last_place = 0, False, size
        else:
            section += digit
            size = _MYRIAD[char]
            if section == 0 and total == 0:
                section = 1
            if total and (total < size or not section):
                # 四万万: a myriad of myriads
                total = (total + section) * size
            else:
                total += section * size
            section, digit, seen_digit, last_place = 0, 0, False, 10**9
    # 三千二 is 3200: a last digit without its place counts in the place below the one before it
    if digit and len(word) > 1 and word[-2] in LARGE:
        digit *= multiplier(word[-2]) // 10
    return total + section + digit


def count_of(written: str) -> int:
    """A small whole number in one sign or in digits: 五 → 5, 12 → 12."""
    return _COUNTS.get(written) or int(written)
