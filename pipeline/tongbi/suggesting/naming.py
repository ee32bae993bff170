"""The quantities of a report that match no metric, each with the name of what it counts and a quote.

Belongs here: which quantities are offered, and how name and quote are cut out of the text. Does not belong
here: which names are one thing (`clusters`), or words (`wording`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.extraction.layout import lay_out
from tongbi.extraction.lexicon import lexicon
from tongbi.extraction.normalise import normalise
from tongbi.suggesting.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.extraction.layout import Sentence
    from tongbi.records import Identity, Mention

_BRACKETS = re.compile(r"（[^）]*）?")
_NO_NAME = re.compile(r"[^一-鿿“”]+")
# what an object is cut to by extraction: one of this length may begin or end within a word
_CUT = 20
_WORD_EDGE = re.compile("[的、》）]")
# a quote has whole clauses, as many as fit in so many signs before the quantity and behind it
_BEFORE, _BEHIND = 60, 30
_CLAUSE_END = re.compile("[，；：。！？\n](?![^《]*》)")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A quantity without a metric: who states it for which year, what it counts, and the words around it.

    `start` is its place in the text; `follows` says that the noun stands behind its measure word
    (987名人民调解员).
    """

    issuer_name: str
    year: int
    name: str
    unit: str
    unit_class: str
    surface: str
    quote: str
    follows: bool = False
    start: int = 0


def unmatched(text: str, identity: Identity, mentions: Iterable[Mention]) -> list[Unmatched]:
    """The levels of a report that match no metric.

    Targets, changes and parts of the year are left out: they are no new metric. A share that its name calls
    a rate is a level, though a verb of change stands beside it; a part that its name holds is a whole of its
    own (涉企检查). Words that two quantities stand around are the second one's
    (520个省级重点项目完成投资6180亿元).
    """
    classes = {word: entry.unit_class for word, entry in lexicon().words.items()}
    sentences = lay_out(normalise(text), identity.report_year, identity.report_type).sentences
    starts = [sentence.start for sentence in sentences]
    mentions = sorted(mentions, key=lambda mention: mention.start)
    begins = {mention.start for mention in mentions}
    found = []
    for mention in mentions:
        behind = bool(mention.object) and text.startswith(mention.object, mention.end)
        if mention.metric_id is not None or (behind and mention.end + len(mention.object) in begins):
            continue
        name = plain_name(_whole_words(mention.object, behind=behind))
        if not name or not _is_level(mention, name) or mention.scope not in name:
            continue
        at = bisect_right(starts, mention.start) - 1
        found.append(
            Unmatched(
                identity.issuer_name,
                identity.report_year,
                name,
                mention.unit,
                classes.get(mention.unit, ""),
                mention.surface,
                _quote(text, mention, sentences[at] if at >= 0 else None),
                behind,
                mention.start,
            )
        )
    return found


def _is_level(mention: Mention, name: str) -> bool:
    return mention.role == "actual" or (
        mention.role == "growth" and mention.value > 0 and name.endswith(wording().rates)
    )


def plain_name(words: str) -> str:
    """The noun without brackets, numbers and what says nothing; empty where nothing is left that names."""
    said = wording()
    name = _NO_NAME.sub("", _BRACKETS.sub("", words))
    head = said.empty_head.match(name)
    name = said.empty_tail.sub("", name[head.end() :] if head else name)
    return "" if len(name) < 2 or said.no_name.fullmatch(name) else name


def _whole_words(words: str, *, behind: bool) -> str:
    """An object that was cut to its length, up to the word's edge that is next; others as they are."""
    if len(words) < _CUT:
        return words
    edges = list(_WORD_EDGE.finditer(words, 1, len(words) - 1))
    if not edges:
        return ""
    return words[: edges[-1].start()] if behind else words[edges[0].end() :]


def _quote(text: str, mention: Mention, sentence: Sentence | None) -> str:
    """The clause of a quantity and its neighbours, as many as fit, on one line and without marks at its ends.

    Within a sentence a line may be broken; a quote that is would end the comment that it stands in.
    """
    if sentence is not None and mention.start < sentence.end:
        first, last = sentence.start, max(sentence.end, mention.end)
    else:
        first = text.rfind("\n", 0, mention.start) + 1
        last = text.find("\n", mention.end)
        last = len(text) if last < 0 else last
    before = [
        first,
        *(edge.end() for edge in _CLAUSE_END.finditer(text, first, mention.start) if edge[0] != "\n"),
    ]
    behind = [
        *(edge.start() for edge in _CLAUSE_END.finditer(text, mention.end, last) if edge[0] != "\n"),
        last,
    ]
    start = next((at for at in before if mention.start - at <= _BEFORE), before[-1])
    end = next((at for at in reversed(behind) if at - mention.end <= _BEHIND), behind[0])
    return "".join(text[start:end].split("\n")).strip(" 　，；：。！？、")
