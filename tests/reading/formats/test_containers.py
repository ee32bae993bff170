"""Containers: bounded, with safe names, members read in their own formats, sidecars honoured."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from tongbi.reading import Archive, read_file
from tongbi.reading import declared as declared_module
from tongbi.reading.declared import Limits, files

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "砚溪县2023年法治政府建设年度报告\n2023年，办理案件12件。\n"


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Limits:
    limits = files().limits.model_copy(
        update={"file_megabytes": 1, "unpacked_megabytes": 2, "members": 5, "nesting": 2}
    )
    known = files().model_copy(update={"limits": limits})
    for module in ("inventory", "documents", "formats.containers", "formats.tar", "formats.docx"):
        monkeypatch.setattr(f"tongbi.reading.{module}.files", lambda: known)
    assert declared_module.files().limits != limits
    return limits


def test_members_are_documents_of_their_own_and_archived(tmp_path: Path) -> None:
    members = {
        "a/one.txt": TEXT.encode(),
        "a/one.meta.yaml": b"report_year: 2020\n",
        "b/two.txt": TEXT.encode("gb18030"),
        "README.txt": b"x",
        "__MACOSX/._one.txt": b"x",
    }
    path = written(tmp_path, "all.zip", zip_of(members))
    archive = Archive(tmp_path / "archive")
    documents, quarantined = read_file(path, archive)
    assert quarantined == []
    assert [(d.path, d.text, d.declared) for d in documents] == [
        (f"{path}!a/one.txt", TEXT, {"report_year": "2020"}),
        (f"{path}!b/two.txt", TEXT, {}),
    ]
    assert archive.get(documents[1].sha256, ".txt") == TEXT.encode("gb18030")


def test_names_that_lead_out_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = written(
        tmp_path, "all.zip", zip_of({"../evil.txt": b"x", "/abs.txt": b"x", "ok.txt": TEXT.encode()})
    )
    documents, quarantined = read_file(path)
    assert [d.path for d in documents] == [f"{path}!ok.txt"]
    assert [q.why for q in quarantined] == ["a name that leads out of its container"] * 2
    assert sorted(tmp_path.parent.glob("**/evil.txt")) == []


def test_names_written_by_windows_are_read(tmp_path: Path) -> None:
    content = zip_of({"XXXXXXXX.txt": TEXT.encode()}).replace(b"XXXXXXXX", "年度报告".encode("gb18030"))
    ((document,), _) = read_file(written(tmp_path, "all.zip", content))
    assert document.path.endswith("!年度报告.txt")


def test_unreadable_members_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    members = {
        "a.txt": b"",
        "b.exe": b"x",
        "c.txt": bytes(range(256)) * 9,
        "d.txt": TEXT.encode(),
        "e.pdf": b"%PDF-1.4",
    }
    documents, quarantined = read_file(written(tmp_path, "all.zip", zip_of(members)))
    assert len(documents) == 1
    assert [q.where.rpartition("!")[2] for q in quarantined] == ["a.txt", "b.exe", "c.txt", "e.pdf"]
    assert all(q.suggestion for q in quarantined)


def test_a_bomb_is_stopped_at_its_limit(tmp_path: Path, small: Limits) -> None:
    bomb = zip_of({"bomb.txt": b"0" * (small.file_bytes * 3), "ok.txt": TEXT.encode()})
    assert len(bomb) < 20_000
    documents, (refused,) = read_file(written(tmp_path, "all.zip", bomb))
    assert "unpacks to more than 1 MB" in refused.why
    assert len(documents) == 1


def test_many_members_share_one_limit(tmp_path: Path, small: Limits) -> None:
    members = {f"{n}.txt": (TEXT * 20_000)[:300_000].encode() for n in range(5)}
    documents, quarantined = read_file(written(tmp_path, "all.zip", zip_of(members)))
    assert len(documents) == 2
    assert len(quarantined) == 3
    assert all("unpacks to more than" in q.why for q in quarantined)


def test_too_many_members_and_too_deep_nesting_are_refused(tmp_path: Path, small: Limits) -> None:
    _, (many,) = read_file(written(tmp_path, "many.zip", zip_of({f"{n}.txt": b"x" for n in range(6)})))
    assert many.why == "more than 5 files"
    deep = TEXT.encode()
    for level in range(4):
        deep = zip_of({"in.zip" if level else "in.txt": deep})
    _, (nested,) = read_file(written(tmp_path, "deep.zip", deep))
    assert "containers in containers" in nested.why


def test_links_in_a_tar_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:xz") as package:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        package.addfile(link)
        info = tarfile.TarInfo("ok.txt")
        info.size = len(TEXT.encode())
        package.addfile(info, io.BytesIO(TEXT.encode()))
    path = written(tmp_path, "all.tar.xz", buffer.getvalue())
    ((document,), (refused,)) = read_file(path)
    assert (document.path, refused.why) == (f"{path}!ok.txt", "a link or device, not a file")


@pytest.mark.parametrize("name", ["all.zip", "all.tar.gz", "all.tar", "report.docx"])
def test_damage_is_told(tmp_path: Path, name: str) -> None:
    whole = zip_of({"a.txt": TEXT.encode()})
    _, (refused,) = read_file(written(tmp_path, name, whole[: len(whole) // 2]))
    assert "damaged" in refused.why
    assert refused.suggestion
