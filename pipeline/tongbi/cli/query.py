"""`tongbi query`: the queries that come along, and any other SQL, answered as a table.

Belongs here: choosing the query and showing the answer. Does not belong here: finding and running queries
(`publishing.queries`), or their text (`warehouse/queries/`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def query(what: str | None, warehouse: Path | None) -> int:
    """Show the answer, or the list of queries; returns the exit status."""
    from tongbi.publishing import WarehouseError, queries

    if what is None:
        for each in queries.find():
            sys.stdout.write(f"{each.number:>3}  {each.title_en} / {each.title_zh}\n")
        return 0
    sql = what
    if what.strip().isdecimal():
        chosen = [each for each in queries.find() if each.number == int(what)]
        if not chosen:
            return _complain(f"no query has the number {what}; `tongbi query` lists them")
        sql = chosen[0].sql

    from tongbi.orchestration.store.settings import Settings

    try:
        answer = queries.answer(Settings.of(warehouse=warehouse).warehouse, sql)
    except WarehouseError as error:
        return _complain(str(error))
    show(answer.columns, answer.rows)
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
