"""Quantities in a text: a number with its approximator and measure word, its place, value and interval.

Belongs here: section 3 of the contract, and which numbers are no quantities. Does not belong here: numbers
that share a unit or make a range (`joining`), what is counted, the role, the period, the metric.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tongbi.extraction import numerals
from tongbi.extraction.lexicon import LONGEST_DIGITS, LONGEST_NUMERAL, MORE_INSIDE, NUMERALS, Lexicon, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNDRED = Decimal(100)
_NEAR_WORDS = ("近", "接近", "将近", "不足", "不到", "未到")
_MONEY = re.compile(r"(?:人民币)?(美元|港元|欧元|日元|元)")
_QUOTED = re.compile(r"“[^”\n]{1,16}”|《[^》\n]{1,120}》|〔[^〕\n]{0,12}〕|\[[0-9]{2,4}\]")
# numerals of bankers, without those that end other words (队伍, 大陆): what goes on from one is no number
_BANKERS = re.compile("[壹贰叁肆柒捌玖佰仟兆]|(?<!收)拾")
_NO_COUNT = frozenset(("一", "零", "〇"))
_RANGE_LEFT = re.compile(r"(?<![\d.·/年月第-])(\d{1,6}(?:\.\d{1,4})?)-$")
_ZEROS = re.compile(r"0\d")
_ITEM = re.compile(r"\d{1,2}\.")
_PEOPLE = re.compile(
    r"的?[一-鿿]{0,6}?"
    r"(?:人口|职工|农民|群众|居民|劳动者|劳动力|人员|儿童|学生|游客|农村人口|贫困人口)"
)
_LARGE = frozenset("万亿千")
_COMPOUND = re.compile(r"(?<![\d.])(\d{1,4})([万亿千])$")
# 农村贫困人口减少1109万，: the noun before tells what is counted
_PEOPLE_BEFORE = re.compile(r"(?:人口|人数|就业|脱贫|减贫)[^，；。：0-9]{0,6}$")
# 三个区, 十个村委会: a numeral before 个 counts only bodies, places, persons and things that one can point at
_PIECES_COUNTED = re.compile(
    r"[一-鿿]{0,4}?(?:乡|镇|县|区|市|省|村|社区|街道|部门|单位|局|站|所|中心|基地|点|小组|专班|工作组|督导组|"
    r"督查组|项目|案件|案例|问题|事项|窗口|平台|企业|委员会|办公室|台风|月|工作日|地区|机构|组织|小时|代表|行业|集体)"
)


@dataclass(slots=True)
class Quantity:
    """One quantity: `text[start:end]` is the surface, `value` is exact and in base units.

    `unit` is the measure word without multiplier; `unit_class` its class in measure_words.yaml ("" where no
    measure word stands); `place` is the place value of the last written digit; `number_start` is where the
    number itself begins; `form` tells a plain number from a share in words, a range, a doubling.
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

    @classmethod
    def exact(
        cls,
        span: tuple[int, int],
        value: Decimal,
        place: Decimal,
        unit: tuple[str, str],
        form: str = "number",
    ) -> Quantity:
        """A quantity whose interval is its value; `unit` is the measure word with its class."""
        start, end = span
        return cls(start, end, start, value, value, value, unit[0], unit[1], place, False, form)


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


def quantities(text: str) -> Iterator[Quantity]:
    """Every number with a measure word that is a quantity by itself, in text order.

    Time is linear in the text's length: each candidate looks back and ahead a bounded number of characters.
    """
    lex = lexicon()
    names = [match.span() for match in _QUOTED.finditer(text)]
    name_starts = [start for start, _ in names]
    for match in lex.number.finditer(text):
        quantity = _read(lex, text, match)
        if quantity is None:
            continue
        at = bisect_right(name_starts, quantity.number_start) - 1
        if at < 0 or quantity.number_start >= names[at][1]:
            yield quantity


def _read(lex: Lexicon, text: str, match: re.Match[str]) -> Quantity | None:
    start = match.start()
    written = "digits"
    before = _before(lex, text, start)
    if match["digits"] is not None:
        read = _digits(lex, text, match)
    elif match["chinese"] is not None:
        written = "numeral"
        if lex.vague.search(text, max(0, start - 2), start):
            return None
        read = _numeral(lex, text, match, before)
    else:
        read = _in_words(match)
    if read is None:
        return None
    quantity, more = read
    if quantity.number_start < start:
        before = _before(lex, text, quantity.number_start)
    left = before.start() if before else quantity.number_start
    no_before, no_after = lex.refusals[quantity.unit, written]
    if no_before and no_before.search(text, max(0, left - 6), left):
        return None
    if no_after and no_after.match(text, quantity.end):
        return None
    return _approximated(lex, text, quantity, more, before)


def _before(lex: Lexicon, text: str, start: int) -> re.Match[str] | None:
    """The approximator right before a number; where none can end, none is searched for."""
    if start and text[start - 1] in lex.before_ends:
        return lex.before.search(text, max(0, start - 5), start)
    return None


