"""What changed between two published warehouses: figures that came, went or changed, each with its cause.

Belongs here: comparing two files, and the record of what differs. Does not belong here: telling causes apart
(the statements in `warehouse/release_diff` do), or showing the result (see `release_diff_pages`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import duckdb

from tongbi.publishing import schema, sql_text
from tongbi.publishing.connection import WarehouseError
from tongbi.publishing.export import OF_THE_RUN

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Kind = Literal["appeared", "disappeared", "changed", "verdict"]
Cause = Literal[
    "new_report",
    "restatement",
    "report_changed",
    "report_removed",
    "correction",
    "quarantine",
    "catalogue_change",
    "rule_change",
]
CAUSES: dict[Cause, tuple[str, str]] = {
    "new_report": ("新读入报告", "a report that was not read before states it"),
    "restatement": ("后来报告重述", "a later report, read since, states it differently"),
    "report_changed": ("报告文本更换", "the text of the report was replaced"),
    "report_removed": ("报告移除", "the report that stated it is gone"),
    "correction": ("更正登记", "an entry of the corrections register came or went"),
    "quarantine": ("隔离", "the figure failed a check and was set aside"),
    "catalogue_change": ("指标目录变更", "the catalogue's entry of the metric changed"),
    "rule_change": ("规则变更", "the same reports are read or compared by other rules"),
}


class DiffError(WarehouseError):
    """Two files cannot be compared; the message names the one at fault."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a series as one of the two warehouses has it, with its sentence."""

    value: float
    low: float
    high: float
    unit: str
    obs_status: str
    vintage: int
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """One figure, or one verdict on a pair of years, that is not the same in both.

    `size` is the relative difference of the values from 0 to 1: 1 where one is missing, 0 for a verdict.
    `old_verdict` and `new_verdict` hold verdict and reason where the kind is `verdict`.
    """

    kind: Kind
    cause: Cause
    issuer_name: str
    metric_id: str
    name_zh: str
    period: str
    size: float
    old: Figure | None = None
    new: Figure | None = None
    old_verdict: str = ""
    new_verdict: str = ""


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Rows of one table that only one of the two warehouses has."""

    table: str
    only_old: int
    only_new: int


@dataclass(frozen=True, slots=True)
class Diff:
    """The comparison of two warehouses; `changes` are ranked by size, `tables` are those that differ."""

    old: str
    new: str
    changes: tuple[Change, ...]
    tables: tuple[TableDiff, ...]

    @property
    def identical(self) -> bool:
        """Whether all tables but those that tell of the run itself hold the same rows."""
        return not self.changes and not self.tables

    def count(self, kind: Kind | None = None, cause: Cause | None = None) -> int:
        """How many changes there are, of one kind or cause or of all."""
        return sum(kind in (None, c.kind) and cause in (None, c.cause) for c in self.changes)


def diff(old: str | Path, new: str | Path) -> Diff:
    """Compare two published warehouses.

    Only what both schemas have is compared, so that a warehouse of an earlier version of tongbi can be given.
    Raises DiffError where a file is missing or is not a warehouse.
    """
    paths = {"old": Path(old), "new": Path(new)}
    with duckdb.connect() as database:
        if paths["old"].exists() and paths["new"].exists() and paths["old"].samefile(paths["new"]):
            _attach(database, "old", paths["old"])
            return Diff(str(old), str(new), (), ())
        tables = {name: _attach(database, name, path) for name, path in paths.items()}
        shared = {
            name: _shared_columns(tables["old"][name], tables["new"][name])
            for name in tables["new"]
            if name in tables["old"]
        }
        for view in ("report_known", "metric_changed"):
            database.execute(sql_text.of("release_diff", view))
        changes = _figures(database)
        moved = {(c.issuer_name, c.metric_id, c.period): c.cause for c in changes}
        changes += _verdicts(database, moved)
        changes.sort(key=lambda c: (-c.size, c.kind, c.issuer_name, c.metric_id, c.period))
        differing = [
            _compare(database, name, columns) for name, columns in shared.items() if name not in OF_THE_RUN
        ]
    return Diff(str(old), str(new), tuple(changes), tuple(t for t in differing if t.only_old or t.only_new))


def _attach(database: DuckDBPyConnection, name: str, path: Path) -> dict[str, schema.Table]:
    if not path.is_file():
        raise DiffError(f"{path}: no warehouse is here")
    literal = str(path.resolve()).replace("'", "''")
    try:
        database.execute(f"attach '{literal}' as {name} (read_only)")
        database.execute(f"use {name}")
        found = {table.name: table for table in schema.tables(database)}
    except duckdb.Error as error:
        raise DiffError(f"{path}: cannot be opened as a warehouse: {error}") from error
    finally:
        database.execute("use memory")
    lacking = {"report", "metric", "observation", "series", "yoy", "quarantine"} - found.keys()
    if lacking:
        raise DiffError(f"{path}: is not a warehouse of tongbi; it lacks {', '.join(sorted(lacking))}")
    return found


def _shared_columns(old: schema.Table, new: schema.Table) -> list[str]:
    names = {column.name for column in old.columns}
    return [f'"{column.name}"' for column in new.columns if column.name in names]


def _figures(database: DuckDBPyConnection) -> list[Change]:
    changes = []
    found = database.execute(sql_text.of("release_diff", "figures")).fetchall()
    for issuer, metric, name, period, *rest in found:
        *sides, cause = rest
        old = Figure(*sides[:7]) if sides[0] is not None else None
        new = Figure(*sides[7:]) if sides[7] is not None else None
        kind: Kind = "appeared" if old is None else "disappeared" if new is None else "changed"
        changes.append(Change(kind, _cause(cause), issuer, metric, name, period, _size(old, new), old, new))
    return changes


def _verdicts(database: DuckDBPyConnection, moved: dict[tuple[str, str, str], Cause]) -> list[Change]:
    """Changed verdicts; where one of the two figures changed as well, the cause is the figure's."""
    changes = []
    found = database.execute(sql_text.of("release_diff", "verdicts")).fetchall()
    for issuer, metric, name, period, old, new, cause in found:
        years = (period, str(int(period) - 1))
        known = next((moved[issuer, metric, y] for y in years if (issuer, metric, y) in moved), None)
        cause = known or _cause(cause)
        changes.append(
            Change("verdict", cause, issuer, metric, name, period, 0.0, old_verdict=old, new_verdict=new)
        )
    return changes


def _cause(word: str) -> Cause:
    return next(cause for cause in get_args(Cause) if cause == word)


def _size(old: Figure | None, new: Figure | None) -> float:
    if old is None or new is None:
        return 1.0
    if old.unit != new.unit:
        return 1.0
    pairs = ((old.value, new.value), (old.low, new.low), (old.high, new.high))
    return min(1.0, max(abs(a - b) / (max(abs(a), abs(b)) or 1.0) for a, b in pairs))


def _compare(database: DuckDBPyConnection, table: str, columns: list[str]) -> TableDiff:
    listed = ", ".join(columns)
    only = []
    for one, other in (("old", "new"), ("new", "old")):
        row = database.execute(
            f'select count(*) from (select {listed} from {one}."{table}" '
            f'except all select {listed} from {other}."{table}")'
        ).fetchone()
        only.append(row[0] if row else 0)
    return TableDiff(table, *only)
