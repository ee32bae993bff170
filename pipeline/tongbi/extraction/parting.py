"""Scopes that figures of one sentence give each other: the parts of one sum, and what 其中 tells.

Belongs here: what only two figures side by side show. Does not belong here: the words that narrow a figure by
themselves (`scope`).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues

if TYPE_CHECKING:
    from tongbi.catalogue import Catalogue
    from tongbi.extraction.context import Context
    from tongbi.records import Mention

# how far apart two parts of one sum may stand
_BESIDE = 16


def scope_parts(catalogue: Catalogue, text: str, around: list[Context], found: list[Mention]) -> None:
    """Give the figures of one sentence of a text the scopes that they give each other."""
    _scope_sum(text, found)
    _scope_changes(catalogue, found)
    if "part" in around[0].signs:
        _scope_shares(around, found)


def _scope_sum(text: str, found: list[Mention]) -> None:
    """Parts of one sum (6个乡镇、9个县直部门) are each scoped by what they count."""
    for left, right in itertools.pairwise(found):
        if left.metric_id is None or left.metric_id != right.metric_id or left.start == right.start:
            continue
        if (left.role, left.period) != (right.role, right.period) or "%" in (left.unit, right.unit):
            continue
        between = text[left.end : right.start]
        one = right.low <= left.value <= right.high or left.low <= right.value <= left.high
        if one or cues().reaching.search(between):
            # 109.7亿元、首次突破百亿元; 由1.42万亿元修订为1.46万亿元: one level told twice
            continue
        if len(between) <= _BESIDE and not any(mark in between for mark in "，；。："):
            left.scope = left.scope or left.object
            right.scope = right.scope or right.object


def _scope_changes(catalogue: Catalogue, found: list[Mention]) -> None:
    """A change is of what its level is of: 高新区生产总值168亿元，增长21.5%."""
    for level, change in itertools.pairwise(found):
        if change.rule != "goes_on" or change.scope or not level.scope or level.metric_id is None:
            continue
        of = catalogue.level_of.get(change.metric_id or "", change.metric_id)
        if of == catalogue.level_of.get(level.metric_id, level.metric_id):
            change.scope = level.scope


def _scope_shares(around: list[Context], found: list[Mention]) -> None:
    """What 其中 tells of the metric just told is a part of it: 其中刑事法律援助案件206件."""
    part = connectives().part
    words_of = {context.quantity.start: context.words for context in around}
    largest: dict[tuple[str, str, str, str | None], float] = {}
    for mention in found:
        if mention.metric_id is None or mention.role in ("growth", "change"):
            continue
        told = (mention.metric_id, mention.role, mention.unit, mention.period)
        words = words_of.get(mention.start, "")
        if not mention.scope and part in words and largest.get(told, mention.value) > mention.value:
            mention.scope = words[words.rindex(part) + len(part) :].strip("，、：的 ") or mention.object
        largest[told] = max(mention.value, largest.get(told, mention.value))
