"""Patterns made of declared words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.lexicon import lexicon
from tongbi.extraction.patterns import Ending, Signed, any_of, least, not_after, taken

WORDS = st.lists(st.text("年年以来累计.(", min_size=1, max_size=4), min_size=1, max_size=5)


def test_of_two_words_the_longer_is_found() -> None:
    match = re.match(any_of(["以来", "以来的"]), "以来的")
    assert match is not None
    assert match[0] == "以来的"


def test_of_no_words_none_is_found() -> None:
    assert re.search(any_of([]), "以来") is None
    assert re.search(f"以(?!{any_of([])})来", "以来")
    assert re.search(f"{not_after([])}来", "以来")


@given(WORDS, st.text("年年以来累计.(x", max_size=12))
def test_after_a_word_nothing_is_found(words: list[str], text: str) -> None:
    found = re.search(f"{not_after(words)}x", text)
    places = [at for at, sign in enumerate(text) if sign == "x"]
    free = [at for at in places if not any(text[:at].endswith(word) for word in words)]
    assert (found.start() if found else None) == (free[0] if free else None)


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


DECLARED = [told for entry in lexicon().non_quantities for told in (entry.before, entry.after) if told]


@given(st.sampled_from(DECLARED), st.data())
@settings(max_examples=400, deadline=None)
def test_a_match_holds_no_sign_but_those_told_of_its_pattern(pattern: str, data: st.DataObject) -> None:
    signs = taken(pattern)
    match = data.draw(st.from_regex(pattern, fullmatch=True))
    assert signs is None or signs.issuperset(match)


@pytest.mark.parametrize("pattern", ["", "年?", "(?<=年)", "[^年]", "年.", r"\d年", "[一-鿿]年"])
def test_a_pattern_that_takes_what_it_does_not_name_is_told_to_take_anything(pattern: str) -> None:
    assert taken(pattern) is None


def test_what_is_only_looked_at_is_not_taken() -> None:
    signs = taken("年(?<![一-鿿]年)[3-5](?!月)")
    assert signs is not None
    assert signs.isdisjoint("月一")
    assert signs.issuperset("年345")
