"""How one text was read, shown in the terminal or written as a page."""

from __future__ import annotations

import json
import os
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


def test_a_page_replaces_an_earlier_page(report: Path, tmp_path: Path, report_text) -> None:
    page = tmp_path / "page.html"
    explain(report, "--html", page)
    report.write_text(report_text(2023, 121), encoding="utf-8")
    assert explain(report, "--html", page).exit_code == 0
    assert "121件" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("spelling", ["same", "relative", "dotted", "symlink", "hard link"])
def test_the_report_itself_is_never_replaced(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelling: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "symlink.html").symlink_to(report)
    os.link(report, tmp_path / "link.html")
    target = {
        "same": str(report),
        "relative": report.name,
        "dotted": "folder/../report.txt",
        "symlink": "symlink.html",
        "hard link": "link.html",
    }[spelling]
    before = report.read_bytes()
    shown = explain(report, "--html", target)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert (
        shown.stderr
        == f"tongbi: {target}: is the report itself, which a page would replace; name another file\n"
    )
    assert report.read_bytes() == before


@pytest.mark.parametrize("content", ["notes", "", '<!doctype html><html lang="zh-CN"><p>a page</p></html>'])
def test_a_file_that_is_no_page_of_the_command_is_never_replaced(
    report: Path, tmp_path: Path, content: str
) -> None:
    other = tmp_path / "other.html"
    other.write_text(content, encoding="utf-8")
    shown = explain(report, "--html", other)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert str(other) in shown.stderr
    assert "name another file, or remove it first" in shown.stderr
    assert other.read_text(encoding="utf-8") == content


def test_where_one_of_several_pages_cannot_be_written_none_is(report: Path, tmp_path: Path) -> None:
    text = report.read_text(encoding="utf-8")
    two = tmp_path / "two.jsonl"
    two.write_text("\n".join(json.dumps({"text": text.replace("云屏", at)}) for at in ("甲", "乙")), "utf-8")
    (tmp_path / "page-2.html").write_text("notes", encoding="utf-8")
    assert explain(two, "--html", tmp_path / "page.html").exit_code == 2
    assert not (tmp_path / "page.html").exists()


def test_of_a_very_large_page_the_size_is_told(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongbi.cli.explain.LARGE", 1000)
    shown = explain(report, "--html", tmp_path / "page.html")
    assert shown.exit_code == 0
    assert "page.html: has 0 MB, which a browser may be slow to show; explain a part" in shown.stderr


def test_what_cannot_be_read_or_written_is_told(report: Path, tmp_path: Path) -> None:
    missing = explain(tmp_path / "none.txt")
    assert missing.exit_code == 2
    assert "none.txt" in missing.stderr
    blocked = explain(report, "--html", tmp_path / "no" / "page.html")
    assert blocked.exit_code == 2
    assert "name another file" in blocked.stderr
