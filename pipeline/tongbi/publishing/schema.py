"""What the migrations made, as the database itself tells it: tables, columns, keys, comments.

Belongs here: questions to DuckDB's catalogue. Does not belong here: a second list of tables or columns; the
migrations are the only one.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from tongbi.publishing.migrations import REGISTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `default` is the SQL expression that stands in for a missing value, if any."""

    name: str
    type: str
    nullable: bool
    default: str | None
    comment: str

    @property
    def required(self) -> bool:
        """Whether a frame must have the column."""
        return not self.nullable and self.default is None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data. `key` names the columns that tell its rows apart, empty where none do.

    `primary` says that the key is a primary one: no part of it is null. `references` holds a triple for each
    column that points to another table: (column, table, column there).
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    comment: str
    primary: bool = False
    references: tuple[tuple[str, str, str], ...] = ()

    @property
    def order(self) -> str:
        """The columns of an ORDER BY that puts the rows into one sequence: the key, then all others."""
        return self.order_among([column.name for column in self.columns])

    def order_among(self, names: Sequence[str]) -> str:
        """The same where only some of the columns are at hand."""
        key = [name for name in self.key if name in names]
        rest = [c.name for c in self.columns if c.name in names and c.name not in key]
        return ", ".join(f'"{name}" nulls first' for name in (*key, *rest))


def tables(connection: DuckDBPyConnection) -> list[Table]:
    """The tables of data in an order in which they can be loaded: those referred to come first."""
    columns: dict[str, list[Column]] = {}
    for table, name, kind, nullable, default, comment in connection.execute(
        "select table_name, column_name, data_type, is_nullable, column_default, comment "
        "from duckdb_columns() where not internal and database_name = current_database() "
        "order by table_name, column_index"
    ).fetchall():
        columns.setdefault(table, []).append(Column(name, kind, nullable, default, comment or ""))
    primary: dict[str, tuple[str, ...]] = {}
    unique: dict[str, tuple[str, ...]] = {}
    references: dict[str, list[tuple[str, str, str]]] = {}
    for table, kind, names, other, targets in connection.execute(
        "select table_name, constraint_type, constraint_column_names, referenced_table, "
        "referenced_column_names from duckdb_constraints() "
        "where database_name = current_database() order by all"
    ).fetchall():
        if kind == "PRIMARY KEY":
            primary[table] = tuple(names)
        elif kind == "UNIQUE":
            unique[table] = tuple(names)
        elif kind == "FOREIGN KEY":
            references.setdefault(table, []).extend(
                (name, other, target) for name, target in zip(names, targets, strict=True)
            )
    found = {
        name: Table(
            name,
            tuple(columns[name]),
            primary.get(name, unique.get(name, ())),
            comment or "",
            name in primary,
            tuple(references.get(name, ())),
        )
        for name, comment in connection.execute(
            "select table_name, comment from duckdb_tables() "
            "where not internal and database_name = current_database() order by table_name"
        ).fetchall()
        if name != REGISTER
    }
    order = TopologicalSorter(
        {name: sorted({r[1] for r in table.references}) for name, table in found.items()}
    )
    return [found[name] for name in order.static_order()]
