"""The page that explains the reason codes is complete in both languages and tells the truth."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from comparability_examples import EXAMPLES, Example
from comparability_marked import compared, pair

from tongbi.comparability import load
from tongbi.comparability.declared import Code

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"reason": "comparability.md", "reason_zh": "comparability.zh-CN.md"}


def sections(page: str) -> dict[str, str]:
    """The sections of a page by their reason code."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return {part.split("`", 1)[0]: part for part in re.split(r"^### `", text, flags=re.M)[1:]}


@pytest.mark.parametrize("page", PAGES.values())
def test_each_reason_code_has_its_section_and_no_other_has_one(page: str) -> None:
    assert list(sections(page)) == list(load().reasons)
    assert set(sections(page)) == set(get_args(Code))


@pytest.mark.parametrize(("column", "page"), PAGES.items())
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_section_shows_the_example_and_the_reason_that_the_code_gives(
    example: Example, column: str, page: str
) -> None:
    section = sections(page)[example.code]
    for report in example.reports:
        assert f"> {report.year}: {report.plain}" in section
    assert f"`{pair(compared(*example.reports).yoy, example.metric, example.period)[column]}`" in section


@pytest.mark.parametrize("page", PAGES.values())
def test_every_section_quotes_two_years(page: str) -> None:
    for code, section in sections(page).items():
        assert len(re.findall(r"^> 20\d\d: ", section, flags=re.M)) >= 2, code
