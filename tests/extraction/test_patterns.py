"""Patterns made of declared words."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.patterns import Ending, Signed, any_of, least

WORDS = st.lists(st.text("年年以来累计.(", min_size=1, max_size=4), min_size=1, max_size=5)


def test_of_two_words_the_longer_is_found() -> None:
    match = re.match(any_of(["以来", "以来的"]), "以来的")
    assert match is not None
    assert match[0] == "以来的"


def test_words_are_no_patterns() -> None:
    assert re.fullmatch(any_of(["a.c"]), "abc") is None


@given(WORDS, st.text("年以来累计.(", max_size=10))
@settings(max_examples=60, deadline=None)
def test_sparing_a_search_changes_no_result(words: list[str], text: str) -> None:
    pattern = re.compile(any_of(words))
    signed, ending = Signed(any_of(words), words), Ending(any_of(words), words)
    assert [m.span() for m in signed.finditer(text)] == [m.span() for m in pattern.finditer(text)]
    assert bool(signed.search(text)) == bool(pattern.search(text))
    assert bool(ending.search(text)) == bool(re.search(f"(?:{any_of(words)})$", text))


@given(WORDS, st.text("年以来累计.(", max_size=10))
@settings(max_examples=60, deadline=None)
def test_the_least_words_occur_wherever_any_does(words: list[str], text: str) -> None:
    assert any(word in text for word in words) == any(word in text for word in least(words))
