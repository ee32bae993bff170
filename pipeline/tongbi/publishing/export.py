"""Plain exports of the tables: CSV and Parquet, the same bytes for the same content.

Belongs here: one file a table, rows in the order of the key. Does not belong here: formats with a standard of
their own (`sdmx`, `datapackage`, `workbook`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tongbi.publishing import connection, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

Format = Literal["csv", "parquet"]
OPTIONS: dict[Format, str] = {
    "csv": "format csv, header true",
    "parquet": "format parquet, compression zstd",
}

# These tell of the run and the hour, the others of the content.
OF_THE_RUN = frozenset({"run", "check_result"})


def export_tables(
    warehouse: str | Path, folder: str | Path, formats: Iterable[Format] = ("csv", "parquet")
) -> list[Path]:
    """Write every table into `folder` as TABLE.csv and TABLE.parquet; returns the paths written.

    Rows stand in the order of the table's key and one thread writes them, so that equal content gives equal
    bytes.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    formats = list(formats)
    written = []
    with connection.read(Path(warehouse)) as database:
        database.execute("set threads = 1")
        for table in schema.tables(database):
            for form in formats:
                path = folder / f"{table.name}.{form}"
                _copy(database, table, path, OPTIONS[form])
                written.append(path)
    return written


def fingerprint(warehouse: str | Path) -> str:
    """SHA-256 over all tables that do not tell of the run itself: equal content, equal fingerprint."""
    digest = hashlib.sha256()
    with connection.read(Path(warehouse)) as database:
        for table in schema.tables(database):
            if table.name in OF_THE_RUN:
                continue
            digest.update(f"{table.name}\n".encode())
            cursor = database.execute(f'select * from "{table.name}" order by {table.order}')
            while rows := cursor.fetchmany(10_000):
                digest.update(repr(rows).encode())
    return digest.hexdigest()


def _copy(database: DuckDBPyConnection, table: schema.Table, path: Path, options: str) -> None:
    literal = str(path).replace("'", "''")
    database.execute(
        f"copy (select * from \"{table.name}\" order by {table.order}) to '{literal}' ({options})"
    )
