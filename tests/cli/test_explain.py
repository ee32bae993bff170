"""How one text was read, shown in the terminal or written as a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from tongbi.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def explain(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, arguments)])


@pytest.fixture
def report(tmp_path: Path, report_text) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(report_text(2023, 120), encoding="utf-8")
    return path


def test_the_text_is_shown_with_what_each_figure_was_read_as(report: Path) -> None:
    shown = explain(report)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "120件[1]" in shown.stdout
    assert "admin_reconsideration_applications_received" in shown.stdout


def test_a_page_is_written_and_named(report: Path, tmp_path: Path) -> None:
    shown = explain(report, "--html", tmp_path / "page.html")
    assert (shown.exit_code, shown.stdout) == (0, f"{tmp_path / 'page.html'}\n")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_each_document_of_one_file_has_a_page(report: Path, tmp_path: Path) -> None:
    text = report.read_text(encoding="utf-8")
    two = tmp_path / "two.jsonl"
    two.write_text("\n".join(json.dumps({"text": text.replace("云屏", at)}) for at in ("甲", "乙")), "utf-8")
    shown = explain(two, "--html", tmp_path / "page.html")
    assert shown.stdout.splitlines() == [str(tmp_path / name) for name in ("page.html", "page-2.html")]


def test_what_cannot_be_read_or_written_is_told(report: Path, tmp_path: Path) -> None:
    missing = explain(tmp_path / "none.txt")
    assert missing.exit_code == 2
    assert "none.txt" in missing.stderr
    blocked = explain(report, "--html", tmp_path / "no" / "page.html")
    assert blocked.exit_code == 2
    assert "name another file" in blocked.stderr
