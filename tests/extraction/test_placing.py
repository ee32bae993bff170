"""What the years that a place is about make of a figure: seen on its context alone, without any metric."""

from __future__ import annotations

import pytest

from tongbi.extraction.context import Context, contexts
from tongbi.extraction.eras import Eras
from tongbi.extraction.joining import find_quantities
from tongbi.extraction.layout import lay_out
from tongbi.extraction.placing import measured_against, placed, recalls_target, settle
from tongbi.extraction.timing import Timing, timing

REVIEW, PLAN, PAST_FIVE = "一、2015年工作回顾\n", "二、2016年工作安排\n", "一、过去五年工作回顾\n"


def settled(text: str) -> tuple[list[Context], Eras]:
    """The contexts of a report that states the results of 2015, and the eras at its last sentence."""
    eras = Eras(2015)
    found: list[Context] = []
    for sentence in lay_out(text, 2015, "government_work").sentences:
        eras.enter(sentence, text)
        owned = [q for q in find_quantities(text) if sentence.start <= q.start < sentence.end]
        found += contexts(text, sentence, sentence.start, owned)
        for context in found:
            settle(context, eras, 2015)
    return found, eras


def timings(text: str) -> list[Timing]:
    """The timing of each figure of the last sentence."""
    found, eras = settled(text)
    return [placed(timing(context, 2015), context, eras, 2015) for context in found]


@pytest.mark.parametrize(
    ("text", "role", "period"),
    [
        (REVIEW + "建成高标准农田80万亩。", "actual", "2015"),
        (REVIEW + "2013年建成高标准农田80万亩。", "actual", "2013"),
        (PLAN + "建成高标准农田80万亩。", "target", "2016"),
        (PLAN + "到2020年，高标准农田达到800万亩。", "target", "2020"),
        (PLAN + "到2020年，高标准农田达到800万亩；每亩用水降低14%。", "target", "2020"),
        (PLAN + "今后五年，农业产值翻番。到2020年，每亩用水降低14%。", "target", "2016-2020"),
        (PLAN + "过去五年，建成高标准农田380万亩。", "cumulative", "2011-2015"),
        # what opens a paragraph that ends with a colon holds for its section
        (PAST_FIVE + "一年来，做了以下工作：\n建成高标准农田80万亩。", "actual", "2015"),
        (REVIEW + "各位代表，过去五年，农业迈上新台阶。建成高标准农田380万亩。", "cumulative", "2011-2015"),
        (PAST_FIVE + "建成高标准农田380万亩。", "cumulative", "2011-2015"),
        (PAST_FIVE + "高标准农田达到800万亩。", "actual", "2015"),
        (PAST_FIVE + "高标准农田由420万亩增加到800万亩。", "actual", "2015"),
        (PAST_FIVE + "高标准农田增加380万亩。", "change", "2010-2015"),
        (PAST_FIVE + "高标准农田年均增长7%。", "average", "2011-2015"),
        # a bound that held all the time, a mean without 年均, years that are over, a change from a base year
        (PAST_FIVE + "粮食产量稳定在300亿斤以上。", "actual", "2011-2015"),
        (PAST_FIVE + "失业率始终控制在4%以内。", "actual", "2011-2015"),
        (PAST_FIVE + "失业率平均为3.9%。", "average", "2011-2015"),
        (REVIEW + "全年失业率平均为3.9%。", "actual", "2015"),
        (REVIEW + "2012年至2014年，建成高标准农田240万亩。", "cumulative", "2012-2014"),
        (REVIEW + "是1950年到2002年的总和；建成高标准农田80万亩。", "actual", "2015"),
        (REVIEW + "与2010年相比，农业产值增长37%，林业产值增长21%。", "change", "2010-2015"),
        # 累计减少 sums the years themselves
        (PAST_FIVE + "贫困人口累计减少120万人。", "cumulative", "2011-2015"),
        # what is told after the number
        (REVIEW + "财政收入实现6.4%的增长。", "growth", "2015"),
        (REVIEW + "增长7.8%，高于7.5%左右的年初预期目标。", "target", "2015"),
        (REVIEW + "赤字率按2.3%安排。", "target", "2015"),
        # a paragraph that opens with the coming year
        (REVIEW + "2016年财政收支仍然紧张。赤字率控制在3%以内。", "target", "2016"),
        (REVIEW + "农业产值增长7%。", "growth", "2015"),
        (REVIEW + "农业产值比2010年增长37%。", "change", "2010-2015"),
        (REVIEW + "农业产值比2014年增长7%。", "growth", "2015"),
        (REVIEW + "五年来，农业产值增长37%。", "change", "2010-2015"),
        (REVIEW + "与“十一五”末相比，农业产值增长37%。", "change", "2010-2015"),
        (REVIEW + "农业产值由2010年的3亿元提高到5亿元，年均增长10.8%。", "average", "2011-2015"),
        (REVIEW + "从2011年到2015年，农业产值年均增长10.8%。", "average", "2011-2015"),
        (REVIEW + "五年来，农业产值比上年增长7%。", "growth", "2015"),
    ],
)
def test_role_and_period(text: str, role: str, period: str) -> None:
    when = timings(text)[-1]
    assert (when.role, when.period) == (role, period)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (REVIEW + "占比由上年的46.9%提高到48.2%。", ["2014", "2015"]),
        (PLAN + "占比从去年的2.1%提高到2.3%。", ["2015", "2016"]),
        (PAST_FIVE + "占比由46.9%提高到48.2%。", ["2010", "2015"]),
        (REVIEW + "占比由2012年的46.9%提高到48.2%。", ["2012", "2015"]),
        (REVIEW + "产值由2012年的3亿元提高到5亿元；占比由1.6%提高到2.2%。", ["2012", "2015"] * 2),
    ],
)
def test_the_level_before_is_of_the_year_that_the_words_name(text: str, periods: list[str]) -> None:
    assert [when.period for when in timings(text)] == periods


def test_a_recalled_target_is_measured_against_only_where_its_own_words_name_nothing() -> None:
    named = settled(REVIEW + "增长7.8%，没有实现污染物减少2%的目标。")[0][-1]
    bare = settled(REVIEW + "增长7.8%，低于8%的预定目标。")[0][-1]
    assert (recalls_target(named), measured_against(named)) == (True, False)
    assert (recalls_target(bare), measured_against(bare)) == (True, True)
