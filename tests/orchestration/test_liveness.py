from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from tongbi.orchestration import instance, liveness
from tongbi.orchestration.store.settings import Settings


@dg.op(pool="warehouse_writer")
def write() -> None:
    pass


@dg.job(executor_def=dg.in_process_executor)
def writing() -> None:
    write()


def started(opened: dg.DagsterInstance) -> dg.DagsterRun:
    run = opened.create_run_for_job(writing)
    opened.event_log_storage.initialize_concurrency_limit_to_default("warehouse_writer")
    opened.event_log_storage.claim_concurrency_slot("warehouse_writer", run.run_id, "write")
    return run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    return instance.prepare(Settings.of())


def killed_while_running(home: Path, run_id: str) -> None:
    script = (
        "import os, sys; from pathlib import Path; from tongbi.orchestration import liveness\n"
        "with liveness.alive(Path(sys.argv[1]), sys.argv[2]): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(home), run_id], check=False)
    assert done.returncode == -9


def test_the_run_of_a_killed_process_is_told_as_failed_and_its_place_is_free(home: Path) -> None:
    with instance.open_instance(Settings.of()) as opened:
        run = started(opened)
        assert opened.event_log_storage.get_concurrency_info("warehouse_writer").active_slot_count == 1
        killed_while_running(home, run.run_id)
        assert liveness.bury_the_dead(home, opened) == [run.run_id]
        buried = opened.get_run_by_id(run.run_id)
        assert buried is not None
        assert buried.status == dg.DagsterRunStatus.FAILURE
        assert opened.event_log_storage.get_concurrency_info("warehouse_writer").active_slot_count == 0
        assert liveness.bury_the_dead(home, opened) == []


def test_a_living_run_is_left_alone(home: Path) -> None:
    with instance.open_instance(Settings.of()) as opened:
        run = started(opened)
        with liveness.alive(home, run.run_id):
            assert liveness.bury_the_dead(home, opened) == []
        living = opened.get_run_by_id(run.run_id)
        assert living is not None
        assert not living.is_finished


def test_a_run_that_ended_leaves_nothing_to_bury(home: Path) -> None:
    with pytest.raises(ValueError, match="a fault"), liveness.alive(home, "r"):
        raise ValueError("a fault")
    assert list((home / liveness.FOLDER).iterdir()) == []


def test_a_run_that_ends_while_the_dead_are_looked_for_is_none_of_them(home: Path, monkeypatch) -> None:
    true = Path.glob

    def listed_then_ended(folder: Path, pattern: str) -> list[Path]:
        listed = list(true(folder, pattern))
        for path in listed:
            path.unlink()
        return listed

    with instance.open_instance(Settings.of()) as opened, liveness.alive(home, "ending"):
        monkeypatch.setattr(Path, "glob", listed_then_ended)
        assert liveness.bury_the_dead(home, opened) == []
