"""The small words of grammar: declared once, and heard by every rule that holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.connectives import connectives

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
