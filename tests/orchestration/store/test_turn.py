from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tongbi.orchestration.store import turn

if TYPE_CHECKING:
    from pathlib import Path

HOLD = (
    "import sys; from pathlib import Path; from tongbi.orchestration.store import turn\n"
    "with turn.taken(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
)


def test_a_second_run_waits_for_the_first_and_is_told_if_it_waits_in_vain(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(turn.BusyError, match="another run works here"), turn.taken(tmp_path, 0.1):
        pytest.fail("two runs at once")
    other.kill()
    other.communicate()
    with turn.taken(tmp_path, 5):
        pass


def test_a_run_that_fails_gives_its_turn_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a fault"), turn.taken(tmp_path):
        raise ValueError("a fault")
    with turn.taken(tmp_path, 0):
        pass


def test_who_has_the_turn_has_it_for_all_that_it_does_and_to_the_end(tmp_path: Path) -> None:
    def another() -> None:
        with turn.taken(tmp_path, 0):
            pass

    with turn.taken(tmp_path), ThreadPoolExecutor(1) as pool:
        with turn.taken(tmp_path, 0):
            pass
        with pytest.raises(turn.BusyError):
            pool.submit(another).result()
    another()


def test_who_waits_is_told_once(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(turn, "POLL_SECONDS", 0.01)
    told: list[str] = []

    def second() -> None:
        with turn.taken(tmp_path, 0.1, waiting=lambda: told.append("waiting")):
            pass

    with turn.taken(tmp_path), ThreadPoolExecutor(1) as pool, pytest.raises(turn.BusyError):
        pool.submit(second).result()
    assert told == ["waiting"]
