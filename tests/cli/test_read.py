from __future__ import annotations

from typing import TYPE_CHECKING

from typer.testing import CliRunner

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_shows_who_reports_on_which_year(tmp_path: Path, report_text) -> None:
    path = tmp_path / "report.txt"
    path.write_text(report_text(2023), encoding="utf-8")
    shown = CliRunner().invoke(app, ["read", str(path), "--signs", "20"])
    assert shown.exit_code == 0
    assert "云屏县人民政府" in shown.stdout
    assert "2023" in shown.stdout
    assert "more characters" in shown.stdout


def test_a_file_that_will_be_set_aside_shows_why(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("云屏县人民政府法治政府建设情况报告\n\n全年办理行政复议案件25件。\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["read", str(path)])
    assert shown.exit_code == 2
    assert "problem" in shown.stdout
    assert "report_year" in shown.stdout
