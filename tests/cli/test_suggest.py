"""What recurs without a metric, as YAML on standard output and a count beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from typer.testing import CliRunner, Result

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def suggest(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["suggest", *map(str, arguments)])


def reports(folder: Path, report_text, *issuers: str) -> Path:
    for issuer in issuers:
        text = report_text(2023, 120, issuer) + "全年擦洗陨石展柜37个。\n"
        (folder / f"{issuer}.txt").write_text(text, encoding="utf-8")
    return folder


def test_what_two_reports_state_is_suggested_and_counted(tmp_path: Path, report_text) -> None:
    shown = suggest(reports(tmp_path, report_text, "云屏县", "澄浦县"))
    assert shown.exit_code == 0
    entries = yaml.safe_load(shown.stdout)
    assert any("陨石展柜" in entry["metric"]["name_zh"] for entry in entries)
    assert f"2 reports, {2 * len(entries)} figures without a metric, {len(entries)} sugg" in shown.stderr


def test_how_many_reports_must_state_it_can_be_told(tmp_path: Path, report_text) -> None:
    folder = reports(tmp_path, report_text, "云屏县", "澄浦县")
    assert suggest(folder, "--least", 3).stdout == ""


def test_without_a_report_nothing_is_suggested_and_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    shown = suggest(tmp_path)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "empty.txt" in shown.stderr
