"""The years that each place of a work report speaks of.

A work report tells of one year here and of five years there. The words that say so (五年来, 去年) open a
paragraph or a section and hold until the next ones. Belongs here: finding them and how far they hold. Does
not belong here: what they make of a figure (`placing`), cues beside a number (`timing`), headings (`layout`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from tongbi.declaring import Pattern
from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.lexicon import declared
from tongbi.extraction.numerals import DIGITS, NUMERALS, SMALL, count_of
from tongbi.extraction.patterns import Signed, any_of, not_after
from tongbi.extraction.years import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.extraction.layout import Section, Sentence

_YEAR = rf"(?<!\d){YEAR}"
# what may stand before a cue that opens a sentence or a part of it
_LATER = re.compile(r"[，；：]")
_MARK = re.compile(r"[，；。）]")
_OPENING = re.compile(r"(?:^|[：；])[ \n—-]{0,12}$")
_OPENING_LENGTH = 16


class EraWords(BaseModel):
    """The words of `sources/language/eras.yaml`; see the comments there."""

    model_config = ConfigDict(extra="forbid")
    last_year: list[str]
    year_before: list[str]
    as_many_times: list[str]
    against: list[str]
    years_ago: list[str]
    running: list[str]
    address: list[str]
    results_year: list[str]
    year_summed_up: list[str]
    all_year: list[str]
    report_year: list[str]
    no_year_before: list[str]
    no_plan_before: list[str]
    no_year_after: list[Pattern]
    record: list[str]
    plan_numbered: list[str]
    no_cue: list[str]
    coming: list[str]
    over: list[str]
    no_stretch_before: list[str]
    no_stretch_after: list[str]
    plan_years: list[str]
    adding_up: list[str]
    totals: list[str]
    reaching_level: list[str]
    each_year: list[str]
    mean: list[str]
    held: list[str]
    recalled_target_after: list[str]
    recalled_target_before: list[str]
    aims: list[str]
    estimates: list[str]
    recalled_target_around: dict[str, str]
    measured: list[str]
    target_of: list[str]
    target_set: list[str]
    target_does: list[str]
    against_last: list[str]
    addable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Era:
    """The years `first` to `last`; a change over them is counted from `base`.

    `opens` says that the cue opens a sentence, `sums_up` that what follows is told as a result.
    """

    first: int
    last: int
    base: int
    opens: bool = False
    sums_up: bool = False

    @property
    def single(self) -> bool:
        """Whether it is one year."""
        return self.first == self.last

    @property
    def years(self) -> str:
        """As a mention's period writes it: 2012, or 2008-2012."""
        return str(self.first) if self.single else f"{self.first}-{self.last}"


@cache
def era_words() -> EraWords:
    """The declared words; a ValueError names the file and the field that do not fit."""
    return declared(EraWords, "eras.yaml")


@cache
def _cue() -> Signed:
    words, known = era_words(), connectives()
    # after these a year is compared with, or a stretch begins
    no_year = (*known.comparing, *known.starting, *words.no_year_before)
    no_plan = (*known.comparing, *known.starting, *words.no_plan_before)
    no_plan += tuple(f"{word}“" for word in no_plan)
    # what is no number of years names one, or is one of these words
    declared = (
        *(words.no_cue + words.year_summed_up + words.all_year),
        *(words.results_year + words.report_year + list(cues().spans)),
    )
    # every cue begins with one of these signs: to look for one first is several times as fast
    begins = {word[0] for word in (*declared, *words.coming, *words.over)} | set(SMALL) | set("第123456789")
    signs = "".join(sorted(begins))
    return Signed(
        rf"(?=[{re.escape(signs)}])(?:"
        rf"(?P<none>{any_of(words.no_cue)})"
        rf"|(?P<from>{_YEAR})年?{known.to}(?P<to>{YEAR})年"
        rf"|(?P<since>{_YEAR})年{known.since}(?![^，；。]{{0,8}}(?:{any_of(words.record)}))"
        rf"|{not_after(no_year)}(?P<year>{_YEAR})年{cues().undated}(?!{'|'.join(words.no_year_after)})"
        rf"|{not_after(no_plan)}(?P<plan>{cues().plans})”?(?P<part>{any_of(words.plan_years)})"
        rf"|第(?P<ordinal>十?[{DIGITS}]|十)(?:{any_of(words.plan_numbered)})"
        rf"|(?P<coming>{any_of(words.coming)})?(?P<before>{any_of(words.over)})?{not_after(words.no_stretch_before)}"
        rf"(?<![\d{NUMERALS}])(?P<count>[{SMALL}]|[2-9]|10)年"
        rf"(?!{any_of(words.no_stretch_after)})(?:(?P<within>内)|(?P<after>{any_of(words.over)}))?"
        rf"|(?P<summed_up>{any_of(words.year_summed_up)})"
        rf"|(?P<all_year>{any_of(words.all_year)})|(?P<results>{any_of(words.results_year)})|(?P<report>{any_of(words.report_year)}))",
        ["年", *declared],
    )


