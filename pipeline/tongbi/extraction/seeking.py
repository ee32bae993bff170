"""The words of a phrase sought in a stretch of text, from the one nearest to the number outwards.

Belongs here: how far apart the words of a phrase may stand, and what may not part them. Does not belong here:
which metric a phrase names, and which of several fits best (`phrases`).
"""

from __future__ import annotations

import re

# a phrase's words one after the other, each with the ways to write it
Segments = tuple[tuple[str, ...], ...]

_GAP = 16
AFTER_GAP = 40
# how many characters the longest word of a phrase may have
_WORD = 8
_STOP = re.compile("[，；。：]")
_LAST_STOP = re.compile("(?s:.*)[，；。：]")


def after_stop(text: str, end: int) -> int:
    """Where the last clause of `text[:end]` begins."""
    found = _LAST_STOP.match(text, 0, end)
    return found.end() if found else 0


def says(patterns: tuple[Segments, ...], before: str) -> bool:
    """Whether one of the phrases stands in the words before a number."""
    for segments in patterns:
        for word in segments[-1]:
            at = before.rfind(word)
            if at >= 0 and look_back(segments[-2::-1], before, at, word) is not None:
                return True
    return False


def follows(patterns: tuple[Segments, ...], after: str) -> bool:
    """Whether one of the phrases follows a number."""
    for segments in patterns:
        for word in segments[0]:
            at = after.find(word, 0, AFTER_GAP + len(word))
            if at >= 0 and look_ahead(segments[1:], after, at + len(word), word) is not None:
                return True
    return False


def look_back(others: Segments, text: str, start: int, word: str) -> list[str] | None:
    """The words of a phrase from its last word at `start` backwards, None where one is not near enough."""
    words = [word]
    for segment in others:
        low = start - _GAP - _WORD if start > _GAP + _WORD else 0
        found, end = "", -1
        for candidate in segment:
            here = text.rfind(candidate, low, start)
            if here >= 0:
                here += len(candidate)
                if here > end or (here == end and len(candidate) > len(found)):
                    found, end = candidate, here
        if end < 0 or start - end > _GAP or _STOP.search(text, end, start):
            return None
        words.insert(0, found)
        start = end - len(found)
    return words


def look_ahead(others: Segments, text: str, end: int, word: str) -> list[str] | None:
    """The words of a phrase from its first word, which ends at `end`, onwards."""
    words = [word]
    for segment in others:
        at, found = len(text), ""
        for candidate in segment:
            here = text.find(candidate, end, end + AFTER_GAP + _WORD)
            if 0 <= here < at:
                at, found = here, candidate
        if not found or at - end > AFTER_GAP:
            return None
        words.append(found)
        end = at + len(found)
    return words
