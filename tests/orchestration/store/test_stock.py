from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING

import pytest

from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_the_stock_holds_reports_by_year_and_comes_back_from_disk(settings: Settings) -> None:
    stock = stocks.take(settings)
    assert list(stock.by_year) == [2021, 2022, 2023]
    assert stock.quarantined == ()
    assert stocks.load(settings) == stock


def test_nothing_is_read_again_while_no_file_changes(settings: Settings, monkeypatch) -> None:
    first = stocks.take(settings)
    monkeypatch.setattr("tongbi.reading.read_paths", lambda *_: pytest.fail("read again"))
    assert stocks.take(settings) == first


def test_what_looks_unchanged_is_not_opened_where_that_is_asked(settings: Settings, report_text) -> None:
    first = stocks.take(settings)
    path = settings.sources[0] / "云屏县2022.txt"
    before = path.stat()
    path.write_text(report_text(2022, 119), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert stocks.take(settings, by_looks=True) == first
    changed = stocks.take(settings)
    assert changed != first
    assert stocks.take(settings, by_looks=True) == changed


def test_a_file_that_was_only_touched_is_looked_at_once(settings: Settings, monkeypatch) -> None:
    first = stocks.take(settings)
    os.utime(settings.sources[0] / "云屏县2022.txt", ns=(1, 1))
    assert stocks.take(settings, by_looks=True) == first
    monkeypatch.setattr(stocks, "inventory", lambda *_: pytest.fail("opened again"))
    assert stocks.take(settings, by_looks=True) == first


def test_little_is_at_hand_and_much_is_not_until_it_was_read(settings: Settings, monkeypatch) -> None:
    monkeypatch.setattr(stocks, "MOST_READ", 100)
    assert not stocks.is_at_hand(settings)
    stocks.take(settings)
    assert stocks.is_at_hand(settings)
    monkeypatch.setattr(stocks, "MOST_HASHED", 100)
    assert stocks.is_at_hand(settings)
    os.utime(settings.sources[0] / "云屏县2022.txt", ns=(1, 1))
    assert not stocks.is_at_hand(settings)


@pytest.mark.parametrize(
    "content", ["", "{", '{"key": "k"}', "[]", '{"key": "k", "found": []}\n{"report": {}}']
)
def test_a_stock_that_is_not_whole_is_taken_anew(settings: Settings, content: str) -> None:
    stock = stocks.take(settings)
    settings.stock.write_text(content, encoding="utf-8")
    assert stocks.load(settings) is None
    assert stocks.take(settings) == stock


def test_a_changed_text_changes_its_year_alone(settings: Settings, report_text) -> None:
    before = stocks.take(settings)
    (settings.sources[0] / "云屏县2022.txt").write_text(report_text(2022, 999), encoding="utf-8")
    after = stocks.take(settings)
    assert [year for year in before.by_year if before.year_key(year) != after.year_key(year)] == [2022]


def test_a_sidecar_is_part_of_what_is_looked_at(settings: Settings) -> None:
    stocks.take(settings)
    (settings.sources[0] / "云屏县2022.meta.yaml").write_text("report_year: 2020\n", encoding="utf-8")
    assert list(stocks.take(settings).by_year) == [2020, 2021, 2023]


def test_a_report_of_a_year_that_cannot_be_is_set_aside(settings: Settings, report_text) -> None:
    later = stocks.today().year + 1
    (settings.sources[0] / "later.txt").write_text(report_text(later), encoding="utf-8")
    (row,) = stocks.take(settings).quarantined
    assert str(later) in row.why
    assert row.where.endswith("later.txt")
    assert "NAME.meta.yaml" in row.suggestion


def test_a_report_of_next_year_is_read_once_that_year_has_come(
    settings: Settings, report_text, monkeypatch
) -> None:
    later = stocks.today().year + 1
    (settings.sources[0] / "later.txt").write_text(report_text(later), encoding="utf-8")
    assert later not in stocks.take(settings).by_year
    monkeypatch.setattr(stocks, "today", lambda: dt.date(later, 1, 1))
    assert later in stocks.take(settings, by_looks=True).by_year


def test_a_warehouse_among_the_reports_is_no_report(settings: Settings) -> None:
    folder = settings.sources[0]
    inside = Settings(sources=settings.sources, warehouse=folder / "w.duckdb")
    before = stocks.take(inside)
    inside.warehouse.write_bytes(b"published")
    assert (inside.store / "archive").is_dir()
    assert stocks.inventory(inside) == before.found


def test_what_cannot_be_opened_is_found_and_told(settings: Settings) -> None:
    (settings.sources[0] / "gone.txt").symlink_to(settings.sources[0] / "nowhere.txt")
    stock = stocks.take(settings)
    (found,) = (each for each in stock.found if each.refused)
    assert found.path.endswith("gone.txt")
    assert [row.where for row in stock.quarantined] == [found.path]


def test_the_order_of_the_sources_does_not_matter(settings: Settings, tmp_path: Path, report_text) -> None:
    other = tmp_path / "more"
    other.mkdir()
    (other / "澄浦县2020.txt").write_text(report_text(2020, issuer="澄浦县"), encoding="utf-8")
    stocked = [
        stocks.take(Settings(sources=order, warehouse=tmp_path / f"{number}.duckdb"))
        for number, order in enumerate([(settings.sources[0], other), (other, settings.sources[0])])
    ]
    assert stocked[0] == stocked[1]


def test_what_a_stock_amounts_to_is_told_without_its_texts(settings: Settings) -> None:
    assert stocks.summary(settings) is None
    stock = stocks.take(settings)
    told = stocks.Summary(stock.key, len(stock.found), stock.counts(), stock.year_keys())
    assert list(told.year_keys) == [2021, 2022, 2023]
    head, rest = settings.stock.read_text(encoding="utf-8").split("\n", 1)
    settings.stock.write_text(f"{head}\nnot read{rest}", encoding="utf-8")
    assert stocks.summary(settings) == told


def test_a_stock_kept_without_what_it_amounts_to_is_taken_anew(settings: Settings) -> None:
    stock = stocks.take(settings)
    head, rest = settings.stock.read_text(encoding="utf-8").split("\n", 1)
    known = {name: value for name, value in json.loads(head).items() if name not in ("counts", "years")}
    settings.stock.write_text(f"{json.dumps(known)}\n{rest}", encoding="utf-8")
    assert stocks.summary(settings) is None
    assert stocks.take(settings) == stock
    assert stocks.summary(settings) is not None
