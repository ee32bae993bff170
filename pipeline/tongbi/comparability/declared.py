"""What `sources/comparability/` may say: the models of its files.

Belongs here: the fields of facets, dated breaks, units, identities, inheritance, applicability and reason
codes, and how a declared list of metrics is matched. Does not belong here: reading files (`knowledge`), or
applying what they declare to a text (`facets`) or to a pair of years (`verdict`).
"""

from __future__ import annotations

import datetime as dt
import re
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from tongbi.declaring import Pattern
from tongbi.records import Level

Code = Literal[
    "unit", "definition", "scope", "joint", "stage", "base", "cumulative", "part_year", "law", "outline",
    "issuer", "sum_check", "rate_check", "part_check", "tie", "magnitude", "growth", "corrected", "restated",
    "precision",
]  # fmt: skip
"""Why a pair of years has its verdict: a closed list, the same in reasons.yaml and in the docs."""

Verdict = Literal["comparable", "broken", "unknown"]
Look = Literal["clause", "phrase", "subject", "sentence", "bracket"]
Comparison = Literal["one", "set", "overlap", "newly"]
Word = Annotated[str, StringConstraints(min_length=1)]


_YEAR_END = 16
"""From this day of December on, a change belongs to the next year."""


class Declared(BaseModel):
    """A mapping of a data file: no unknown key, no silent conversion, never changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class ForMetrics(Declared):
    """A declaration about the metrics whose ids match one of `metrics` (`*` stands for any characters)."""

    metrics: list[Word] = Field(min_length=1)

    def concerns(self, metric_id: str) -> bool:
        """Whether the declaration is about this metric."""
        return any(fnmatchcase(metric_id, pattern) for pattern in self.metrics)


class Reason(Declared):
    """A reason code with the verdict that it gives a pair."""

    code: Code
    verdict: Verdict
    zh: Word
    en: Word


class Facet(ForMetrics):
    """One question about what a figure counts, with the words that answer it."""

    id: Word
    code: Code
    codes: dict[str, Code] = {}
    compare: Comparison
    look: Look
    zh: Word
    en: Word
    kinds: list[Word] = []
    silent: Word | None = None
    values: dict[str, list[Word]] = {}
    capture: Word | None = None
    never: list[Word] = []
    never_for: dict[str, list[str]] = {}
    ignore_if_growth_agrees: bool = False

    def code_of(self, value: str) -> Code:
        """The reason code of a difference in which this answer takes part."""
        return self.codes.get(value.lstrip("+-"), self.code)

    @model_validator(mode="after")
    def _answers(self) -> Facet:
        if not self.values and self.capture is None:
            raise ValueError("has neither `values` nor `capture`, so that nothing answers it")
        for name in self.codes:
            if name not in self.values:
                raise ValueError(f"`codes` names {name}, which is none of its values")
        return self


class FacetFile(Declared):
    """The file facets.yaml."""

    macros: dict[str, Word]
    like_for_like: Word
    facets: list[Facet]

    @model_validator(mode="after")
    def _patterns(self) -> FacetFile:
        for facet in self.facets:
            patterns = [*facet.never, *([facet.capture] if facet.capture else [])]
            for pattern in [*patterns, *(p for group in facet.values.values() for p in group)]:
                try:
                    re.compile(self.expand(pattern))
                except re.error as error:
                    raise ValueError(f"facet {facet.id}: {pattern!r} is not a pattern: {error}") from error
        return self

    def expand(self, pattern: str) -> str:
        """The pattern with its macros written out."""
        for name, text in self.macros.items():
            pattern = pattern.replace("{" + name + "}", text)
        return pattern


class Break(ForMetrics):
    """A dated change outside the reports, or a set of reports from which on a level is restated."""

    id: Word
    code: Code
    since: dt.date | None = None
    steps: list[int] = []
    vintages: list[int] = []
    levels: list[Level] = []
    stated: list[Word] = []
    unless: Word | None = None
    zh: Word
    en: Word

    def years(self, since: dt.date | None = None) -> list[int]:
        """The years that begin a new stretch: a change within a year cuts off that year on both sides."""
        if self.steps and since is None:
            return self.steps
        day = since or self.since
        if day is None:
            return []
        if day.month == 12 and day.day >= _YEAR_END:
            return [day.year + 1]
        return [day.year] if (day.month, day.day) == (1, 1) else [day.year, day.year + 1]

    @model_validator(mode="after")
    def _dated(self) -> Break:
        if not (self.since or self.steps or self.vintages):
            raise ValueError("needs one of `since`, `steps`, `vintages`")
        return self


class BreakFile(Declared):
    """The file breaks.yaml."""

    breaks: list[Break]


class Conversion(Declared):
    """One word of unit class `source` is `factor` words of class `target`."""

    source: Word = Field(alias="from")
    target: Word = Field(alias="to")
    factor: float = Field(gt=0)
    unit: Word
    metrics: list[Word]

    @field_validator("factor", mode="before")
    @classmethod
    def _whole_factor(cls, value: object) -> object:
        return float(value) if isinstance(value, int) else value


class BreadthFile(Declared):
    """The file breadth.yaml: patterns of words that tell how widely a figure reaches."""

    area: list[Pattern]
    time: list[Pattern]
    total: list[Pattern]
    part: list[Pattern]


class UnitFile(Declared):
    """The file units.yaml."""

    classes: dict[str, list[Word]]
    compatible: list[Annotated[list[Word], Field(min_length=2, max_length=2)]]
    conversions: list[Conversion]

    @model_validator(mode="after")
    def _once(self) -> UnitFile:
        seen: dict[str, str] = {}
        for name, words in self.classes.items():
            for word in words:
                if word in seen:
                    raise ValueError(f"the measure word {word} is in class {seen[word]} and in class {name}")
                seen[word] = name
        named = {name for pair in self.compatible for name in pair}
        named |= {name for rule in self.conversions for name in (rule.source, rule.target)}
        for name in sorted(named - self.classes.keys()):
            raise ValueError(f"there is no class {name}")
        return self


class Sum(Declared):
    """The parts that make a whole."""

    whole: Word
    parts: list[Word] = Field(min_length=2)
    optional: list[Word] = []


class Rate(Declared):
    """A rate and the counts from which it may be computed; the denominators are named by their stage word."""

    metric: Word
    numerator: Word
    denominators: dict[str, Word] = Field(min_length=1)
    strict: bool = False


class Part(Declared):
    """A part that cannot exceed its whole."""

    part: Word
    whole: Word


class IdentityFile(Declared):
    """The file identities.yaml."""

    sums: list[Sum]
    rates: list[Rate]
    parts: list[Part]

    @property
    def metrics(self) -> frozenset[str]:
        """Every metric that an identity ties to another."""
        return frozenset(
            [metric for each in self.sums for metric in (each.whole, *each.parts, *each.optional)]
            + [metric for each in self.rates for metric in (each.metric, each.numerator)]
            + [metric for each in self.rates for metric in each.denominators.values()]
            + [metric for each in self.parts for metric in (each.part, each.whole)]
        )


class InheritanceFile(Declared):
    """The file inheritance.yaml."""

    follows: dict[str, Word]
    inherited: list[Code]


class Applicability(ForMetrics):
    """The only levels at which the metrics can exist."""

    levels: list[Level]


class ApplicabilityFile(Declared):
    """The file applicability.yaml."""

    levels: list[Applicability]


class ReasonFile(Declared):
    """The file reasons.yaml."""

    reasons: list[Reason]


class Succession(Declared):
    """One body that continues another from a day on."""

    old: Word
    new: Word
    since: dt.date
    how: Literal["renamed", "upgraded", "merged", "split"]
    source: Word | None = None


class IssuerFile(Declared):
    """The file issuers.yaml."""

    successions: list[Succession]