@cache
def _address() -> re.Pattern[str]:
    return re.compile(rf"[ \n]*(?:{any_of(era_words().address)})[，！：]")


def find_eras(text: str, results_year: int, *, in_plan: bool = False) -> Iterator[tuple[int, Era]]:
    """The cues of a stretch of text with the offset at which each ends, in text order.

    In a plan 五年 alone are the years to come, elsewhere those that are over; 全年 is the year at hand.
    """
    coming = in_plan
    address = _address().match(text)
    first_mark = _LATER.search(text, address.end() if address else 0)
    first_clause = first_mark.start() if first_mark else len(text)
    for match in _cue().finditer(text):
        start, end = match.span()
        era = _era(match, results_year, in_plan)
        if match["to"] and int(match["to"]) < results_year and text[end : end + 1] != "，":
            # 是1950年到2002年53年的总和: years that are over are the text's own only at the head of a clause
            continue
        if era is not None and not (coming and match["all_year"]):
            coming = in_plan or era.last > results_year
            opens = start <= first_clause and text[end : end + 1] in ("，", "是")
            # a later year at the head of a paragraph holds for what follows, whatever it is followed by
            opens = opens or (start <= 1 and era.last > results_year and not in_plan)
            opens = opens or bool(_OPENING.search(text, max(0, start - _OPENING_LENGTH), start))
            yield end, replace(era, opens=opens)


def _era(match: re.Match[str], results_year: int, in_plan: bool) -> Era | None:
    found = match.groupdict()
    if found["from"]:
        first, last = int(found["from"]), int(found["to"])
        return Era(first, last, first) if first < last else None
    if found["since"]:
        first = int(found["since"])
        return Era(first, results_year, first) if first < results_year else None
    if found["year"]:
        return _one(int(found["year"]))
    if found["plan"]:
        return _of_plan(found["plan"], found["part"], results_year)
    if found["ordinal"]:
        return _of_plan(f"{found['ordinal']}五", "", results_year)
    if found["count"]:
        count = count_of(found["count"])
        over = found["before"] or found["after"]
        if found["coming"] or found["within"] or (in_plan and not over):
            return Era(results_year + 1, results_year + count, results_year)
        return Era(results_year - count + 1, results_year, results_year - count)
    if found["summed_up"]:
        return replace(_one(results_year), sums_up=True)
    if found["results"] or found["report"] or found["all_year"]:
        return _one(results_year + bool(found["report"]))
    return None


def _one(year: int) -> Era:
    return Era(year, year, year - 1)


def _of_plan(name: str, part: str, results_year: int) -> Era | None:
    if name not in cues().spans:
        return None
    first, last = cues().spans[name]
    if written := re.search(rf"([{SMALL}])年", part):
        # the first three years of it; 五年 is all of them
        last = first + count_of(written[1]) - 1
    if part == "末":
        return _one(last)
    return Era(first, min(last, results_year) if part == connectives().since else last, first)


