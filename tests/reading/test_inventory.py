"""What of a folder is a document, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tongbi.reading import declared, inventory
from tongbi.reading.inventory import find_files


def put(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_folders_are_walked_in_order_and_what_is_declared_to_be_no_document_is_skipped(
    tmp_path: Path,
) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "deep/er/c.jsonl",
        "a.meta.yaml",
        "x.gold.jsonl",
        "series.csv",
        "README.md",
    ):
        put(tmp_path / name)
    put(tmp_path / ".hidden.txt")
    put(tmp_path / ".git/d.txt")
    put(tmp_path / "LICENSE.txt")
    found = find_files([tmp_path])
    assert names(found.files) == ["a.txt", "b.txt", "c.jsonl"]
    assert found.quarantined == []


def test_what_another_program_is_busy_with_is_left_alone_and_told(tmp_path: Path) -> None:
    busy = ["a.pdf.part", "b.zip.crdownload", "c.tmp", "~$d.docx", ".~lock.e.odt#", "f.txt~", "G.TXT.PART"]
    for name in ("report.txt", *busy):
        put(tmp_path / name)
    found = find_files([tmp_path])
    assert names(found.files) == ["report.txt"]
    assert found.quarantined == []
    assert sorted(names(found.unfinished)) == sorted(busy)


def test_a_folder_of_unfinished_files_alone_holds_no_fault(tmp_path: Path) -> None:
    put(tmp_path / "a.part")
    assert find_files([tmp_path]).quarantined == []


def test_an_unfinished_file_that_is_given_by_name_is_looked_at(tmp_path: Path) -> None:
    path = put(tmp_path / "~$a.txt")
    assert find_files([path]).files == [path]


def test_the_order_of_paths_does_not_matter_and_each_file_is_listed_once(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one.txt"), put(tmp_path / "two.txt")
    forwards = find_files([one, two, tmp_path])
    assert forwards == find_files([tmp_path, two, one, one])
    assert forwards.files == [one, two]


def test_an_unknown_ending_is_named_with_what_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "report.xyz")
    (refused,) = find_files([tmp_path]).quarantined
    assert (refused.where, refused.why) == (str(path), ".xyz files are not read")
    assert ".txt" in refused.suggestion


def test_a_file_without_an_ending_is_told(tmp_path: Path) -> None:
    put(tmp_path / "report")
    (refused,) = find_files([tmp_path]).quarantined
    assert refused.why == "a file without an ending"


@pytest.mark.parametrize("ending", sorted(declared.files().unread))
def test_known_endings_that_are_not_read_have_a_remedy_of_their_own(tmp_path: Path, ending: str) -> None:
    put(tmp_path / f"report{ending}")
    (refused,) = find_files([tmp_path]).quarantined
    assert refused.suggestion == declared.files().unread[ending]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (refused,) = find_files([tmp_path]).quarantined
    assert refused.why == "the folder holds no document"
    assert str(tmp_path) == refused.where


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    (refused,) = find_files([tmp_path / "nowhere"]).quarantined
    assert refused.why == "no such file or folder"


def test_links_are_followed_loops_end_and_dangling_ones_are_told(tmp_path: Path) -> None:
    put(tmp_path / "real/a.txt")
    (tmp_path / "real/loop").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "real/a.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = find_files([tmp_path])
    assert names(found.files) == ["again.txt"]
    reasons = {Path(refused.where).name: refused.why for refused in found.quarantined}
    assert reasons["broken.txt"] == "a link to a file that does not exist"
    assert reasons["self.txt"].startswith("cannot be read")


def test_a_pipe_is_refused_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (refused,) = find_files([tmp_path]).quarantined
    assert "not a regular file" in refused.why


def test_a_file_above_the_limit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    limit = declared.files().limits
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(limit.file_bytes + 1)
    (refused,) = find_files([tmp_path]).quarantined
    assert f"limit of {limit.file_megabytes} MB" in refused.why
    assert "file_megabytes" in refused.suggestion


def test_a_folder_that_may_not_be_listed_is_told_and_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "closed/a.txt")
    put(tmp_path / "open/b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(inventory.os, "scandir", refuse)
    found = find_files([tmp_path])
    assert names(found.files) == ["b.txt"]
    (refused,) = found.quarantined
    assert refused.why == "no permission to read it"
    assert "chmod +r" in refused.suggestion
