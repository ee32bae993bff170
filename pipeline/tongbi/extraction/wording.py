"""The declared words around a subject and its number, compiled: they name nothing by themselves.

Belongs here: reading `sources/language/subjects.yaml` and the patterns made of it. Does not belong here:
deciding what a quantity states (`metrics`), or which of several subjects it belongs to (`pairing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from tongbi.declaring import Pattern
from tongbi.extraction.connectives import connectives
from tongbi.extraction.lexicon import declared
from tongbi.extraction.numerals import DIGITS
from tongbi.extraction.patterns import any_of
from tongbi.extraction.years import COUNT, YEAR


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    fillers: list[str]
    leading: list[str]
    comparisons: list[Pattern]
    last_year: list[str]
    manner: list[str]
    nothing: list[Pattern]
    reaches: list[Pattern]
    passing: list[str]
    passing_again: list[str]
    told_by_sum: list[str]
    share: list[str]
    share_of: list[str]
    share_reaches: list[str]
    when: list[str]
    counts_again: list[str]
    counted_again: list[str]
    one_for_two: dict[str, tuple[str, str]]
    quarter: str
    respectively: list[str]
    each: list[Pattern]
    telling: list[Pattern]
    concerning: list[Pattern]
    cases: list[str]
    denials: dict[str, list[str]]
    negations: frozenset[str]
    ratio: list[Pattern]
    totals: list[str]
    shared_verbs: list[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled words; `filler` is matched against words turned round, from the number backwards.

    `filler_ends` are the signs that a filler may end with.

    `leading` matches at the start of a noun; `comparison`, `concerning`, `ratio`, `each` and `respectively`
    anywhere; `nothing` and `totals` the whole of a clause; `manner`, `reaches`, `passing` and `share` at the
    end of the words before a number; `telling` from where the subjects end to the end; `told_by_sum` right
    after a number.
    """

    filler: re.Pattern[str]
    filler_ends: frozenset[str]
    leading: re.Pattern[str]
    comparison: re.Pattern[str]
    manner: re.Pattern[str]
    nothing: re.Pattern[str]
    reaches: re.Pattern[str]
    passing: re.Pattern[str]
    told_by_sum: re.Pattern[str]
    share: re.Pattern[str]
    respectively: re.Pattern[str]
    each: re.Pattern[str]
    telling: re.Pattern[str]
    shared: re.Pattern[str]
    concerning: re.Pattern[str]
    ratio: re.Pattern[str]
    totals: re.Pattern[str]
    when: re.Pattern[str]
    counted_again: re.Pattern[str]
    one_for_two: dict[str, tuple[str, str]]
    quarters: re.Pattern[str]
    quarter: str
    cases: re.Pattern[str]
    denial: re.Pattern[str]
    denies: re.Pattern[str]
    negations: frozenset[str]


QUARTERS = DIGITS[:4]
"""The signs of the quarters of the year, in their order."""


@cache
def wording() -> Wording:
    """The words of `sources/language/subjects.yaml`; a ValueError names the file and the field at fault."""
    words = declared(_Words, "subjects.yaml")
    comparisons = _written(words.comparisons).replace("{last}", any_of(words.last_year))
    known = connectives()
    again = f"(?:{any_of(words.passing_again)})?"
    return Wording(
        # what is no filler ends the search at once
        filler=re.compile(f"(?:{any_of(word[::-1] for word in words.fillers)})++"),
        filler_ends=frozenset(word[-1] for word in words.fillers),
        leading=re.compile(f"(?:{any_of(words.leading)})+"),
        comparison=re.compile(f"，?(?:{comparisons})"),
        manner=re.compile(f"(?:{any_of(words.manner)})++$"),
        nothing=re.compile(f"(?:{_written(words.nothing)}|{known.joins}|[ ，：；。（）“”\\n])*+"),
        reaches=re.compile(f"(?:{_written(words.reaches)})$"),
        passing=re.compile(f"{again}(?:{any_of(words.passing)})[^，；。]*$"),
        told_by_sum=re.compile(f"的(?:{any_of(words.told_by_sum)})"),
        share=re.compile(
            rf"^[ ，、]*(?:{known.part})?(?:{any_of(words.share)})"
            rf"(?:[^，；。]{{0,10}}(?:{any_of(words.share_of)}))?(?:{known.nearly}|{any_of(words.share_reaches)})?$"
        ),
        respectively=re.compile(any_of(words.respectively)),
        each=re.compile("|".join(words.each)),
        shared=re.compile(any_of(words.shared_verbs)),
        concerning=re.compile("|".join(words.concerning)),
        ratio=re.compile("|".join(words.ratio)),
        totals=re.compile(rf"[，、]?(?:{any_of(words.totals)})"),
        telling=re.compile(f"(?:{'|'.join(words.telling)}).*$"),
        when=re.compile(rf"，(?:{YEAR}年|{COUNT}年{known.past_after}?|{any_of(words.when)})$"),
        counted_again=re.compile(
            rf"等?{COUNT}(?:{any_of(words.counts_again)})(?:{any_of(words.counted_again)})?$"
        ),
        one_for_two=words.one_for_two,
        quarters=_quarters(words.quarter),
        quarter=words.quarter,
        cases=re.compile(any_of(words.cases)),
        denial=re.compile(any_of(words.denials)),
        denies=re.compile(f"(?:{_denying(words.denials)})[^，；。]*$"),
        negations=words.negations,
    )


def _written(patterns: list[str]) -> str:
    """One of the patterns, with years and numbers of years as they are written."""
    return "|".join(patterns).replace("{year}", YEAR).replace("{count}", COUNT)


def _quarters(quarter: str) -> re.Pattern[str]:
    """Quarters of the year in a row or a list: 一至四季度, 一季度、二季度和三季度, 一、二、三季度."""
    one, known = f"第?[{QUARTERS}]", connectives()
    listed = f"(?:、{one}(?:{quarter})?)*{known.only_joins}{one}"
    return re.compile(f"{one}(?:{quarter})?(?:(?P<to>{known.to}){one}|{listed}){quarter}")


def _denying(denials: dict[str, list[str]]) -> str:
    return "|".join(word + (f"(?!{any_of(after)})" if after else "") for word, after in denials.items())
