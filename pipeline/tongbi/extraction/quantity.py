"""Quantities in a text: where a number with its approximator and measure word stands, its value and its interval.

Belongs here: section 3 of the contract, and which numbers are no quantities. Does not belong here: what is counted,
the role, the period, the metric.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from tongbi.extraction import numerals
from tongbi.extraction.lexicon import Lexicon, lexicon

_HUNDRED = Decimal(100)
_NEAR_WORDS = ("近", "接近", "将近", "不足", "不到", "未到")
_MONEY = re.compile(r"(?:人民币)?(美元|港元|欧元|日元|元)")
_RANGE = re.compile(r" ?(?:[-—~]{1,2}|至|到) ?$")
_LIST_SIGN = re.compile(r"(?:[、,，] ?|和|及|与)$")
_BARE_NUMBER = re.compile(r"(?<![\d.第年月/×+-])(\d+(?:\.\d+)?) ?(?:[、,，] ?|和|及|与)$")
_QUOTED = re.compile(r"“[^”\n]{1,16}”|《[^》\n]{1,120}》|〔[^〕\n]{0,12}〕|\[[0-9]{2,4}\]")
_ENUMERATOR = re.compile(r"(?:^|\n) *\d{1,2}[.、．]$")
_PEOPLE = re.compile(
    r"(?:的)?(?:[一-鿿]{0,6}?)(?:人口|职工|农民|群众|居民|劳动者|劳动力|人员|儿童|学生|游客|农村人口|贫困人口)"
)
_LISTED = re.compile(r"(?:[0-9]+|[一二三四五六七八九十]+)[.、]")


@dataclass(slots=True)
class Quantity:
    """One quantity: `text[start:end]` is the surface, `value` is exact and in base units.

    `unit` is the measure word without multiplier; `unit_class` its class in measure_words.yaml ("" where no measure word stands);
    `place` is the place value of the last written digit; `number_start` is where the number itself begins; `form` tells a plain
    number from a share in words, a range, a doubling.
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
    approximate: bool = False
    form: str = "number"


