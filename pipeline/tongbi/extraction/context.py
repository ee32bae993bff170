"""What stands around a quantity: the words that belong to it and no other.

Belongs here: cutting a sentence into the parts that each quantity owns. Does not belong here: what the words
mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.signs import signs_of

if TYPE_CHECKING:
    from tongbi.extraction.layout import Sentence
    from tongbi.extraction.quantity import Quantity
    from tongbi.extraction.sections import Kind

_BRACKET = re.compile(r" ?（[^）]{0,60}）")
_HEAD_END = re.compile(r"[，。；：！？\n]")
_LONGEST_JOIN = 6
_ALONE = (0, 1)
# signs after a quantity that say that nothing which it counts follows; 元/月 only tells how often
_NO_HEAD = frozenset("、，。；：）！？/\n")
# how far back a quantity looks, in characters: what bounds the work for each, however long a sentence is
_FAR, _NEAR, _AHEAD = 600, 160, 60
# how long a clause may be that says of what time a whole sentence tells: 五年来，…；…；…
_OPENING = 24
# what ends a clause, the last one in a stretch
_LAST_MARK = re.compile("(?s:.*)[，；：。]")


@cache
def _member() -> re.Pattern[str]:
    """The noun of a member of a list, and the word that joins the next."""
    return re.compile(rf"[^，。；：！？\n]{{1,24}}{connectives().only_joins}")


@dataclass(slots=True)
class Place:
    """The sentence that quantities share, `text[start:end]`, and the heading that it stands under.

    `topic_start` is where the text begins that may name what it speaks of.
    """

    text: str
    start: int
    end: int
    topic_start: int
    heading: str


@dataclass(slots=True)
class Context:
    """A quantity and its surroundings.

    signs           the kinds of cue of which the sentence holds a sign
    before          from the end of the quantity before it, or the group's start, to its start; a bracket
                    that follows the quantity before it is left out
    words           `before` without spaces at its end
    after           from its end to the next punctuation or quantity; empty where punctuation follows at once
    clause_lead     from the last comma to its start
    group_start     after the last semicolon
    member          whether the quantity before, its noun and 、 or 和 lead straight to this one
    after_list      `after` of a member of a list (对6个乡镇、9个部门开展督察) and that of the next
    previous        the quantity before it in the same group
    carried         the subject of the quantity before it in its group, for one whose own words name none
    run             index in a run of quantities that nothing but 、 or 和 separates, and the run's length

    The longer stretches are cut out of the text when they are asked for: most never are.
    """

    place: Place
    quantity: Quantity
    kind: Kind
    signs: frozenset[str]
    before: str
    words: str
    after: str
    clause_lead: str
    group_start: int
    run: tuple[int, int]
    member: bool = False
    previous: Context | None = None
    after_list: str = ""
    in_target_list: bool = False
    carried: str | None = None

    @property
    def heading(self) -> str:
        """The heading that the quantity stands under."""
        return self.place.heading

    @property
    def group_opening(self) -> str:
        """The first clause after the last semicolon, empty where no comma ends one before the quantity."""
        text, start = self.place.text, self.group_start
        comma = text.find("，", start, min(self.quantity.start, start + _NEAR))
        return text[start:comma] if comma > 0 else ""

    @property
    def sentence_opening(self) -> str:
        """The first clause of the sentence where a later group holds the quantity, else empty."""
        text, start = self.place.text, self.place.start
        if self.group_start == start:
            return ""
        comma = text.find("，", start, start + _OPENING)
        return text[start : comma + 1] if comma > 0 else ""

    @property
    def group_lead(self) -> str:
        """The text from the last semicolon to the quantity's start."""
        return self._lead(self.group_start)

    @property
    def sentence_lead(self) -> str:
        """The text from the start of the sentence."""
        return self._lead(self.place.start)

    @property
    def paragraph(self) -> str:
        """The heading, and the paragraph up to the quantity."""
        return f"{self.place.heading}\n{self._lead(self.place.topic_start)}"

    @property
    def following(self) -> str:
        """The text up to the end of the clause, whatever stands there."""
        text, start = self.place.text, self.quantity.end
        limit = min(self.place.end, start + _AHEAD)
        stop = _HEAD_END.search(text, start, limit)
        return text[start : stop.start() if stop else limit]

    def _lead(self, begin: int) -> str:
        start = self.quantity.start
        return self.place.text[begin if begin > start - _FAR else start - _FAR : start]


