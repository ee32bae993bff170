"""The warehouse as files for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def export(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("csv", {"series.csv", "yoy.csv"}),
        ("parquet", {"series.parquet"}),
        ("datapackage", {"datapackage.json", "series.parquet"}),
        ("sdmx", {"series.sdmx.csv", "structure.sdmx.json"}),
        ("xlsx", {"old.xlsx"}),
    ],
)
def test_an_export_names_the_files_that_it_wrote(
    releases, tmp_path: Path, form: str, files: set[str]
) -> None:
    done = export(tmp_path / "out", "--form", form, "--warehouse", releases[0])
    assert done.exit_code == 0, done.output
    written = done.stdout.splitlines()
    assert {line.rsplit("/", 1)[-1] for line in written} >= files
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        line.rsplit("/", 1)[-1] for line in written
    }


def test_an_export_of_nothing_or_into_a_file_is_told(releases, tmp_path: Path) -> None:
    missing = export(tmp_path / "out", "--warehouse", tmp_path / "none.duckdb")
    assert missing.exit_code == 2
    assert "none.duckdb" in missing.stderr
    (tmp_path / "file").write_text("x")
    blocked = export(tmp_path / "file", "--warehouse", releases[0])
    assert blocked.exit_code == 2
    assert "Traceback" not in blocked.output
