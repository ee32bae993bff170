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
from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import any_of


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
    respectively: list[str]
    each: list[Pattern]
    telling: list[Pattern]
    concerning: list[Pattern]
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


@cache
def wording() -> Wording:
    """The words of `sources/language/subjects.yaml`; a ValueError names the file and the field at fault."""
    words = declared(_Words, "subjects.yaml")
    comparisons = "|".join(words.comparisons).replace("{last}", any_of(words.last_year))
    again = f"(?:{any_of(words.passing_again)})?"
    return Wording(
        # what is no filler ends the search at once
        filler=re.compile(f"(?:{any_of(word[::-1] for word in words.fillers)})++"),
        filler_ends=frozenset(word[-1] for word in words.fillers),
        leading=re.compile(f"(?:{any_of(words.leading)})+"),
        comparison=re.compile(f"，?(?:{comparisons})"),
        manner=re.compile(f"(?:{any_of(words.manner)})++$"),
        nothing=re.compile(f"(?:{'|'.join(words.nothing)}|[ ，、：；。（）“”和及与\\n])*+"),
        reaches=re.compile(f"(?:{'|'.join(words.reaches)})$"),
        passing=re.compile(f"{again}(?:{any_of(words.passing)})[^，；。]*$"),
        told_by_sum=re.compile(f"的(?:{any_of(words.told_by_sum)})"),
        share=re.compile(
            rf"^[ ，、]*(?:其中)?(?:{any_of(words.share)})"
            r"(?:[^，；。]{0,10}(?:的|案件|总数|总量|数|比))?(?:约|近|超|达|为)?$"
        ),
        respectively=re.compile(any_of(words.respectively)),
        each=re.compile("|".join(words.each)),
        shared=re.compile(any_of(words.shared_verbs)),
        concerning=re.compile("|".join(words.concerning)),
        ratio=re.compile("|".join(words.ratio)),
        totals=re.compile(rf"[，、]?(?:{any_of(words.totals)})"),
        telling=re.compile(f"(?:{'|'.join(words.telling)}).*$"),
    )
