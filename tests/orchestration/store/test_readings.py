"""What was read of a file is read again only when the file, what reads it, or its original has changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tongbi.orchestration.store import fingerprint
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.found import Found
from tongbi.orchestration.store.readings import Readings
from tongbi.orchestration.store.settings import Settings
from tongbi.reading import Archive
from tongbi.reading.memory import FileReading
from tongbi.reading.sidecar import path_beside


def kept(settings: Settings) -> dict[str, tuple[Path, int]]:
    """By the name of the file read: where its reading is kept, and when that was written."""
    found = {}
    for path in settings.readings.glob("*/*.json"):
        name = json.loads(path.read_text(encoding="utf-8"))["path"].rpartition(os.sep)[2]
        found[name] = (path, path.stat().st_mtime_ns)
    return found


def retitle(settings: Settings, name: str, title: str) -> None:
    """Change what is kept of a file, so that it shows whether that is used."""
    path, _ = kept(settings)[name]
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["reports"][0]["identity"]["title"] = title
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


def titles(stock: stocks.Stock) -> dict[int, str]:
    return {report.identity.report_year: report.identity.title for report in stock.reports}


def test_only_the_changed_file_is_read_again(settings: Settings, report_text) -> None:
    stocks.take(settings)
    before = kept(settings)
    assert sorted(before) == ["云屏县2021.txt", "云屏县2022.txt", "云屏县2023.txt"]
    retitle(settings, "云屏县2021.txt", "as it was kept")
    (settings.sources[0] / "云屏县2022.txt").write_text(report_text(2022, 999), encoding="utf-8")
    stock = stocks.take(settings)
    assert titles(stock)[2021] == "as it was kept"
    assert "999" in stock.by_year[2022][0].document.text
    after = kept(settings)
    assert after["云屏县2023.txt"] == before["云屏县2023.txt"]
    assert after["云屏县2022.txt"] != before["云屏县2022.txt"]
    assert sorted(after) == sorted(before)


def test_what_other_code_read_is_not_used(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    first = stocks.take(settings)
    before = kept(settings)
    retitle(settings, "云屏县2021.txt", "as other code kept it")
    taken = fingerprint.of
    monkeypatch.setattr(fingerprint, "of", lambda scope: f"other {taken(scope)}")
    assert titles(stocks.take(settings)) == titles(first)
    assert not {path for path, _ in before.values()} & {path for path, _ in kept(settings).values()}


def test_a_sidecar_and_a_name_are_part_of_what_is_read(settings: Settings) -> None:
    stocks.take(settings)
    folder = settings.sources[0]
    (folder / "云屏县2022.meta.yaml").write_text("report_year: 2020\n", encoding="utf-8")
    (folder / "云屏县2023.txt").rename(folder / "renamed.txt")
    stock = stocks.take(settings)
    assert {Path(r.document.path).name: r.identity.report_year for r in stock.reports} == {
        "云屏县2021.txt": 2021, "云屏县2022.txt": 2020, "renamed.txt": 2023,
    }  # fmt: skip


def test_a_project_that_was_moved_is_read_anew(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def place(folder: Path) -> None:
        for module in ("settings", "readings", "stock"):
            monkeypatch.setattr(f"tongbi.orchestration.store.{module}.home", lambda: folder)

    place(tmp_path)
    first = stocks.take(settings)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (tmp_path / "reports").rename(moved / "reports")
    (tmp_path / "out").rename(moved / "out")
    place(moved)
    there = Settings((moved / "reports",), moved / "out" / "w.duckdb")
    stock = stocks.take(there)
    assert stock.key == first.key
    assert all(Path(report.document.path).exists() for report in stock.reports)
    (moved / "reports" / "云屏县2021.txt").unlink()
    stock = stocks.take(there)
    assert [report.document.path for report in stock.reports] == [
        str(moved / "reports" / f"云屏县{year}.txt") for year in (2022, 2023)
    ]


def test_an_original_that_left_the_archive_is_put_there_again(settings: Settings, report_text) -> None:
    (report,) = stocks.take(settings).by_year[2021]
    archived = Archive(settings.archive).path_of(report.document.sha256, ".txt")
    archived.unlink()
    (settings.sources[0] / "云屏县2024.txt").write_text(report_text(2024), encoding="utf-8")
    stocks.take(settings)
    assert archived.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"reports": [{}], "aside": []}'])
def test_a_reading_that_is_not_whole_is_made_anew(settings: Settings, report_text, content: str) -> None:
    first = stocks.take(settings)
    kept(settings)["云屏县2021.txt"][0].write_text(content, encoding="utf-8")
    (settings.sources[0] / "云屏县2022.txt").unlink()
    assert titles(stocks.take(settings))[2021] == titles(first)[2021]
    assert json.loads(kept(settings)["云屏县2021.txt"][0].read_text(encoding="utf-8"))["reports"]


def test_what_changed_while_it_was_read_is_not_kept(settings: Settings, report_text) -> None:
    path = settings.sources[0] / "云屏县2021.txt"
    readings = Readings(settings.readings, Archive(settings.archive), [Found.of(path, path_beside(path))])
    path.write_text(report_text(2021, 777), encoding="utf-8")
    readings.keep(path, FileReading())
    assert not kept(settings)


def test_places_and_reasons_come_back_as_they_were(settings: Settings, report_text) -> None:
    folder = settings.sources[0]
    (folder / "copy.txt").write_text(report_text(2021), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "note.txt").write_text("不是报告", encoding="utf-8")
    stocks.take(settings)
    (folder / "云屏县2024.txt").write_text(report_text(2024), encoding="utf-8")
    again = stocks.take(settings)
    settings.stock.unlink()
    for path, _ in kept(settings).values():
        path.unlink()
    assert stocks.take(settings) == again
