"""A figure's role and period in a work report, once it is known which years its place is about.

Belongs here: the choice between a year's figure, a total of several years, a change or a mean over them, a
target and one that is only recalled. Does not belong here: finding the years (`eras`), the cues beside the
number (`timing`), metrics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.eras import Era, Eras, era_words
from tongbi.extraction.lexicon import lexicon
from tongbi.extraction.numerals import count_of
from tongbi.extraction.patterns import any_of
from tongbi.extraction.years import COUNT, YEAR

if TYPE_CHECKING:
    from tongbi.extraction.context import Context
    from tongbi.extraction.timing import Timing


@dataclass(frozen=True, slots=True)
class _Patterns:
    adding_up: re.Pattern[str]
    totals: re.Pattern[str]
    reaching: re.Pattern[str]
    reaches_a_level: re.Pattern[str]
    each_year: re.Pattern[str]
    mean: re.Pattern[str]
    recalled_after: re.Pattern[str]
    recalled_begins: frozenset[str]
    recalled_before: re.Pattern[str]
    estimate: re.Pattern[str]
    measured: re.Pattern[str]
    against_last: re.Pattern[str]
    plan_end: re.Pattern[str]
    base_year: re.Pattern[str]
    against: re.Pattern[str]
    since: re.Pattern[str]
    base_ago: re.Pattern[str]
    named_last: re.Pattern[str]
    from_year: re.Pattern[str]
    ago: re.Pattern[str]
    running: re.Pattern[str]
    bounds: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    words, known, lex = era_words(), connectives(), lexicon()
    against, ago = f"(?:{any_of(words.against)})", f"年(?:{any_of(words.years_ago)})"
    earlier = any_of([*words.last_year, *words.year_before])
    times = any_of(words.as_many_times)
    return _Patterns(
        adding_up=re.compile(any_of(words.adding_up)),
        totals=re.compile(any_of(words.totals)),
        reaching=re.compile(rf"(?:{any_of(words.reaching_level)})(?:了|{known.nearly})?$"),
        reaches_a_level=re.compile(
            rf"(?:{any_of(words.reaching_level)})(?:了|{known.nearly})?(?:$|[^，；。]*，{known.part})"
        ),
        each_year=re.compile(any_of(words.each_year)),
        mean=re.compile(rf"(?:{any_of(words.mean)})$"),
        recalled_after=re.compile(
            rf"(?:{lex.after.pattern})?(?:的[^，；。、]{{0,6}}(?:{any_of(words.aims)})|{any_of(words.recalled_target_after)})"
        ),
        recalled_begins=frozenset(
            word[0]
            for word in (
                "的",
                *lex.after_begins,
                *words.recalled_target_after,
                *words.recalled_target_around.values(),
            )
        ),
        recalled_before=re.compile(any_of(words.recalled_target_before)),
        estimate=re.compile(any_of(words.estimates)),
        measured=re.compile(
            rf"(?:{any_of(words.measured)})了?(?:{any_of(words.target_of)})?(?:{any_of(words.target_set)})?的?"
            rf"(?:{any_of(words.target_does)})?$"
        ),
        against_last=re.compile(any_of(words.against_last)),
        # 比“十五”末增长85%, 与“十五”末相比，甲增长85%，乙增长21%
        plan_end=re.compile(
            rf"{known.compares}“?(?P<plan>{any_of(cues().spans)}){cues().plan_end}末(?:{against}，[^；。]*|[^，；。]{{0,24}})$"
        ),
        base_year=re.compile(
            rf"(?:{known.compares}(?={YEAR})|(?:{times})(?={YEAR}年{known.year_ends}?的$))({YEAR})年?{known.year_ends}?"
            rf"(?:{against}，?)?[^，；。]{{0,24}}$"
        ),
        # with a base year and 相比 at its head, a whole sentence compares: 与2018年相比，甲增长55%，乙增长21%
        against=re.compile(rf"{known.compares}({YEAR})年?{known.year_ends}?{against}，[^；。]*$"),
        since=re.compile(rf"{known.compares}({YEAR})年?[^，；。]{{0,16}}(?:，|$)"),
        base_ago=re.compile(rf"{known.compares}({COUNT}){ago}[^，；。]{{0,10}}$"),
        named_last=re.compile(rf"({earlier}){known.year_ends}?的?{known.nearly}?$"),
        from_year=re.compile(rf"{known.starts}({YEAR})年"),
        ago=re.compile(rf"({COUNT}){ago}的?{known.nearly}?$"),
        running=re.compile(rf"(?:{any_of(words.running)})({COUNT})年[^，；。]{{0,8}}$"),
        bounds=tuple(
            word for word, kind in lex.kind.items() if kind != "about" and lex.after.fullmatch(word)
        ),
    )


def settle(context: Context, eras: Eras, results_year: int) -> None:
    """Let the years that a sentence names decide between result and plan, whatever its section is about."""
    quantity, position = context.quantity, context.quantity.start
    if quantity.start < quantity.number_start and quantity.low == quantity.value and recalls_target(context):
        # 超过1100万人的预期目标: the target itself is no bound
        context.before += context.place.text[quantity.start : quantity.number_start]
        context.words = context.before.rstrip(" \n")
        quantity.start, quantity.high = quantity.number_start, quantity.value
    era = eras.named(position) or eras.opened()
    if era is not None:
        if era.last > results_year:
            context.kind = "plan"
        elif context.kind == "plan" and not cues().target.search(context.clause_lead):
            context.kind = "review"
    if context.kind == "review":
        context.clause_lead = _patterns().estimate.sub("", context.clause_lead)


def recalls_target(context: Context) -> bool:
    """Whether a figure is a target that is named again beside the result (略低于8%的预定目标)."""
    known = _patterns()
    if known.recalled_before.search(context.clause_lead):
        return True
    end = context.quantity.end
    if context.place.text[end : end + 1] not in known.recalled_begins:
        return False
    following = context.following
    return known.recalled_after.match(following) is not None or any(
        context.words.endswith(before) and following.startswith(after)
        for before, after in era_words().recalled_target_around.items()
    )


def measured_against(context: Context) -> bool:
    """Whether a recalled target is that of the result just told: 增长7.8%，虽然略低于8%的预定目标."""
    return recalls_target(context) and bool(_patterns().measured.search(context.before))


def placed(when: Timing, context: Context, eras: Eras, results_year: int) -> Timing:
    """The timing of a figure in the light of the years that its place is about."""
    position = context.quantity.start
    era = eras.at(position)
    if when.earlier:
        return _earlier(when, context, era, eras.stretch(position), results_year)
    if context.kind != "plan" and recalls_target(context):
        return replace(when, role="target", period=str(min(era.last, results_year)), inherits=False)
    if when.role == "target":
        over = eras.stretch(position)
        if era.single and over is not None and over.last == era.last and _adds_up_to(context):
            # 今后五年…到2027年突破2万亿元；城镇新增就业累计60万人: a total of all the years
            era = over
        return when.told("target", _aimed_at(context, era, results_year) or when.period)
    if era.last > results_year:
        era = Era(results_year, results_year, results_year - 1)
    if when.role == "average":
        over = _compared(context, era) or _since(context, era) or _from_year(context, era)
        over = over or eras.stretch(position)
        if over is None and era.single:
            if cues().average.search(context.clause_lead):
                return when.told("average", None)
            # 全年平均2.9%, with no other years in sight
            return when.told("growth" if when.verb else "actual", era.years)
        return when.told("average", over.years if over else when.period)
    if when.role in ("growth", "change"):
        times = context.quantity.unit_class == "multiple" or context.quantity.form == "doubling"
        several = times and eras.stretch(position)
        return _changed(when, context, several or era)
    before = context.words
    reaching = cues().reaching.search(before)
    change = cues().change.search(before)
    if change and not reaching and context.quantity.unit_class in era_words().addable:
        sign = -1 if change["verb"] in cues().falling else 1
        changed = replace(when, role="change", sign=sign, inherits=True, verb=change["verb"])
        return _changed(changed, context, era)
    if running := _patterns().running.search(before):
        return when.told("actual", f"{results_year - count_of(running[1]) + 1}-{results_year}")
    if era.single:
        return when.told("actual", era.years)
    if _patterns().each_year.search(context.clause_lead) or _held(context):
        return when.told("actual", era.years)
    if _patterns().mean.search(before):
        return when.told("average", era.years)
    if not reaching and _adds_up(context):
        return when.told("cumulative", era.years)
    return when.told("actual", str(era.last))


def _held(context: Context) -> bool:
    """Whether a bound is told that held all the time: 外汇储备保持在3万亿美元以上."""
    quantity = context.quantity
    surface = context.place.text[quantity.number_start : quantity.end]
    return surface.endswith(_patterns().bounds) and context.words.endswith(tuple(era_words().held))


def _adds_up_to(context: Context) -> bool:
    """Whether a target is a total over years or one for each: 累计60万人, 每年4万人, 减少200万人."""
    known, clause = _patterns(), context.clause_lead
    if known.totals.search(clause) or known.each_year.search(clause):
        return True
    change = cues().change.search(context.words)
    if change is None:
        return False
    # 到2025年…能耗降低14%: by so much over all the years
    falls = context.quantity.unit_class == "share" and change["verb"] in cues().falling
    return falls or context.quantity.unit_class in era_words().addable


def _aimed_at(context: Context, era: Era, results_year: int) -> str | None:
    """The years that a target is for.

    A mean until a year is one from now on, a level to be reached one of the last year.
    """
    if era.last <= results_year:
        return None
    if cues().average.search(context.clause_lead):
        return f"{results_year + 1}-{era.last}" if era.single and era.last > results_year + 1 else era.years
    known = _patterns()
    # a part is aimed at as its whole is: 里程达到5600公里，其中高速铁路1500公里
    lead = context.group_lead if connectives().part in context.before else context.before
    if not era.single and known.reaches_a_level.search(lead) and not known.totals.search(lead):
        return str(era.last)
    return era.years


def _earlier(when: Timing, context: Context, era: Era, stretch: Era | None, results_year: int) -> Timing:
    if named := _patterns().named_last.search(context.before):
        reported = named[1] in era_words().last_year
        return when.told(when.role, str(results_year if reported else era.first - 1))
    if when.period is not None:
        return when
    if ago := _patterns().ago.search(context.before):
        return when.told(when.role, str(era.last - count_of(ago[1])))
    years = _patterns().from_year.findall(context.group_lead)
    if not years and era.single and stretch is None:
        # 甲由2017年的356亿元提高到742亿元；乙由1.66%提高到2.28%: the sentence's year holds on
        years = _patterns().from_year.findall(context.sentence_lead)
    if years:
        # 甲由2010年的19109元提高到…，乙由5919元提高到…: from the same year
        return when.told(when.role, years[-1])
    over = stretch if era.single and stretch is not None and stretch.last == era.last else era
    return when.told(when.role, str(min(over.first - 1, results_year)))


def _compared(context: Context, era: Era) -> Era | None:
    """The era from the year that the words compare with (比2002年, 比五年前) to the year they are about."""
    known = _patterns()
    if found := (
        known.base_year.search(context.before)
        or known.base_year.search(context.group_lead)
        or known.against.search(context.group_lead)
    ):
        base = int(found[1])
    elif found := known.plan_end.search(context.group_lead):
        base = cues().spans[found["plan"]][1]
    elif found := known.base_ago.search(context.before):
        base = era.last - count_of(found[1])
    else:
        return None
    return Era(base + 1, era.last, base) if base < era.last else None


def _since(context: Context, era: Era) -> Era | None:
    """The era since the year that an earlier clause compares with: 比2010年增长65.5%，年均增长10.6%."""
    years = [int(year) for year in _patterns().since.findall(context.group_lead)]
    return Era(years[-1] + 1, era.last, years[-1]) if years and years[-1] < era.last - 1 else None


def _from_year(context: Context, era: Era) -> Era | None:
    """The era of a mean that follows a level of an earlier year: 由2010年的…提高到…，年均增长7.5%."""
    lead = context.group_lead
    written = _patterns().from_year.finditer(lead)
    years = [int(found[1]) for found in written if lead[found.end() : found.end() + 1] != "到"]
    return Era(years[-1] + 1, era.last, years[-1]) if years and years[-1] < era.last - 1 else None


def _changed(when: Timing, context: Context, era: Era) -> Timing:
    compared = _compared(context, era)
    if compared is None and (era.single or _patterns().against_last.search(context.clause_lead)):
        return when.told(when.role, str(era.last))
    over = compared or era
    if over.single:
        return when.told(when.role, over.years)
    # 累计下降 sums the years themselves; any other change starts from the year before them
    relative = context.quantity.unit_class not in era_words().addable
    summed = compared is None and _patterns().totals.search(context.group_lead)
    if summed and not relative:
        return when.told("cumulative", over.years)
    first = over.first if summed else over.base
    return when.told("change", f"{first}-{over.last}")


def _adds_up(context: Context) -> bool:
    if context.quantity.unit_class not in era_words().addable:
        return False
    known = _patterns()
    # a part is counted as its whole was: 新建铁路里程1.97万公里，其中高速铁路8951公里
    lead = context.group_lead if connectives().part in context.clause_lead else context.clause_lead
    if known.reaching.search(lead) and not known.totals.search(lead):
        return False
    return bool(known.adding_up.search(lead + context.after))
