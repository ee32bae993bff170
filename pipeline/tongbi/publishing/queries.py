"""The queries that a newcomer runs first: `warehouse/queries/NN_question.sql`.

Belongs here: finding them and running them on a warehouse. Does not belong here: printing (the commands do
that).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tongbi.project import warehouse_sql
from tongbi.publishing import connection
from tongbi.publishing.connection import WarehouseError

FILE_NAME = re.compile(r"(?P<number>\d\d)_(?P<name>[a-z0-9_]+)\.sql")


@dataclass(frozen=True, slots=True)
class Query:
    """One file. Its first two lines are comments: the question in Chinese, then in English."""

    number: int
    name: str
    title_zh: str
    title_en: str
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: the names of its columns, and its rows as Python values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def find(folder: Path | None = None) -> list[Query]:
    """The queries in the order of their numbers.

    Raises WarehouseError that names a file without a number or without its two titles.
    """
    folder = folder or warehouse_sql() / "queries"
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = FILE_NAME.fullmatch(path.name)
        text = path.read_text(encoding="utf-8")
        titles = [
            line.removeprefix("-- ").strip() for line in text.splitlines()[:2] if line.startswith("-- ")
        ]
        if match is None or len(titles) < 2:
            raise WarehouseError(
                f"{path}: name it NN_question.sql and begin with its title, '-- 中文', '-- English'"
            )
        found.append(Query(int(match["number"]), match["name"], titles[0], titles[1], text))
    return found


def answer(warehouse: str | Path, sql: str) -> Answer:
    """Run one query on a published warehouse, read-only.

    Raises WarehouseError where the warehouse cannot be opened or the query is at fault.
    """
    with connection.read(Path(warehouse)) as database:
        try:
            result = database.execute(sql)
            return Answer(tuple(column[0] for column in result.description or ()), result.fetchall())
        except duckdb.Error as error:
            raise WarehouseError(f"{warehouse}: {error}") from error
