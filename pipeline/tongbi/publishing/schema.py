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
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `required` says that no default stands in where a frame lacks it."""

    name: str
    type: str
    nullable: bool
    required: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data. `key` names the columns that tell its rows apart, empty where none do."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    comment: str

    @property
    def order(self) -> str:
        """The columns of an ORDER BY that puts the rows into one sequence: the key, then all others."""
        rest = [c.name for c in self.columns if c.name not in self.key]
        return ", ".join(f'"{name}" nulls first' for name in (*self.key, *rest))


def tables(connection: DuckDBPyConnection) -> list[Table]:
    """The tables of data in an order in which they can be loaded: those referred to come first."""
    columns: dict[str, list[Column]] = {}
    for table, name, kind, nullable, default, comment in connection.execute(
        "select table_name, column_name, data_type, is_nullable, column_default, comment "
        "from duckdb_columns() where not internal and database_name = current_database() "
        "order by table_name, column_index"
    ).fetchall():
        columns.setdefault(table, []).append(Column(name, kind, nullable, default is None, comment or ""))
    keys: dict[str, tuple[str, ...]] = {}
    refers: dict[str, set[str]] = {}
    for table, kind, names, referred in connection.execute(
        "select table_name, constraint_type, constraint_column_names, referenced_table "
        "from duckdb_constraints() where database_name = current_database()"
    ).fetchall():
        if kind == "PRIMARY KEY" or (kind == "UNIQUE" and table not in keys):
            keys[table] = tuple(names)
        elif kind == "FOREIGN KEY":
            refers.setdefault(table, set()).add(referred)
    found = {
        name: Table(name, tuple(columns[name]), keys.get(name, ()), comment or "")
        for name, comment in connection.execute(
            "select table_name, comment from duckdb_tables() "
            "where not internal and database_name = current_database() order by table_name"
        ).fetchall()
        if name != REGISTER
    }
    order = TopologicalSorter({name: sorted(refers.get(name, set())) for name in found})
    return [found[name] for name in order.static_order()]
