"""Originals are stored once under their hash, verified and never changed."""

from __future__ import annotations

import hashlib
import stat
import threading
from pathlib import Path

import pytest

from tongbi.reading import Archive
from tongbi.reading.archive import ArchiveDamagedError


def test_an_original_lies_under_its_hash_and_cannot_be_written(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put("原件".encode(), ".txt")
    path = archive.path_of(sha256, ".txt")
    assert sha256 == hashlib.sha256("原件".encode()).hexdigest()
    assert path == tmp_path / "archive" / sha256[:2] / f"{sha256}.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert archive.get(sha256, ".txt").decode() == "原件"


def test_putting_it_again_writes_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = archive.path_of(archive.put(b"x"))
    before = path.stat()
    archive.put(b"x")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_changed_original_is_noticed_and_left_as_it_is(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = archive.path_of(archive.put(b"right"))
    path.chmod(0o644)
    path.write_bytes(b"wrong")
    with pytest.raises(ArchiveDamagedError, match=path.name):
        archive.put(b"right")
    assert path.read_bytes() == b"wrong"


def test_several_writers_of_one_original_leave_one_file_and_no_scraps(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    content = b"y" * 100_000
    threads = [threading.Thread(target=archive.put, args=(content,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [archive.path_of(archive.put(content))]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        Archive(tmp_path).put(b"z")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
