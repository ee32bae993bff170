from __future__ import annotations

import subprocess
import sys
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
