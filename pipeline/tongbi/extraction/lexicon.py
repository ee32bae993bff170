"""The declared knowledge of quantities, read from `sources/language/` and validated.

Belongs here: models of measure words, approximators, ways of writing numbers and classes of non-quantities,
and the patterns built of them. Does not belong here: applying them to a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tongbi import declaring, project
from tongbi.declaring import Pattern
from tongbi.extraction.numerals import COUNTED, DIGITS, NUMERALS, ZEROS
from tongbi.extraction.patterns import HAN, any_of, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Omitted(_Entry):
    """Words that tell that a measure word is left out, before or after the number."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class MeasureWord(_Entry):
    """A measure word, the class of things it counts, what must not follow it, and how else it is written."""

    word: str
    unit_class: str = Field(alias="class")
    not_before: tuple[Pattern, ...] = ()
    numeral: bool = True
    counting: tuple[str, ...] = ()
    after_piece: bool = False
    after_big: bool = False
    and_times: bool = False
    more_inside: bool = False
    more_after: bool = False
    per: bool = False
    omitted: Omitted | None = None

    @property
    def written(self) -> Iterator[str]:
        """The longer forms of the word: 倍多, 个多月, 个工作日, 大类, 场（次）."""
        if self.more_after:
            yield self.word + MORE
        if self.more_inside:
            yield from (inside + self.word.removeprefix("个") for inside in (MORE_INSIDE, HALF_INSIDE))
        if self.after_piece:
            yield f"个{self.word}"
        if self.after_big:
            yield f"大{self.word}"
        if self.and_times:
            yield f"{self.word}（次）"


class Approximators(_Entry):
    """Approximators by place: before the number, inside it, after the measure word."""

    before: dict[Literal["over", "near", "within", "about"], tuple[str, ...]]
    before_bare: tuple[str, ...]
    inside: tuple[str, ...]
    after: dict[Literal["over", "near", "within", "about"], tuple[str, ...]]
    not_after: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    between: tuple[str, ...]
    vague: tuple[str, ...]
    some_after: dict[str, tuple[str, ...]]


class Numerals(_Entry):
    """How numbers are written beyond plain digits and plain numerals, and what only looks like it."""

    bankers: dict[str, str]
    bankers_beside_a_place: dict[str, str]
    not_bankers: dict[str, tuple[str, ...]]
    no_number_after: tuple[str, ...]
    thousands_before: tuple[str, ...]
    no_count: frozenset[str]
    one_counts: frozenset[str]
    second: frozenset[str]
    tenths_not_before: tuple[str, ...]
    strokes_after: tuple[str, ...]
    before_money: tuple[str, ...]
    minus: tuple[str, ...]
    not_minus: dict[str, tuple[str, ...]]
    signed: frozenset[str]


class NonQuantity(_Entry):
    """A class of numbers that are no quantities, told by what stands before or after."""

    name: str = Field(alias="class")
    before: Pattern = ""
    after: Pattern = ""
    units: frozenset[str] = frozenset()
    written: Literal["digits", "numeral", "small", "both"] = "both"


@dataclass(frozen=True)
class Lexicon:
    """The patterns that `quantity` applies, compiled once.

    `before_ends` holds the last sign of all that may make an approximator before a number, `after_begins` the
    first of those after it. `minus`, `cut`,
    `strokes` and `people_before` end where a number begins, `people` and `counted` begin where it ends.
    """

    words: Mapping[str, MeasureWord]
    number: re.Pattern[str]
    before: re.Pattern[str]
    before_ends: frozenset[str]
    before_bare: re.Pattern[str]
    vague: re.Pattern[str]
    after: re.Pattern[str]
    after_begins: frozenset[str]
    kind: Mapping[str, str]
    non_quantities: tuple[NonQuantity, ...]
    some: frozenset[str | None]
    no_count: frozenset[str]
    one_counts: frozenset[str]
    second: frozenset[str]
    minus: re.Pattern[str]
    minus_signs: frozenset[str]
    signed: frozenset[str]
    cut: re.Pattern[str]
    strokes: re.Pattern[str]
    money: re.Pattern[str]
    per: re.Pattern[str]
    people: re.Pattern[str]
    people_before: re.Pattern[str]
    counted: re.Pattern[str]

    @cached_property
    def measures(self) -> Mapping[str, tuple[str, str]]:
        """By a measure word as written, that without 个, 大 and brackets, and its class: 工作日, workdays."""
        return _Found(self._measure)

    @cached_property
    def refusals(self) -> Mapping[tuple[str, str], tuple[_Maybe, _Signs, _Maybe, _Signs]]:
        """By measure word and writing, what before and what after a number says that it is no quantity.

        With each, the signs that it ends or begins with, where these can be told.
        """
        return _Found(self._refusal)

    def _measure(self, written: str) -> tuple[str, str]:
        unit = written.replace(" ", "").replace("（次）", "次").removesuffix(MORE).removeprefix("大")
        unit = unit.replace(MORE_INSIDE, "个").replace(HALF_INSIDE, "个")
        if unit.startswith("个") and unit not in self.words:
            unit = unit.removeprefix("个")
        return unit, self.words[unit].unit_class

    def _refusal(self, told: tuple[str, str]) -> tuple[_Maybe, _Signs, _Maybe, _Signs]:
        unit, written = told
        classes = [
            entry
            for entry in self.non_quantities
            if (not entry.units or unit in entry.units) and entry.written in _COVERING[written]
        ]
        before = "|".join(f"(?:{entry.before})" for entry in classes if entry.before or not entry.after)
        after = "|".join(f"(?:{entry.after})" for entry in classes if entry.after)
        return (
            re.compile(f"(?:{before})$") if before else None,
            taken(before),
            re.compile(after) if after else None,
            taken(after),
        )


