"""The declared signs of pages that are no reports: logins, missing pages, challenges of a firewall.

Belongs here: the model of `sources/fetching/signs.yaml`. Does not belong here: looking at a page (`judge`).
"""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tongbi import project
from tongbi.reading.declared import load_yaml


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    for word in words:
        if word != plain(word) or not word:
            raise ValueError(f"{word!r} must be written in small letters and without blanks")
    return words


def plain(text: str) -> str:
    """A text as the signs are written: small letters, no blanks."""
    return "".join(text.lower().split())


_Words = Annotated[tuple[str, ...], AfterValidator(_plain)]


class Words(BaseModel):
    """Words that give one kind of page away, by where they stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: _Words
    text: _Words
    address: _Words


class Signs(BaseModel):
    """All signs, and how much text a page must hold to be judged by none of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    substance: int = Field(gt=0)
    text: int = Field(gt=0)
    login: Words
    missing: Words
    challenge: Words
    attachments: tuple[str, ...]


@cache
def signs() -> Signs:
    """The declared signs; a ValueError names the file and the field that do not fit."""
    path = project.sources() / "fetching" / "signs.yaml"
    try:
        return Signs.model_validate(load_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
