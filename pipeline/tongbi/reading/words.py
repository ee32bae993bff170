"""The declared words of identity: `sources/language/identity.yaml`, validated and made into patterns.

Belongs here: the model of that file and the patterns built of its words. Does not belong here: applying them.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tongbi import project
from tongbi.reading.declared import load_yaml
from tongbi.records import Level, ReportType

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Family(_Declared):
    """How a family of reports names itself in its title and in its opening."""

    core: tuple[str, ...]
    nouns: tuple[str, ...]
    opening: tuple[str, ...]
    matter: tuple[str, ...]


class NotReport(_Declared):
    """Words of a title that show a text about reports that is none."""

    words: tuple[str, ...]
    what: str


class Furniture(_Declared):
    """Lines and elements of a page that are no part of the report.

    `lists` head a list of other articles, `links` begin a line that leads to another page where it is a link,
    `beside` are words in the class or id of elements beside the report.
    """

    starts: tuple[str, ...]
    holds: tuple[str, ...]
    lists: tuple[str, ...]
    links: tuple[str, ...]
    beside: tuple[str, ...]


class Labels(_Declared):
    """Labels of a page's table of metadata that are worth reading."""

    title: tuple[str, ...]
    published: tuple[str, ...]
    publisher: tuple[str, ...]


class YearHeadings(_Declared):
    """Words after the year that a heading begins with: what was done, or what is to come."""

    review: tuple[str, ...]
    plan: tuple[str, ...]


class Area(_Declared):
    """A suffix of area names, with the level and the name of such an area's government."""

    suffix: str
    level: Level
    government: str
    least: int = Field(ge=1)
    not_before: str = ""


class National(_Declared):
    """Bodies of the state as a whole."""

    council: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]


class Party(_Declared):
    """How the names of party bodies begin and end."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]


class NationalCongress(_Declared):
    """What turns a session of the national congress into a year."""

    ordinal: int
    first_year: int
    name: str


class Words(_Declared):
    """All of `sources/language/identity.yaml`, and the patterns made of it."""

    families: dict[ReportType, Family]
    not_reports: tuple[NotReport, ...]
    masks: tuple[str, ...]
    furniture: Furniture
    labels: Labels
    year_headings: YearHeadings
    areas: tuple[Area, ...]
    province_cities: tuple[str, ...]
    districts_named_new_area: tuple[str, ...]
    names_that_begin_like_a_suffix: tuple[str, ...]
    governments: tuple[str, ...]
    abbreviations: dict[str, str]
    departments: tuple[str, ...]
    national: National
    party: Party
    offices: tuple[str, ...]
    title_fillers: tuple[str, ...]
    after_issuer: tuple[str, ...]
    not_before_issuer: tuple[str, ...]
    before_issuer: tuple[str, ...]
    officers: tuple[str, ...]
    speech: tuple[str, ...]
    national_congress: NationalCongress

    @cached_property
    def furniture_line(self) -> re.Pattern[str]:
        """Matches a line of page furniture."""
        starts, holds = one_of(self.furniture.starts), one_of(self.furniture.holds)
        return re.compile(rf"^[【\[]?(?:{starts})[】\]]?(?:[:|>»/]|$|次数|大小)|^.{{0,60}}?(?:{holds})")

    def heads_a_list(self, form: str) -> bool:
        """Whether a line in normal form is the heading of a list of other articles."""
        return re.sub(r"^\W+|\W+$", "", form) in self.furniture.lists

    def leads_away(self, form: str) -> bool:
        """Whether a line of links in normal form begins like one that leads to another page."""
        return form.lstrip("【[(").startswith(self.furniture.links)

    @cached_property
    def beside_name(self) -> re.Pattern[str]:
        """Matches such a word in an element's class or id, whole: side in `side` and `w300 side-2`."""
        return re.compile(rf"(?<![^\W\d_])(?:{one_of(self.furniture.beside)})(?![^\W\d_])", re.IGNORECASE)

    @cached_property
    def labelled_title(self) -> re.Pattern[str]:
        """Matches the label before a title in a table of metadata."""
        return re.compile(rf"^(?:{one_of(self.labels.title)})[:：|]+")

    @cached_property
    def fillers(self) -> re.Pattern[str]:
        """Matches the words between issuer and matter in a title."""
        return re.compile(one_of(self.title_fillers))

    @cached_property
    def speech_marks(self) -> re.Pattern[str]:
        """Matches what shows a report to the standing committee of a congress."""
        return re.compile("|".join(self.speech))

    @cached_property
    def template_marks(self) -> re.Pattern[str]:
        """Matches a masked place or year."""
        return re.compile("|".join(self.masks))

    @cached_property
    def title_cores(self) -> dict[ReportType, re.Pattern[str]]:
        """By family, what matches the matter and the noun of a title, up to the title's end."""
        patterns: dict[ReportType, re.Pattern[str]] = {}
        for kind, family in self.families.items():
            noun = rf".{{0,24}}?(?:{one_of(family.nouns)})" if family.nouns else ""
            patterns[kind] = re.compile(rf"(?:{one_of(family.core)}){noun}(?:[(\[【].{{1,24}}?[)\]】])*$")
        return patterns

    @cached_property
    def openings(self) -> dict[ReportType, re.Pattern[str]]:
        """By family, what matches the sentence that says what follows."""
        return {kind: re.compile("|".join(family.opening)) for kind, family in self.families.items()}


def one_of(words: Iterable[str]) -> str:
    """A pattern of these words as they are written, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def words() -> Words:
    """The declared words of identity; a ValueError names the file and the field that do not fit."""
    path = project.sources() / "language" / "identity.yaml"
    try:
        return Words.model_validate(load_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
