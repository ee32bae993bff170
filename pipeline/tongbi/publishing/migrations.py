"""The migrations: SQL files, applied once each in the order of their numbers, recorded with checksums.

Belongs here: finding, checking and applying `warehouse/migrations/NNNN_what.sql`. Does not belong here: views
and macros, which hold no data and are created anew each time (see `views`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.project import warehouse_sql
from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

REGISTER = "schema_migration"
FILE_NAME = re.compile(r"(?P<version>\d{4})_[a-z0-9_]+\.sql")


class MigrationError(WarehouseError):
    """A migration is misnamed, missing, or no longer what was applied."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its number from 1 on, its name, its SQL."""

    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, as 64 hex digits."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def find(folder: Path | None = None) -> list[Migration]:
    """The migrations of a folder (the project's by default), numbered 1, 2, 3… without a gap.

    Raises MigrationError that names the file at fault.
    """
    folder = folder or warehouse_sql() / "migrations"
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = FILE_NAME.fullmatch(path.name)
        if match is None:
            raise MigrationError(f"{path}: name it NNNN_what.sql, with four digits and small letters")
        found.append(Migration(int(match["version"]), path.name, path.read_text(encoding="utf-8")))
    for expected, migration in enumerate(found, start=1):
        if migration.version != expected:
            raise MigrationError(f"{folder / migration.name}: its number should be {expected:04d}")
    if not found:
        raise MigrationError(f"{folder}: holds no migration; the installation is incomplete, install again")
    return found


def applied(connection: DuckDBPyConnection) -> list[tuple[int, str, str]]:
    """(version, name, checksum) of each migration that made this database; empty for a new one."""
    known = connection.execute(
        "select 1 from duckdb_tables() where not internal and table_name = ?", [REGISTER]
    ).fetchone()
    if known is None:
        return []
    return connection.execute(f"select version, name, checksum from {REGISTER} order by version").fetchall()


def apply(connection: DuckDBPyConnection, migrations: list[Migration] | None = None) -> list[Migration]:
    """Apply those migrations that the database has not had yet, each in a transaction; returns them.

    Raises MigrationError, before changing anything, where an applied migration was edited, renamed or removed
    since.
    """
    migrations = find() if migrations is None else migrations
    past = applied(connection)
    for position, (version, name, checksum) in enumerate(past):
        here = migrations[position] if position < len(migrations) else None
        if here is None or (here.version, here.name) != (version, name):
            raise MigrationError(f"migration {name} made this warehouse but is not among the files any more")
        if here.checksum != checksum:
            raise MigrationError(
                f"migration {name} was edited after it was applied: put the change into a new migration"
            )
    pending = migrations[len(past) :]
    for migration in pending:
        connection.execute("begin")
        try:
            connection.execute(migration.sql)
            connection.execute(
                f"insert into {REGISTER} values (?, ?, ?)",
                [migration.version, migration.name, migration.checksum],
            )
        except Exception as error:
            connection.execute("rollback")
            raise MigrationError(f"migration {migration.name}: {error}") from error
        connection.execute("commit")
    return pending
