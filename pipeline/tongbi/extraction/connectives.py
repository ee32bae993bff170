"""The small words of grammar that the patterns of many rules share: what joins, compares, begins a range.

Belongs here: reading `sources/language/connectives.yaml`. Does not belong here: words with a meaning of their
own (`cues`, `eras`, `narrowing`, `wording`), how years are written (`years`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import any_of


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    joins: list[str]
    joins_or_compares: list[str]
    compares: list[str]
    starts: list[str]
    to: list[str]
    part: str
    since: str
    during: list[str]
    year_ends: list[str]
    nearly: list[str]
    past: list[str]
    past_after: list[str]


@dataclass(frozen=True, slots=True)
class Connectives:
    """Patterns, as text that is put into larger ones, each in brackets where it needs them.

    `joins` takes in what may also compare, `only_joins` does not. `join_signs` are the signs that a later
    member of a list may begin with, `join_ends` and `to_ends` those that such a word may end with. What is
    named for its words (`comparing`, `during_words`) is the words themselves.
    """

    joins: str
    only_joins: str
    join_signs: frozenset[str]
    join_ends: frozenset[str]
    joined_by: str
    compares: str
    comparing: tuple[str, ...]
    starts: str
    starting: tuple[str, ...]
    to: str
    to_ends: frozenset[str]
    part: str
    since: str
    during: str
    during_words: tuple[str, ...]
    year_ends: str
    year_end_words: tuple[str, ...]
    nearly: str
    nearly_words: tuple[str, ...]
    past: str
    past_after: str


_RANGE_MARKS = ("—", "-", "~")


@cache
def connectives() -> Connectives:
    """The words of `connectives.yaml`; a ValueError names the file and the field that do not fit."""
    words = declared(_Words, "connectives.yaml")
    every = (*words.joins, *words.joins_or_compares)
    ranges = (*words.to, *_RANGE_MARKS)
    return Connectives(
        joins=_group(every),
        only_joins=_group(words.joins),
        join_signs=frozenset(word for word in words.joins if len(word) == 1),
        join_ends=frozenset(word[-1] for word in every),
        joined_by="".join(word for word in every if len(word) == 1),
        compares=_group(words.compares),
        comparing=tuple(words.compares),
        starts=_group(words.starts),
        starting=tuple(words.starts),
        to=_group(ranges),
        to_ends=frozenset(word[-1] for word in ranges),
        part=words.part,
        since=words.since,
        during=_group(words.during),
        during_words=tuple(words.during),
        year_ends=_group(words.year_ends),
        year_end_words=tuple(words.year_ends),
        nearly=_group(words.nearly),
        nearly_words=tuple(words.nearly),
        past=_group(words.past),
        past_after=_group(words.past_after),
    )


def _group(words: tuple[str, ...] | list[str]) -> str:
    return f"(?:{any_of(words)})"
