"""Numbers that share a measure word: ranges (3—5天) and lists (4.6、3.1、2.8个工作日).

Belongs here: giving a number without a measure word that of the next one. Does not belong here: what makes
one number a quantity (`quantity`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tongbi.extraction import numerals
from tongbi.extraction.connectives import connectives
from tongbi.extraction.quantity import Quantity, line_start, quantities

if TYPE_CHECKING:
    from decimal import Decimal

_RANGE_START = re.compile(r"(?<![\d.第月])(?<!\d年)(\d+(?:\.\d+)?)([万亿%])?$")
_SCALE = re.compile(r"[\d.]+ ?(万亿|万|亿)?")
_DATE = re.compile(r" ?[年月日号]")
_LISTED = re.compile(rf"(?:[0-9]+|[{numerals.DIGITS}十]+)[.、]")


@dataclass(frozen=True, slots=True)
class _Patterns:
    range: re.Pattern[str]
    range_ends: frozenset[str]
    join: re.Pattern[str]
    join_ends: frozenset[str]
    bare_number: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = connectives()
    join = f"(?:[,，]|{known.joins})"
    return _Patterns(
        range=re.compile(rf" ?{known.to}{{1,2}} ?$"),
        range_ends=known.to_ends | {" "},
        join=re.compile(f"{join} ?"),
        join_ends=known.join_ends | {",", "，", " "},
        bare_number=re.compile(rf"(?<![\d.第年月/×+-])(\d+(?:\.\d+)?) ?{join} ?$"),
    )


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a normalised text, in text order, without overlaps."""
    found: list[Quantity] = []
    known = _patterns()
    for quantity in quantities(text):
        if found and quantity.start < found[-1].end:
            quantity.start = max(quantity.number_start, found[-1].end)
        before = text[quantity.start - 1] if quantity.start else ""
        if before in known.range_ends and _end_of_range(text, found, quantity):
            continue
        if before in known.join_ends:
            _share_piece(text, found, quantity)
            found.extend(_sharing(text, found, quantity))
        found.append(quantity)
    return found


def _end_of_range(text: str, found: list[Quantity], quantity: Quantity) -> bool:
    """Put the range that the quantity ends in its place at the end of `found`; False where it ends none."""
    between = _patterns().range.search(text, max(0, quantity.start - 4), quantity.start)
    if between is None or quantity.form == "doubling":
        return False
    low = _range_start(text, found, between.start(), quantity)
    if low is None or low[1] >= quantity.value:
        return False
    start, value = low
    if found and found[-1].end > start:
        found.pop()
    quantity.start = quantity.number_start = start
    quantity.low, quantity.high = value, quantity.value
    quantity.value = (value + quantity.value) / 2
    quantity.form = "range"
    found.append(quantity)
    return True


def _range_start(
    text: str, found: list[Quantity], end: int, quantity: Quantity
) -> tuple[int, Decimal] | None:
    if found and found[-1].end == end and found[-1].unit == quantity.unit:
        return (found[-1].start, found[-1].value) if found[-1].form in ("number", "share") else None
    digits = _RANGE_START.search(text[max(0, end - 12) : end])
    if digits is None or (found and found[-1].end > end - len(digits[0])):
        return None
    if _DATE.match(text, quantity.end):
        return None
    value, _ = numerals.arabic(digits[1], (digits[2] or "").replace("%", ""))
    if not digits[2]:
        # 3—5万元: the multiplier of the second end holds for the first as well
        written = _SCALE.match(text, quantity.number_start, quantity.end)
        if written and written[1]:
            value *= numerals.multiplier(written[1])
    return end - len(digits[0]), value


def _share_piece(text: str, found: list[Quantity], quantity: Quantity) -> None:
    """Give the whole measure word to the quantities before that have 个 of it alone: 38个、42个工作日."""
    end = quantity.start
    if quantity.unit == "个" or "个" not in text[quantity.number_start : quantity.end]:
        return
    for earlier in reversed(found):
        if earlier.unit != "个" or not _patterns().join.fullmatch(text, earlier.end, end):
            return
        earlier.unit, earlier.unit_class = quantity.unit, quantity.unit_class
        end = earlier.start


def _sharing(text: str, found: list[Quantity], quantity: Quantity) -> list[Quantity]:
    """The numbers right before a quantity that have no measure word of their own, in text order."""
    sharing: list[Quantity] = []
    # 4895和608亿元: the multiplier of the last holds for all, unless they are told with their own
    written = _SCALE.match(text, quantity.number_start, quantity.end)
    scale = (written[1] or "") if written else ""
    end = quantity.start
    floor = found[-1].end if found else 0
    while quantity.form == "number" and text[quantity.number_start].isdigit():
        match = _patterns().bare_number.search(text, max(floor, end - 16), end)
        if match is None or (_LISTED.match(text, match.start()) and line_start(text, match.start())):
            break
        if match.start() and text[match.start() - 1] in "第年月日号.（":
            break
        value, place = numerals.arabic(match[1], scale)
        sharing.append(Quantity.exact(match.span(1), value, place, (quantity.unit, quantity.unit_class)))
        end = match.start()
    sharing.reverse()
    return sharing
