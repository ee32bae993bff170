from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tongbi.orchestration.store import texts
from tongbi.orchestration.store.frames import FrameStore

if TYPE_CHECKING:
    from pathlib import Path


def stage(frames: FrameStore, year: str, text: str) -> None:
    row = {"report_id": f"r{year}", "path": f"{year}.txt", "title": "报告", "source_uri": None, "text": text}
    frames.write("report_by_year", pd.DataFrame([row]), part=year)


def test_the_texts_of_all_years_are_put_together_once(tmp_path: Path) -> None:
    frames = FrameStore(tmp_path)
    stage(frames, "2022", "甲")
    stage(frames, "2023", "乙")
    told = texts.of(frames)
    assert told.texts == {"r2022": "甲", "r2023": "乙"}
    assert told.documents["r2023"]["path"] == "2023.txt"
    assert texts.of(FrameStore(tmp_path)) is told


def test_a_year_staged_anew_or_dropped_is_seen(tmp_path: Path) -> None:
    frames = FrameStore(tmp_path)
    stage(frames, "2022", "甲")
    stage(frames, "2023", "乙")
    texts.of(frames)
    stage(frames, "2023", "丙")
    assert texts.of(frames).texts == {"r2022": "甲", "r2023": "丙"}
    frames.drop("report_by_year", "2022")
    assert texts.of(frames).texts == {"r2023": "丙"}


def test_each_store_has_its_own_and_none_is_no_fault(tmp_path: Path) -> None:
    one = FrameStore(tmp_path / "one")
    stage(one, "2023", "甲")
    assert texts.of(one).texts == {"r2023": "甲"}
    assert texts.of(FrameStore(tmp_path / "other")).texts == {}
