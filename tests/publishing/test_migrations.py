"""Migrations are applied once, in order, and nobody edits one behind the back of a warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from tongbi.publishing import migrations
from tongbi.publishing.migrations import Migration, MigrationError

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Migration(1, "0001_register.sql", (migrations.find()[0]).sql)
SECOND = Migration(2, "0002_place.sql", "create table place (name varchar primary key)")
THIRD = Migration(3, "0003_size.sql", "alter table place add column size integer")


@pytest.fixture
def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def test_all_are_applied_in_order_and_recorded(database: duckdb.DuckDBPyConnection) -> None:
    assert migrations.apply(database, [FIRST, SECOND, THIRD]) == [FIRST, SECOND, THIRD]
    assert [(v, n) for v, n, _ in migrations.applied(database)] == [
        (1, "0001_register.sql"),
        (2, "0002_place.sql"),
        (3, "0003_size.sql"),
    ]
    database.execute("insert into place values ('青禾', 3)")


def test_only_what_is_pending_is_applied(database: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(database, [FIRST, SECOND])
    database.execute("insert into place values ('青禾')")
    assert migrations.apply(database, [FIRST, SECOND, THIRD]) == [THIRD]
    assert migrations.apply(database, [FIRST, SECOND, THIRD]) == []
    assert database.execute("select name, size from place").fetchall() == [("青禾", None)]


def test_an_edited_migration_is_refused(database: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(database, [FIRST, SECOND])
    edited = Migration(2, "0002_place.sql", SECOND.sql + " -- harmless")
    with pytest.raises(MigrationError, match=r"0002_place\.sql was edited after it was applied"):
        migrations.apply(database, [FIRST, edited, THIRD])
    assert len(migrations.applied(database)) == 2


def test_a_removed_migration_is_refused(database: duckdb.DuckDBPyConnection) -> None:
    migrations.apply(database, [FIRST, SECOND])
    with pytest.raises(MigrationError, match="is not among the files any more"):
        migrations.apply(database, [FIRST])


def test_a_failing_migration_leaves_nothing_behind(database: duckdb.DuckDBPyConnection) -> None:
    broken = Migration(3, "0003_broken.sql", "create table half (a integer); create table half (b integer)")
    with pytest.raises(MigrationError, match=r"0003_broken\.sql"):
        migrations.apply(database, [FIRST, SECOND, broken])
    names = database.execute("select table_name from duckdb_tables() order by all").fetchall()
    assert names == [("place",), ("schema_migration",)]
    assert migrations.apply(database, [FIRST, SECOND, THIRD]) == [THIRD]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["0001_a.sql", "0003_c.sql"], "should be 0002"),
        (["0001_a.sql", "2_b.sql"], "name it NNNN_what.sql"),
        ([], "holds no migration"),
    ],
)
def test_files_are_numbered_without_a_gap(tmp_path: Path, names: list[str], message: str) -> None:
    for name in names:
        (tmp_path / name).write_text("select 1", encoding="utf-8")
    with pytest.raises(MigrationError, match=message):
        migrations.find(tmp_path)
