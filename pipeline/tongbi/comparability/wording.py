"""How a number is written: how precisely, and how widely its words reach.

Belongs here: the written precision of a surface, and the rank of a wording among several headline values.
Does not belong here: reading numbers (the extraction does), or choosing among statements (`series`).
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

_POWER = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_IN_PERCENT = {"倍": 100, "番": 100, "成": 10}
_POINT = "[.．·・。]"
_NUMBER = re.compile(rf"(\d[\d,，\s]*)(?:{_POINT}\s*(\d+))?\s*[余多来]?\s*([百千万亿]*)(?![米克瓦])")
_CHINESE_ROUND = re.compile(r"[十百千]?[万亿]+(?=[余多来]?[^零一二三四五六七八九十百千万亿]*$)")
_WIDE_AREA = re.compile(
    r"全[县区市省州旗盟国镇乡]|[县区市][、和]?[乡镇街道]+(?:两级)?[^，。；]{0,4}共|各级|辖区|[县区市]、?[乡街]"
)
_WIDE_TIME = re.compile(r"全年|年度|一年来|今年来|今年以来|本年|截至(?:目前|年底|年末|\d{4}年底)")
_WIDE_TOTAL = re.compile(r"累计|总计|合计|总共|共计?|总量|总数")
_PART = re.compile(r"其中|包括|含")
_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def precision(surface: str, unit: str = "") -> float:
    """The place value of the last digit of a number with decimals, 万 or %, else 0.

    2.7万件 → 1000, 27万 → 10000, 98.7% → 0.1, 98% → 1. A whole number written out (5900余件, 5412件) is
    a count and gives 0: its vagueness, if any, is in its interval. So does 100%, which means all. A growth
    in words that is told in per cent counts in per cent (1.1倍 → 10).
    """
    plain = surface.translate(_WIDTH)
    match = _NUMBER.search(plain)
    if match is None:
        chinese = _CHINESE_ROUND.search(plain)
        return float(_product(chinese[0])) if chinese else 0.0
    _, decimals, powers = match.groups("")
    in_percent = next((factor for sign, factor in _IN_PERCENT.items() if unit == "%" and sign in plain), 0)
    percent = bool(re.search("%|百分", plain))
    all_of_it = percent and not decimals and match[1].strip() == "100"
    if all_of_it or not (decimals or powers or percent or in_percent):
        return 0.0
    return float(Decimal(_product(powers) * (in_percent or 1)).scaleb(-len(decimals)))


def _product(powers: str) -> int:
    return math.prod(_POWER[sign] for sign in powers)


def breadth(clause: str) -> int:
    """How wide the words before a number reach: one each for area, year and total, less for a part."""
    wide = sum(bool(pattern.search(clause)) for pattern in (_WIDE_AREA, _WIDE_TIME, _WIDE_TOTAL))
    return wide - 2 if _PART.search(clause) else wide
