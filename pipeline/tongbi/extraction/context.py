"""What stands around a quantity: the words that belong to it and no other.

Belongs here: cutting a sentence into the parts that each quantity owns. Does not belong here: what the words mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tongbi.extraction.layout import Kind, Sentence
from tongbi.extraction.quantity import Quantity

_BRACKET = re.compile(r" ?（[^）]{0,60}）")
_MEMBER = re.compile(r"[^，。；：！？\n]{1,24}(?:、|和|及|以及)")
_VERB_ONLY = re.compile(
    r"(?:分别|同比|大幅|再)?(?:增长|上升|提高|提升|增加|上涨|下降|减少|降低|压缩|压减|缩短|缩减|扩大|转为)(?:至|到|为|了)?"
)
_HEAD_END = re.compile(r"[，。；：！？\n]")
_RUN = re.compile(r" ?(?:、|和|及|以及|与)? ?")
_CLAUSE = "，；：。"
# how far back a quantity looks, in characters: what bounds the work for each, however long a sentence is
_FAR, _NEAR = 600, 160


@dataclass(slots=True)
class Context:
    """A quantity and its surroundings.

    before          from the end of the quantity before it (or the group's start) to its start, a bracket after the former left out
    after           from its end to the next punctuation or quantity; empty where punctuation follows at once
    clause_lead     from the last comma to its start
    group_lead      from the last semicolon to its start; `group_opening` is the first clause of that
    sentence_lead   from the start of the sentence
    paragraph       the heading and the paragraph up to the quantity
    member          whether the quantity before, its noun and 、 or 和 lead straight to this one
    following       up to the end of the clause, whatever stands there
    after_list      `after` of a member of a list (对6个乡镇、9个部门开展督察), continued with that of the next
    before_group    whether another quantity of the same group stands before
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
    before_group: bool = False
    in_target_list: bool = False
    own_time: bool = False
    carried: str = ""


def contexts(
    text: str, sentence: Sentence, paragraph_start: int, quantities: list[Quantity]
) -> list[Context]:
    """One context for each quantity of a sentence, in order."""
    found = []
    runs = _runs(text, quantities)
    heading = sentence.section.heading
    paragraph_head = f"{heading}\n"
    for index, quantity in enumerate(quantities):
        previous_end = quantities[index - 1].end if index else sentence.start
        next_start = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
        group_start = max(text.rfind("；", sentence.start, quantity.start) + 1, sentence.start)
        own_start = max(previous_end, group_start)
        if own_start == previous_end and (bracket := _BRACKET.match(text, own_start, quantity.start)):
            own_start = bracket.end()
        # 5个镇街和9个部门: what stands before 和 is the noun of the quantity before
        member = (
            index > 0
            and own_start == previous_end
            and bool(found[-1].after)
            and bool(_MEMBER.fullmatch(text, previous_end, quantity.start))
        )
        if member:
            own_start = quantity.start
        clause_start = max(
            max(text.rfind(mark, group_start, quantity.start) for mark in _CLAUSE) + 1, group_start
        )
        opening_end = text.find("，", group_start, quantity.start)
        found.append(
            Context(
                quantity=quantity,
                kind=sentence.kind,
                heading=heading,
                before=text[max(own_start, quantity.start - _NEAR) : quantity.start],
                after=_after(text, quantity.end, next_start),
                clause_lead=text[max(clause_start, quantity.start - _NEAR) : quantity.start],
                group_lead=text[max(group_start, quantity.start - _FAR) : quantity.start],
                group_opening=text[
                    group_start : opening_end if 0 < opening_end < group_start + _NEAR else group_start
                ],
                sentence_lead=text[max(sentence.start, quantity.start - _FAR) : quantity.start],
                paragraph=paragraph_head + text[max(paragraph_start, quantity.start - _FAR) : quantity.start],
                run=runs[index],
                member=member,
                following=_following(text, quantity.end, sentence.end),
                before_group=index > 0 and previous_end > group_start,
            )
        )
    for index in range(len(found) - 2, -1, -1):
        between = text[quantities[index].end : quantities[index + 1].start]
        if not between:
            found[index].after = found[index + 1].after
        elif _MEMBER.fullmatch(between) and found[index].after:
            found[index].after_list = between + (found[index + 1].after_list or found[index + 1].after)
    return found


def _following(text: str, start: int, limit: int) -> str:
    stop = _HEAD_END.search(text, start, min(limit, start + 60))
    return text[start : stop.start() if stop else min(limit, start + 60)]


def _after(text: str, start: int, limit: int) -> str:
    if bracket := _BRACKET.match(text, start, limit):
        start = bracket.end()
    stop = _HEAD_END.search(text, start, limit)
    end = stop.start() if stop else limit
    head = text[start : min(end, start + _NEAR)]
    return "" if head[:1] in "、，。；：）" or _VERB_ONLY.fullmatch(head) else head


def _runs(text: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(quantities) + 1):
        joined = index < len(quantities) and _RUN.fullmatch(
            text, quantities[index - 1].end, quantities[index].start
        )
        if not joined:
            runs += [(i - start, index - start) for i in range(start, index)]
            start = index
    return runs
