"""Which kinds of cue a sentence holds at all, found in one pass, so that most searches are spared.

Belongs here: putting together the signs that `cues` and `narrowing` declare. Does not belong here: what a cue
means; a sign is only a reason to look for one.
"""

from __future__ import annotations

import re
from functools import cache

from tongbi.extraction.cues import cues
from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.patterns import Groups

# a number of years, or years from one to another; the search goes from 年 to 年
_YEARS = re.compile(
    r"年(?:(?<=[两二三四五六七八九十]年)|(?<=(?<!\d)\d年)|(?<=(?<!\d)\d\d年)|(?<=[至—到~-]\d{4}年))"
)


@cache
def _groups() -> Groups:
    return Groups({**cues().signs, **narrowing().signs})


def signs_of(sentence: str) -> frozenset[str]:
    """The kinds of cue of which the sentence holds a sign; `span` is that of several years."""
    found = _groups().of(sentence)
    spans = (
        "以来" in sentence
        or "期间" in sentence
        or "时期" in sentence
        or ("year" in found and _YEARS.search(sentence))
    )
    return found | {"span"} if spans else found
