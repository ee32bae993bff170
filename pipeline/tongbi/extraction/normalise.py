"""One character in, one character out: the forms of digits, signs and spaces that mean the same.

Belongs here: the table of twin characters. Does not belong here: anything that changes the length of a text,
since every offset counts the characters of the original.
"""

from __future__ import annotations

import re

_DIGITS = {chr(0xFF10 + d): str(d) for d in range(10)}
_SIGNS = {
    "％": "%",
    "﹪": "%",
    "．": ".",
    "﹒": ".",
    "○": "〇",
    "◯": "〇",
    "－": "-",
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
# a full-width comma between full-width digits parts thousands (５，１２０); elsewhere it ends a clause
_WIDE_THOUSANDS = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
_TWINS = _DIGITS | _SIGNS
_TWIN = re.compile("[" + "".join(map(re.escape, _TWINS)) + "]")


def normalise(text: str) -> str:
    """The text with twin characters folded, of the same length: full width digits, signs, spaces, old forms.

    Straight quotation marks become paired ones by turns within a line.
    """
    folded = _TWIN.sub(lambda match: _TWINS[match[0]], _WIDE_THOUSANDS.sub(",", text))
    if '"' not in folded:
        return folded
    lines = []
    for line in folded.split("\n"):
        parts = line.split('"')
        lines.append(
            "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1])) + parts[-1]
        )
    return "\n".join(lines)
