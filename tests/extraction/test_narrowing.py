"""The words of scope: their signs, and a file that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.signs import signs_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
