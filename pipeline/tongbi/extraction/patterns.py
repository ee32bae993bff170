"""Patterns made of declared words, and cheap tests that spare most searches.

Belongs here: how a pattern is built and searched. Does not belong here: any word of the language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first where one begins another."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


class Ending:
    """A pattern that a text ends with; a text whose last sign is none of `ends` is not searched."""

    def __init__(self, pattern: str, last: Iterable[str]) -> None:
        self._pattern = re.compile(f"(?:{pattern})$")
        self._ends = frozenset(word[-1] for word in last)

    def search(self, text: str) -> re.Match[str] | None:
        """The leftmost match that reaches the end of the text."""
        return self._pattern.search(text) if text and text[-1] in self._ends else None


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
