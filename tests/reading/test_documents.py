"""One file: archived, decoded, with its sidecar; what cannot be read is told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading import Archive, find_files, read_file
from tongbi.reading.archive import digest

TEXT = "砚溪县2023年法治政府建设年度报告\r\n\r\n2023年，砚溪县办理案件5900余件。\n"


def test_the_text_is_the_files_own_and_the_original_is_archived(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    archive = Archive(tmp_path / "archive")
    ((document,), quarantined) = read_file(path, archive)
    assert quarantined == []
    assert (document.text, document.path, document.format) == (TEXT, str(path), "text")
    assert archive.get(document.sha256, ".txt") == path.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_offsets_count_the_decoded_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    ((document,), _) = read_file(path)
    start = document.text.index("5900余件")
    assert document.text[start : start + 6] == "5900余件" == TEXT[start : start + 6]


def test_the_sidecar_is_declared_and_a_lines_own_fields_go_before_it(tmp_path: Path) -> None:
    (tmp_path / "all.meta.yaml").write_text("report_year: 2020\nlevel: city\n", encoding="utf-8")
    path = tmp_path / "all.jsonl"
    path.write_text('{"text": "甲", "report_year": 2021}\n{"text": "乙"}\n', encoding="utf-8")
    documents, _ = read_file(path)
    assert [document.declared for document in documents] == [
        {"report_year": "2021", "level": "city"},
        {"report_year": "2020", "level": "city"},
    ]


def test_a_line_leads_back_to_its_archived_bytes(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    line = json.dumps({"text": "甲"})
    path.write_text(f"{line}\n", encoding="utf-8")
    archive = Archive(tmp_path / "archive")
    ((document,), _) = read_file(path, archive)
    assert document.sha256 == digest(line.encode())
    assert archive.get(document.sha256, ".json") == line.encode()
    assert archive.get(digest(path.read_bytes()), ".jsonl") == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "an empty file (0 bytes)"),
        (b" \n\t\n", "it holds no text"),
        (bytes(range(256)) * 8, "binary data"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "named as text, but its content is doc"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "named as text, but its content is image"),
    ],
)
def test_what_is_no_text_is_told_with_a_remedy(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "junk.txt"
    path.write_bytes(content)
    documents, (refused,) = read_file(path, Archive(tmp_path / "archive"))
    assert documents == []
    assert (refused.where, why in refused.why) == (str(path), True), refused
    assert refused.suggestion


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, (refused,) = read_file(path)
    assert refused.why == "no permission to read it"
    assert f"chmod +r {path}" in refused.suggestion


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    _, (refused,) = read_file(tmp_path / "gone.txt")
    assert refused.why == "no such file"


def test_a_broken_sidecar_keeps_its_document_out(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "report.meta.yaml").write_text("report_year: soon\n", encoding="utf-8")
    documents, (refused,) = read_file(tmp_path / "report.txt")
    assert documents == []
    assert "report.meta.yaml: field `report_year`" in refused.why


def test_a_damaged_archive_keeps_its_document_out(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    archive = Archive(tmp_path / "archive")
    ((document,), _) = read_file(tmp_path / "report.txt", archive)
    stored = archive.path_of(document.sha256, ".txt")
    stored.chmod(0o644)
    stored.write_bytes(b"other")
    documents, (refused,) = read_file(tmp_path / "report.txt", archive)
    assert documents == []
    assert "was changed" in refused.why


@given(content=st.binary(max_size=400), ending=st.sampled_from([".txt", ".jsonl"]))
def test_any_bytes_are_documents_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"file{ending}"
    path.write_bytes(content)
    documents, quarantined = read_file(path)
    assert documents or quarantined
    assert all(refused.why and refused.suggestion and str(path) in refused.where for refused in quarantined)


@pytest.mark.parametrize("name", ["report.odt", "report.xlsx", "report.xyz", "report"])
def test_an_ending_that_is_not_read_is_told_the_same_wherever_the_file_lies(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "folder" / name
    path.parent.mkdir()
    path.write_bytes(TEXT.encode())
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.write(path, name)
    documents, (alone,) = read_file(path)
    assert documents == []
    (found,) = find_files([path.parent]).quarantined
    _, (member,) = read_file(tmp_path / "all.zip")
    assert alone == found
    assert (member.why, member.suggestion) == (alone.why, alone.suggestion)
    assert (tmp_path / "all.zip").name in member.where
