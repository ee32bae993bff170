"""Which metric a quantity states: by the words around it, by its neighbours, by a growth rate of its own.

Belongs here: choosing among the phrase book's answers. Does not belong here: the phrases themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.phrases import unquoted
from tongbi.extraction.seeking import after_stop
from tongbi.extraction.timing import RELATIVE
from tongbi.extraction.wording import wording

if TYPE_CHECKING:
    from tongbi.catalogue import Catalogue
    from tongbi.extraction.context import Context
    from tongbi.extraction.phrases import Match, PhraseBook
    from tongbi.extraction.timing import Timing

# within how many characters after the measure word what is counted begins
_HEAD = 2
# how many characters before the first member of a list its members may share
_LEAD = 30
# members of a list that are looked back over: one without an end stays linear
_LONGEST_LIST = 40
# how many characters before a number a word of adding may stand
_ADDED = 16
_BRACKETED = re.compile(r"（[^）]{0,60}）")


# the same words are asked about for the metric, for what goes on and for the subject left to the next
@lru_cache(maxsize=64)
def _without_change(words: str) -> str:
    """The words without a verb of change and its number's fillers at their end."""
    found = cues().change.search(words)
    return wording().manner.sub("", words[: found.start()]) if found else words


@lru_cache(maxsize=64)
def _uncompared(words: str) -> str:
    """The words without a verb of change and a comparison at their end."""
    return _without_change(wording().comparison.sub("", _without_change(words)))


def match_metric(
    book: PhraseBook, context: Context, timing: Timing, before: str | None = None
) -> Match | None:
    """The metric that the quantity's own words name; growth and change are matched whatever their unit."""
    if context.quantity.unit_class == "money" and wording().told_by_sum.match(context.following):
        return None
    words = context.words if before is None else before.rstrip(" \n")
    if "（" in words:
        words = _BRACKETED.sub("", words)
    if "、" in words:
        words = wording().concerning.sub("", words)
    relative = timing.inherits or timing.verb != ""
    growth = relative and (timing.verb != "" or not timing.earlier)
    any_unit = growth and context.quantity.unit_class in RELATIVE
    match = None
    if any_unit and timing.shortens:
        # 办理时限压缩85.4%: the rate of reduction is a metric of its own
        match = _match(book, context, words, any_unit=False)
    if match is None and (relative or timing.earlier):
        compared = _uncompared(words) if relative else wording().comparison.sub("", words)
        match = _match(book, context, compared, any_unit=any_unit)
    match = match or _match(book, context, words, any_unit=any_unit)
    if match is not None or before is not None:
        return match
    if lead := list_lead(context):
        match = _match(book, context, f"{lead}│{unquoted(words)}", any_unit=any_unit, own=len(lead))
    if match is None and not words.strip("、") and _adjoins(context):
        # 归集电子证照71类64.8万本: both count the same noun
        match = _match(book, context, context.previous.words, any_unit=any_unit)  # type: ignore[union-attr]
    if match is None and context.after:
        match = _across(book, context, unquoted(words))
    return match


def _adjoins(context: Context) -> bool:
    """Whether a quantity follows the one before it with nothing but 、 in between: 证照71类、64.8万本."""
    if context.previous is None:
        return False
    last, here = context.previous.quantity, context.quantity
    return last.end + len(context.words) == here.start and last.unit_class != here.unit_class


def _across(book: PhraseBook, context: Context, words: str) -> Match | None:
    """What a number names that stands inside or before its phrase: 举办420场应急演练, 9400件纠纷经组织受理.

    The noun right after the measure word is what is counted, so that the phrase must take it in.
    """
    after = unquoted(context.after)
    match = book.match(words + after, "", context.quantity.unit_class, context.paragraph)
    if match and any(after.find(word, 0, _HEAD + len(word)) >= 0 for word in match.words.split("…")):
        return match
    return None


def _match(book: PhraseBook, context: Context, words: str, *, any_unit: bool, own: int = 0) -> Match | None:
    """What the words before and after a quantity name; the member of a list shares those after the list."""
    unit_class, topics = context.quantity.unit_class, context.paragraph
    if "倍" in topics:
        topics = wording().ratio.sub("", topics)
    match = book.match(words, context.after, unit_class, topics, any_unit=any_unit, own=own)
    if match is None and context.after_list:
        match = book.match(words, context.after_list, unit_class, topics, any_unit=any_unit, own=own)
    return match


