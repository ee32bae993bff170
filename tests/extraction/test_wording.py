"""The declared words around a subject that name nothing by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract
from tongbi.extraction.wording import wording
from tongbi.records import Identity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("clause", "names_nothing"),
    [
        ("，全年累计", True),
        ("，比2019年", True),
        ("“十三五”期间，", True),
        ("，其中线上", False),
        ("，行政检查", False),
    ],
)
def test_what_a_clause_may_consist_of_that_names_no_subject(clause: str, names_nothing: bool) -> None:
    assert (wording().nothing.fullmatch(clause) is not None) is names_nothing


@pytest.mark.parametrize(
    "told", ["同比", "较上年", "与2019年相比", "按可比价格计算", "较去年同期", "比五年前"]
)
def test_a_comparison_is_no_part_of_the_noun(told: str) -> None:
    assert wording().comparison.sub("", f"案件{told}") == "案件"


@pytest.mark.parametrize(
    ("words", "carries"), [("参考率、合格率均为", True), ("人均收入", False), ("双双达到", True)]
)
def test_one_value_of_several_subjects(words: str, carries: bool) -> None:
    assert (wording().each.search(words) is not None) is carries


def test_a_declared_filler_is_passed_over(declared: Callable[[str, str, str], Path]) -> None:
    county = Identity("云屏县人民政府", "county", "law_based_government", 2023)
    text = "收到行政复议申请拢总38件。"
    assert extract(text, county)[0].object == "行政复议申请拢总"
    declared("subjects.yaml", "fillers: [其中,", "fillers: [拢总, 其中,")
    assert extract(text, county)[0].object == "行政复议申请"


def test_a_pattern_that_is_none_is_told_with_its_file(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("subjects.yaml", "  - '同比|环比'", "  - '(同比'")
    with pytest.raises(ValueError, match="not a regular expression") as told:
        wording()
    assert str(path) in str(told.value)
