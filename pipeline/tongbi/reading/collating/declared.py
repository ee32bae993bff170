"""The declared thresholds of likeness: `sources/reading/collating.yaml`, validated.

Belongs here: the model of that file. Does not belong here: applying it.
"""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tongbi import project
from tongbi.reading.declared import load_yaml


class Likeness(BaseModel):
    """What the file's head describes; shares from 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    near: float = Field(gt=0.5, le=1)
    part: float = Field(gt=0.5, le=1)
    part_least: float = Field(gt=0, le=1)
    shared_figures: float = Field(gt=0.5, le=1)
    least_figures: int = Field(gt=0)
    least_signs: int = Field(gt=0)
    most_signs: int = Field(gt=0)
    few: int = Field(gt=0)
    official_hosts: tuple[str, ...]


@cache
def likeness() -> Likeness:
    """The declared thresholds; a ValueError names the file and the field that do not fit."""
    path = project.sources() / "reading" / "collating.yaml"
    try:
        return Likeness.model_validate(load_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