def list_lead(context: Context) -> str:
    """The verbs that the members of a list share, before its first: 新建 in 新建广场3个、长廊2处."""
    first, joins = context, connectives().join_signs
    for _ in range(_LONGEST_LIST):
        if first.previous is None or not first.before or first.before[0] not in joins:
            break
        first = first.previous
    if first is context:
        return ""
    words = first.words[-_LEAD:]
    return "…".join(verb[0] for verb in wording().shared.finditer(words) if verb.end() < len(words))


def between_places(context: Context) -> bool:
    """Whether a figure tells how far apart two places are: 低于全国平均水平0.37个百分点."""
    relative = "gap" in context.signs and context.quantity.unit_class in RELATIVE
    return relative and cues().gap.search(context.words) is not None


def reaches(context: Context) -> bool:
    """Whether a level is told with a verb of reaching, or for each of several years: ，达到8512亿美元."""
    passed = context.quantity.number_start > context.quantity.start
    return passed or bool(wording().reaches.search(context.before) or cues().reaching.search(context.words))


def subject(before: str) -> str:
    """The words before a change or a level without its verb and its comparison: whose change it is."""
    return wording().passing.sub("", _uncompared(before.rstrip(" \n")))


def subject_after(context: Context, carried: str) -> str:
    """The subject that a quantity leaves to the one after it: its own, or the one that it went on with."""
    return subject(context.before) if bare(context.before) else subject_of(context, carried)


def carried(context: Context) -> str:
    """The subject that the quantities before it in its group leave to a quantity; found once for each."""
    waiting = []
    while context.carried is None and context.previous is not None:
        waiting.append(context)
        context = context.previous
    words = context.carried or ""
    for later in reversed(waiting):
        if later.previous is not None:
            words = later.carried = subject_after(later.previous, words)
    return words


def subject_of(context: Context, carried: str) -> str:
    """Whose level or change a quantity states whose own words name nothing: …增长9.1%，达到11.67万亿元.

    Words of an earlier clause come first, then `carried`, the subject of the quantity before; empty where its
    own words do name something.
    """
    if bare(context.before):
        return ""
    words = subject(context.before)
    cut = max(words.rfind(mark) for mark in "，。")
    if cut < 0 and bare(words):
        # what was compared stood in a clause of its own: 总额扭转下滑势头，由上年下降6.2%
        return words
    return words[:cut] if cut > 0 and bare(words[:cut]) else carried


def only_added(catalogue: Catalogue, context: Context, timing: Timing, metric_id: str) -> bool:
    """Whether a number tells what was added to a stock, which is no level of it: 新增持证人员4名."""
    if timing.verb or not cues().adds.search(context.words):
        return False
    metric = catalogue.metrics.get(metric_id)
    clause = context.words[context.words.rfind("，") + 1 :]
    return metric is not None and metric.kind == "stock" and cues().adds.search(clause[-_ADDED:]) is not None


@lru_cache(maxsize=64)
def bare(before: str) -> str:
    """What remains of the words before a change when comparison, verb and fillers are taken away."""
    words = _without_change(before.rstrip(" \n"))
    # the comma before a comparison still ends the clause before it
    words = _without_change(wording().comparison.sub(_comma, words))
    clause = words[after_stop(words, len(words)) :]
    return "" if wording().nothing.fullmatch(clause) else clause


def _comma(comparison: re.Match[str]) -> str:
    return "，" if comparison[0][0] == "，" else ""


def change_metric(catalogue: Catalogue, metric_id: str, *, falls: bool) -> str | None:
    """The metric of what another gained or lost: rural_poor_population, falling → rural_poor_reduction."""
    return (catalogue.reduction_of if falls else catalogue.added_to).get(metric_id)


def level_of(catalogue: Catalogue, metric_id: str) -> str:
    """The metric that another is the growth, the gain or the loss of; the metric itself where it is none."""
    return catalogue.level_of.get(metric_id, metric_id)


def growth_metric(catalogue: Catalogue, metric_id: str) -> str | None:
    """The metric that is the growth rate of another: gdp_total → gdp_growth_rate."""
    return catalogue.growth_of.get(metric_id)
