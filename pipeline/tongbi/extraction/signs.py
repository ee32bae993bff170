"""Which kinds of cue a sentence holds at all, found in one pass, so that most searches are spared.

Belongs here: putting together the signs that `cues` and `narrowing` declare. Does not belong here: what a cue
means; a sign is only a reason to look for one.
"""

from __future__ import annotations

import re
from functools import cache

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.numerals import SMALL
from tongbi.extraction.patterns import Groups


@cache
def _groups() -> Groups:
    known = connectives()
    return Groups({**cues().signs, **narrowing().signs, "span": [known.since, *known.during_words]})


@cache
def _years() -> re.Pattern[str]:
    """A number of years, or years from one to another; the search goes from 年 to 年."""
    to = "".join(connectives().to_ends)
    return re.compile(
        rf"年(?:(?<=[{SMALL}]年)|(?<=(?<!\d)\d年)|(?<=(?<!\d)\d\d年)|(?<=[{re.escape(to)}]\d{{4}}年))"
    )


def signs_of(sentence: str) -> frozenset[str]:
    """The kinds of cue of which the sentence holds a sign; `span` is that of several years."""
    found = _groups().of(sentence)
    spans = "span" not in found and "year" in found and _years().search(sentence)
    return found | {"span"} if spans else found
