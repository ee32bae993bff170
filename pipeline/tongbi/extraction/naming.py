"""What is counted, in as few of the text's own words as it allows.

Belongs here: cutting the noun out of the words around a quantity. Does not belong here: the metric.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.fillers import content_end
from tongbi.extraction.wording import wording

if TYPE_CHECKING:
    from tongbi.extraction.context import Context

# a mark within brackets ends nothing: 县（市、区）
_LAST_STOP = re.compile(r"(?s:.*)[，；。：、\n](?![^（\n]*）)")
_MEMBER = re.compile("(?:[^、（]|（[^）]*）?)*")
_LONGEST = 20


def object_of(context: Context) -> str:
    """The noun after the measure word, or the last words before the number: 行政强制案件, 村（社区）."""
    if context.after:
        noun = _MEMBER.match(context.after)[0][:_LONGEST].strip(" ")  # type: ignore[index]
        # 4个县和11家部门: the word that joins two members of a list is of neither
        return noun.rstrip(connectives().joined_by) if context.after_list else noun
    before = context.words
    end = content_end(before)
    stop = _LAST_STOP.match(before, 0, end)
    start = stop.end() if stop else 0
    leading = wording().leading.match(before, start, end)
    if leading and leading.end() < end:
        start = leading.end()
    return before[max(start, end - _LONGEST) : end].strip(" ")
