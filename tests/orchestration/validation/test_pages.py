"""The pages of the quality report are written for the run and each issuer, and old ones go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.validation import pages

FRAMES: dict[str, dict[str, list[Any]]] = {
    "report": {"report_id": ["r1"], "issuer_name": ["云屏县人民政府"], "report_year": [2023]},
    "mention_by_year": {"report_id": ["r1", "r1"]},
    "mention": {
        "report_id": ["r1"], "start_char": [3], "end_char": [6], "metric_id": ["admin_penalty_cases"],
    },
    "observation": {
        "report_id": ["r1"], "start_char": [3], "end_char": [6], "metric_id": ["admin_penalty_cases"],
        "observation_id": ["o1"], "role": ["actual"], "scope": [""], "period": ["2023"],
        "issuer_name": ["云屏县人民政府"], "vintage": [2023],
    },
    "observation_dropped": {"report_id": [], "start_char": [], "end_char": [], "observation_id": []},
    "series": {
        "issuer_name": ["云屏县人民政府"], "metric_id": ["admin_penalty_cases"], "period": ["2023"],
        "value": [12.0], "low": [12.0], "high": [12.0], "spell": [1],
        "observation_id": ["o1"],
    },
    "yoy": {"issuer_name": [], "verdict": []},
    "coverage": {"report_id": ["r1"], "metric_id": ["admin_penalty_cases"], "status": ["stated"]},
    "quarantine": {
        "what": [], "why": [], "quote": [], "suggestion": [], "report_id": [], "start_char": [],
        "end_char": [], "where": [], "row_key": [],
    },
    "check_result": {
        "suite": ["series"], "expectation": ["series_key_is_unique"], "severity": ["critical"],
        "success": [True], "unexpected_count": [0], "sample": ["[]"], "checked_at": ["2025-06-01T00:00:00"],
        "description_zh": ["中"], "description_en": ["en"], "error": [""], "blocking": [True],
    },
}  # fmt: skip


@pytest.fixture
def workspace(settings) -> Workspace:
    space = Workspace.of(settings)
    for name, columns in FRAMES.items():
        space.frames.write(name, pd.DataFrame(columns))
    return space


def test_a_page_for_the_run_and_one_for_each_issuer(workspace) -> None:
    summary, first = pages.write(workspace)
    assert first.name == "index.html"
    assert sorted(path.name for path in first.parent.iterdir()) == ["index.html", "云屏县人民政府.html"]
    assert 'href="云屏县人民政府.html"' in first.read_text(encoding="utf-8")
    assert "| series | 1/1 |" in summary


def test_the_account_compares_with_what_the_extraction_found(workspace) -> None:
    (row,) = pages.account(workspace).to_dict("records")
    assert (row["mentions"], row["in_series"], row["balance"]) == (2, 1, 1)


def test_the_page_of_an_issuer_that_is_gone_is_taken_away(workspace) -> None:
    _, first = pages.write(workspace)
    stale = first.with_name("旧县人民政府.html")
    stale.write_text("old", encoding="utf-8")
    pages.write(workspace)
    assert not stale.exists()


def test_a_warehouse_that_cannot_be_read_is_no_earlier_run(workspace) -> None:
    workspace.settings.warehouse.parent.mkdir(parents=True, exist_ok=True)
    workspace.settings.warehouse.write_bytes(b"not a database")
    _, first = pages.write(workspace)
    assert "没有上次运行可比" in first.read_text(encoding="utf-8")


@pytest.mark.parametrize("write", [pages.write, lambda space: pages.write_fault(space, "a fault")])
def test_a_page_that_cannot_be_written_to_its_end_leaves_the_old_one_whole(
    workspace, monkeypatch, write
) -> None:
    _, first = pages.write(workspace)
    before = {path.name: path.read_bytes() for path in first.parent.iterdir()}

    def half(path: Path, content: Any, **_: Any) -> None:
        with path.open("wb") as stream:
            stream.write((content.encode() if isinstance(content, str) else content)[:100])
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "write_text", half)
    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="the disk is full"):
        write(workspace)
    assert {path.name: path.read_bytes() for path in first.parent.iterdir()} == before


def test_names_that_differ_in_signs_alone_have_pages_of_their_own() -> None:
    wide, narrow = "甲县（开发区）管委会", "甲县(开发区)管委会"
    assert pages._plain(wide) != pages._plain(narrow)
    assert pages._plain("云屏县人民政府") == "云屏县人民政府"
