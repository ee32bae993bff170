"""What a text is that reads like a report and is none: a template, news, a digest, a notice, a neighbour.

Belongs here: telling that from one text alone, by the words declared in `sources/reading/kinds.yaml`. Does
not belong here: titles that say it themselves (`evidence`), and comparing two texts (`collating`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tongbi import project
from tongbi.reading.declared import load_yaml
from tongbi.reading.lines import Line, normal, years
from tongbi.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.reading.titles import Title

_HEAD, _OPENING, _MOST = 400, 300, 300_000
_FIRST_LINES = 8
_LONGEST_TITLE = 60
_NUMBER = re.compile(r"\d+")


class Refusal(NamedTuple):
    """Why a text is no report, and what to do about it."""

    why: str
    remedy: str


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Declared):
    """A kind of text that shows itself by words at one place."""

    what: str
    remedy: str
    where: Literal["head", "opening", "anywhere", "title"]
    signs: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any of the signs."""
        return re.compile("|".join(self.signs))


class Neighbours(_Declared):
    """Other yearly reports."""

    what: str
    remedy: str
    titles: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the matter of such a report in its title."""
        return re.compile("|".join(self.titles))


class Transmitted(_Declared):
    """Notices and pages that carry no report but point to one."""

    what: str
    remedy: str
    least_signs: int = Field(gt=0)
    signs: tuple[str, ...] = Field(min_length=1)


class Masked(_Declared):
    """Templates: signs that stand for figures and names."""

    what: str
    remedy: str
    least: int = Field(gt=0)
    share: float = Field(ge=0, le=1)
    marks: tuple[str, ...] = Field(min_length=1)
    multipliers: str
    of: tuple[str, ...] = Field(min_length=1)
    years: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches one masked figure, name or year."""
        marks, measures = "|".join(self.marks), "|".join(map(re.escape, self.of))
        # Behind a sign or a digit a mark belongs to something else: 7×24小时, **3**次.
        masked = rf"(?<![0-9A-Za-z*×_])(?:{marks}){self.multipliers}(?:{measures})"
        return re.compile("|".join((masked, *self.years)))


class Kinds(_Declared):
    """All of `sources/reading/kinds.yaml`."""

    kinds: tuple[Kind, ...]
    neighbours: Neighbours
    transmitted: Transmitted
    masked: Masked


@cache
def kinds() -> Kinds:
    """The declared kinds; a ValueError names the file and the field that do not fit."""
    path = project.sources() / "reading" / "kinds.yaml"
    try:
        return Kinds.model_validate(load_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error


def refused(text: str, head: Sequence[Line], title: Title | None) -> Refusal | None:
    """Why a text is no report, None where nothing shows that.

    `head` are the lines of its head, `title` the title found on some of them.
    """
    return (
        _masked(text)
        or _told(text, head, title)
        or _neighbour(head, title)
        or _transmitted(text, head, title)
    )


def _told(text: str, head: Sequence[Line], title: Title | None) -> Refusal | None:
    below = [
        line.normal
        for line in (head[title.last + 1 :] if title else head)
        if not words().furniture_line.search(line.normal)
    ]
    places = {
        "head": ["".join(line.normal for line in head)[:_HEAD]],
        "opening": ["".join(below)[:_OPENING]],
        "anywhere": [re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:_MOST]))],
        "title": [normal(title.text)] if title else below[:_FIRST_LINES],
    }
    for kind in kinds().kinds:
        for place in places[kind.where]:
            if found := kind.pattern.search(place):
                return Refusal(f"{kind.what} ({found[0]})", kind.remedy)
    return None


def _masked(text: str) -> Refusal | None:
    declared = kinds().masked
    form = unicodedata.normalize("NFKC", text[:_MOST])
    found = [match[0] for match in declared.pattern.finditer(form)]
    if len(found) < declared.least:
        return None
    figures = sum(1 for _ in _NUMBER.finditer(form))
    if len(found) < declared.share * (len(found) + figures):
        return None
    return Refusal(f"{declared.what} ({'、'.join(dict.fromkeys(found[:3]))})", declared.remedy)


def _neighbour(head: Sequence[Line], title: Title | None) -> Refusal | None:
    if title is not None:
        return None
    declared = kinds().neighbours
    lines = [line.normal for line in head if not words().furniture_line.search(line.normal)]
    for form in lines[:_FIRST_LINES]:
        if len(form) > _LONGEST_TITLE or re.search("[。;]", form):
            continue
        if (found := declared.pattern.search(form)) and years(form):
            return Refusal(f"{declared.what} ({found[0]})", declared.remedy)
    return None


def _transmitted(text: str, head: Sequence[Line], title: Title | None) -> Refusal | None:
    if title is None or len(text) > _MOST:
        return None
    declared = kinds().transmitted
    below = normal(text)
    last = head[title.last].normal
    # The title's line may have been cut out of a longer one, so that its end is looked for in the whole.
    place = below.find(last)
    below = below[place + len(last) :] if place >= 0 else below
    around = "".join(line.normal for line in head[: title.first + 1]) + below
    found = next((sign for sign in declared.signs if sign in around), None)
    if found is None or len(below) >= declared.least_signs:
        return None
    return Refusal(f"{declared.what} ({found})", declared.remedy)
