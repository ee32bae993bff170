"""The lines at the head and the foot of a document, made comparable, and the years and dates they hold.

Belongs here: normal forms of lines, years in any script, dates. Does not belong here: what a line means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 6_000
FOOT = 1_500
_LONG = 120
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WIDE_GAP = re.compile(r"[ \t]{2,}|[\u3000]+|\t+|(?<=[告结书])[ \u3000]+")
_SPACES = re.compile(r"\s+")

_DIGIT = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "o": "0",
    "Ｏ": "0",
    "0": "0",
}
_CHINESE_YEAR = re.compile("(?:一九|二[〇○Oo0零])[〇○Oo0零一二三四五六七八九]{2}(?=年|至|-|—)")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?=年)")
_BARE_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[年\-/.](1[0-2]|0?[1-9])[月\-/.](3[01]|[12]\d|0?[1-9])")
_CHINESE_DATE = re.compile(r"(\d{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as written, and its normal form: half width, without spaces, years in Arabic digits."""

    raw: str
    normal: str


def normal(text: str) -> str:
    """Half-width signs, no spaces, years in digits: ２０２２ 年度 and 二〇二二年度 become 2022年度."""
    text = _SPACES.sub("", unicodedata.normalize("NFKC", text))
    return _CHINESE_YEAR.sub(lambda match: "".join(_DIGIT[sign] for sign in match[0]), text)


def head_lines(text: str) -> list[Line]:
    """The lines of a document's first signs that hold anything; long lines are cut where wide gaps are."""
    return list(_lines(text[:HEAD]))


def foot_lines(text: str) -> list[Line]:
    """The lines of a document's last signs that hold anything."""
    return list(_lines(text[-FOOT:]))


def _lines(text: str) -> Iterator[Line]:
    for raw in _BREAK.split(text):
        pieces = _WIDE_GAP.split(raw.strip()) if len(raw) > _LONG else [raw]
        for piece in pieces:
            if form := normal(piece):
                yield Line(piece.strip(), form)


def years(form: str) -> list[int]:
    """The years that a normal form names, in order: a number of four digits before 年."""
    return [int(match[0]) for match in _YEAR.finditer(form)]


def bare_years(name: str) -> list[int]:
    """The years in a file's name, where 年 may be missing."""
    return [int(match[0]) for match in _BARE_YEAR.finditer(name)]


def dates(form: str) -> list[date]:
    """The days that a normal form names, in order, those that exist."""
    arabic = _CHINESE_DATE.sub(lambda m: f"{m[1]}年{small(m[2])}月{small(m[3])}日", form)
    found = []
    for match in _DATE.finditer(arabic):
        try:
            found.append(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return found


def small(numeral: str) -> int:
    """The value of a Chinese numeral below one hundred: 二十一 is 21."""
    if "十" not in numeral:
        return int("".join(_DIGIT[sign] for sign in numeral))
    tens, _, ones = numeral.partition("十")
    return int(_DIGIT.get(tens, "1")) * 10 + int(_DIGIT.get(ones, "0"))
