"""What a quantity takes from those told before it in its sentence, where its own words name no metric.

Belongs here: which earlier figure a change, a part or a repeated value goes on with. Does not belong here:
the words of a metric (`metrics`), how a part is scoped (`parting`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tongbi.extraction import metrics
from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.placing import measured_against
from tongbi.extraction.scope import grade, part_by_body, part_by_kind, part_words
from tongbi.extraction.timing import RELATIVE
from tongbi.extraction.wording import wording

if TYPE_CHECKING:
    from tongbi.catalogue import Catalogue
    from tongbi.extraction.context import Context
    from tongbi.extraction.phrases import PhraseBook
    from tongbi.extraction.timing import Timing
    from tongbi.records import Mention

# in place of a class of measure words: how far apart two places are, which nothing goes on with
GAP = "gap"
# figures of its sentence that one looks back over: a list as long as a text stays linear
LOOKED_BACK = 40
_CHANGES = ("growth", "change", "average")
_RELATIVE_ROLES = ("growth", "average")
# how long what stands in brackets may be
_BRACKETED = 80


class Told(NamedTuple):
    """A figure of the sentence, and the class of its measure word."""

    mention: Mention
    counted: str


def by_neighbours(
    catalogue: Catalogue, book: PhraseBook, context: Context, when: Timing, told: list[Told]
) -> tuple[str | None, str]:
    """The metric of a quantity whose own words name none, with the rule that gave it."""
    metric_id = share_of(catalogue, context, told[-1].mention if told else None)
    if metric_id is not None:
        return metric_id, "share_of"
    told = _open(context, told[-LOOKED_BACK:])
    before = _goes_on(catalogue, context, when, told)
    if before is not None and before.metric_id is not None:
        # 贫困人口减少55万人、降至196万人: what it fell to is the population
        relative = context.quantity.unit_class in RELATIVE
        reached = not relative and when.role not in _RELATIVE_ROLES and metrics.reaches(context)
        if reached or (context.quantity.unit_class == "multiple" and not when.verb):
            return metrics.level_of(catalogue, before.metric_id), "goes_on"
        return before.metric_id, "goes_on"
    if (added := _added(catalogue, context, told)) is not None:
        return added, "goes_on"
    if measured_against(context):
        same = (one.mention for one in reversed(told) if one.counted == context.quantity.unit_class)
        result = next(same, None)
        if result is not None and result.metric_id is not None:
            return result.metric_id, "recalled"
    for words in _earlier_subjects(context, when):
        match = metrics.match_metric(book, context, when, words)
        if match is not None:
            return match.metric_id, f"carried.{match.words}"
    return None, ""


def _earlier_subjects(context: Context, when: Timing) -> list[str]:
    """The words of earlier clauses that may say what a quantity is a change, a level or a total of."""
    found: list[str] = []
    if when.verb or when.inherits or when.earlier or metrics.reaches(context):
        left = metrics.carried(context)
        own = metrics.subject_of(context, left)
        if own and not (_of_cases(context) and _told_in_money(context)):
            # 承诺时限由20个工作日压缩至3个工作日，压缩85%: the verb is a part of the metric's name
            found += [f"{words}{when.verb if when.shortens else ''}" for words in dict.fromkeys((own, left))]
    if total := total_of_added(context):
        found.append(total)
    return found


def _goes_on(catalogue: Catalogue, context: Context, when: Timing, told: list[Told]) -> Mention | None:
    """The earlier mention whose metric this one shares: a change of it, an earlier or a later level."""
    if not told:
        return None
    unit_class = context.quantity.unit_class
    if when.role in _CHANGES or when.inherits:
        if (context.after and when.role not in ("growth", "change")) or metrics.bare(context.before):
            return None
        counts = when.earlier or unit_class not in RELATIVE
        return _of_one_subject(catalogue, told, level_before(told, unit_class, same_unit=counts))
    apart = connectives().part in context.before
    if says_nothing(context):
        level = level_before(told, unit_class, same_unit=True, apart=apart)
        level = _of_one_subject(catalogue, told, level)
        return level if level and repeats(catalogue, context, level) else None
    if context.member or (not context.after and grade(context.words)):
        return level_before(told, unit_class, same_unit=True)
    if not context.after and _names_a_part(context):
        return level_before(told, unit_class, same_unit=True, apart=apart)
    return None


def _added(catalogue: Catalogue, context: Context, told: list[Told]) -> str | None:
    """The metric of what was added to the level just told: 里程增加到2308公里，五年新增1092公里."""
    if not told or not cues().adds.search(context.words) or not says_nothing(context):
        return None
    level = level_before(told, context.quantity.unit_class, same_unit=True)
    return catalogue.added_to.get(level.metric_id or "") if level is not None else None


def _open(context: Context, told: list[Told]) -> list[Told]:
    """The figures that a quantity can go on with.

    Not those of a bracket that has closed (处罚2357件（含当场1102件），同比增加两成), nor money where the
    words speak of cases (罚款213万元，案件数较上年上升8%).
    """
    if told and _of_cases(context):
        told = [one for one in told if one.counted != "money"]
    closed = context.before.rfind("）")
    if closed < 0 or "（" in context.before[:closed]:
        return told
    end = context.quantity.start - len(context.before) + closed
    opened = context.place.text.rfind("（", max(0, end - _BRACKETED), end)
    return [one for one in told if one.mention.start < opened] if opened >= 0 else told


def _of_cases(context: Context) -> bool:
    return wording().cases.search(context.before) is not None


def _told_in_money(context: Context) -> bool:
    return context.previous is not None and context.previous.quantity.unit_class == "money"


def _of_one_subject(catalogue: Catalogue, told: list[Told], level: Mention | None) -> Mention | None:
    """The level, unless a change of something else was told since: 甲2亿元，乙年均增长6%，达到3亿元."""
    if level is None:
        return None
    of = metrics.level_of(catalogue, level.metric_id or "")
    for mention, _ in reversed(told):
        if mention is level:
            break
        changed = mention.metric_id if mention.role in _CHANGES else None
        if changed and metrics.level_of(catalogue, changed) != of:
            return None
    return level


def says_nothing(context: Context) -> bool:
    """Whether the words before a quantity name nothing, so that it goes on with what was counted before."""
    if context.after:
        return False
    words = context.words
    for ending in (cues().earlier, cues().reaching):
        # 跃升到2010年的40.1万亿元: the year and the verb are no words of its own
        if found := ending.search(words):
            words = words[: found.start()]
    return wording().nothing.fullmatch(words) is not None


def _names_a_part(context: Context) -> bool:
    """Whether the words name a part by its body or its kind: 其中法律援助中心办理, 其中农民工案件."""
    words = part_words(context)
    return part_by_body(words) is not None or part_by_kind(words) is not None


def share_of(catalogue: Catalogue, context: Context, whole: Mention | None) -> str | None:
    """The rate whose numerator was just counted: 调解和解58件、占20.1% is the settlement rate."""
    if whole is None or whole.metric_id is None or context.quantity.unit_class != "share":
        return None
    if not wording().share.search(context.before):
        return None
    for metric in catalogue.rates_of.get(whole.metric_id, ()):
        if len(metric.base_ids) == 2 or whole.metric_id.startswith(metric.id.removesuffix("_rate")):
            return metric.id
    return None


def total_of_added(context: Context) -> str:
    """What is counted where a number gives the total of what was just added: 新增示范村41个、累计128个."""
    last = context.previous
    if last is None or context.after or not wording().totals.fullmatch(context.words):
        return ""
    added = cues().adds.search(last.words)
    if added is None:
        return ""
    # 新进驻事项214项，累计进驻1120项: without 新, both are of what stands there
    return last.words[: added.start()] + cues().added[added[0]] + last.words[added.end() :]


def repeats(catalogue: Catalogue, context: Context, level: Mention) -> bool:
    """Whether a number without words of its own states the metric of the level before it once more."""
    words, known = context.words, cues()
    if known.done.search(words) and level.role != "target" and not known.own_plan.search(words):
        return False
    metric = catalogue.metrics.get(level.metric_id or "")
    stock = metric is not None and metric.kind == "stock"
    return not (known.adds.search(words) and (stock or words[:1] in connectives().join_signs))


def level_before(
    told: list[Told], unit_class: str, *, same_unit: bool, apart: bool = False
) -> Mention | None:
    """The mention that a change or a repeated value goes on with: the last level of the sentence.

    `same_unit` asks for its class of measure words; `apart` looks over levels of other classes for it, as in
    累计开展宣传690场次、覆盖群众7万人次，其中今年开展365场次.
    """
    for mention, counted in reversed(told):
        if counted == GAP:
            continue
        if mention.role == "average" and counted in RELATIVE and unit_class not in RELATIVE:
            continue
        if mention.role in ("growth", "change"):
            if mention.metric_id is None:
                return None
            continue
        if same_unit and counted != unit_class:
            if apart:
                continue
            return None
        return mention
    return None
