"""What stands around a quantity: the words that belong to it and no other.

Belongs here: cutting a sentence into the parts that each quantity owns. Does not belong here: what the words
mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongbi.extraction.layout import Kind, Sentence
    from tongbi.extraction.quantity import Quantity

_BRACKET = re.compile(r" ?（[^）]{0,60}）")
_MEMBER = re.compile(r"[^，。；：！？\n]{1,24}(?:、|和|及|以及)")
_VERB_ONLY = re.compile(
    r"(?:分别|同比|大幅|再)?(?:增长|上升|提高|提升|增加|上涨|下降|减少|降低|压缩|压减|缩短|缩减|扩大|转为)(?:至|到|为|了)?"
)
_HEAD_END = re.compile(r"[，。；：！？\n]")
# 、 or 和, and a verb where the members of a run change in different ways (分别增长5%、下降3%)
_RUN = re.compile(
    r" ?(?:(?:、|和|及|以及|与)?|(?:、|和|及|以及|与)(?:增长|上升|提高|提升|增加|上涨|下降|减少|降低|回落)) ?"
)
_LONGEST_JOIN = 6
# signs after a quantity that say that nothing which it counts follows
_NO_HEAD = frozenset("、，。；：）！？\n")
# how far back a quantity looks, in characters: what bounds the work for each, however long a sentence is
_FAR, _NEAR = 600, 160


@dataclass(slots=True)
class Context:
    """A quantity and its surroundings.

    before          from the end of the quantity before it, or the group's start, to its start; a bracket
                    that follows the quantity before it is left out
    after           from its end to the next punctuation or quantity; empty where punctuation follows at once
    clause_lead     from the last comma to its start
    group_lead      from the last semicolon to its start; `group_opening` is the first clause of that
    sentence_lead   from the start of the sentence
    paragraph       the heading and the paragraph up to the quantity
    member          whether the quantity before, its noun and 、 or 和 lead straight to this one
    following       up to the end of the clause, whatever stands there
    after_list      `after` of a member of a list (对6个乡镇、9个部门开展督察) and that of the next
    previous        the quantity before it in the same group
    carried         the subject of the quantity before it in its group, for one whose own words name none
    run             index in a run of quantities that nothing but 、 or 和 separates, and the run's length
    """

    quantity: Quantity
    kind: Kind
    heading: str
    before: str
    after: str
    clause_lead: str
    group_lead: str
    group_opening: str
    sentence_lead: str
    paragraph: str
    run: tuple[int, int]
    following: str = ""
    member: bool = False
    after_list: str = ""
    previous: Context | None = None
    in_target_list: bool = False
    own_time: bool = False
    carried: str | None = None


def contexts(
    text: str, sentence: Sentence, paragraph_start: int, quantities: list[Quantity]
) -> list[Context]:
    """One context for each quantity of a sentence, in order."""
    found: list[Context] = []
    runs = _runs(text, quantities)
    heading, kind, begin, finish = sentence.section.heading, sentence.kind, sentence.start, sentence.end
    paragraph_head = f"{heading}\n"
    group_start = clause_start = seen = previous_end = begin
    opening = ""
    for index, quantity in enumerate(quantities):
        start, end = quantity.start, quantity.end
        semicolon = text.rfind("；", seen, start) + 1
        if semicolon or not index:
            group_start, opening = semicolon or begin, ""
        opening = opening or _opening(text, group_start, start)
        clause_start = max(clause_start, group_start, _after_mark(text, seen, start))
        own_start = max(previous_end, group_start)
        if own_start == previous_end and text[own_start] in " （":
            bracket = _BRACKET.match(text, own_start, start)
            own_start = bracket.end() if bracket else own_start
        # 5个镇街和9个部门: what stands before 和 is the noun of the quantity before
        member = (
            index > 0
            and own_start == previous_end
            and found[-1].after != ""
            and _MEMBER.fullmatch(text, previous_end, start) is not None
        )
        near, far = start - _NEAR, start - _FAR
        found.append(
            Context(
                quantity=quantity,
                kind=kind,
                heading=heading,
                before="" if member else text[max(own_start, near) : start],
                after=_after(
                    text, end, quantities[index + 1].start if index + 1 < len(quantities) else finish
                ),
                clause_lead=text[max(clause_start, near) : start],
                group_lead=text[max(group_start, far) : start],
                group_opening=opening,
                sentence_lead=text[max(begin, far) : start],
                paragraph=paragraph_head + text[max(paragraph_start, far) : start],
                run=runs[index],
                member=member,
                following=_following(text, end, finish),
                previous=found[-1] if index and previous_end > group_start else None,
            )
        )
        seen, previous_end = start, end
    _continue_lists(text, found)
    return found


def _opening(text: str, start: int, end: int) -> str:
    """The first clause of a group, empty where no comma ends one before the quantity."""
    comma = text.find("，", start, min(end, start + _NEAR))
    return text[start:comma] if comma > 0 else ""


def _after_mark(text: str, start: int, end: int) -> int:
    """Where the clause that holds `end` begins, 0 where no mark stands between `start` and `end`."""
    return 1 + max(
        text.rfind("，", start, end),
        text.rfind("；", start, end),
        text.rfind("：", start, end),
        text.rfind("。", start, end),
    )


def _continue_lists(text: str, found: list[Context]) -> None:
    """Let the members of a list share the words after the last of them."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        if here.quantity.end == following.quantity.start:
            here.after = following.after
        elif here.after and (between := _MEMBER.fullmatch(text, here.quantity.end, following.quantity.start)):
            # bounded: a list may be as long as a text
            rest = following.after_list or following.after
            here.after_list = f"{between[0]}{rest}"[:_NEAR]


def _following(text: str, start: int, limit: int) -> str:
    limit = min(limit, start + 60)
    stop = _HEAD_END.search(text, start, limit)
    return text[start : stop.start() if stop else limit]


def _after(text: str, start: int, limit: int) -> str:
    if start < limit and text[start] in " （" and (bracket := _BRACKET.match(text, start, limit)):
        start = bracket.end()
    if start >= limit or text[start] in _NO_HEAD:
        return ""
    limit = min(limit, start + _NEAR)
    stop = _HEAD_END.search(text, start, limit)
    head = text[start : stop.start() if stop else limit]
    return "" if _VERB_ONLY.fullmatch(head) else head


def _runs(text: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(quantities) + 1):
        if index < len(quantities):
            left, right = quantities[index - 1].end, quantities[index].start
            joined = right - left <= _LONGEST_JOIN and _RUN.fullmatch(text, left, right) is not None
        else:
            joined = False
        if not joined:
            runs += [(i - start, index - start) for i in range(start, index)]
            start = index
    return runs
