"""`tongbi query`: the queries that come along, and any other SQL, answered as a table.

Belongs here: finding, running and showing queries. Does not belong here: their text (`warehouse/queries/`).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.project import warehouse_sql

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """A query that comes along: its number, what it asks (the comment at its head), its SQL without that."""

    number: int
    title: str
    sql: str


def questions() -> list[Question]:
    """The files `warehouse/queries/NN_question.sql`, in their order."""
    found = []
    for path in sorted((warehouse_sql() / "queries").glob("[0-9][0-9]_*.sql")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
        said = [line.removeprefix("--").strip() for line in lines[:head]]
        title = " / ".join(said[: said.index("")] if "" in said else said)
        found.append(Question(int(path.name[:2]), title, "\n".join(lines[head:]).strip()))
    return found


def query(what: str | None, warehouse: Path | None) -> int:
    """Show the answer, or the list of queries; returns the exit status."""
    if what is None:
        for question in questions():
            sys.stdout.write(f"{question.number:>3}  {question.title}\n")
        return 0
    sql = what
    if what.strip().isdecimal():
        chosen = [question for question in questions() if question.number == int(what)]
        if not chosen:
            return _complain(f"no query has the number {what}; `tongbi query` lists them")
        sql = chosen[0].sql

    from tongbi.orchestration.store.settings import Settings

    file = Settings.of(warehouse=warehouse).warehouse
    import duckdb

    from tongbi.publishing import WarehouseError, connection

    try:
        with connection.read(file) as database:
            answer = database.execute(sql)
            show([str(column[0]) for column in answer.description or ()], answer.fetchall())
    except WarehouseError as error:
        return _complain(str(error))
    except duckdb.Error as error:
        return _complain(f"the query cannot be answered: {error}")
    return 0


def show(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows as a table; where the output is no terminal, each row is one line, however long."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        numeric = any(isinstance(row[number], (int, float)) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    if sys.stdout.isatty():
        Console().print(table)
        return
    console = Console(width=10_000)
    with console.capture() as shown:
        console.print(table)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in shown.get().splitlines())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)


def _complain(message: str) -> int:
    sys.stderr.write(f"tongbi: {message}\n")
    return 2
