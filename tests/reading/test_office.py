"""Programs that open what this project cannot: found, bounded in time, ended with their children."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tongbi.reading import office
from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError

if TYPE_CHECKING:
    from pathlib import Path


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for programs before the shell's own ones, without an office elsewhere."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(office, "_OFFICE", ("office-of-the-test",))
    return tmp_path


def test_without_a_program_the_remedy_says_what_to_install(
    only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(only))
    with pytest.raises(FormatError) as raised:
        office.text_of(b"old")
    assert "LibreOffice" in raised.value.remedy


def test_rows_that_antiword_draws_are_cells_parted_by_tabs(only: Path) -> None:
    program(only, "antiword", "printf '全年办结3件\\n|处罚   |12 |\\n'")
    assert office.text_of(b"old") == "全年办结3件\n处罚\t12\n"


def test_a_conversion_that_hangs_is_ended_with_its_children(
    only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = files()
    limits = known.limits.model_copy(update={"conversion_seconds": 1})
    monkeypatch.setattr(office, "files", lambda: known.model_copy(update={"limits": limits}))
    program(only, "office-of-the-test", f"sleep 60 & echo $! > {only}/child; wait")
    begun = time.monotonic()
    with pytest.raises(FormatError, match="more than 1 seconds"):
        office.text_of(b"old")
    assert time.monotonic() - begun < 20
    child = int((only / "child").read_text(encoding="utf-8"))
    for _ in range(50):
        try:
            state = (only.joinpath("/proc", str(child), "stat")).read_text(encoding="utf-8").split()[2]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.1)
    os.kill(child, 9)
    pytest.fail("the child of the conversion lives on")


def test_what_the_office_cannot_open_is_told(only: Path) -> None:
    program(only, "office-of-the-test", "exit 1")
    with pytest.raises(FormatError, match="cannot open"):
        office.text_of(b"old")
