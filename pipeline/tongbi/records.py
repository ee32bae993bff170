"""The records that pass from stage to stage.

Belongs here: the shape of a document, a report's identity, a mention, and the closed lists of words that
their fields may hold. Does not belong here: anything that computes, reads a file or knows a library beyond
the standard one. Every stage may import this module; this module imports no stage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["actual", "target", "growth", "change", "cumulative", "average"]
Level = Literal["nation", "province", "city", "county", "township", "department"]
ReportType = Literal["law_based_government", "government_work"]
Version = Literal["web", "speech"]

ROLES: tuple[Role, ...] = ("actual", "target", "growth", "change", "cumulative", "average")
LEVELS: tuple[Level, ...] = ("nation", "province", "city", "county", "township", "department")
REPORT_TYPES: tuple[ReportType, ...] = ("law_based_government", "government_work")

FIRST_YEAR, LAST_YEAR = 1949, 2100
"""The first and the last year that a report can be of: what is told of another is a slip."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where `text[start:end]` stands in an original that has pages: `page` counts from 1.

    The box is given in shares of the page's width and height, from its upper left corner. `confidence` is the
    mean over the signs of a text recognised in a picture, None for a text that the file itself holds.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its origin, before anything is known of what it says.

    `text` is the decoded text, newlines untouched, without a byte order mark; every offset in the project
    counts its characters. `sha256` is that of the archived original's bytes (in a `.jsonl`, of one line's).
    `declared` holds what a sidecar file or a `.jsonl` line says of the document; it overrides the text.
    `places` are the rows of an original that has pages, in the order of the text; `doubtful` are the spans of
    signs that were recognised in a picture with little confidence. `notes` say to a user what of the file was
    left out of the text; they are no part of what a document is.
    """

    path: str
    text: str
    sha256: str
    format: str
    declared: dict[str, str] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports, what kind of report it is, and the year that its title names."""

    issuer_name: str
    level: Level
    report_type: ReportType
    report_year: int
    version: Version = "web"
    title: str = ""
    issuer_code: str | None = None
    published_on: str | None = None
    source_uri: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document whose identity is known.

    `report_id` depends on nothing but the text, so that order never matters.
    """

    report_id: str
    document: Document
    identity: Identity


@dataclass(slots=True)
class Mention:
    """One quantity in a text, as section 2 of the contract describes it.

    `text[start:end] == surface`; `low <= value <= high`; values are floats of exact decimals in base units.
    `period` is "2023", "2018-2022" or None; `scope` is empty for the whole area and year; `rule` names the
    rule that gave the metric (for `tongbi explain`), never a number of the data.
    """

    start: int
    end: int
    surface: str
    value: float
    low: float
    high: float
    unit: str
    object: str = ""
    metric_id: str | None = None
    role: Role = "actual"
    period: str | None = None
    scope: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row or a document kept out of the series: what, why, and where. Nothing is dropped without one."""

    what: Literal["document", "report", "mention", "observation", "series", "yoy", "revision", "coverage"]
    why: str
    where: str
    report_id: str | None = None
    start_char: int | None = None
    end_char: int | None = None
    quote: str = ""
    suggestion: str = ""

    def told(self) -> str:
        """Where, why and what to do, for a reader; what the reason says already is not said twice."""
        said = not self.suggestion or self.why.endswith(self.suggestion)
        return f"{self.where}: {self.why}" if said else f"{self.where}: {self.why}; {self.suggestion}"
