"""Shares told without a sign for them: 百分之五, 三分之一, 七成六, 占1/4.

Belongs here: what may follow a number in place of a measure word, and its value in hundredths. Does not
belong here: approximators, measure words, `%`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tongbi.extraction import numerals
from tongbi.extraction.lexicon import LONGEST_DIGITS
from tongbi.extraction.numerals import NUMERALS

if TYPE_CHECKING:
    from tongbi.extraction.lexicon import Lexicon

_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)
_MIXED = re.compile(rf"[\d{NUMERALS}] {{0,2}}又 {{0,2}}$")
_STROKES = frozenset("./")


class Share(NamedTuple):
    """A share in hundredths, the place of its last digit, and whether an approximator stands inside it."""

    value: Decimal
    place: Decimal
    more: bool = False


def in_words(lex: Lexicon, text: str, match: re.Match[str], *, approximated: bool) -> Share | None:
    """The share that a match of the lexicon's number states, None where its number stands alone.

    `approximated` tells that an approximator stands before it.
    """
    kind = "chinese" if match["chinese"] else "digits"
    number = match[kind]
    if match.end() == match.end(kind) or len(number) > LONGEST_DIGITS:
        return None
    if match[f"{kind}_tenths"]:
        return _tenths(match, number, kind)
    if match["whole"]:
        return _stroke(lex, text, match, approximated=approximated)
    if match[f"{kind}_part"]:
        return _fraction(text, match, number, kind)
    return None


def _written(number: str) -> tuple[Decimal, Decimal] | None:
    """Value and place of a number in digits or numerals."""
    return numerals.arabic(number) if number[0].isdigit() else numerals.chinese(number)


def _tenths(match: re.Match[str], number: str, kind: str) -> Share | None:
    """三成, 7.2成, 三成半, 七成六."""
    read = _written(number)
    if read is None or not 0 < read[0] <= _TEN:
        return None
    value, place = read[0] * 10, read[1] * 10 if read[0] < _TEN else _TEN
    half, hundredth, more = match.group(f"{kind}_half", f"{kind}_hundredth", f"{kind}_tenths_more")
    if half or hundredth:
        value, place = value + (5 if half else numerals.digit(hundredth.strip())), _ONE
    return Share(value, place, bool(more))


def _stroke(lex: Lexicon, text: str, match: re.Match[str], *, approximated: bool) -> Share | None:
    """占1/4, 近2/3, 1/3以上; without such words a stroke is that of a date or a name."""
    start, end = match.span()
    shown = approximated or lex.strokes.search(text, max(0, start - 3), start) or lex.after.match(text, end)
    if not shown or text[start - 1 : start] in _STROKES:
        return None
    return _divided(match["digits"], match["whole"])


def _fraction(text: str, match: re.Match[str], whole: str, kind: str) -> Share | None:
    """百分之五, 三分之一, 3分之1; a mixed number (三又二分之一) is no share."""
    start, end = match.span()
    if text[end : end + 1].isdigit() or _MIXED.search(text, max(0, start - 6), start):
        return None
    return _divided(match[f"{kind}_part"], whole, more=bool(match[f"{kind}_part_more"]))


def _divided(part: str, whole: str, *, more: bool = False) -> Share | None:
    dividend, divisor = _written(part), _written(whole)
    if dividend is None or divisor is None or not divisor[0]:
        return None
    if divisor[0] == _HUNDRED:
        return Share(*dividend, more)
    return Share(round(dividend[0] / divisor[0] * _HUNDRED, 4), _ONE, more)
