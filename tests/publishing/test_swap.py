"""One file takes the place of another in one rename, or not at all."""

from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

import pytest

from tongbi.publishing.connection import WarehouseError
from tongbi.publishing.swap import WarehouseBusyError, replacing

if TYPE_CHECKING:
    from pathlib import Path


def test_the_new_file_takes_the_name(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "a.duckdb"
    with replacing(target, wait_seconds=0) as building:
        building.write_text("new")
        assert not target.exists()
    assert target.read_text() == "new"
    assert [p.name for p in target.parent.iterdir() if "building" in p.name] == []


def test_the_old_file_stands_when_the_block_fails(tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(target, wait_seconds=0) as building:
        building.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".a.duckdb.lock", "a.duckdb"]


def test_what_a_killed_writer_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a[1].duckdb"
    left = [tmp_path / ".a[1].duckdb.0123.building", tmp_path / ".a[1].duckdb.0123.building.wal"]
    kept = [tmp_path / ".b.duckdb.0123.building", tmp_path / ".a1.duckdb.0123.building"]
    for path in left + kept:
        path.write_text("half")
    with replacing(target, wait_seconds=0) as building:
        assert not any(path.exists() for path in left)
        building.write_text("new")
    assert all(path.exists() for path in kept)


def test_a_log_of_the_old_file_is_not_left_for_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    target.write_text("old")
    (tmp_path / "a.duckdb.wal").write_text("changes of the old file")
    with replacing(target, wait_seconds=0) as building:
        building.write_text("new")
    assert not (tmp_path / "a.duckdb.wal").exists()


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    real = tmp_path / "store" / "real.duckdb"
    real.write_text("old")
    link = tmp_path / "a.duckdb"
    link.symlink_to(real)
    with replacing(link, wait_seconds=0) as building:
        building.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    with (tmp_path / ".a.duckdb.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()
        with pytest.raises(WarehouseBusyError, match=r"another run is publishing to it \(process 4711\)"):
            replacing(target, wait_seconds=0.1).__enter__()
    with replacing(target, wait_seconds=0) as building:
        building.write_text("new")
    assert target.read_text() == "new"


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="is a folder"):
        replacing(tmp_path, wait_seconds=0).__enter__()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehouseError, match=r"file/a\.duckdb: cannot be published"):
        replacing(tmp_path / "file" / "a.duckdb", wait_seconds=0).__enter__()
