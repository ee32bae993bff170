"""A published warehouse is whole at every moment, with readers on it and with writers killed at any point."""

from __future__ import annotations

import multiprocessing
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pytest

from tongbi.publishing import FrameError, WarehouseError, export_tables, fingerprint, publish

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext
    from pathlib import Path

Frames = dict[str, pd.DataFrame]
KILLS = 50

READER = """
import sys, duckdb
path, stop, allowed = sys.argv[1], sys.argv[2], set(map(int, sys.argv[3].split(",")))
import pathlib
held = duckdb.connect(path, read_only=True)
first = held.execute("select count(*) from series").fetchone()[0]
print("open", flush=True)
queries, seen = 0, set()
while not pathlib.Path(stop).exists():
    assert held.execute("select count(*) from series").fetchone()[0] == first
    held.execute("from growth_rank('cases_heard', '2023')").fetchall()
    queries += 2
    if queries % 10 == 0:
        held.close()
        held = duckdb.connect(path, read_only=True)
        first = held.execute("select count(*) from series").fetchone()[0]
        assert first in allowed, first
        seen.add(first)
held.close()
print(queries, len(seen))
"""


def fewer(frames: Frames) -> Frames:
    """The same world without the last figure."""
    last = frames["series"]["observation_id"].iloc[-1]
    key = tuple(frames["series"].iloc[-1][["issuer_name", "metric_id", "period"]])
    same = frames["yoy"][["issuer_name", "metric_id", "period"]].apply(tuple, axis=1) == key
    return {
        **frames,
        "series": frames["series"][frames["series"]["observation_id"] != last],
        "yoy": frames["yoy"][~same],
    }


def test_what_is_published_can_be_queried(frames: Frames, tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    assert publish(frames, target) == {name: len(frame) for name, frame in frames.items()}
    with duckdb.connect(str(target), read_only=True) as connection:
        rows = connection.execute(
            "select r.title, o.quote from series join observation o using (observation_id) "
            "join report r using (report_id) where series.period = '2023' and series.value = 160"
        ).fetchall()
    assert rows == [("青禾县人民政府2023年法治政府建设情况报告", "全年办理160件。")]


def test_the_file_has_the_format_that_older_clients_read(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        row = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where not internal"
        ).fetchone()
    assert row is not None
    assert row[0].startswith("v1.4.0")


def test_empty_frames_make_a_warehouse_with_every_relation(frames: Frames, tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    publish({name: pd.DataFrame(columns=list(frame.columns)) for name, frame in frames.items()}, target)
    with duckdb.connect(str(target), read_only=True) as connection:
        for name in frames:
            assert connection.execute(f"select count(*) from {name}").fetchone() == (0,)
        assert connection.execute("from gaps_and_breaks").fetchall() == []


def test_the_old_warehouse_stands_when_a_frame_does_not_fit(frames: Frames, tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    publish(frames, target)
    before = target.read_bytes()
    frames["yoy"] = frames["yoy"].assign(verdict="perhaps")
    with pytest.raises(FrameError, match="frame yoy"):
        publish(frames, target)
    assert target.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [".w.duckdb.lock", "w.duckdb"]


def test_order_of_rows_and_repetition_change_no_byte_of_an_export(frames: Frames, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 2)):
        shuffled = {table: frame.sample(frac=1, random_state=seed) for table, frame in frames.items()}
        publish(shuffled, tmp_path / f"{name}.duckdb")
        export_tables(tmp_path / f"{name}.duckdb", tmp_path / name)
    assert fingerprint(tmp_path / "one.duckdb") == fingerprint(tmp_path / "two.duckdb")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_log_left_by_someone_who_wrote_to_the_old_file_does_no_harm(frames: Frames, tmp_path: Path) -> None:
    target = tmp_path / "w.duckdb"
    publish(frames, target)
    intruder = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); "
        "c.execute(\"set wal_autocheckpoint = '1TB'\"); c.execute('delete from revision'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", intruder, str(target)], check=True)
    assert target.with_name("w.duckdb.wal").exists()
    publish(fewer(frames), target)
    publish(fewer(frames), tmp_path / "fresh.duckdb")
    assert fingerprint(target) == fingerprint(tmp_path / "fresh.duckdb")


def test_something_that_is_no_warehouse_is_named(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_text("not a database, but long enough to be looked at" * 400)
    with pytest.raises(WarehouseError, match=r"w\.duckdb: cannot be opened as a warehouse"):
        fingerprint(tmp_path / "w.duckdb")
    with pytest.raises(WarehouseError, match="no warehouse is here"):
        fingerprint(tmp_path / "absent.duckdb")


def test_readers_and_publishing_never_disturb_each_other(frames: Frames, tmp_path: Path) -> None:
    target, stop = tmp_path / "w.duckdb", tmp_path / "stop"
    states = [frames, fewer(frames)]
    allowed = ",".join(str(len(state["series"])) for state in states)
    publish(states[0], target)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(target), str(stop), allowed],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        for turn in range(1, 25):
            publish(states[turn % 2], target)
    finally:
        stop.touch()
    output, errors = reader.communicate(timeout=60)
    assert (reader.returncode, errors) == (0, "")
    queries, seen = map(int, output.split())
    assert queries > 50
    assert seen == 2


@pytest.fixture
def server() -> ForkServerContext:
    """Child processes that have everything imported already, so that a kill falls into the publishing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pandas", "duckdb", "tongbi.publishing"])
    return context


def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new_warehouse(
    frames: Frames, tmp_path: Path, server: ForkServerContext
) -> None:
    target = tmp_path / "w.duckdb"
    states = [frames, fewer(frames)]
    marks = []
    for number, state in enumerate(states):
        publish(state, tmp_path / f"{number}.duckdb")
        marks.append(fingerprint(tmp_path / f"{number}.duckdb"))
    publish(states[0], target)

    def start(state: Frames) -> multiprocessing.process.BaseProcess:
        child = server.Process(target=publish, args=(state, str(target)))
        child.start()
        return child

    start(states[1]).join()
    began = time.perf_counter()
    start(states[0]).join()
    whole = time.perf_counter() - began
    choose = random.Random(20240101)
    at = killed = half_built = 0
    for _ in range(KILLS):
        child = start(states[1 - at])
        time.sleep(choose.uniform(0, 1.1 * whole))
        child.kill()
        child.join()
        killed += child.exitcode == -9
        half_built += any(".building" in path.name for path in tmp_path.iterdir())
        mark = fingerprint(target)
        assert mark in (marks[at], marks[1 - at])
        at = marks.index(mark)
        publish(states[1 - at], target, wait_seconds=0)
        at = 1 - at
        assert fingerprint(target) == marks[at]
        assert not any(".building" in path.name for path in tmp_path.iterdir())
    assert killed > KILLS // 3, "too few writers were still alive to be killed"
    assert half_built > 5, "too few kills fell into the building of a file"
