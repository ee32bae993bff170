from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from comparability_marked import Marked, frames
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.comparability import observations, statements
from tongbi.comparability.agreement import agree

if TYPE_CHECKING:
    from tongbi.comparability.statements import Statement

METRIC = "platform_verified_accounts"


def said(surface: str) -> Statement:
    report, mention, texts = frames([Marked(2023, f"注册用户[{surface} {METRIC}]。")])
    return next(statements.from_frame(observations(report, mention, texts), report))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("98人", "98人", True),
        ("98人", "103人", False),
        ("320余人", "325人", True),
        ("320余人", "345人", False),
        ("28.4万人", "284126人", True),
        ("7.4万人", "74772人", True),  # cut off, not rounded
        ("7.4万人", "75772人", False),
    ],
)
def test_statements_agree_within_wording_and_digits(one: str, other: str, same: bool) -> None:
    assert agree(said(one), said(other)) is same
    assert agree(said(other), said(one)) is same


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 10**7))
def test_a_statement_agrees_with_itself(value: int) -> None:
    assert agree(said(f"{value}人"), said(f"{value}人"))
