"""The declared words of identity: valid, and each fault is named by file and field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tongbi import project
from tongbi.reading.words import words

if TYPE_CHECKING:
    from pathlib import Path


def test_every_pattern_compiles_and_every_area_has_its_level() -> None:
    declared = words()
    for family in declared.families.values():
        for pattern in family.opening:
            re.compile(pattern)
    suffixes = [area.suffix for area in declared.areas]
    assert len(suffixes) == len(set(suffixes))
    assert set(declared.title_cores) == set(declared.openings) == {"law_based_government", "government_work"}


def test_furniture_is_told_from_titles() -> None:
    furniture = words().furniture_line
    for line in ("索引号:RC002", "发布时间:2024-03-28", "首页>政务公开", "浏览次数:12", "字体:[大中小]"):
        assert furniture.search(line), line
    for line in ("砚溪县2023年法治政府建设年度报告", "2023年,砚溪县坚持", "来源头治理成效明显"):
        assert not furniture.search(line), line


def test_a_fault_in_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "identity.yaml").write_text("families: {}\nspeach: []\n", encoding="utf-8")
    monkeypatch.setattr(project, "sources", lambda: tmp_path)
    words.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"identity\.yaml: [\s\S]*speach"):
            words()
    finally:
        words.cache_clear()
