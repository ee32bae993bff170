"""The declared cue words of role and period, compiled.

Belongs here: reading `sources/language/cues.yaml` and the patterns made of it. Does not belong here: deciding a role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from tongbi import project
from tongbi.extraction.lexicon import read_yaml


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rise: list[str]
    fall: list[str]
    shorten: list[str]
    increments: list[str]
    settling: list[str]
    between: list[str]
    reaching: list[str]
    comparison: list[str]
    earlier: list[str]
    before_last: list[str]
    target: list[str]
    no_target: list[str]
    target_list: list[str]
    no_target_list: list[str]
    average: list[str]
    cumulative: list[str]
    within_year: list[str]
    this_year: list[str]
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues; each pattern that ends in `$` is searched in the text before a number."""

    change: re.Pattern[str]
    rising: frozenset[str]
    falling: frozenset[str]
    shortening: frozenset[str]
    increments: frozenset[str]
    reaching: re.Pattern[str]
    comparison: re.Pattern[str]
    earlier: re.Pattern[str]
    from_level: re.Pattern[str]
    to_level: re.Pattern[str]
    target: re.Pattern[str]
    target_list: re.Pattern[str]
    average: re.Pattern[str]
    within_year: re.Pattern[str]
    this_year: re.Pattern[str]
    plan_span: re.Pattern[str]
    spans: dict[str, tuple[int, int]]


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def cues() -> Cues:
    """The cues of `sources/language/cues.yaml`; a ValueError names the file and the field that do not fit."""
    path = project.sources() / "language" / "cues.yaml"
    try:
        words = _Words.model_validate(read_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
    verbs = _any(words.rise + words.fall + words.shorten)
    when = rf"(?P<last>{_any(words.earlier)})|(?P<before_last>{_any(words.before_last)})|(?P<year>(?:19|20)\d\d)年"
    not_target = "".join(
        f"(?<!{word[: word.index(cue)]})"
        for word in words.no_target
        for cue in words.target
        if word.endswith(cue) and word != cue
    )
    after_target = _any(
        [
            word[len(cue) :]
            for word in words.no_target
            for cue in words.target
            if word.startswith(cue) and word != cue
        ]
    )
    return Cues(
        change=re.compile(rf"(?P<verb>{verbs})(?:{_any(words.between)})* ?$"),
        rising=frozenset(words.rise),
        falling=frozenset(words.fall),
        shortening=frozenset(words.shorten),
        increments=frozenset(words.increments),
        reaching=re.compile(rf"(?:{verbs}|{_any(words.settling)})(?:{_any(words.reaching)})(?:了|约|近)? ?$"),
        comparison=re.compile(_any(words.comparison)),
        earlier=re.compile(rf"(?:{when})(?:度|同期|底|末|全年)?的(?:约|近)?$"),
        from_level=re.compile(
            rf"(?:由|从)(?:(?:{when})(?:度|同期|底|末)?的?|原来的?|过去的?|以前的?|改革前的?|五年前的?|原先的?)?$"
        ),
        to_level=re.compile(rf"(?:{verbs}|{_any(words.settling)})(?:{_any(words.reaching)})"),
        target=re.compile(rf"(?:{not_target}(?:{_any(words.target)})(?!{after_target}))"),
        target_list=re.compile(
            "".join(f"(?<!{re.escape(word)})" for word in words.no_target_list)
            + f"(?:{_any(words.target_list)})(?![；。])"
        ),
        average=re.compile(_any(words.average)),
        within_year=re.compile(_any(words.within_year)),
        this_year=re.compile(_any(words.this_year)),
        plan_span=re.compile(_any(list(words.spans))),
        spans=words.spans,
    )
