"""One character in, one character out: the forms of digits, signs and spaces that mean the same.

Belongs here: the table of twin characters; numerals of bankers, which are declared. Does not belong here:
anything that changes the length of a text, since every offset counts the characters of the original.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tongbi.extraction.lexicon import Approximators, declared, ways_of_writing
from tongbi.extraction.numerals import DIGITS, NUMERALS, PLACES, ZEROS
from tongbi.extraction.patterns import HAN, any_of
from tongbi.extraction.years import YEAR

_DIGITS = {chr(0xFF10 + d): str(d) for d in range(10)}
_SIGNS = {
    "％": "%",
    "﹪": "%",
    "．": ".",
    "﹒": ".",
    "○": "〇",
    "◯": "〇",
    "－": "-",
    "−": "-",
    "／": "/",
    "–": "—",
    "～": "~",
    "∼": "~",
    "〜": "~",
    "＋": "+",
    ":": "：",
    ";": "；",
    "(": "（",
    ")": "）",
    "﹙": "（",
    "﹚": "）",
    "［": "[",
    "］": "]",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\r": " ",
    "\u2028": "\n",
    "両": "两",
    "兩": "两",
    "萬": "万",
    "億": "亿",
    "餘": "余",
    "負": "负",
    "幾": "几",
    "點": "点",
    "個": "个",
    "項": "项",
    "條": "条",
    "戶": "户",
    "場": "场",
    "處": "处",
    "複": "复",
    "復": "复",
    "議": "议",
    "«": "《",
    "»": "》",
    "〈": "《",
    "〉": "》",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
}
# any other half-width comma ends a clause: 复议案件67件,较上年增加19件
_NARROW_COMMA = re.compile(r",(?!(?<=\d,) ?\d{3}(?!\d))")
# a number broken over two lines of prose; a year or an item's number begins anew
_BROKEN = re.compile(
    rf"(?<=[0-9])(?P<point>\.)?\n(?=[0-9](?:[0-9 ]|,[0-9]|\.[0-9]){{0,12}}[%{HAN}])"
    rf"(?!{YEAR}年|[0-9]{{1,2}}(?:[、．月]|\.(?![0-9])))"
)
_WORDS = re.compile(f"[{HAN}][^\n]*[{HAN}]")
BROKEN = "\u2060"
"""Stands for the line break within a number; no text of its own has any use for this sign."""
# a year written digit by digit: 二〇二二年 → 2022年
_CHINESE_YEAR = re.compile(rf"[一二](?:九|〇|0)[0{ZEROS}{DIGITS}]{{2}}(?=年)")
_YEAR_DIGITS = str.maketrans(f"{ZEROS}{DIGITS}", "00123456789")


class _Twins(NamedTuple):
    """Signs that always mean another, and those that do so beside a numeral alone, each with its pattern.

    `thousands` are the full-width commas that part thousands.
    """

    thousands: re.Pattern[str]
    table: dict[str, str]
    sign: re.Pattern[str]
    beside: list[tuple[str, str, re.Pattern[str]]]


@cache
def _twins() -> _Twins:
    ways, approximators = ways_of_writing(), declared(Approximators, "approximators.yaml")
    table = _DIGITS | _SIGNS | ways.bankers
    signs = "".join(ways.bankers_beside_a_place)
    beside = []
    for sign, digit in ways.bankers_beside_a_place.items():
        others = (NUMERALS if digit in PLACES else PLACES) + signs
        words = "".join(ways.not_bankers[sign])
        # the sign first: it is found several times as fast as a class of signs
        pattern = (
            rf"{sign}(?:(?<=[零{others}]{sign})|(?<![{words}]{sign})(?=[点{others}])"
            rf"|(?<=[{NUMERALS}{signs}]{sign})(?=[{NUMERALS}{signs}]))"
        )
        beside.append((sign, digit, re.compile(pattern)))
    # a full-width comma parts thousands between full-width digits (５，１２０), and between others where the
    # number goes on with 000 or with a measure word (21，000; 1，350件); elsewhere it ends a clause
    counted = f"(?:{any_of(approximators.inside)})?(?:{any_of(ways.thousands_before)})"
    thousands = re.compile(
        r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))"
        rf"|，(?<=\d，)(?<!\d{{4}}，)(?=000(?!\d)|\d{{3}}{counted})"
    )
    return _Twins(thousands, table, re.compile("[" + "".join(map(re.escape, table)) + "]"), beside)


def normalise(text: str) -> str:
    """The text with twin characters folded, of the same length: full width digits, signs, spaces, old forms.

    Straight quotation marks become paired ones by turns within a line.
    """
    twins = _twins()
    text = twins.thousands.sub(",", text)
    if "," in text:
        text = _NARROW_COMMA.sub("，", text)
    folded = twins.sign.sub(lambda match: twins.table[match[0]], text)
    plain = folded
    for sign, digit, pattern in twins.beside:
        if sign in plain:
            found = {match.start() for match in pattern.finditer(plain)}
            if found:
                folded = "".join(digit if at in found else char for at, char in enumerate(folded))
    if "\n" in folded:
        folded = _BROKEN.sub(_mended, folded)
    folded = _CHINESE_YEAR.sub(lambda match: match[0].translate(_YEAR_DIGITS), folded)
    if '"' not in folded:
        return folded
    lines = []
    for line in folded.split("\n"):
        parts = line.split('"')
        lines.append(
            "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1])) + parts[-1]
        )
    return "\n".join(lines)


def _mended(found: re.Match[str]) -> str:
    """The sign for a break within a number, where the line before it is one of prose."""
    text, at = found.string, found.start()
    line = text[max(text.rfind("\n", 0, at) + 1, at - 80) : at]
    return f"{found['point'] or ''}{BROKEN}" if _WORDS.search(line) else found[0]
