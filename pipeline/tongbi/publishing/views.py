"""The views and macros of the warehouse: one a file, created anew in each published file.

Belongs here: finding `warehouse/views/NAME.sql`, creating what they define. Does not belong here: the queries
a newcomer runs (see `queries`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from tongbi.project import warehouse_sql
from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection


def create(connection: DuckDBPyConnection, folder: Path | None = None) -> list[str]:
    """Create every view and macro; returns their names in the order in which they could be created.

    A view may use another one, so those that do not bind yet are tried again after the others. Raises
    WarehouseError that names the file where one cannot be created at all.
    """
    folder = folder or warehouse_sql() / "views"
    waiting = sorted(folder.glob("*.sql"))
    created: list[str] = []
    while waiting:
        failed: dict[Path, duckdb.Error] = {}
        for path in waiting:
            try:
                connection.execute(path.read_text(encoding="utf-8"))
            except duckdb.Error as problem:
                failed[path] = problem
            else:
                created.append(path.stem)
        if len(failed) == len(waiting):
            path, error = next(iter(failed.items()))
            raise WarehouseError(f"{path}: {error}") from error
        waiting = list(failed)
    return created
