"""Words between what is counted and its number that say nothing of it (案件共计, 活动累计达).

Belongs here: where they begin in a stretch that ends with them. Does not belong here: the words themselves
(`wording`), or those that name a metric (`phrases`).
"""

from __future__ import annotations

from functools import lru_cache

from tongbi.extraction.wording import wording


# the metric and the object of a quantity are sought in the same words
@lru_cache(maxsize=64)
def content_end(words: str) -> int:
    """Where the words that say what is counted end: the fillers between them and the number left out."""
    known = wording()
    tail = known.filler.match(words[::-1]) if words[-1:] in known.filler_ends else None
    return len(words) - tail.end() if tail else len(words)
