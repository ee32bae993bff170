from __future__ import annotations

import pytest

import tongbi.publishing
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.store import state
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.warehouse import assets


def test_what_was_found_is_counted_without_reading_all_texts_again(settings, monkeypatch) -> None:
    stocks.take(settings)
    settings.warehouse.write_bytes(b"published")
    monkeypatch.setattr(assets, "tables", lambda *_: {})
    monkeypatch.setattr(tongbi.publishing, "publish", lambda *_: {"report": 3})
    monkeypatch.setattr(stocks, "load", lambda _: pytest.fail("all texts were read"))
    assets.warehouse(Workspace.of(settings))
    done = state.read(settings.state)
    assert done is not None
    assert done.counts == {"report": 3, "found": 3, "document_report": 3}
    assert done.key == "", "no year is staged, so a run has something to do"
