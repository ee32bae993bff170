"""A statement: one report's value of one metric, as the comparison works with it.

Belongs here: the record, its intervals, and the way between records and the `observation` frame. Does not
belong here: how a mention becomes a statement (`observation`), or which statement a series uses (`series`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from tongbi.comparability import facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.comparability.facets import Facets

COLUMNS = (
    "observation_id", "report_id", "issuer_name", "metric_id", "period", "scope", "role", "value", "low",
    "high", "unit", "quote", "start_char", "end_char", "vintage", "quality_flags", "facets", "preference",
    "surface", "precision", "quality_note",
)  # fmt: skip
"""Columns of the `observation` frame: those of the contract, then what the comparison needs of the wording.

`facets` is JSON text; `preference` is the rank among the statements of one report, metric and period (1 is
used first, 0 never); `precision` is the place value of the last written digit (0 for a count written out);
`quality_note` says in figures what the flags found, a line `flag: figures` for each.
"""

SPEECH_AFTER = 1000
"""Added to the preference of a speech, so that it stands behind the web version of the same year."""

_NUMBERS = ("value", "low", "high", "precision")
_INTEGERS = ("start_char", "end_char", "vintage", "preference")


@dataclass(slots=True)
class Statement:
    """One row of `observation`; flags, notes by flag and facets are unpacked, all else is as in the frame."""

    observation_id: str
    report_id: str
    issuer_name: str
    metric_id: str
    period: str | None
    scope: str
    role: str
    value: float
    low: float
    high: float
    unit: str
    quote: str
    start_char: int
    end_char: int
    vintage: int
    preference: int = 0
    surface: str = ""
    precision: float = 0.0
    version: str = "web"
    issuer_code: str | None = None
    level: str = ""
    quality_flags: set[str] = field(default_factory=set)
    quality_notes: dict[str, str] = field(default_factory=dict)
    facets: Facets = field(default_factory=dict)

    def flag(self, flag: str, note: str) -> None:
        """Set a flag of quality, with what it found in figures."""
        self.quality_flags.add(flag)
        before = self.quality_notes.get(flag, "")
        if note not in before:
            self.quality_notes[flag] = f"{before}; {note}" if before else note

    @property
    def bounds(self) -> tuple[float, float]:
        """The interval of the true value: the wording's, else half a written place to each side."""
        if self.low < self.high:
            return self.low, self.high
        return self.low - self.precision / 2, self.high + self.precision / 2

    @property
    def year(self) -> int | None:
        """The single year of the period; None for a span or an open period."""
        return int(self.period) if self.period and len(self.period) == 4 and self.period.isdigit() else None

    @property
    def headline(self) -> bool:
        """Whether the statement can enter a series: an actual level of the whole body for one year."""
        return self.role == "actual" and not self.scope and self.year is not None


def identifier(report_id: str, metric_id: str, start: int, end: int, period: str | None, role: str) -> str:
    """The observation's id: the same for the same statement wherever and whenever it is read."""
    key = "|".join((report_id, metric_id, str(start), str(end), period or "", role))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def frame(statements: Iterable[Statement]) -> pd.DataFrame:
    """The `observation` frame, in the order of issuer, metric, period, vintage and place."""
    ordered = sorted(
        statements,
        key=lambda s: (
            s.issuer_name,
            s.metric_id,
            s.period or "",
            s.vintage,
            s.report_id,
            s.start_char,
            s.role,
        ),
    )
    rows = [
        tuple(
            ",".join(sorted(s.quality_flags))
            if name == "quality_flags"
            else facets.dump(s.facets)
            if name == "facets"
            else "\n".join(f"{flag}: {note}" for flag, note in sorted(s.quality_notes.items()))
            if name == "quality_note"
            else getattr(s, name)
            for name in COLUMNS
        )
        for s in ordered
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(
        {name: "float64" if name in _NUMBERS else "int64" if name in _INTEGERS else "str" for name in COLUMNS}
    )


def from_frame(table: pd.DataFrame, report: pd.DataFrame) -> Iterator[Statement]:
    """The statements of an `observation` frame, with what `report` says of their reports."""
    reports = {row["report_id"]: row for row in records(report)}
    for row in records(table):
        of = reports.get(row["report_id"], {})
        known = {name: row[name] for name in COLUMNS if row.get(name) is not None}
        for name in ("scope", "unit"):
            known.setdefault(name, "")  # a file may not tell an empty text from none
        known["period"] = row.get("period")
        known["quality_flags"] = {flag for flag in known.get("quality_flags", "").split(",") if flag}
        known["facets"] = facets.load(known.get("facets"))
        known["quality_notes"] = notes(known.pop("quality_note", ""))
        yield Statement(
            **known,
            version=of.get("version") or "web",
            issuer_code=of.get("issuer_code"),
            level=of.get("level") or "",
        )


def notes(text: str) -> dict[str, str]:
    """What each flag found, of the text of a `quality_note`."""
    parted = (line.partition(": ") for line in text.splitlines())
    return {flag: note for flag, _, note in parted}


def records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a frame as dicts of plain values, missing ones None."""
    columns = {}
    for name in table.columns:
        series = table[name].astype(object)
        columns[name] = series.where(series.notna(), None).tolist()
    names = list(columns)
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(names, values, strict=True))