class Eras:
    """Follows a text sentence by sentence and tells which years each of its places is about.

    Sentences are searched for cues only when a place in their paragraph is asked for: most hold no figure.
    """

    def __init__(self, results_year: int) -> None:
        self._results_year = results_year
        self._paragraph = -1
        self._section: Section | None = None
        self._headings: list[tuple[int, list[Era]]] = []
        self._unread: list[tuple[Sentence, str]] = []
        self._before: list[Era] = []
        self._ends: list[int] = []
        self._closes: list[int | None] = []
        self._here: list[Era] = []
        self._stretches: list[Era | None] = []

    def enter(self, sentence: Sentence, text: str) -> None:
        """Go on to the next sentence of `text`."""
        if sentence.section is not self._section:
            self._section = sentence.section
            while self._headings and self._headings[-1][0] >= sentence.section.level:
                self._headings.pop()
            own = [era for _, era in find_eras(sentence.section.heading, self._results_year)][-1:]
            self._headings.append((sentence.section.level, own or self._of_section))
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._keep_announced()
            self._unread, self._before, self._here = [], [], []
        self._unread.append((sentence, text))

    def _keep_announced(self) -> None:
        """Let what opens a paragraph that ends with a colon hold for its section: 一年来，做了以下工作."""
        if not self._unread or not self._headings:
            return
        last, text = self._unread[-1]
        if text[last.start : last.end].rstrip(" \n").endswith("："):
            self._read()
            if opened := [era for era in self._here if era.opens][-1:]:
                level, earlier = self._headings[-1]
                self._headings[-1] = (level, _last_of_each(earlier + opened))

    @property
    def _of_section(self) -> list[Era]:
        return self._headings[-1][1] if self._headings else []

    def _read(self) -> None:
        """Read up to the present sentence; cues that opened an earlier one of its paragraph still hold."""
        for sentence, text in self._unread:
            self._before = _last_of_each(self._before + [era for era in self._here if era.opens])
            words = text[sentence.start : sentence.end]
            self._ends, self._closes, self._here, self._stretches = [], [], [], []
            for end, era in find_eras(words, self._results_year, in_plan=sentence.kind == "plan"):
                self._ends.append(sentence.start + end)
                self._closes.append(_closing(words, end, sentence.start))
                self._here.append(era)
                self._stretches.append(era if not era.single else (self._stretches or [None])[-1])
        self._unread = []

    def named(self, position: int) -> Era | None:
        """The last era that the sentence itself names before a position."""
        self._read()
        at = bisect_right(self._ends, position)
        while at and (closes := self._closes[at - 1]) is not None and closes < position:
            at -= 1
        return self._here[at - 1] if at else None

    def opened(self) -> Era | None:
        """What the paragraph's earlier sentences opened with: a stretch, or a year summed up."""
        self._read()
        last = self._before[-1] if self._before else None
        ahead = last is not None and last.last > self._results_year
        return last if last is not None and (ahead or last.sums_up or not last.single) else None

    def at(self, position: int) -> Era:
        """The era that a position is about: the last one named in its sentence, its paragraph or its heading.

        The year reported on, where none is named.
        """
        named = self.named(position)
        return named or (self._before or self._of_section or [_one(self._results_year)])[-1]

    def stretch(self, position: int) -> Era | None:
        """The last era of several years, past single years named since: what a mean is taken over."""
        self._read()
        at = bisect_right(self._ends, position)
        before = reversed(self._of_section + self._before)
        return (self._stretches[at - 1] if at else None) or next((e for e in before if not e.single), None)


def _closing(words: str, end: int, start: int) -> int | None:
    """Where a cue stops to hold: at its bracket's end (2020年核实数为…), after a mean (两年平均增长6%，)."""
    means = (*era_words().mean, *cues().signs["average"])
    if words.startswith(means, end) and (mark := _MARK.search(words, end)):
        return start + mark.start()
    opened = words.rfind("（", 0, end)
    if opened < 0 or words.find("）", opened, end) >= 0:
        return None
    closes = words.find("）", end)
    return None if closes < 0 else start + closes


def _last_of_each(eras: list[Era]) -> list[Era]:
    """The last stretch and the last era of all: nothing before them is ever asked for."""
    stretch = next((era for era in reversed(eras) if not era.single), None)
    return [era for era in (stretch, *eras[-1:]) if era is not None]