# the ways of writing that a class may name, by how a number is written
_COVERING = {
    "digits": ("both", "digits"),
    "numeral": ("both", "numeral"),
    "small": ("both", "numeral", "small"),
}
_Maybe = re.Pattern[str] | None
_Signs = frozenset[str] | None
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Found(dict[_Key, _Value]):
    """What `find` gives for each key, found when it is first asked for."""

    def __init__(self, find: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: _Key) -> _Value:
        self[key] = found = self._find(key)
        return found


def read_yaml(path: Path) -> object:
    """The content of one data file; a message that names the file where it is no YAML."""
    try:
        return declaring.parse(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not valid YAML: {error}") from error


_T = TypeVar("_T")


def declared(kind: type[_T], name: str) -> _T:
    """A data file of `sources/language`, validated; a ValueError names the file and the field at fault."""
    path = project.sources() / "language" / name
    try:
        return TypeAdapter(kind).validate_python(read_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error


_DIGIT = f"[{COUNTED}]"
# digits that a line break (BROKEN) parts may be torn besides
_TORN = r"\d(?:[ ,]?\d)*\u2060\d(?:[ ,]?\d)*"
_INTEGER = rf"(?:{_TORN}|" r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d(?: \d)+(?!\d)|\d+)"
# 6835. 27 is torn, 3. 27 may be the third item with a number
_FRACTION = r"(?:(?: \. ?|[.·]|(?<=\d\d)\. |\.\u2060)\d(?: ?\d)*|。\d+(?=%))?"
_MULTIPLIER = r"(?:万万|万亿|百万|千万|百亿|千亿|十万|十亿|万|亿|千|百(?! {0,2}分))"
# no quantity is written in more characters
LONGEST_NUMERAL, LONGEST_DIGITS = 24, 32
# bounded and possessive: a text of nothing but numerals is read in linear time
_WHOLE = rf"[{NUMERALS}]{{1,{LONGEST_NUMERAL}}}+"
_CHINESE = rf"{_WHOLE}(?: {_WHOLE}){{0,23}}+(?: ?点(?: ?[{ZEROS}{DIGITS}]){{1,8}}+)?"
# 三个多月, 两个半小时: 多 and 半 inside the measure word
MORE, MORE_INSIDE, HALF_INSIDE = "多", "个多", "个半"
# at most as many spaces between the parts of a number, and between a number and its measure word
_GAP = " {0,3}"
_POINTS = f"个{_GAP}百{_GAP}分{_GAP}点|百{_GAP}分{_GAP}点"


def _unit_pattern(words: list[MeasureWord], *, numeral: bool) -> str:
    parts = [form for entry in words for form in entry.written]
    for entry in sorted(words, key=lambda w: -len(w.word)):
        if numeral and not entry.numeral:
            continue
        guard = f"(?!{'|'.join(entry.not_before)})" if entry.not_before else ""
        parts.append(re.escape(entry.word) + guard)
    return f"(?:{_POINTS}|{'|'.join(parts)})"


def _number_pattern(words: list[MeasureWord], approx: Approximators, numerals: Numerals) -> str:
    unit, inside = _unit_pattern(words, numeral=False), f"[{''.join(approx.inside)}]"
    some = "|".join(
        f"(?:(?<=[{''.join(ends)}])|(?<=[{''.join(ends)}] )){word}"
        for word, ends in approx.some_after.items()
    )
    more = f"{inside}|{some}"
    alone = rf"(?![\d.{NUMERALS}个年月日号时]|{unit})"

    def in_words(kind: str) -> str:
        """What may follow a number in one kind of writing instead of a measure word: 百分之五, 七成六."""
        tenths_end = any_of(numerals.tenths_not_before)
        return (
            rf"{_GAP}分{_GAP}之{_GAP}(?P<{kind}_part>{_CHINESE}|{_INTEGER}{_FRACTION})"
            rf"(?P<{kind}_part_more>{inside})?"
            rf"| ?(?P<{kind}_tenths>成)(?!{tenths_end})"
            rf"(?:(?P<{kind}_half>半)|(?P<{kind}_hundredth> ?{_DIGIT}|[1-9]){alone})?"
            rf"(?P<{kind}_tenths_more>{inside})?"
        )

    # every alternative begins with one of these signs: to look for one first is several times as fast
    return (
        rf"(?=[0-9翻{NUMERALS}])(?:"
        rf"(?P<digits>{_INTEGER}{_FRACTION})"
        rf"(?:{in_words('digits')}|/(?P<whole>\d{{1,3}})(?![\d/.])"
        rf"| ?(?P<more>{inside})?(?P<multiplier>[ \n]?{_MULTIPLIER})?(?P<more_after>{inside})?"
        rf"(?:(?: {{1,4}}|\n)?(?P<unit>{unit}))?)"
        rf"|(?P<chinese>{_CHINESE})"
        rf"(?:{in_words('chinese')}"
        rf"|(?: ?(?P<chinese_more>{more}))?(?: ?(?P<chinese_multiplier>[万亿]{{1,2}}+))?"
        rf"(?P<gap> {{1,4}})?(?P<chinese_unit>{unit}|个))"
        rf"|翻了?(?P<doublings>[一二两三四])?番)"
    )


def _ending(words: Iterable[str], exceptions: Mapping[str, tuple[str, ...]]) -> str:
    """Any of the words that stands after none of its exceptions; each of these is one character."""
    return "|".join(
        (f"(?<![{''.join(exceptions[word])}])" if word in exceptions else "") + re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )


@cache
def ways_of_writing() -> Numerals:
    """The ways of `numerals.yaml`; a ValueError names the field that does not fit."""
    return declared(Numerals, "numerals.yaml")


@cache
def lexicon() -> Lexicon:
    """The lexicon of `sources/language/`; a ValueError names the file and the field that do not fit."""
    words = declared(list[MeasureWord], "measure_words.yaml")
    approx = declared(Approximators, "approximators.yaml")
    classes = declared(list[NonQuantity], "non_quantities.yaml")
    numerals = ways_of_writing()
    after_kind = {word: kind for kind, group in approx.after.items() for word in group}
    after = "|".join(
        word + (f"(?![{''.join(approx.not_before[word])}])" if word in approx.not_before else "")
        for word in sorted(after_kind, key=len, reverse=True)
    )
    before_kind = {word: kind for kind, group in approx.before.items() for word in group}
    before = _ending(before_kind, approx.not_after)
    money = [entry.word for entry in words if entry.unit_class == "money"]
    (left_out,) = (entry.omitted for entry in words if entry.omitted)
    return Lexicon(
        words={entry.word: entry for entry in words},
        number=re.compile(_number_pattern(words, approx, numerals)),
        before=re.compile(rf"({before})(?:{'|'.join(approx.between)})? ?$"),
        before_ends=frozenset(word[-1] for word in (*before_kind, *approx.between, " ")),
        before_bare=re.compile(rf"({'|'.join(approx.before_bare)})$"),
        vague=re.compile(rf"(?:{'|'.join(approx.vague)})$"),
        after=re.compile(after),
        after_begins=frozenset(word[0] for word in after_kind),
        kind=before_kind | after_kind,
        non_quantities=tuple(classes),
        some=frozenset(approx.some_after),
        no_count=numerals.no_count,
        one_counts=numerals.one_counts,
        second=numerals.second,
        minus_signs=frozenset(numerals.minus),
        minus=re.compile(rf"(?<![\d%A-Za-z)-])(?:{_ending(numerals.minus, numerals.not_minus)})$"),
        signed=numerals.signed,
        cut=re.compile(f"(?:{any_of(numerals.no_number_after)})$"),
        strokes=re.compile(f"(?:{any_of(numerals.strokes_after)})$"),
        money=re.compile(f"(?:{any_of(numerals.before_money)})?({any_of(money)})"),
        per=re.compile(f"/(?:{any_of(entry.word for entry in words if entry.per)})"),
        people=re.compile(rf"的?[{HAN}]{{0,8}}?(?:{any_of(left_out.after)})"),
        people_before=re.compile(rf"(?:{any_of(left_out.before)})[^，；。：0-9]{{0,6}}$"),
        counted=re.compile(
            rf"[{HAN}]{{0,4}}?(?:{any_of(word for entry in words for word in entry.counting)})"
        ),
    )
