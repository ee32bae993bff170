from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tongbi.fetching.store import Store, StoreBusyError, name_for
from tongbi.reading.sidecar import read_beside

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://www.example.org/a.html"
KNOWN = {"issuer_name": "云屏县人民政府", "report_year": "2023", "source_uri": URL}
AT = "2024-03-01T00:00:00+00:00"


def put(store: Store, body: bytes = b"first", **more) -> tuple[str, str]:
    given = {
        "at": AT,
        "came_from": URL,
        "headers": {"etag": '"1"', "set-cookie": "x"},
        "known": KNOWN,
        **more,
    }
    return store.put(URL, body, ".html", **given)


def test_a_page_is_kept_as_a_file_with_its_sidecar_and_as_an_original(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        result, file = put(store)
        assert (result, (tmp_path / file).read_bytes()) == ("new", b"first")
        assert file.startswith("云屏县人民政府-2023-")
        assert read_beside(tmp_path / file) == KNOWN
        (version,) = store.entry(URL).versions
        assert store.archive.get(version.sha256, ".html") == store.body(URL) == b"first"
        assert (version.fetched_at, version.headers) == (AT, {"etag": '"1"'})


def test_a_changed_page_is_a_new_version_beside_the_old(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        first = put(store)[1]
        result, second = put(store, b"second", at="later")
        assert (result, second) == ("changed", first.replace(".html", ".v2.html"))
        assert (tmp_path / first).read_bytes() == b"first"
        assert (tmp_path / second).read_bytes() == b"second"
        assert read_beside(tmp_path / second) == KNOWN
        assert [version.fetched_at for version in store.entry(URL).versions] == [AT, "later"]
        assert put(store, b"third")[1].endswith(".v3.html")


def test_the_same_bytes_or_the_same_text_are_no_new_version_to_be_read(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        file = put(store)[1]
        assert put(store) == ("unchanged", file)
        assert put(store, b"first, 2 visits", same_text=True) == ("unchanged", file)
        assert store.body(URL) == b"first, 2 visits"
        assert (tmp_path / file).read_bytes() == b"first"
        assert [version.file for version in store.entry(URL).versions] == [file, ""]
        assert put(store, b"second")[1].endswith(".v2.html")


def test_all_is_known_again_after_closing(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        put(store)
        put(store, b"second")
        store.failed("https://www.example.org/b.html", "missing", "there is no such page", AT)
        before = store.entry(URL)
    with Store(tmp_path) as store:
        assert store.entry(URL) == before
        assert store.entry("https://www.example.org/b.html").result == "missing"
        validators = store.validators(URL)
        assert validators is not None
        assert (validators.address, validators.etag) == (URL, '"1"')


def test_a_failure_takes_nothing_away(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        file = put(store)[1]
        store.failed(URL, "unusable", "a login page came in its place", AT)
        assert store.file_of(URL) == file
        assert store.validators(URL) is not None


def test_nothing_is_asked_conditionally_whose_original_is_gone(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        put(store)
        (version,) = store.entry(URL).versions
        store.archive.path_of(version.sha256, ".html").unlink()
        assert store.validators(URL) is None
        assert put(store)[0] == "unchanged"
        assert store.validators(URL) is not None


def test_a_file_that_was_removed_is_put_back(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        file = put(store)[1]
        for gone in tmp_path.glob("*"):
            if gone.is_file():
                gone.unlink()
        assert store.unchanged(URL, AT, KNOWN) == file
        assert (tmp_path / file).read_bytes() == b"first"
        assert read_beside(tmp_path / file) == KNOWN


def test_sidecars_follow_the_registry(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        files = [put(store)[1], put(store, b"second")[1]]
        store.describe(URL, KNOWN | {"level": "county"})
        assert all(read_beside(tmp_path / file)["level"] == "county" for file in files)
        assert put(store, b"third", known=KNOWN | {"issuer_name": "云屏县司法局"})[1].startswith(
            "云屏县人民政府"
        )


def test_a_fetch_that_did_not_finish_is_gone_on_with(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert not store.begin(AT)
        put(store)
        store.failed("https://www.example.org/gone", "missing", "404", AT)
        store.failed("https://www.example.org/busy", "unavailable", "503", AT)
        assert not store.done_before(URL)
    with Store(tmp_path) as store:
        assert store.begin(AT)
        assert store.done_before(URL)
        assert store.done_before("https://www.example.org/gone")
        assert not store.done_before("https://www.example.org/busy")
        assert not store.done_before("https://www.example.org/never")
        store.finish(AT)
    with Store(tmp_path) as store:
        assert not store.begin(AT)
        assert not store.done_before(URL)


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_that_a_kill_cut_short_is_done_again(cut: int, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.begin(AT)
        put(store)
        put(store, b"second")
    journal = tmp_path / ".fetch" / "journal.jsonl"
    content = journal.read_bytes()
    journal.write_bytes(content[:-cut])
    with Store(tmp_path) as store:
        assert len(store.entry(URL).versions) == 1
        result, file = put(store, b"second")
        assert (result, file[-8:]) == ("changed", ".v2.html")
    assert all(json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines())
    with Store(tmp_path) as store:
        assert len(store.entry(URL).versions) == 2


def test_a_damaged_line_costs_no_more_than_itself(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        put(store)
    journal = tmp_path / ".fetch" / "journal.jsonl"
    journal.write_bytes(b"{damaged\n" + journal.read_bytes())
    with Store(tmp_path) as store:
        assert len(store.entry(URL).versions) == 1


def test_two_fetches_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with Store(tmp_path), pytest.raises(StoreBusyError, match="another fetch is writing"):
        Store(tmp_path)
    Store(tmp_path).__exit__()


def test_no_half_written_file_is_left_and_nothing_of_the_store_is_a_document(tmp_path: Path) -> None:
    from tongbi.reading import find_files

    with Store(tmp_path) as store:
        file = put(store)[1]
        put(store, b"list", known=None, came_from=URL)
    assert [path.name for path in find_files([tmp_path]).files] == [file]
    assert not list(tmp_path.rglob("*.part"))


def test_names_are_readable_and_never_those_of_another_address() -> None:
    assert name_for(URL, "../云屏县 人民/政府..").startswith("云屏县-人民-政府-")
    assert name_for(URL, "a") != name_for(URL + "?b", "a")
    assert name_for(URL, "///").startswith("page-")
