"""The declared words that open the parts of a text, compiled.

Belongs here: reading `sources/language/sections.yaml`, and the marks of headings and items. Does not belong
here: where one part ends and the next begins (`layout`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tongbi.extraction.connectives import connectives
from tongbi.extraction.lexicon import declared
from tongbi.extraction.numerals import DIGITS
from tongbi.extraction.patterns import any_of
from tongbi.records import ReportType

Kind = Literal["review", "plan", "problems"]

_NUMERAL = f"[{DIGITS}十]"


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid")
    plan_goes_on: bool
    headings: dict[Kind, list[str]]
    openings: dict[Literal["plan", "review"], list[str]]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    titles: list[str]
    parts: list[str]
    items: list[str]
    plan_year_before: list[str]
    no_plan_year_before: list[str]
    headings: dict[Kind, list[str]]
    openings: dict[Literal["plan", "review"], list[str]]
    families: dict[ReportType, _Family]


@dataclass(frozen=True, slots=True)
class Marks:
    """What parts a text of any family.

    `headings` are the marks of headings, by level; `opens` begins a heading or an item. `later_opens` and
    `later` are years that look ahead, for the rest of a section and for a sentence.
    """

    headings: tuple[re.Pattern[str], ...]
    opens: re.Pattern[str]
    later_opens: re.Pattern[str]
    later: re.Pattern[str]
    sentence_end: re.Pattern[str]


@cache
def _words() -> _Words:
    return declared(_Words, "sections.yaml")


@cache
def marks() -> Marks:
    """The marks of `sections.yaml`; a ValueError names the file and the field that do not fit."""
    words = _words()
    headings = (
        rf"第{_NUMERAL}{{1,3}}(?:{any_of(words.parts)})|{_NUMERAL}{{1,3}}、",
        rf"（{_NUMERAL}{{1,3}}）",
        r"\d{1,2}[.、．](?!\d)|（\d{1,2}）",
    )
    items = (rf"{_NUMERAL}{{1,2}}是|——|--", any_of(words.items))
    return Marks(
        headings=tuple(map(re.compile, headings)),
        opens=re.compile("|".join((*headings, *items))),
        later_opens=re.compile(rf"\d{{4}}年度?(?:，|{any_of(words.plan_year_before)})"),
        later=re.compile(rf"\d{{4}}年度?(?!{any_of(words.no_plan_year_before)})"),
        # 。其中 goes on with the sentence before it
        sentence_end=re.compile(rf"[。！？](?![0-9]+%|{connectives().part})”?"),
    )


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """What says of a part of one family's reports whether it plans, reviews or complains.

    `headings` are searched in a heading, `plan_opens` and `review_opens` match the head of a paragraph,
    `title` is of the line that names the report. `plan_goes_on` once it has begun.
    """

    headings: dict[Kind, re.Pattern[str]]
    plan_opens: re.Pattern[str]
    review_opens: re.Pattern[str]
    plan_goes_on: bool
    title: re.Pattern[str]


@cache
def opening_words(report_type: ReportType) -> OpeningWords:
    """The opening words of a family; a ValueError names the file and the field that do not fit."""
    words = _words()
    family = words.families[report_type]
    return OpeningWords(
        headings={
            kind: re.compile(any_of(group + family.headings.get(kind, [])))
            for kind, group in words.headings.items()
        },
        plan_opens=re.compile(any_of(words.openings["plan"] + family.openings.get("plan", []))),
        review_opens=re.compile(any_of(words.openings.get("review", []) + family.openings.get("review", []))),
        plan_goes_on=family.plan_goes_on,
        title=re.compile(any_of(words.titles)),
    )