def _digits(lex: Lexicon, text: str, match: re.Match[str]) -> tuple[Quantity, bool] | None:
    digits, multiplier, unit = match.group("digits", "multiplier", "unit")
    if (unit is None and multiplier is None) or len(digits) > LONGEST_DIGITS:
        return None
    start, end = match.span()
    if start and text[start - 1] in ".·-/" and text[start - 2 : start - 1].isdigit():
        # 3-5天 may be the end of a range; 2023-12, 0831-5 are none
        left = _RANGE_LEFT.search(text, max(0, start - 12), start)
        if left is None or _ZEROS.match(left[1]) or float(left[1]) >= float(numerals.arabic(digits)[0]):
            return None
    if "." in digits and unit and _ITEM.match(digits) and line_start(text, start):
        # "1.3个乡镇" at the start of a line is item 1 and three townships
        start += digits.index(".") + 1
        digits = digits.partition(".")[2]
    multiplier = multiplier.strip() if multiplier else ""
    more = bool(match["more"] or match["more_after"])
    if unit is None:
        if money := _MONEY.match(text, end):
            measure, end = (money[1], "money"), money.end()
        elif ("万" in multiplier or "亿" in multiplier) and (
            _PEOPLE.match(text, end, end + 12)
            or lex.after.match(text, end, end + 12)
            or _PEOPLE_BEFORE.search(text, max(0, start - 12), start)
        ):
            measure = ("人", "persons")
        else:
            return None
    else:
        more = more or unit.startswith(MORE_INSIDE)
        if text[end - len(unit) - 1] == "\n" and (start == 0 or text[start - 1] == "\n"):
            return None
        measure = lex.measures[unit]
    if measure[0] == "次" and text.startswith("全会", end):
        return None
    value, place = numerals.arabic(digits, multiplier)
    while (
        text[start - 1 : start] in _LARGE
        and digits.isdigit()
        and (head := _COMPOUND.search(text, max(0, start - 8), start))
    ):
        # 2万5千公里, 7万5千4百件: the number goes on from a larger multiplier
        larger = numerals.arabic(head[1], head[2])[0]
        if larger <= value:
            break
        start, value = head.start(), value + larger
    return Quantity(start, end, start, value, value, value, measure[0], measure[1], place), more


def line_start(text: str, at: int) -> bool:
    """Whether nothing but spaces stands between the start of the line and `at`."""
    return at == 0 or text[max(0, at - 4) : at].rstrip(" ").endswith("\n")


def _numeral(
    lex: Lexicon, text: str, match: re.Match[str], before: re.Match[str] | None
) -> tuple[Quantity, bool] | None:
    word, tail, unit = match.group("chinese", "chinese_multiplier", "chinese_unit")
    start = match.start()
    more = bool(match["chinese_more"]) or unit.startswith(MORE_INSIDE)
    if before is None and not more:
        if word == "万亿" or (word == "十" and unit == "分"):
            return None
        if all(char in "百千万亿" for char in word) and not (
            lex.before_bare.search(text, max(0, start - 1), start) or "万亿" in word
        ):
            return None
    if start and _BANKERS.match(text, start - 1):
        return None
    if text[max(0, start - 2) : start].endswith(" ") and text[start - 2] in NUMERALS:
        # 一百 五十件: what is left of a number whose characters were torn apart
        return None
    if (
        word in _NO_COUNT
        or len(word) == LONGEST_NUMERAL
        or (unit == "个" and not _PIECES_COUNTED.match(text, match.end()))
    ):
        return None
    read = numerals.chinese(word)
    if read is None:
        return None
    factor = numerals.multiplier(tail or "")
    return Quantity.exact(match.span(), read[0] * factor, read[1] * factor, lex.measures[unit]), more


def _in_words(match: re.Match[str]) -> tuple[Quantity, bool] | None:
    if match["hundredths"]:
        written = match["share"]
        read = numerals.arabic(written) if written[0].isdigit() else numerals.chinese(written)
        if read is None:
            return None
        return Quantity.exact(match.span(), *read, ("%", "share"), "share"), bool(match["share_more"])
    if match["divisor"]:
        divisor, dividend = numerals.chinese(match["divisor"]), numerals.chinese(match["dividend"])
        if not divisor or not dividend or not divisor[0]:
            return None
        share = round(dividend[0] / divisor[0] * _HUNDRED, 4)
        return Quantity.exact(match.span(), share, Decimal(1), ("%", "share"), "share"), False
    if written := match["tenths"]:
        tenths = numerals.arabic(written) if written[0].isdigit() else numerals.chinese(written)
        if tenths is None:
            return None
        value, place = tenths[0] * 10, tenths[1] * 10
        if match["half"]:
            value, place = value + 5, Decimal(1)
        return Quantity.exact(match.span(), value, place, ("%", "share"), "share"), bool(match["tenths_more"])
    times = numerals.chinese(match["doublings"] or "一")
    if times is None:
        return None
    growth = (Decimal(2) ** int(times[0]) - 1) * _HUNDRED
    return Quantity.exact(match.span(), growth, growth, ("%", "share"), "doubling"), False


def _approximated(
    lex: Lexicon, text: str, quantity: Quantity, more: bool, before: re.Match[str] | None
) -> Quantity:
    kind = word = ""
    if before is not None:
        word = before[1]
        kind, quantity.start = lex.kind[word], before.start()
    elif text[quantity.number_start] in "百千万":
        bare = lex.before_bare.search(text, max(0, quantity.start - 1), quantity.start)
        if bare:
            quantity.start, kind = bare.start(), "over"
    if after := lex.after.match(text, quantity.end):
        quantity.end = after.end()
        kind = kind or lex.kind[after[0]]
    if more:
        kind = kind or "over"
    if kind:
        quantity.approximate = True
        quantity.low, quantity.high = interval(quantity.value, quantity.place, kind, word)
    return quantity
