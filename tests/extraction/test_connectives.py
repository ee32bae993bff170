"""The small words of grammar: declared once, and heard by every rule that holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("行政处罚案件{}行政强制案件分别为12件、3件。", ["admin_penalty_cases", "admin_coercion_cases"]),
        ("评查行政处罚案卷12{}15卷。", ["enforcement_case_files_reviewed"] * 2),
        ("对6个乡镇{}9个部门开展法治督察。", ["law_inspection_units", "law_inspection_units"]),
    ],
    ids=["subjects", "numbers", "members"],
)
def test_a_word_that_joins_is_declared_once_for_all_rules(
    text: str, told: list[str], declared: Callable[[str, str, str], Path], read: Read
) -> None:
    def metrics(joined_by: str) -> list[str | None]:
        return [mention.metric_id for mention in read(text.format(joined_by))]

    assert metrics("及") == told
    assert metrics("暨") != told
    declared("connectives.yaml", "joins: [、,", "joins: [、, 暨,")
    assert metrics("暨") == told


def test_what_may_also_compare_begins_no_member_of_a_list() -> None:
    known = connectives()
    assert "与" in known.joins
    assert "与" not in known.join_signs
    assert "与" in known.compares


def test_a_missing_field_is_named(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("connectives.yaml", "since: 以来", "sincere: 以来")
    with pytest.raises(ValueError, match="since") as raised:
        connectives()
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("end", ["度", "同期", "底", "末", "全年"])
def test_a_year_ends_in_many_words(end: str) -> None:
    assert cues().earlier.search(f"由去年{end}的")
    assert cues().opening_year.fullmatch(f"2022年{end}")


@pytest.mark.parametrize("after", ["来", "间", "里", "中", "多"])
def test_a_number_of_years_has_many_words(after: str) -> None:
    assert cues().n_years.search(f"三年{after}，")


@pytest.mark.parametrize("past", ["近", "过去", "前", "这", "最近"])
def test_years_that_lie_behind_have_many_words(past: str) -> None:
    assert cues().n_years.search(f"{past}三年")


@pytest.mark.parametrize("nearly", ["约", "近"])
def test_a_verb_of_reaching_reaches_nearly(nearly: str) -> None:
    assert cues().reaching.search(f"增加到{nearly}")
