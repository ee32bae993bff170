"""The SQL that exports and comparisons ask: one statement a file, `warehouse/FOLDER/NAME.sql`.

Belongs here: finding the text of a statement. Does not belong here: what every warehouse carries (`views`),
the queries that a newcomer runs (`queries`), or questions to DuckDB's own catalogue (`schema`).
"""

from __future__ import annotations

from tongbi.project import warehouse_sql
from tongbi.publishing.connection import WarehouseError


def of(folder: str, name: str) -> str:
    """The statement of `warehouse/<folder>/<name>.sql`; WarehouseError names a file that is not there."""
    path = warehouse_sql() / folder / f"{name}.sql"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise WarehouseError(f"{path}: is missing; the installation is incomplete, install again") from error
