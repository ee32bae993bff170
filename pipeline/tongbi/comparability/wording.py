"""How a number is written: how precisely, and how widely its words reach.

Belongs here: the written precision of a surface, and the rank of a wording among several headline values.
Does not belong here: reading numbers (the extraction does), or choosing among statements (`series`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongbi.comparability.declared import BreadthFile

_POWER = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_IN_PERCENT = {"倍": 100, "番": 100, "成": 10}
_POINT = "[.．·・。]"
_NUMBER = re.compile(rf"(\d[\d,，\s]*)(?:{_POINT}\s*(\d+))?\s*[余多来]?\s*([百千万亿]*)(?![米克瓦])")
_CHINESE_ROUND = re.compile(r"[十百千]?[万亿]+(?=[余多来]?[^零一二三四五六七八九十百千万亿]*$)")
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


@dataclass(frozen=True, slots=True)
class Reach:
    """What tells how widely words reach: patterns of area, time and total, and one of parts."""

    wide: tuple[re.Pattern[str], ...]
    part: re.Pattern[str]

    @classmethod
    def of(cls, file: BreadthFile) -> Reach:
        """The patterns of breadth.yaml."""
        wide = (file.area, file.time, file.total)
        return cls(tuple(re.compile("|".join(group)) for group in wide), re.compile("|".join(file.part)))

    def breadth(self, clause: str) -> int:
        """How widely the words before a number reach: one each for area, time and total, less for a part."""
        named = sum(bool(pattern.search(clause)) for pattern in self.wide)
        return named - 2 if self.part.search(clause) else named
