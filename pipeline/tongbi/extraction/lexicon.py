"""The declared knowledge of quantities, read from `sources/language/` and validated.

Belongs here: models of measure words, approximators and classes of non-quantities, and the patterns built of
them. Does not belong here: applying them to a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tongbi import project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def compiles(pattern: str) -> str:
    """A declared pattern as it is; a ValueError where it is no regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


_Pattern = Annotated[str, AfterValidator(compiles)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class MeasureWord(_Entry):
    """A measure word, the class of things it counts, and what must not follow it."""

    word: str
    unit_class: str = Field(alias="class")
    not_before: tuple[_Pattern, ...] = ()
    numeral: bool = True


class Approximators(_Entry):
    """Approximators by place: before the number, inside it, after the measure word."""

    before: dict[Literal["over", "near", "within", "about"], tuple[str, ...]]
    before_bare: tuple[str, ...]
    inside: tuple[str, ...]
    after: dict[Literal["over", "near", "within", "about"], tuple[str, ...]]
    between: tuple[str, ...]
    vague: tuple[str, ...]


class NonQuantity(_Entry):
    """A class of numbers that are no quantities, told by what stands before or after."""

    name: str = Field(alias="class")
    before: _Pattern = ""
    after: _Pattern = ""
    units: frozenset[str] = frozenset()
    written: Literal["digits", "numeral", "both"] = "both"


@dataclass(frozen=True)
class Lexicon:
    """The patterns that `quantity` applies, compiled once.

    `before_ends` holds the last sign of all that may make an approximator before a number.
    """

    words: Mapping[str, MeasureWord]
    number: re.Pattern[str]
    before: re.Pattern[str]
    before_ends: frozenset[str]
    before_bare: re.Pattern[str]
    vague: re.Pattern[str]
    after: re.Pattern[str]
    kind: Mapping[str, str]
    non_quantities: tuple[NonQuantity, ...]

    @cached_property
    def measures(self) -> Mapping[str, tuple[str, str]]:
        """By a measure word as written, that without 个, 大 and brackets, and its class: 工作日, workdays."""
        return _Found(self._measure)

    @cached_property
    def refusals(self) -> Mapping[tuple[str, str], tuple[_Maybe, _Maybe]]:
        """By measure word and writing, what before and what after a number says that it is no quantity."""
        return _Found(self._refusal)

    def _measure(self, written: str) -> tuple[str, str]:
        unit = written.replace("（次）", "次").replace(MORE_INSIDE, "个").removeprefix("大")
        if unit.startswith("个") and unit not in self.words:
            unit = unit.removeprefix("个")
        return unit, self.words[unit].unit_class

    def _refusal(self, told: tuple[str, str]) -> tuple[_Maybe, _Maybe]:
        unit, written = told
        classes = [
            entry
            for entry in self.non_quantities
            if (not entry.units or unit in entry.units) and entry.written in ("both", written)
        ]
        before = "|".join(f"(?:{entry.before})" for entry in classes if entry.before)
        after = "|".join(f"(?:{entry.after})" for entry in classes if entry.after)
        return re.compile(f"(?:{before})$") if before else None, re.compile(after) if after else None


_Maybe = re.Pattern[str] | None
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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader either way
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not valid YAML: {error}") from error


_T = TypeVar("_T")


def _validated(kind: type[_T], name: str) -> _T:
    path = project.sources() / "language" / name
    try:
        return TypeAdapter(kind).validate_python(read_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error


_INTEGER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d(?: \d)+(?!\d)|\d+)"
_FRACTION = r"(?:(?: \. ?|[.·])\d(?: ?\d)*|。\d+(?=%))?"
_MULTIPLIER = r"(?:万亿|百万|千万|百亿|千亿|十万|十亿|万|亿|千|百(?!分))"
# no quantity is written in more characters
LONGEST_NUMERAL, LONGEST_DIGITS = 24, 32
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
# bounded and possessive: a text of nothing but numerals is read in linear time
_CHINESE = rf"[{NUMERALS}]{{1,{LONGEST_NUMERAL}}}+(?:点[零〇一二三四五六七八九]{{1,8}}+)?"
# 个 and 大 may stand before some measure words; they belong to the surface, not to the unit
AFTER_PIECE = ("工作日", "自然日", "批次", "小时", "学时", "课时", "频次")
# 三个多月: 多 inside the measure word
MORE_INSIDE = "个多"


def _unit_pattern(words: list[MeasureWord], *, numeral: bool) -> str:
    parts = [rf"{MORE_INSIDE}{word}" for word in ("月", "小时", "百分点")]
    parts += [rf"个{word}" for word in AFTER_PIECE] + ["大类", "大项", *(f"{w}（次）" for w in "场人件户家")]
    for entry in sorted(words, key=lambda w: -len(w.word)):
        if numeral and not entry.numeral:
            continue
        guard = f"(?!{'|'.join(entry.not_before)})" if entry.not_before else ""
        parts.append(re.escape(entry.word) + guard)
    return "(?:" + "|".join(parts) + ")"


@cache
def lexicon() -> Lexicon:
    """The lexicon of `sources/language/`; a ValueError names the file and the field that do not fit."""
    words = _validated(list[MeasureWord], "measure_words.yaml")
    approx = _validated(Approximators, "approximators.yaml")
    classes = _validated(list[NonQuantity], "non_quantities.yaml")
    inside = "[" + "".join(approx.inside) + "]"
    after_kind = {word: kind for kind, group in approx.after.items() for word in group}
    after = "|".join(
        word + ("(?![部容设控涝外涵心])" if word == "内" else "")
        for word in sorted(after_kind, key=len, reverse=True)
    )
    unit = _unit_pattern(words, numeral=False)
    # every alternative begins with one of these signs: to look for one first is several times as fast
    number = re.compile(
        rf"(?=[0-9翻{NUMERALS}])(?:"
        rf"(?P<hundredths>百分之)(?P<share>{_CHINESE}|{_INTEGER}(?:\.\d+)?)(?P<share_more>{inside})?"
        rf"|(?P<divisor>[二三四五六七八九十]{{1,4}}+)分之(?P<dividend>[一二两三四五六七八九十]{{1,4}}+)"
        rf"|翻(?P<doublings>[一二两三四])?番"
        rf"|(?P<tenths>[一二两三四五六七八九](?:点[一二三四五六七八九])?|(?<![\d.])\d(?:\.\d)?)成"
        rf"(?P<half>半)?(?![不为功立员效果本都长型就人年绩熟交份绩品])(?P<tenths_more>{inside})?"
        rf"|(?P<digits>{_INTEGER}{_FRACTION}) ?(?P<more>{inside})?(?P<multiplier>[ \n]?{_MULTIPLIER})?"
        rf"(?P<more_after>{inside})?"
        rf"(?:[ \n]?(?P<unit>{unit}))?"
        rf"|(?P<chinese>{_CHINESE})(?P<chinese_more>{inside})?(?P<chinese_multiplier>[万亿]{{1,2}}+)?"
        rf"(?P<chinese_unit>{unit}|个))"
    )
    before_kind = {word: kind for kind, group in approx.before.items() for word in group}
    # 签约, 最近, 附近 end with an approximator's sign and are none
    ordered = [
        rf"(?<![最附临靠邻拉贴签节预合条公违履制邀]){w}" if w in ("近", "约") else w
        for w in sorted(before_kind, key=len, reverse=True)
    ]
    return Lexicon(
        words={entry.word: entry for entry in words},
        number=number,
        before=re.compile(rf"({'|'.join(ordered)})(?:{'|'.join(approx.between)})? ?$"),
        before_ends=frozenset(word[-1] for word in (*before_kind, *approx.between, " ")),
        before_bare=re.compile(rf"({'|'.join(approx.before_bare)})$"),
        vague=re.compile(rf"(?:{'|'.join(approx.vague)})$"),
        after=re.compile(after),
        kind=before_kind | after_kind,
        non_quantities=tuple(classes),
    )
