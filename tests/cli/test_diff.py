"""What changed between two warehouses, and the exit status that says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner, Result

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


def test_a_difference_is_told_with_its_cause_and_by_the_exit_status(releases) -> None:
    shown = diff(*releases)
    assert shown.exit_code == 1
    assert "云屏县人民政府" in shown.stdout
    told = json.loads(diff(*releases, "--form", "json").stdout)
    causes = {change["cause"] for change in told["changes"]}
    assert {"report_changed", "new_report"} <= causes
    page = diff(*releases, "--form", "html").stdout
    assert page.startswith("<!doctype html>")


def test_the_same_warehouse_twice_is_no_difference(releases) -> None:
    assert diff(releases[0], releases[0]).exit_code == 0


def test_what_cannot_be_compared_is_told(releases, tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("not a database")
    shown = diff(releases[0], tmp_path / "text.duckdb")
    assert shown.exit_code == 2
    assert "text.duckdb" in shown.stderr