def interval(value: Decimal, place: Decimal, kind: str, word: str) -> tuple[Decimal, Decimal]:
    """The two ends that an approximator allows; `kind` is over, near, within, about or empty."""
    if kind == "over":
        return value, value + place
    if kind == "near":
        return (value * 9 / 10 if value == place and word in _NEAR_WORDS else value - place), value
    if kind == "within":
        return value - place, value
    if kind == "about":
        return value - place / 2, value + place / 2
    return value, value


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a normalised text, in text order, without overlaps.

    Time is linear in the text's length: each candidate looks back and ahead a bounded number of characters.
    """
    lex = lexicon()
    names = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    name_starts = [start for start, _ in names]
    found: list[Quantity] = []
    for match in lex.number.finditer(text):
        quantity = _read(lex, text, match)
        if quantity is None:
            continue
        at = bisect_right(name_starts, quantity.number_start) - 1
        if at >= 0 and quantity.number_start < names[at][1]:
            continue
        if found and quantity.start < found[-1].end:
            quantity.start = max(quantity.number_start, found[-1].end)
        _join(text, found, quantity)
    return found


def _read(lex: Lexicon, text: str, match: re.Match[str]) -> Quantity | None:
    kind_of_number = "digits"
    if match["digits"] is not None:
        read = _digits(lex, text, match)
    elif match["chinese"] is not None:
        kind_of_number = "numeral"
        read = _numeral(lex, text, match)
    else:
        read = _in_words(text, match)
    if read is None:
        return None
    quantity, more = read
    return _approximated(lex, text, quantity, more) if _counts(lex, text, quantity, kind_of_number) else None


def _digits(lex: Lexicon, text: str, match: re.Match[str]) -> tuple[Quantity, bool] | None:
    digits, start, end = match["digits"], match.start(), match.end()
    multiplier = (match["multiplier"] or "").strip()
    unit = match["unit"]
    if (
        match.start()
        and text[match.start() - 1] in ".·-/"
        and text[match.start() - 2 : match.start() - 1].isdigit()
    ):
        return None
    if "." in digits and unit and _listed(text, start, digits):
        # "1.3个乡镇" at the start of a line is item 1 and three townships
        start += digits.index(".") + 1
        digits = digits.partition(".")[2]
    more = bool(match["more"] or match["more_after"])
    unit_class = ""
    if unit is None:
        money = _MONEY.match(text, end) if multiplier else None
        following = text[end : end + 12]
        if money:
            unit, end, unit_class = money[1], money.end(), "money"
        elif multiplier and "万" in multiplier + digits or multiplier and "亿" in multiplier:
            people = _PEOPLE.match(following) or lex.after.match(following)
            if not people:
                return None
            unit, unit_class = "人", "persons"
        else:
            return None
    else:
        gap = text[match.start("unit") - 1]
        if gap == "\n" and (start == 0 or text[start - 1] == "\n"):
            return None
        unit, unit_class = _unit(lex, unit)
    value, place = numerals.arabic(digits, multiplier)
    if unit_class == "times" and unit == "次" and text.startswith("全会", end):
        return None
    return Quantity(start, end, start, value, value, value, unit, unit_class, place), more


def _listed(text: str, start: int, digits: str) -> bool:
    return bool(re.match(r"\d{1,2}\.", digits)) and (
        start == 0 or text[max(0, start - 4) : start].rstrip(" ").endswith("\n")
    )


def _unit(lex: Lexicon, written: str) -> tuple[str, str]:
    unit = written.replace("（次）", "次").removeprefix("大")
    if unit in ("个百分点", "百分点"):
        return unit, "points"
    if unit.startswith("个") and unit not in ("个", "个月"):
        unit = unit[1:]
    return unit, lex.words[unit].unit_class


def _numeral(lex: Lexicon, text: str, match: re.Match[str]) -> tuple[Quantity, bool] | None:
    word, start = match["chinese"], match.start()
    more = bool(match["chinese_more"])
    tail = match["chinese_multiplier"] or ""
    bare = all(char in "百千万亿" for char in word)
    unit, unit_class = _unit(lex, match["chinese_unit"])
    if bare and not more and not lex.before.search(text, max(0, start - 5), start):
        if not (lex.before_bare.search(text, max(0, start - 1), start) or "万亿" in word):
            return None
        if word == "万亿" and not lex.before.search(text, max(0, start - 5), start):
            return None
    if word == "十" and not more and not lex.before.search(text, max(0, start - 5), start) and unit == "分":
        return None
    if len(word) == 1 and word in "一零〇":
        return None
    read = numerals.chinese(word)
    if read is None:
        return None
    value, place = read
    factor = numerals.multiplier(tail)
    quantity = Quantity(
        start,
        match.end(),
        start,
        value * factor,
        value * factor,
        value * factor,
        unit,
        unit_class,
        place * factor,
    )
    if unit == "个" and not _PIECES_COUNTED.match(text, match.end()):
        return None
    return quantity, more


# 三个区, 十个村委会: a numeral before 个 counts only bodies, places, persons and things that one can point at
_PIECES_COUNTED = re.compile(
    r"(?:[一-鿿]{0,4}?)(?:乡|镇|县|区|市|省|村|社区|街道|部门|单位|局|站|所|中心|基地|点|小组|专班|工作组|督导组|督查组|项目|案件|"
    r"案例|问题|事项|窗口|平台|企业|委员会|办公室|台风|月|工作日|地区|机构|组织|小时|代表|行业|集体)"
)


def _in_words(text: str, match: re.Match[str]) -> tuple[Quantity, bool] | None:
    start, end = match.span()
    if match["hundredths"]:
        written = match["share"]
        read = numerals.arabic(written) if written[0].isdigit() else numerals.chinese(written)
        if read is None or (written == "百" and text.startswith("百分百", start)):
            return None
        return Quantity(start, end, start, *([read[0]] * 3), "%", "share", read[1], form="share"), bool(
            match["share_more"]
        )
    if match["divisor"]:
        divisor, dividend = numerals.chinese(match["divisor"]), numerals.chinese(match["dividend"])
        if not divisor or not dividend or not divisor[0]:
            return None
        share = round(dividend[0] / divisor[0] * _HUNDRED, 4)
        return Quantity(start, end, start, share, share, share, "%", "share", Decimal(1), form="share"), False
    if match["tenths"]:
        share = Decimal(numerals.chinese(match["tenths"])[0] * 10)  # type: ignore[index]
        return Quantity(
            start, end, start, share, share, share, "%", "share", Decimal(10), form="share"
        ), False
    times = numerals.chinese(match["doublings"] or "一")
    if times is None:
        return None
    growth = (Decimal(2) ** int(times[0]) - 1) * _HUNDRED
    return Quantity(start, end, start, growth, growth, growth, "%", "share", growth, form="doubling"), False


def _counts(lex: Lexicon, text: str, quantity: Quantity, written: str) -> bool:
    start, end = quantity.number_start, quantity.end
    if written == "numeral" and lex.vague.search(text, max(0, start - 2), start):
        return False
    before = lex.before.search(text, max(0, start - 5), start)
    left = before.start() if before else start
    for entry, before_pattern, after_pattern in lex.non_quantities:
        if entry.units and quantity.unit not in entry.units:
            continue
        if entry.written != "both" and entry.written != written:
            continue
        if before_pattern and before_pattern.search(text, max(0, left - 6), left):
            return False
        if after_pattern and after_pattern.match(text, end):
            return False
    return True


def _approximated(lex: Lexicon, text: str, quantity: Quantity, more: bool) -> Quantity:
    kind = word = ""
    before = lex.before.search(text, max(0, quantity.start - 5), quantity.start)
    if before is None and (bare := lex.before_bare.search(text, max(0, quantity.start - 1), quantity.start)):
        if text[quantity.number_start] in "百千万":
            quantity.start, kind = bare.start(), "over"
    elif before is not None:
        word = before[1]
        kind, quantity.start = lex.kind[word], before.start()
    after = lex.after.match(text, quantity.end)
    if after:
        quantity.end = after.end()
        kind = kind or lex.kind[after[0]]
    if more:
        kind = kind or "over"
    quantity.approximate = bool(kind)
    quantity.low, quantity.high = interval(quantity.value, quantity.place, kind, word)
    return quantity


def _join(text: str, found: list[Quantity], quantity: Quantity) -> None:
    """Append, after joining a range (3—5天) or giving a shared unit to the numbers before it (4.6、3.1、2.8个工作日)."""
    between = _RANGE.search(text, max(0, quantity.start - 4), quantity.start)
    if between and quantity.form != "doubling":
        low = _range_start(text, found, between.start(), quantity)
        if low is not None:
            start, value = low
            if value < quantity.value:
                if found and found[-1].end > start:
                    found.pop()
                quantity.start = quantity.number_start = start
                quantity.low, quantity.high = value, quantity.value
                quantity.value = (value + quantity.value) / 2
                quantity.form = "range"
                found.append(quantity)
                return
    found.extend(_sharing(text, found, quantity))
    found.append(quantity)


def _range_start(
    text: str, found: list[Quantity], end: int, quantity: Quantity
) -> tuple[int, Decimal] | None:
    if (
        found
        and found[-1].end == end
        and found[-1].unit == quantity.unit
        and found[-1].form in ("number", "share")
    ):
        return found[-1].start, found[-1].value
    digits = re.search(r"(?<![\d.第年月])(\d+(?:\.\d+)?)(万|亿|%)?$", text[max(0, end - 12) : end])
    if digits is None or (found and found[-1].end > end - len(digits[0])):
        return None
    if re.match(r" ?[年月日号]", text[quantity.end : quantity.end + 2]):
        return None
    value, _ = numerals.arabic(digits[1], (digits[2] or "").replace("%", ""))
    if not digits[2]:
        # 3—5万元: the multiplier of the second end holds for the first as well
        written = re.match(r"[\d.]+ ?(万亿|万|亿)?", text[quantity.number_start : quantity.end])
        if written and written[1]:
            value *= numerals.multiplier(written[1])
    return end - len(digits[0]), value


def _sharing(text: str, found: list[Quantity], quantity: Quantity) -> list[Quantity]:
    sharing: list[Quantity] = []
    end = quantity.start
    floor = found[-1].end if found else 0
    while quantity.form == "number" and text[quantity.number_start].isdigit():
        match = _BARE_NUMBER.search(text, max(floor, end - 16), end)
        if match is None or _LISTED.match(text, match.start()) and _line_start(text, match.start()):
            break
        value, place = numerals.arabic(match[1])
        left = text[max(0, match.start() - 1) : match.start()]
        if left in "第年月日号.（" and left:
            break
        sharing.append(
            Quantity(
                match.start(1),
                match.end(1),
                match.start(1),
                value,
                value,
                value,
                quantity.unit,
                quantity.unit_class,
                place,
            )
        )
        end = match.start()
    sharing.reverse()
    return sharing


def _line_start(text: str, at: int) -> bool:
    return at == 0 or text[max(0, at - 3) : at].rstrip(" ").endswith("\n")
