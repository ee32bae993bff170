"""What is counted, in the text's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from conftest import Read


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("印发宣传手册1200册。", "印发宣传手册"),
        ("全县共有人民调解员1200人。", "人民调解员"),
        ("累计收到行政复议申请38件，", "行政复议申请"),
        ("其中，及时办理信访件12件。", "信访件"),
        ("553个村（社区）法律顾问到位。", "村（社区）法律顾问到位"),
        ("12名调解员、3名律师。", "调解员"),
        ("完成对5个县（市、区）和8个部门的督察。", "县（市、区）"),
        ("各县（市、区）办理信访件12件。", "各县（市、区）办理信访件"),
        ("日处理能力20万吨/日。", "日处理能力"),
        ("12件。", ""),
    ],
)
def test_what_is_counted(read: Read, text: str, named: str) -> None:
    assert read(text)[0].object == named


@given(st.text("收到办理行政复议案件，、。的共累计", max_size=60))
@settings(max_examples=60, deadline=None)
def test_it_is_short_and_taken_from_the_text(text: str) -> None:
    from tongbi.extraction import extract
    from tongbi.records import Identity

    identity = Identity("云屏县人民政府", "county", "law_based_government", 2023)
    for mention in extract(f"{text}3件{text}", identity):
        assert len(mention.object) <= 20
        assert mention.object in f"{text}3件{text}"
