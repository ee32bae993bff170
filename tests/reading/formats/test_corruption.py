"""A slice of `benchmarks/corruption.py`: hostile and damaged files in a bounded child."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "corruption.py"
# The smaller hostile files and some damaged ones; the whole is run by hand.
FILES = 70


def test_no_file_crashes_hangs_or_is_left_without_a_reason() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--files", str(FILES), "--small"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| hostile |" in done.stdout
