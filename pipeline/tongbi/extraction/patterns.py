"""Patterns made of declared words, and cheap tests that spare most searches.

Belongs here: how a pattern is built and searched. Does not belong here: any word of the language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


HAN = "一-鿿"
"""Any Chinese sign, within a class."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first where one begins another; without words for none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def not_after(words: Iterable[str]) -> str:
    """A pattern that matches nothing, where none of the words stands before it."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return "".join(f"(?<!{any_of(alike)})" for alike in by_length.values())


# what only looks around; what takes signs that are not told one by one, a class as wide as 一-鿿 among them
_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
_ANY = re.compile(r"(?<!\\)\.|\[\^|\\[a-zA-Z]")
_RANGE = re.compile(r"([^\[])-([^\]])")
_WIDEST = 128


def taken(pattern: str) -> frozenset[str] | None:
    """Signs among which are all that a match can hold; None where that may be any sign, or none at all.

    With a sign that is not among them no match ends or begins.
    """
    told = _AROUND.sub("", pattern)
    if re.search(told, "") or _ANY.search(told):
        return None
    ranges = [range(ord(first), ord(last) + 1) for first, last in _RANGE.findall(told)]
    if any(len(signs) > _WIDEST for signs in ranges):
        return None
    return frozenset(told).union(*(map(chr, signs) for signs in ranges))


class Groups:
    """Groups of words by name: one pass over a text tells which of them have a word there."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        kinds: dict[str, set[str]] = {}
        for name, words in groups.items():
            for word in words:
                kinds.setdefault(word, set()).add(name)
        for word, names in kinds.items():
            self._automaton.add_word(word, frozenset(names))
        self._automaton.make_automaton()

    def of(self, text: str) -> frozenset[str]:
        """The names of the groups of which some word stands in the text."""
        return frozenset().union(*{names for _, names in self._automaton.iter(text)})


class Ending:
    """A pattern that a text ends with; a text whose last sign is none of `ends` is not searched."""

    def __init__(self, pattern: str, last: Iterable[str]) -> None:
        self._pattern = re.compile(f"(?:{pattern})$")
        self.ends = frozenset(word[-1] for word in last)

    def search(self, text: str) -> re.Match[str] | None:
        """The leftmost match that reaches the end of the text."""
        return self._pattern.search(text) if text and text[-1] in self.ends else None


class Signed:
    """A pattern of which one of `signs` is a part; a text that holds none of them is not searched."""

    def __init__(self, pattern: str, signs: Iterable[str]) -> None:
        self._pattern = re.compile(pattern)
        self._sign = re.compile(any_of(least(signs)))

    def search(self, text: str) -> re.Match[str] | None:
        """The leftmost match."""
        return self._pattern.search(text) if self._sign.search(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self._pattern.finditer(text) if self._sign.search(text) else iter(())


def least(words: Iterable[str]) -> tuple[str, ...]:
    """The words that contain no other of them: where none of these occurs, none of all does."""
    every = set(words)
    return tuple(word for word in every if not any(other in word for other in every - {word}))
