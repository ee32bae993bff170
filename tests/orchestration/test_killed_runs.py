"""A whole run killed at random moments: the warehouse is the old or the new one, and the next run succeeds.

A process that has imported everything forks a child for each run, because starting anew a hundred times would
take longer than all other tests together. For the same reason most runs keep Dagster's events in memory; each
tenth has the instance of every day, on disk, so that what a killed run leaves there is met as well.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import duckdb
import pytest

from tongbi.publishing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUNS = 50
FORKER = """
import os, sys, time
import dagster, great_expectations, pandas
from pathlib import Path
from tongbi import catalogue, comparability
from tongbi.cli.run import run
from tongbi.extraction import extract
from tongbi.orchestration import execution, instance
from tongbi.records import Identity
from tongbi.validation import library

# All that a child would otherwise load for itself; nothing here may start a thread, which a fork would lose.
library.load()
catalogue.load()
comparability.load()
extract("收到行政复议申请5件。", Identity("甲县人民政府", "county", "law_based_government", 2023))
on_disk = instance.open_instance
for line in sys.stdin:
    folder, warehouse, seconds, where = line.split()
    instance.open_instance = on_disk if where == "disk" else lambda _: dagster.DagsterInstance.ephemeral()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        for stream in (1, 2):
            os.dup2(os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
        os._exit(run([Path(folder)], Path(warehouse), again=False, verbose=False))
    if float(seconds) >= 0:
        time.sleep(float(seconds))
        os.kill(child, 9)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), time.monotonic() - started, flush=True)
"""


class Forker:
    """Runs, each in a process of its own that is killed after some seconds (or not)."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", FORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
        )

    def run(
        self, reports: Path, warehouse: Path, kill_after: float = -1, where: str = "memory"
    ) -> tuple[int, float]:
        """The exit status (-9 for a killed run) and the seconds that the run took."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{reports} {warehouse} {kill_after} {where}\n")
        self.process.stdin.flush()
        status, seconds = self.process.stdout.readline().split()
        return int(status), float(seconds)

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def forker(tmp_path: Path) -> Iterator[Forker]:
    made = Forker(tmp_path)
    yield made
    made.close()


@pytest.fixture
def folders(tmp_path: Path, report_text) -> dict[str, Path]:
    """Two states of the sources: in the second, one report is changed and one is new."""
    states = {"a": {2022: 110, 2023: 121}, "b": {2022: 115, 2023: 121, 2024: 130}}
    for name, reports in states.items():
        (tmp_path / name).mkdir()
        for year, cases in reports.items():
            (tmp_path / name / f"{year}.txt").write_text(report_text(year, cases), encoding="utf-8")
    return {name: tmp_path / name for name in states}


def killed(folder: Path, folders: dict[str, Path], runs: int) -> dict[str, int]:
    """Kill `runs` runs that publish into `folder`; returns how often the old and the new one was found."""
    folder.mkdir()
    forker, warehouse, chance = Forker(folder), folder / "w.duckdb", random.Random(folder.name)
    wanted, seconds = {}, 0.0
    for name in ("b", "a"):
        status, seconds = forker.run(folders[name], warehouse)
        assert status == 0, (folder / "log").read_text()
        wanted[name] = fingerprint(warehouse)
    assert wanted["a"] != wanted["b"]

    now, seen = "a", {"old": 0, "new": 0}
    for number in range(runs):
        other = "b" if now == "a" else "a"
        where = "disk" if number % 10 == 0 else "memory"
        forker.run(folders[other], warehouse, chance.uniform(0, 1.1 * seconds), where)
        left = fingerprint(warehouse)
        assert left in (wanted[now], wanted[other]), f"run {number} left neither warehouse"
        seen["old" if left == wanted[now] else "new"] += 1
        status, took = forker.run(folders[other], warehouse, where=where)
        assert status == 0, (folder / "log").read_text()
        assert fingerprint(warehouse) == wanted[other]
        if where == "memory" and left == wanted[now]:
            seconds = took
        now = other
    forker.close()
    assert not list(folder.glob(".*.building*"))
    return seen


def test_a_run_killed_at_any_moment_leaves_the_old_or_the_new_warehouse(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    with ThreadPoolExecutor(2) as pool:
        halves = pool.map(lambda name: killed(tmp_path / name, folders, RUNS // 2), ("one", "two"))
        seen = [half["old"] for half in halves]
    assert sum(seen) > RUNS // 4, seen


def test_a_reader_and_a_run_never_disturb_each_other(
    forker: Forker, folders: dict[str, Path], tmp_path: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert forker.run(folders["a"], warehouse)[0] == 0
    script = f"""
import duckdb, sys, threading
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
held = duckdb.connect({str(warehouse)!r}, read_only=True)
first = held.sql("from yoy order by all").fetchall()
asked = 0
while not stop.is_set():
    assert held.sql("from yoy order by all").fetchall() == first
    asked += 1
print(asked)
"""
    reader = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    time.sleep(0.5)
    statuses = [forker.run(folders[name], warehouse)[0] for name in ("b", "a", "b")]
    told, _ = reader.communicate("")
    assert statuses == [0, 0, 0]
    assert reader.returncode == 0
    assert int(told) > 3
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        assert connection.execute("select max(report_year) from report").fetchone() == (2024,)
