"""What is declared of a document: in `NAME.meta.yaml` beside it, or in the fields of a `.jsonl` line.

Belongs here: the allowed fields and their validation. Does not belong here: what the text itself says.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tongbi.reading.declared import files, load_yaml
from tongbi.records import FIRST_YEAR, LAST_YEAR, Level, ReportType, Version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENDING = ".meta.yaml"

# A line of JSON may give the code as a number.
_Code = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
_Text = Annotated[str, Field(min_length=1, max_length=500)]


class DeclarationError(ValueError):
    """A sidecar, or a line's fields, that cannot be used. The message names the field."""


class Declaration(BaseModel):
    """The fields that a sidecar may hold; all are optional."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    issuer_name: _Text | None = None
    issuer_code: Annotated[_Code, Field(pattern=r"^\d{6}$")] | None = None
    level: Level | None = None
    report_type: ReportType | None = None
    report_year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = None
    version: Version | None = None
    title: _Text | None = None
    published_on: date | None = None
    source_uri: _Text | None = None

    def fields(self) -> dict[str, str]:
        """The fields that are given, as text."""
        return {name: str(value) for name, value in self.model_dump(exclude_none=True).items()}


FIELDS: tuple[str, ...] = tuple(Declaration.model_fields)


def path_beside(path: Path) -> Path:
    """Where the sidecar of a document lies, whether there is one or not."""
    return path.with_name(files().stem_of(path) + ENDING)


def read_beside(path: Path) -> dict[str, str]:
    """The fields of a document's sidecar, empty without one.

    Raises DeclarationError that names the sidecar and the field that does not fit.
    """
    sidecar = path_beside(path)
    try:
        content = load_yaml(sidecar, as_text=True)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DeclarationError(f"{sidecar}: cannot be read: {error.strerror or error}") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{sidecar}: not valid YAML: {str(error).splitlines()[-1].strip()}") from error
    if content in (None, ""):
        return {}
    if not isinstance(content, dict):
        raise DeclarationError(f"{sidecar}: must hold fields such as `report_year: 2023`, one a line")
    return declared({key: value for key, value in content.items() if value != ""}, str(sidecar))


def declared(content: Mapping[object, object], where: str) -> dict[str, str]:
    """The validated fields. Raises DeclarationError that names `where` and each field that does not fit."""
    try:
        return Declaration.model_validate({str(key): value for key, value in content.items()}).fields()
    except ValidationError as error:
        faults = "; ".join(_fault(fault["loc"], fault["type"], fault["msg"]) for fault in error.errors())
        raise DeclarationError(f"{where}: {faults}") from error


def _fault(location: tuple[int | str, ...], kind: Literal["extra_forbidden"] | str, message: str) -> str:
    field = ".".join(str(part) for part in location[:1])
    if kind == "extra_forbidden":
        return f"field `{field}` is not known; known are {', '.join(FIELDS)}"
    return f"field `{field}`: {message[:1].lower()}{message[1:]}"
