"""Shares told in words, in hundredths."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tongbi.extraction import shares
from tongbi.extraction.lexicon import lexicon


def told(text: str, *, approximated: bool = False) -> shares.Share | None:
    match = lexicon().number.search(text)
    assert match is not None
    return shares.in_words(lexicon(), text, match, approximated=approximated)


@pytest.mark.parametrize(
    ("text", "value", "place", "more"),
    [
        ("百分之五", "5", "1", False),
        ("百分之12.5", "12.5", "0.1", False),
        ("百分之九十多", "90", "10", True),
        ("百分之百", "100", "100", False),
        ("千分之三", "0.3", "1", False),
        ("三分之一", "33.3333", "1", False),
        ("16分之5", "31.25", "1", False),
        ("三成", "30", "10", False),
        ("六点五成", "65", "1", False),
        ("三成半", "35", "1", False),
        ("七成六", "76", "1", False),
        ("九成多", "90", "10", True),
        ("10成", "100", "10", False),
        ("占1/4", "25", "1", False),
        ("1/3以上", "33.3333", "1", False),
    ],
)
def test_a_share(text: str, value: str, place: str, more: bool) -> None:
    assert told(text) == (Decimal(value), Decimal(place), more)


def test_a_stroke_after_an_approximator() -> None:
    assert told("3/4") is None
    assert told("3/4", approximated=True) == (75, 1, False)


@pytest.mark.parametrize(
    "text", ["3/15活动", "占1/0", "百分之二三十", "三十成", "0成", "三百五又三分之一", "二零件"]
)
def test_what_is_no_share(text: str) -> None:
    lex = lexicon()
    assert [
        share
        for match in lex.number.finditer(text)
        if (share := shares.in_words(lex, text, match, approximated=False)) is not None
    ] == []
