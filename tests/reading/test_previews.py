"""A preview shows identity, problems with their remedy, and the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.reading.previews import Preview, PreviewedDocument, as_text, preview
from tongbi.records import Document, Identity, Place

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


def test_a_remedy_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 8)
    shown = as_text(preview(path))
    assert "binary data" in shown
    assert shown.count("save the report's text as UTF-8") == 1


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    assert f"tongbi run {tmp_path} reads them all" in as_text(preview(tmp_path))


def test_what_was_recognised_in_a_picture_is_shown_with_its_confidence() -> None:
    places = (Place(0, 4, 1, 0, 0, 1, 0.1), Place(5, 9, 2, 0, 0, 1, 0.1, confidence=0.5))
    document = Document("a.pdf", "全年办结\n12件。\n", "", "pdf", places=places, doubtful=((5, 7),))
    shown = as_text(
        Preview((PreviewedDocument(document, Identity("", "county", "government_work", 0), None, ()),), ())
    )
    assert "pdf, 10 characters, 4 of them recognised in pictures (confidence 50%, 2 doubtful)" in shown
    assert "issuer     -\n" in shown


def test_a_document_with_tracked_changes_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    told = "".join(f"\\u{ord(sign)}?" for sign in "砚溪县2023年法治政府建设年度报告")
    path.write_text(f"{{\\rtf1\\ansi {told}\\par {{\\deleted 11}}12}}", encoding="ascii")
    assert "note       it holds tracked changes" in as_text(preview(path))
