"""The years that a part of a work report speaks of, and what they make of a figure's role and period.

A work report tells of one year here and of five years there; the words that say so (五年来, 去年, “十一五”期间) stand at the head of a
paragraph or a section and hold until the next ones. Belongs here: finding them, and deciding between a year's figure, a total of
several years, a change over them. Does not belong here: cues that stand beside the number itself (`timing`), headings (`layout`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from tongbi import project
from tongbi.extraction.context import Context
from tongbi.extraction.cues import cues
from tongbi.extraction.layout import Section, Sentence
from tongbi.extraction.lexicon import read_yaml
from tongbi.extraction.timing import Timing

_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_BASE_YEAR = re.compile(rf"(?:比|较|与|同)({_YEAR})年?(?:底|末)?(?:相比，?)?[^，；。]{{0,24}}$")
_BASE_AGO = re.compile(r"(?:比|较|与)([两二三四五六七八九十]|\d{1,2})年前[^，；。]{0,10}$")
_LAST_YEAR = re.compile(r"(?:比|较|与|同)(?:上年|去年|年初|上一年|预算|上年末|去年末|上年底|去年底)|同比")
# what may stand before a cue that opens a sentence or a part of it
_OPENING = re.compile(r"(?:^|[：；])[ \n—-]{0,12}$")
# a level of the year before: 去年 is the year reported on, 上年 the year before the one that is told of
_NAMED_LAST = re.compile(r"(去年|上年|上一年)(?:度|同期|底|末)?的?[约近]?$")
_RUNNING = re.compile(r"连续([两二三四五六七八九十]|\d{1,2})年(?:稳定在|保持在|达到?)?$")
_COUNTED = frozenset({"money", "weight", "length", "persons", "pieces", "area", "volume", "households"})


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    results_year: list[str]
    report_year: list[str]
    no_cue: list[str]
    coming: list[str]
    no_stretch_before: list[str]
    no_stretch_after: list[str]
    plan_years: list[str]
    adding_up: list[str]
    reaching_level: list[str]
    recalled_target: list[str]


@dataclass(frozen=True, slots=True)
class Era:
    """The years `first` to `last`; `base` is the year that a change over them is counted from; `opens` says that its cue opens a sentence."""

    first: int
    last: int
    base: int
    opens: bool = False

    @property
    def single(self) -> bool:
        """Whether it is one year."""
        return self.first == self.last

    @property
    def years(self) -> str:
        """As a mention's period writes it: 2012, or 2008-2012."""
        return str(self.first) if self.single else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    cue: re.Pattern[str]
    adding_up: re.Pattern[str]
    reaching_level: re.Pattern[str]
    recalled: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    path = project.sources() / "language" / "eras.yaml"
    try:
        words = _Words.model_validate(read_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
    plans = _any([name for name in cues().spans if not name.endswith("普法")])
    not_before = "".join(f"(?<!{re.escape(word)})" for word in words.no_stretch_before)
    cue = re.compile(
        rf"(?P<none>{_any(words.no_cue)})"
        rf"|(?P<from>{_YEAR})年?(?:至|—|-|到|~)(?P<to>(?:19|20)\d\d)年"
        rf"|(?P<since>{_YEAR})年以来"
        rf"|(?<![比较与同自从由以])(?P<year>{_YEAR})年(?!\d{{1,2}}月|版|不变价|以前|以后|起|开始|的?国债|预算比)"
        rf"|(?<![比较于])(?<![比较于]“)(?P<plan>{plans})”?(?P<part>{_any(words.plan_years)})"
        rf"|第(?P<ordinal>十?[一二三四五六七八九]|十)个五年"
        rf"|(?P<coming>{_any(words.coming)})?{not_before}(?<![\d〇零一二三四五六七八九十])"
        rf"(?P<count>[两二三四五六七八九十]|[2-9]|10)年(?!{_any(words.no_stretch_after)})(?P<within>内)?"
        rf"|(?P<results>{_any(words.results_year)})|(?P<report>{_any(words.report_year)})"
    )
    return _Patterns(
        cue=cue,
        adding_up=re.compile(_any(words.adding_up)),
        reaching_level=re.compile(rf"(?:{_any(words.reaching_level)})(?:了|近|约)?$"),
        recalled=re.compile(rf"(?:左右|以内|以上|以下)?(?:{_any(words.recalled_target)})"),
    )


def find_eras(text: str, results_year: int) -> Iterator[tuple[int, Era]]:
    """The cues of a stretch of text with the offset at which each ends, in text order."""
    for match in _patterns().cue.finditer(text):
        era = _era(match, results_year)
        if era is not None:
            yield match.end(), replace(era, opens=bool(_OPENING.search(text, 0, match.start())))


def _era(match: re.Match[str], results_year: int) -> Era | None:
    found = match.groupdict()
    if found["from"]:
        first, last = int(found["from"]), int(found["to"])
        return Era(first, last, first) if first < last and last >= results_year else None
    if found["since"]:
        first = int(found["since"])
        return Era(first, results_year, first) if first < results_year else None
    if found["year"]:
        return Era(int(found["year"]), int(found["year"]), int(found["year"]) - 1)
    if found["plan"]:
        first, last = cues().spans[found["plan"]]
        if part := re.search(r"[前头]([两三四])年", found["part"]):
            last = first + _NUMERALS[part[1]] - 1
        if found["part"] == "末":
            return Era(last, last, last - 1)
        return Era(first, min(last, results_year) if found["part"] == "以来" else last, first)
    if found["ordinal"]:
        name = f"{found['ordinal']}五"
        return Era(*cues().spans[name], cues().spans[name][0]) if name in cues().spans else None
    if found["count"]:
        count = _NUMERALS.get(found["count"]) or int(found["count"])
        if found["coming"] or found["within"]:
            return Era(results_year + 1, results_year + count, results_year)
        return Era(results_year - count + 1, results_year, results_year - count)
    if found["results"]:
        return Era(results_year, results_year, results_year - 1)
    if found["report"]:
        return Era(results_year + 1, results_year + 1, results_year)
    return None


class Eras:
    """Follows a text sentence by sentence and tells which years each of its places is about."""

    def __init__(self, results_year: int) -> None:
        self._results_year = results_year
        self._paragraph = -1
        self._section: Section | None = None
        self._headings: list[tuple[int, list[Era]]] = []
        self._before: list[Era] = []
        self._here: list[tuple[int, Era]] = []

    def enter(self, sentence: Sentence, text: str) -> None:
        """Go on to the next sentence; cues of the sentences before it in its paragraph still hold."""
        if sentence.section is not self._section:
            self._section = sentence.section
            while self._headings and self._headings[-1][0] >= sentence.section.level:
                self._headings.pop()
            own = [era for _, era in find_eras(sentence.section.heading, self._results_year)][-1:]
            self._headings.append((sentence.section.level, own or self._of_section))
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._before = sentence.paragraph, []
        else:
            self._before = _last_of_each(self._before + [era for _, era in self._here if era.opens])
        words = text[sentence.start : sentence.end]
        self._here = [(sentence.start + end, era) for end, era in find_eras(words, self._results_year)]

    @property
    def _of_section(self) -> list[Era]:
        return self._headings[-1][1] if self._headings else []

    def named(self, position: int) -> Era | None:
        """The last era that the sentence itself names before a position."""
        found = [era for end, era in self._here if end <= position]
        return found[-1] if found else None

    def opened(self) -> Era | None:
        """The stretch of several years that the paragraph's earlier sentences opened with, if no other year came since."""
        return self._before[-1] if self._before and not self._before[-1].single else None

    def at(self, position: int) -> Era | None:
        """The era that a position is about: the last one named in its sentence, its paragraph, its heading."""
        return self.named(position) or (self._before or self._of_section or [None])[-1]

    def stretch(self, position: int) -> Era | None:
        """The last era of several years, past single years that were named since: what a mean is taken over."""
        eras = self._of_section + self._before + [era for end, era in self._here if end <= position]
        return next((era for era in reversed(eras) if not era.single), None)


def _last_of_each(eras: list[Era]) -> list[Era]:
    """The last stretch and the last era of all: nothing before them is ever asked for."""
    stretch = next((era for era in reversed(eras) if not era.single), None)
    return [era for era in (stretch, *eras[-1:]) if era is not None]


def settle(context: Context, eras: Eras, results_year: int) -> None:
    """Let the year that a sentence names decide between result and plan, whatever its section is about."""
    position = context.quantity.start
    era = eras.named(position) or eras.opened()
    if era is None:
        return
    if era.last > results_year:
        context.kind = "plan"
    elif context.kind == "plan" and not cues().target.search(context.clause_lead):
        context.kind = "review"


def placed(when: Timing, context: Context, eras: Eras, results_year: int) -> Timing:
    """The timing of a figure once it is known which years its part of the text is about."""
    position = context.quantity.start
    era = eras.at(position) or Era(results_year, results_year, results_year - 1)
    if when.earlier:
        return _earlier(when, context, era, eras.stretch(position), results_year)
    if when.role == "target":
        if era.last > results_year:
            reached = not era.single and _patterns().reaching_level.search(context.before)
            return replace(when, period=str(era.last) if reached else era.years)
        return when
    if _patterns().recalled.match(context.following):
        return replace(when, role="target", period=str(min(era.last, results_year)), inherits=False)
    if era.last > results_year:
        era = Era(results_year, results_year, results_year - 1)
    if when.role == "average":
        over = _compared(context, era) or eras.stretch(position)
        return replace(
            when,
            period=f"{over.base + 1}-{over.last}" if over and over.base < over.first else _years(over, when),
        )
    if when.role in ("growth", "change"):
        several = context.quantity.unit_class == "multiple" and eras.stretch(position)
        return _changed(when, context, several or era)
    change = cues().change.search(context.before.rstrip(" \n"))
    if (
        change
        and context.quantity.unit_class in _COUNTED
        and not cues().reaching.search(context.before.rstrip(" \n"))
    ):
        sign = -1 if change["verb"] in cues().falling else 1
        return _changed(
            replace(when, role="change", sign=sign, inherits=True, verb=change["verb"]), context, era
        )
    if running := _RUNNING.search(context.before):
        count = _NUMERALS.get(running[1]) or int(running[1])
        return replace(when, role="actual", period=f"{results_year - count + 1}-{results_year}")
    if era.single:
        return replace(when, role="actual", period=era.years)
    if _adds_up(context):
        return replace(when, role="cumulative", period=era.years)
    return replace(when, role="actual", period=str(era.last))


def _years(over: Era | None, when: Timing) -> str | None:
    return over.years if over else when.period


def _earlier(when: Timing, context: Context, era: Era, stretch: Era | None, results_year: int) -> Timing:
    if named := _NAMED_LAST.search(context.before):
        return replace(when, period=str(results_year if named[1] == "去年" else era.first - 1))
    if when.period is not None:
        return when
    if not era.single:
        return replace(when, period=str(era.first - 1))
    if stretch is not None and stretch.last == era.last:
        return replace(when, period=str(stretch.first - 1))
    return replace(when, period=str(min(era.first - 1, results_year)))


def _compared(context: Context, era: Era) -> Era | None:
    """The era between the year that the words compare with (比2002年, 比五年前) and the year they are about."""
    lead = context.group_lead
    if found := _BASE_YEAR.search(context.before) or _BASE_YEAR.search(lead):
        base = int(found[1])
    elif found := _BASE_AGO.search(context.before):
        base = era.last - (_NUMERALS.get(found[1]) or int(found[1]))
    else:
        return None
    return Era(base + 1, era.last, base) if base < era.last else None


def _changed(when: Timing, context: Context, era: Era) -> Timing:
    compared = _compared(context, era)
    if compared is None and (era.single or _LAST_YEAR.search(context.clause_lead)):
        return replace(when, period=str(era.last))
    over = compared or era
    if over.last - over.base <= 1 and compared is not None:
        return replace(when, period=str(over.last))
    return replace(when, role="change", period=f"{over.base}-{over.last}")


def _adds_up(context: Context) -> bool:
    if context.quantity.unit_class not in _COUNTED:
        return False
    lead = context.clause_lead
    if _patterns().reaching_level.search(lead) and not re.search(r"累计|总共|新增", lead):
        return False
    return bool(_patterns().adding_up.search(lead + context.after))
