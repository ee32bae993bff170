"""Words between what is counted and its number that say nothing of it (案件共计, 活动累计达).

Belongs here: the words, and where they begin in a stretch that ends with them. Does not belong here: words
that name a metric.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tongbi.extraction.patterns import any_of

_FILLERS = (
    "其中|分别|共计|总计|合计|累计|总数|总量|总额|数量|规模|全年|今年|去年|当年|"
    "本年度|本年|年度|全县|全市|全区|全省|全国|达到了|达到|达|共有|共|已有|已经|"
    "已|为|有|是|均|约|现有|现已|现|的|了|计|数|到|至|涉及|覆盖|稳定在|"
    "保持在|控制在|维持在|高达|超过|增加|增至|增|升至|降至|提升|提高|下降|上升|"
    "缩短|压缩|缩减|平均|案件|工作|活动|，开展|，举办|，组织|，上线|，推出|，实施|"
    "提升至|上升至|下降至|、|，|:|：|“|”|（|）"
)
# read backwards, from the number on: what is no filler ends the search at once
_FILLER = re.compile(f"(?:{any_of(word[::-1] for word in (*_FILLERS.split('|'), ' '))})++")


# the metric and the object of a quantity are sought in the same words
@lru_cache(maxsize=64)
def content_end(words: str) -> int:
    """Where the words that say what is counted end: the fillers between them and the number left out."""
    tail = _FILLER.match(words[::-1])
    return len(words) - tail.end() if tail else len(words)
