"""The words of scope: their signs, and a file that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Read


def test_a_sentence_without_a_sign_is_not_searched() -> None:
    assert signs_of("办理案件三件。") == frozenset()


def test_a_missing_field_is_named(declared: Callable[[str, str, str], Path]) -> None:
    path = declared("scope.yaml", "part_year: [上半年,", "partyear: [上半年,")
    with pytest.raises(ValueError, match="part_year") as raised:
        signs_of("上半年")
    assert str(path) in str(raised.value)


def test_every_kind_of_narrowing_is_found_by_each_of_its_signs() -> None:
    for kind, words in narrowing().signs.items():
        for word in words:
            assert kind in signs_of(f"办理{word}案件三件。"), (kind, word)


@pytest.mark.parametrize(
    ("old", "new", "text", "scope"),
    [
        (
            "'被申请(?:行政)?复议'",
            "'被(?:申请|提起)(?:行政)?复议'",
            "本局被提起行政复议3件，被申请延期1件。",
            "被申请人",
        ),
        ("until: [截至]", "until: [截至, 截止]", "截止9月底，办理行政处罚案件30件。", "1—9月"),
        (
            "clean_up_manner: [专项,",
            "clean_up_manner: [全面, 专项,",
            "对涉及公平竞争的文件全面清理，废止规章3件。",
            "竞争",
        ),
        (
            "carries_out: [开展,",
            "carries_out: [打响, 开展,",
            "打响河湖保护专项整治，办理行政处罚案件30件。",
            "河湖保护",
        ),
        ("lasting: [期间]", "lasting: [期间, 前后]", "国庆前后，办理行政处罚案件30件。", "国庆"),
    ],
    ids=["respondent", "until", "clean-up", "carried out", "lasting"],
)
def test_a_word_that_narrows_needs_no_change_of_code(
    old: str, new: str, text: str, scope: str, declared: Callable[[str, str, str], Path], read: Read
) -> None:
    assert scope not in read(text)[0].scope
    declared("scope.yaml", old, new)
    assert scope in read(text)[0].scope
