"""Two warehouses for the commands that ask what a run has published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg
import pytest
from typer.testing import CliRunner

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
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
            done = CliRunner().invoke(
                app, ["run", str(folder / name), "--warehouse", str(folder / f"{name}.duckdb")]
            )
            assert done.exit_code == 0, done.output
            made.append(folder / f"{name}.duckdb")
    return made[0], made[1]
