"""The words that open the parts of a text: what they are, and that they can be extended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.layout import lay_out
from tongbi.extraction.sections import marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("items: [首先,", "items: [再者, 首先,", "认真落实各项任务，\n再者抓好执法监督"),
        ("parts: [部分,", "parts: [板块, 部分,", "认真落实各项任务，\n第一板块 执法监督"),
    ],
)
def test_what_opens_a_line_needs_no_change_of_code(
    old: str, new: str, text: str, declared: Callable[[str, str, str], Path]
) -> None:
    def heads() -> list[str]:
        return [text[sentence.start : sentence.end] for sentence in lay_out(text, 2023).sentences]

    assert len(heads()) == 1
    declared("sections.yaml", old, new)
    assert heads() == text.split("\n")


@pytest.mark.parametrize(
    "line", ["第二章 执法", "一、执法", "（一）执法", "1.执法", "一是执法", "首先，执法"]
)
def test_what_opens_a_line(line: str) -> None:
    assert marks().opens.match(line)


@pytest.mark.parametrize("line", ["第二年执法", "1.5万件", "执法一是"])
def test_what_opens_none(line: str) -> None:
    assert not marks().opens.match(line)


@pytest.mark.parametrize(
    "heading", ["三、存在的问题", "三、存在的主要问题", "三、工作中的不足", "（一）主要问题及原因"]
)
def test_what_tells_of_shortcomings(heading: str) -> None:
    text = f"一、主要做法\n执法有序。\n{heading}\n人员不足。"
    assert [sentence.kind for sentence in lay_out(text, 2023).sentences][-1] == "problems"


@pytest.mark.parametrize("heading", ["三、着力整治突出问题", "三、聚焦群众反映的问题"])
def test_what_solves_problems_tells_of_none(heading: str) -> None:
    text = f"一、主要做法\n执法有序。\n{heading}\n人员到位。"
    assert [sentence.kind for sentence in lay_out(text, 2023).sentences][-1] != "problems"


def test_a_missing_field_is_named(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("sections.yaml", "items: [首先", "item: [首先")
    with pytest.raises(ValueError, match="items") as raised:
        marks()
    assert str(path) in str(raised.value)
