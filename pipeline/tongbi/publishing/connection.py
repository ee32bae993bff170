"""How a warehouse file is opened: the storage format of new ones, read-only access to finished ones.

Belongs here: the settings of a DuckDB connection and the messages when a file cannot be opened. Does not
belong here: what is in the file.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Files in the format that DuckDB 2 writes by default cannot be opened by any 1.x client; this one can, from
# 1.4 on.
STORAGE_VERSION = "v1.4.0"

# The smallest that DuckDB has: each of a hundred columns takes a block of its own, and most warehouses are
# small. The samples take 1.9 MB instead of 8.7.
BLOCK_BYTES = 16384


class WarehouseError(Exception):
    """The warehouse or its definitions are at fault; the message names the file and says what to do."""


@contextmanager
def create(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write to a new database file in the storage format of the project."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "storage_compatibility_version": STORAGE_VERSION,
        "default_block_size": BLOCK_BYTES,
    }
    connection = duckdb.connect(str(path), config=settings)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def read(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a published warehouse; many may be open at once, in many processes.

    Raises WarehouseError where there is no such file or it is not a DuckDB database.
    """
    if not path.is_file():
        raise WarehouseError(
            f"{path}: no warehouse is here; publish one with `tongbi run --warehouse {path}`"
        )
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: cannot be opened as a warehouse: {error}") from error
    try:
        yield connection
    finally:
        connection.close()
