from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tongbi import whole

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, signal, sys
from pathlib import Path
from tongbi import whole
with whole.replacing(Path(sys.argv[1])) as unfinished:
    unfinished.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_takes_the_place_of_another_and_leaves_nothing_beside_it(
    tmp_path: Path, durable: bool
) -> None:
    target = tmp_path / "a folder that is not there" / "报告.json"
    whole.write(target, "旧\n", durable=durable)
    whole.write(target, b"\xff", durable=durable)
    assert target.read_bytes() == b"\xff"
    assert list(target.parent.iterdir()) == [target]
    whole.write(target, "新\n", durable=durable)
    assert target.read_text(encoding="utf-8") == "新\n"


def test_the_old_file_stands_while_the_new_one_is_written(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    with whole.replacing(target) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "old"
        assert list(tmp_path.glob("[!.]*")) == [target]


def test_a_write_that_fails_midway_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="the disk is full"), whole.replacing(target) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        raise OSError("the disk is full")
    with pytest.raises(UnicodeEncodeError):
        whole.write(target, "a sign that is none: \ud800")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_process_killed_midway_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    assert subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False).returncode == -9
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.glob("[!.]*")) == [target]
