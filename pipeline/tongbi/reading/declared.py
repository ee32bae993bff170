"""The declared knowledge of files: which are documents, how large they may be, what to do with the others.

Belongs here: the model of `sources/reading/files.yaml`. Does not belong here: opening any of those files.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tongbi import declaring, project

if TYPE_CHECKING:
    from pathlib import Path, PurePath


class Limits(BaseModel):
    """What one file may hold at most."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file_megabytes: int = Field(gt=0)
    lines_of_one_file: int = Field(gt=0)
    unpacked_megabytes: int = Field(gt=0)
    members: int = Field(gt=0)
    nesting: int = Field(ge=0)
    pages: int = Field(gt=0)
    scanned_pages: int = Field(gt=0)
    megapixels: int = Field(gt=0)
    conversion_seconds: int = Field(gt=0)

    @property
    def file_bytes(self) -> int:
        """The limit of a file's size in bytes."""
        return self.file_megabytes * 1_000_000

    @property
    def unpacked_bytes(self) -> int:
        """The limit of what a container unpacks to, in bytes."""
        return self.unpacked_megabytes * 1_000_000


class Recognition(BaseModel):
    """What is believed of texts recognised in pictures, and how large a picture is made before it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    doubtful_below: float = Field(ge=0, le=1)
    unreadable_below: float = Field(ge=0, le=1)
    dots_per_inch: int = Field(ge=72, le=600)
    longest_side: int = Field(ge=600, le=4000)
    smallest_line: int = Field(gt=0)


class Files(BaseModel):
    """Endings of file names by format, names that are skipped, and remedies for what is not read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    skipped: tuple[str, ...]
    unfinished: tuple[str, ...]
    limits: Limits
    recognition: Recognition
    formats: dict[str, tuple[str, ...]]
    unread: dict[str, str]

    def is_skipped(self, name: str) -> bool:
        """Whether a file of this name is never a document."""
        return name.startswith(".") or self._skipped.match(name) is not None

    def is_unfinished(self, name: str) -> bool:
        """Whether a file of this name is one that another program is busy with."""
        return self._unfinished.match(name.lower()) is not None

    @cached_property
    def _skipped(self) -> re.Pattern[str]:
        return _any_of(self.skipped)

    @cached_property
    def _unfinished(self) -> re.Pattern[str]:
        return _any_of(self.unfinished)

    def format_of(self, path: PurePath) -> str | None:
        """The format that the file's name announces, None where the ending is unknown."""
        name = path.name.lower()
        for kind, endings in self.formats.items():
            if name.endswith(endings):
                return kind
        return None

    def stem_of(self, path: PurePath) -> str:
        """The file's name without the ending that announces its format: `NAME` of `NAME.tar.gz`."""
        name = path.name.lower()
        fitting = [e for endings in self.formats.values() for e in endings if name.endswith(e)]
        longest = max(fitting, key=len, default=path.suffix)
        return path.name[: len(path.name) - len(longest)] if longest else path.name


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a name that one of these patterns of a shell matches."""
    return re.compile("|".join(map(translate, patterns)) or r"(?!)")


def load_yaml(path: Path, *, as_text: bool = False) -> Any:
    """The content of one YAML file, with `as_text` every scalar as it is written.

    Raises ValueError that names the file where it is no YAML.
    """
    try:
        return declaring.parse(path.read_bytes(), as_text=as_text)
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not valid YAML: {error}") from error


@cache
def files() -> Files:
    """The declared knowledge of files; a ValueError names the file and the field that do not fit."""
    path = project.sources() / "reading" / "files.yaml"
    try:
        return Files.model_validate(load_yaml(path))
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
