"""The declared words of names: what is no part of one, what is none, what never joins.

Belongs here: the model of `sources/suggesting/names.yaml`. Does not belong here: taking a name out of a text
(`naming`), or joining names (`clusters`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from tongbi import declaring, project
from tongbi.declaring import Pattern


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    same_measure: list[list[str]]
    empty_heads: list[Pattern]
    empty_tails: list[Pattern]
    additions: list[str]
    rates: list[str]
    no_names: list[Pattern]


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled words; `empty_head` and `addition` match at the start of a name, `no_name` the whole of it."""

    empty_head: re.Pattern[str]
    empty_tail: re.Pattern[str]
    addition: re.Pattern[str]
    rates: tuple[str, ...]
    no_name: re.Pattern[str]
    _same_measure: dict[str, str]

    def measure(self, unit_class: str) -> str:
        """One name for all classes of measure words that count one thing."""
        return self._same_measure.get(unit_class, unit_class)


@cache
def wording() -> Wording:
    """The words of names; a ValueError names the file and the field at fault."""
    path = project.sources() / "suggesting" / "names.yaml"
    try:
        words = _Words.model_validate(declaring.parse(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
    return Wording(
        empty_head=re.compile(f"(?:{'|'.join(words.empty_heads)})+"),
        empty_tail=re.compile(f"(?:{'|'.join(words.empty_tails)})+$"),
        addition=re.compile("|".join(map(re.escape, words.additions))),
        rates=tuple(words.rates),
        no_name=re.compile("|".join(words.no_names)),
        _same_measure={one: same[0] for same in words.same_measure for one in same},
    )
