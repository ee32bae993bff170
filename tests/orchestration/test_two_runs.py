"""Two runs at once on one warehouse, each a process of its own: the second waits until the first has ended.

What a run decides about the store (what to forget, what was found, which years are out of date) it decides in
its turn, from what the run before it has left.
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import duckdb

from tongbi.orchestration.store import turn
from tongbi.orchestration.store.frames import FrameStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tongbi.orchestration.store.settings import Settings

WITHIN = 60.0


def started(settings: Settings, *options: str) -> subprocess.Popen[str]:
    folder = str(settings.sources[0])
    return subprocess.Popen(
        [sys.executable, "-m", "tongbi", "run", folder, "--warehouse", str(settings.warehouse), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(holds: Callable[[], bool], run: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + WITHIN
    while not holds():
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)


def reports_published(settings: Settings) -> int:
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return int(connection.execute("select count(*) from report").fetchall()[0][0])


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_that_does_everything_again_leaves_the_run_that_is_on_alone(settings: Settings) -> None:
    first = started(settings)
    until((settings.staged / "report").is_dir, first)
    second = started(settings, "--again")
    told = [run.communicate(timeout=WITHIN) for run in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], told
    assert "waiting until it has ended" in told[1][1]
    assert "Nothing has changed" not in told[1][0]
    assert reports_published(settings) == 3


def test_runs_that_wait_touch_nothing_and_then_work_on_what_they_find(
    settings: Settings, report_text
) -> None:
    before = started(settings)
    assert before.communicate(timeout=WITHIN)
    assert before.returncode == 0
    kept = files_in(settings.store)
    (settings.sources[0] / "云屏县2021.txt").write_text(report_text(2021, 90), encoding="utf-8")
    with turn.taken(settings.store):
        waiting = [started(settings), started(settings, "--again")]
        for run in waiting:
            assert run.stderr is not None
            assert "waiting until it has ended" in run.stderr.readline()
        assert files_in(settings.store) == kept
        (settings.sources[0] / "云屏县2024.txt").write_text(report_text(2024, 130), encoding="utf-8")
    told = [run.communicate(timeout=WITHIN) for run in waiting]
    assert [run.returncode for run in waiting] == [0, 0], told
    assert reports_published(settings) == 4
    assert set(FrameStore(settings.staged).parts("mention_by_year")) == {"2021", "2022", "2023", "2024"}


def test_a_run_that_waited_for_one_that_did_its_work_has_nothing_to_do(settings: Settings) -> None:
    first = started(settings)
    until((settings.staged / "report").is_dir, first)
    second = started(settings)
    told = [run.communicate(timeout=WITHIN) for run in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], told
    assert "Nothing has changed" in told[1][0]
