"""The expectations as declared in `sources/validation/`: models, loading, and the list for other layers.

Belongs here: the shape of a declaration and its checks. Does not belong here: Great Expectations, pandas, or
anything that looks at data; importing this module is cheap, so that the Dagster code location can name its
asset checks without paying for the library that runs them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tongbi import declaring, project

if TYPE_CHECKING:
    from pathlib import Path

Severity = Literal["critical", "warning", "info"]
FrameName = Literal["report", "mention", "observation", "series", "yoy", "revision", "coverage"]

FRAMES: tuple[FrameName, ...] = get_args(FrameName)


class DeclarationError(ValueError):
    """A file under `sources/validation/` that cannot be used; the message names file and field."""


class Wording(BaseModel):
    """One sentence in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def both(self) -> str:
        """Both languages on one line, Chinese first."""
        return f"{self.zh} {self.en}"


class ExpectationSpec(BaseModel):
    """One named expectation of one frame.

    `type` is a class of `great_expectations.expectations` or of `tongbi.validation.row_expectations`;
    `kwargs` are its arguments. `tells` are columns whose values the reason for setting a row aside names,
    beside those that the rule looks at. `structural` marks a rule on the frame as a whole: its failure stops
    publishing. A `critical` rule that is not structural is a rule on rows: rows that fail are quarantined.
    Others leave the rows where they are.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z]+(_[a-z0-9]+)+$")
    type: str = Field(pattern=r"^Expect[A-Za-z]+$")
    kwargs: dict[str, Any] = Field(default_factory=dict)
    severity: Severity
    structural: bool = False
    tells: tuple[str, ...] = ()
    description: Wording
    suggestion: Wording

    @model_validator(mode="after")
    def _structural_is_critical(self) -> ExpectationSpec:
        if self.structural and self.severity != "critical":
            raise ValueError(f"{self.name}: a structural expectation must have severity critical")
        return self

    @property
    def blocking(self) -> bool:
        """Whether a failure stops publishing."""
        return self.structural

    @property
    def quarantines(self) -> bool:
        """Whether rows that fail are taken out of the frame."""
        return self.severity == "critical" and not self.structural


class SuiteSpec(BaseModel):
    """All expectations of one frame.

    `columns` must be there, `key` identifies a row, `shows` are the columns that a sample of failing rows
    displays beside those that the rule itself looks at.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    frame: FrameName
    columns: tuple[str, ...] = Field(min_length=1)
    key: tuple[str, ...] = Field(min_length=1)
    shows: tuple[str, ...]
    expectations: tuple[ExpectationSpec, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_follow_the_scheme(self) -> SuiteSpec:
        seen: set[str] = set()
        for spec in self.expectations:
            if not spec.name.startswith(f"{self.frame}_"):
                raise ValueError(f"{spec.name}: the name must begin with {self.frame}_")
            if spec.name in seen:
                raise ValueError(f"{spec.name}: declared twice")
            seen.add(spec.name)
        return self

    def expectation(self, name: str) -> ExpectationSpec:
        """The expectation of that name; KeyError where there is none."""
        for spec in self.expectations:
            if spec.name == name:
                return spec
        raise KeyError(f"sources/validation/{self.frame}.yaml declares no expectation {name}")


class Domain(BaseModel):
    """What values a kind of metric may take for a role, ends included; None is no end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    minimum: float | None = None
    maximum: float | None = None


class Knowledge(BaseModel):
    """What the evidence needs to know and the catalogue does not say (`knowledge.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    domains: tuple[Domain, ...]
    unit_families: dict[str, tuple[str, ...]]
    kind_unit_families: dict[str, tuple[str, ...]]
    target_cues: tuple[str, ...]
    not_target_cues: tuple[str, ...]
    plan_headings: tuple[str, ...]
    not_plan_headings: tuple[str, ...]
    published_within: dict[str, tuple[int, int]]
    core_metrics: dict[str, dict[str, tuple[str, ...]]]


def read_declaration(path: Path) -> Any:
    """The parsed YAML of a declaration; DeclarationError names the file where it cannot be read or parsed."""
    try:
        return declaring.parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DeclarationError(f"{path}: cannot be read ({error.strerror}); restore the file") from error
    except yaml.YAMLError as error:
        raise DeclarationError(f"{path}: is not valid YAML: {error}") from error


def parse_suite(raw: Any, origin: str) -> SuiteSpec:
    """A suite from parsed YAML; DeclarationError names `origin` and each field that is wrong."""
    try:
        return SuiteSpec.model_validate(raw)
    except ValidationError as error:
        raise DeclarationError(_explain(error, origin)) from error


@cache
def suite(name: FrameName) -> SuiteSpec:
    """The declared suite of a frame."""
    path = project.sources() / "validation" / f"{name}.yaml"
    found = parse_suite(read_declaration(path), str(path))
    if found.frame != name:
        raise DeclarationError(f"{path}: frame is {found.frame}, but the file's name says {name}")
    return found


@cache
def knowledge() -> Knowledge:
    """The declared knowledge of `sources/validation/knowledge.yaml`."""
    path = project.sources() / "validation" / "knowledge.yaml"
    try:
        return Knowledge.model_validate(read_declaration(path))
    except ValidationError as error:
        raise DeclarationError(_explain(error, str(path))) from error


def expectations(name: FrameName) -> list[ExpectationSpec]:
    """The expectations of a frame, in the order of their file; cheap, imports no heavy library."""
    return list(suite(name).expectations)


def _explain(error: ValidationError, origin: str) -> str:
    lines = (f"  {'.'.join(str(part) for part in e['loc']) or 'file'}: {e['msg']}" for e in error.errors())
    return f"{origin}: not a valid declaration\n" + "\n".join(lines)