def contexts(
    text: str, sentence: Sentence, paragraph_start: int, quantities: list[Quantity]
) -> list[Context]:
    """One context for each quantity of a sentence, in order."""
    if not quantities:
        return []
    found: list[Context] = []
    runs = _runs(text, quantities)
    kind, begin, finish = sentence.kind, sentence.start, sentence.end
    signs = signs_of(text[begin:finish])
    place = Place(text, begin, finish, paragraph_start, sentence.section.heading)
    ends = [quantity.start for quantity in quantities[1:]]
    ends.append(finish)
    group_start = clause_start = seen = previous_end = begin
    joins, noun_of_member = connectives().join_signs, _member()
    previous: Context | None = None
    for quantity, limit, run in zip(quantities, ends, runs, strict=True):
        start, end = quantity.start, quantity.end
        if mark := _LAST_MARK.match(text, seen, start):
            clause_start = mark.end()
            if semicolon := text.rfind("；", seen, clause_start) + 1:
                group_start, previous = semicolon, None
        own_start = previous_end if previous_end > group_start else group_start
        if own_start == previous_end and text[own_start] in " （":
            bracket = _BRACKET.match(text, own_start, start)
            own_start = bracket.end() if bracket else own_start
        # 5个镇街和9个部门: what stands before 和 is the noun of the quantity before
        member = (
            previous_end == own_start
            and text[start - 1] in joins
            and bool(found)
            and found[-1].after != ""
            and noun_of_member.fullmatch(text, previous_end, start) is not None
        )
        opened = text.rfind("（", clause_start, start)
        lead_start = opened + 1 if opened >= 0 and text.find("）", opened, start) < 0 else clause_start
        near = start - _NEAR
        before = "" if member else text[own_start if own_start > near else near : start]
        context = Context(
            place,
            quantity,
            kind,
            signs,
            before,
            before.rstrip(" \n"),
            "" if text[end : end + 1] in _NO_HEAD else _after(text, end, limit),
            text[lead_start if lead_start > near else near : start],
            group_start,
            run,
            member,
            previous,
        )
        found.append(context)
        seen, previous_end, previous = start, end, context
    _continue_lists(text, found)
    return found


def _continue_lists(text: str, found: list[Context]) -> None:
    """Let the members of a list share the words after the last of them."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        if here.quantity.end == following.quantity.start:
            here.after = following.after
        elif here.after and (
            between := _member().fullmatch(text, here.quantity.end, following.quantity.start)
        ):
            # bounded: a list may be as long as a text
            rest = following.after_list or following.after
            here.after_list = f"{between[0]}{rest}"[:_NEAR]


def _after(text: str, start: int, limit: int) -> str:
    if start < limit and text[start] in " （" and (bracket := _BRACKET.match(text, start, limit)):
        start = bracket.end()
    if start >= limit or text[start] in _NO_HEAD:
        return ""
    limit = min(limit, start + _NEAR)
    stop = _HEAD_END.search(text, start, limit)
    head = text[start : stop.start() if stop else limit]
    return "" if cues().verb_only.fullmatch(head) else head


def _runs(text: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    last = len(quantities) - 1
    start = 0
    for index, quantity in enumerate(quantities):
        if index < last:
            left, right = quantity.end, quantities[index + 1].start
            if right - left <= _LONGEST_JOIN and cues().joined.fullmatch(text, left, right):
                continue
        length = index + 1 - start
        if length == 1:
            runs.append(_ALONE)
        else:
            runs += [(place, length) for place in range(length)]
        start = index + 1
    return runs
