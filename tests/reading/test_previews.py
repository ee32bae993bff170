"""A preview shows identity, problems with their remedy, and the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.reading.previews import as_text, preview

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_is_shown_with_its_identity(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("砚溪县2023年法治政府建设年度报告\n2023年，砚溪县。\n" + "一" * 900, encoding="utf-8")
    seen = preview(path)
    (entry,) = seen.documents
    assert entry.problem is None
    shown = as_text(seen)
    assert "issuer     砚溪县人民政府 (county, no code)" in shown
    assert "law_based_government, 2023, web" in shown
    assert "more characters" in shown


def test_what_is_not_understood_says_why_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("砚溪县法治政府建设情况报告\n一年来。\n", encoding="utf-8")
    shown = as_text(preview(path))
    assert "problem    could not tell the year" in shown
    assert "to do      write report_year into" in shown


def test_a_file_that_cannot_be_read_is_shown_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    assert "an empty file" in as_text(preview(path))
