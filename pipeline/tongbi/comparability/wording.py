"""How a number is written: how precisely, and how widely its words reach.

Belongs here: the written precision of a surface, and the rank of a wording among several headline values.
Does not belong here: reading numbers (the extraction does), or choosing among statements (`series`).
"""

from __future__ import annotations

import re
from decimal import Decimal

_MULTIPLIERS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
_NUMBER = re.compile(r"\d[\d,，\s]*(?:[.．·・。]\s*\d+)?")
_WIDE_AREA = re.compile(
    r"全[县区市省州旗盟国镇乡]|[县区市][、和]?[乡镇街道]+(?:两级)?[^，。；]{0,4}共|各级|辖区|[县区市]、?[乡街]"
)
_WIDE_TIME = re.compile(r"全年|年度|一年来|今年来|今年以来|本年|截至(?:目前|年底|年末|\d{4}年底)")
_WIDE_TOTAL = re.compile(r"累计|总计|合计|总共|共计?|总量|总数")
_PART = re.compile(r"其中|包括|含")
_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def precision(surface: str) -> float:
    """The place value of the last written digit, for a number written with decimals, 万, 亿 or as a per cent.

    2.7万件 → 1000, 27万 → 10000, 98.7% → 0.1, 98% → 1. A whole number written out (5900余件, 5412件) is a
    count and gives 0: its vagueness, if any, is in its interval.
    """
    plain = surface.translate(_WIDTH)
    match = _NUMBER.search(plain)
    multiplier = 1
    for sign, factor in _MULTIPLIERS.items():
        if sign in plain:
            multiplier *= factor ** (plain.count(sign) if sign in "万亿" else 1)
    if match is None:
        return float(multiplier) if multiplier >= 10**4 else 0.0
    digits = re.sub(r"[\s,，]", "", match[0])
    decimals = len(re.split(r"[.．·・。]", digits, maxsplit=1)[1]) if re.search(r"[.．·・。]", digits) else 0
    if (
        decimals == 0
        and multiplier == 1
        and "%" not in plain
        and "百分之" not in plain
        and "分点" not in plain
    ):
        return 0.0
    return float(Decimal(multiplier).scaleb(-decimals))


def breadth(clause: str) -> int:
    """How wide the words before a number reach: one each for area, year and total, less for a part."""
    wide = sum(bool(pattern.search(clause)) for pattern in (_WIDE_AREA, _WIDE_TIME, _WIDE_TOTAL))
    return wide - 2 if _PART.search(clause) else wide
