"""The declared cues of role and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.cues import cues

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Read


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ("案件同比增长", "增长"),
        ("案件下降了", "下降"),
        ("时限压缩", "压缩"),
        ("时限压缩约", "压缩"),
        ("增幅达", "增幅达"),
        ("增长趋势明显，办理", None),
        ("", None),
    ],
)
def test_a_verb_of_change_stands_directly_before_the_number(before: str, verb: str | None) -> None:
    match = cues().change.search(before)
    assert (match["verb"] if match else None) == verb


@pytest.mark.parametrize(
    ("words", "is_target"),
    [
        ("力争办理", True),
        ("计划举办", True),
        ("按计划举办", False),
        ("工作计划明确", False),
        ("拟开展", True),
        ("拟定标准", False),
        ("完成目标任务", False),
        ("压实目标责任", False),
        ("举办", False),
    ],
)
def test_a_cue_of_a_target_is_no_part_of_another_word(words: str, is_target: bool) -> None:
    assert bool(cues().target.search(words)) is is_target


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("主要预期目标是：", True),
        ("目标是：增长", True),
        ("完成目标：", False),
        ("实现年度目标：", False),
    ],
)
def test_what_opens_a_list_of_targets(words: str, opens: bool) -> None:
    assert bool(cues().target_list.search(words)) is opens


@pytest.mark.parametrize("before", ["提升至", "增加到", "稳定在", "精简为", "压减到"])
def test_a_verb_with_a_goal_names_a_level(before: str) -> None:
    assert cues().reaching.search(before)


def test_every_plan_spans_five_years_and_no_verb_both_rises_and_falls() -> None:
    assert all(last - first == 4 for first, last in cues().spans.values())
    assert not cues().rising & cues().falling


def test_a_missing_field_is_named(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("cues.yaml", "before_last: [前年]", "before_lost: [前年]")
    with pytest.raises(ValueError, match="before_last") as raised:
        cues()
    assert str(path) in str(raised.value)


def test_a_span_that_is_no_pair_of_years_is_named(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("cues.yaml", "十四五: [2021, 2025]", "十四五: [2021]")
    with pytest.raises(ValueError, match=r"spans\.十四五") as raised:
        cues()
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "text", "period"),
    [
        ("begins: [起,", "begins: [伊始, 起,", "2021年伊始，累计办理行政处罚案件90件。", "2023"),
        ("over_years: [共,", "over_years: [先后, 共,", "三年先后办理行政处罚案件90件。", "2021-2023"),
        ("ago: [原来,", "ago: [当初, 原来,", "行政许可事项由当初的90项增加到97项。", None),
    ],
)
def test_a_word_of_time_needs_no_change_of_code(
    old: str,
    new: str,
    text: str,
    period: str | None,
    declared: Callable[[str, str, str], Path],
    read: Read,
) -> None:
    assert read(text)[0].period != period
    declared("cues.yaml", old, new)
    assert read(text)[0].period == period
