"""The commands that write what a warehouse holds: `export` and `diff`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import dagster as dg
import pytest
from typer.testing import CliRunner, Result

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def tongbi(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, report_text) -> tuple[Path, Path]:
    """Two warehouses: for the later, one report's figure was changed and one report is new."""
    folder = tmp_path_factory.mktemp("releases")
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tongbi.orchestration.instance.open_instance", lambda _: dg.DagsterInstance.ephemeral())
        for name, reports in (("old", {2022: 110, 2023: 121}), ("new", {2022: 110, 2023: 131, 2024: 140})):
            (folder / name).mkdir()
            for year, cases in reports.items():
                (folder / name / f"{year}.txt").write_text(report_text(year, cases), encoding="utf-8")
            done = tongbi("run", folder / name, "--warehouse", folder / f"{name}.duckdb")
            assert done.exit_code == 0, done.output
            made.append(folder / f"{name}.duckdb")
    return made[0], made[1]


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
    done = tongbi("export", tmp_path / "out", "--form", form, "--warehouse", releases[0])
    assert done.exit_code == 0, done.output
    written = done.stdout.splitlines()
    assert {line.rsplit("/", 1)[-1] for line in written} >= files
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        line.rsplit("/", 1)[-1] for line in written
    }


def test_an_export_of_nothing_or_into_a_file_is_told(releases, tmp_path: Path) -> None:
    missing = tongbi("export", tmp_path / "out", "--warehouse", tmp_path / "none.duckdb")
    assert missing.exit_code == 2
    assert "none.duckdb" in missing.stderr
    (tmp_path / "file").write_text("x")
    blocked = tongbi("export", tmp_path / "file", "--warehouse", releases[0])
    assert blocked.exit_code == 2
    assert "Traceback" not in blocked.output


def test_a_difference_is_told_with_its_cause_and_by_the_exit_status(releases) -> None:
    shown = tongbi("diff", *releases)
    assert shown.exit_code == 1
    assert "云屏县人民政府" in shown.stdout
    told = json.loads(tongbi("diff", *releases, "--form", "json").stdout)
    causes = {change["cause"] for change in told["changes"]}
    assert {"report_changed", "new_report"} <= causes
    page = tongbi("diff", *releases, "--form", "html").stdout
    assert page.startswith("<!doctype html>")


def test_the_same_warehouse_twice_is_no_difference(releases) -> None:
    assert tongbi("diff", releases[0], releases[0]).exit_code == 0


def test_what_cannot_be_compared_is_told(releases, tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("not a database")
    shown = tongbi("diff", releases[0], tmp_path / "text.duckdb")
    assert shown.exit_code == 2
    assert "text.duckdb" in shown.stderr
