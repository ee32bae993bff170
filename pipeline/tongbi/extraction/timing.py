"""Role and period of a quantity: result or target, level or change, of which year.

Belongs here: what verbs, comparisons, times and the section say of a number. Does not belong here: metrics
and scopes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import Cues, cues
from tongbi.extraction.numerals import count_of
from tongbi.extraction.years import YEAR

if TYPE_CHECKING:
    from tongbi.extraction.context import Context
    from tongbi.records import Role

# classes of measure words that compare one number with another
RELATIVE = ("share", "points", "multiple")


@dataclass(slots=True)
class Timing:
    """What is known of a quantity's time: `inherits` says that the metric is that of the level before it."""

    role: Role
    period: str | None
    sign: int = 1
    inherits: bool = False
    verb: str = ""
    earlier: bool = False
    carried: bool = False

    def told(self, role: Role, period: str | None) -> Timing:
        """The same words, told of another time or as something else."""
        return Timing(role, period, self.sign, self.inherits, self.verb, self.earlier, self.carried)

    @property
    def shortens(self) -> bool:
        """Whether the verb shortens a time (压缩, 缩短)."""
        return self.verb in cues().shortening


def timing(context: Context, results_year: int) -> Timing:
    """Role and period of one quantity; `results_year` is the year whose results are reported."""
    known, signs = cues(), context.signs
    before = context.words
    last = context.previous
    if not before and last is not None and last.quantity.end == context.quantity.start:
        # 由13677户49479人减至887户1472人: both are of the time that the first one's words name
        before = last.words
    ending = before[-1:] in known.ends
    relative = context.quantity.unit_class in RELATIVE
    earlier = known.earlier.search(before) if ending else None
    if ending and not earlier and not relative:
        earlier = known.beside.search(before)
    from_level = known.from_level.search(before) if "from" in signs and not earlier else None
    if from_level and (
        not known.to_level.search(context.following) or known.revised.match(context.following)
    ):
        from_level = None
    if earlier and context.quantity.unit_class == "multiple":
        return _ratio(_earlier_level(context, earlier, results_year).period, results_year)
    if earlier or from_level:
        return _earlier_level(context, earlier or from_level, results_year)  # type: ignore[arg-type]
    if relative and "gap" in signs and known.gap.search(before):
        return Timing("actual", _period(context, known, results_year, plan=context.kind == "plan"))
    change = known.change.search(before) if ending and not known.reaching.search(before) else None
    span, carried = _span(context, known, results_year) if "span" in signs else (None, False)
    plan = context.kind == "plan" or context.in_target_list or "target" in signs
    plan = plan and _is_target(context, known)
    dated = not plan and "年" in before
    ahead = _year_ahead(before, results_year) if dated else None
    if ahead:
        # …，2024年培育300名: a clause of a later year is no result
        return Timing("target", ahead)
    period = _period(context, known, results_year, plan=plan)
    base = known.base_year.search(before) if dated else None
    since = f"{base[1]}-{results_year}" if base and int(base[1]) < results_year - 1 else None
    quantity = context.quantity
    is_share = quantity.unit_class == "share"
    verb = change["verb"] if change else ""
    if not change and is_share and (told := known.told_after.match(context.after)):
        change, verb = told, known.verb_after[told[0]]
    average = "average" in signs and (
        known.average.search(context.clause_lead) or known.average.search(context.before)
    )
    if plan:
        # how far something is to fall is told without a sign: only growth and changes have one
        return Timing("target", period, verb=verb)
    if average:
        return Timing(
            "average", span or period, _sign(verb, known, bool(change)), inherits=bool(change), verb=verb
        )
    if quantity.unit_class == "points" or quantity.form == "doubling":
        role: Role = "growth" if quantity.form == "doubling" and not since else "change"
        return Timing(role, since or period, _sign(verb, known, True), inherits=True, verb=verb)
    if change and is_share and (turned := known.from_earlier.search(before[: change.start()])):
        # 由上年下降6.2%转为增长9.2%: the growth of the year before
        year = _earlier_level(context, turned, results_year).period
        return Timing("growth", year, _sign(verb, known, True), inherits=True, verb=verb, earlier=True)
    if change and (is_share or quantity.unit_class == "multiple"):
        role = "change" if since else "growth"
        return Timing(role, since or period, _sign(verb, known, True), inherits=True, verb=verb)
    shortened = verb in known.shortening and quantity.unit_class in ("days", "workdays", "hours", "minutes")
    if change and (shortened or known.comparison.search(context.clause_lead) or verb in known.increments):
        return Timing("change", since or period, _sign(verb, known, True), inherits=True, verb=verb)
    if span is not None:
        return Timing("cumulative", span, carried=carried)
    return Timing("actual", period)


def _ratio(base: str | None, results_year: int) -> Timing:
    """What is so many times the level of an earlier year: 是2000年的1.87倍."""
    if base is not None and int(base) < results_year - 1:
        return Timing("change", f"{base}-{results_year}", inherits=True)
    return Timing("growth", str(results_year), inherits=True)


def _period(context: Context, known: Cues, results_year: int, *, plan: bool) -> str:
    """The year of a figure, as its clause, its sentence and its section tell it."""
    if not plan:
        stated = _stated_year(context, results_year) if "year" in context.signs else None
        if stated is None and known.reaching.search(context.words) and (span := _ends(context, results_year)):
            return span[1]
        return stated or str(results_year)
    if context.kind != "plan" and known.own_plan.search(context.clause_lead):
        return str(results_year)
    leads: tuple[str, ...] = (context.heading,)
    if "year" in context.signs:
        leads = (context.group_lead, context.sentence_lead + context.heading)
    for lead in leads:
        later: list[str] = [year for year in known.year.findall(lead) if int(year) > results_year]
        if later:
            return later[-1]
    return str(results_year + 1)


def _span(context: Context, known: Cues, results_year: int) -> tuple[str | None, bool]:
    """The years of a figure of several, and whether they were said before an earlier quantity.

    What the first clause of a sentence says (五年来，…；…；…) holds for all of it until a group names a time.
    """
    lead = context.group_lead
    span = _span_in(lead, known, results_year)
    if span is not None:
        carried = context.previous is not None and "，" in context.before
        return span, carried and _span_in(context.before, known, results_year) is None
    opening = context.sentence_opening
    rest = context.sentence_lead.removeprefix(opening)
    if (
        not opening
        or known.this_year.search(rest)
        or known.year.search(rest)
        or known.at_present.search(lead)
    ):
        return None, False
    return _span_in(opening, known, results_year), True


def _sign(verb: str, known: Cues, counts: bool) -> int:
    return -1 if counts and (verb in known.falling or verb in known.shortening) else 1


def _earlier_level(context: Context, match: re.Match[str], results_year: int) -> Timing:
    found = match.groupdict()
    if found.get("year"):
        period: str | None = found["year"]
    elif found.get("before_last"):
        period = str(results_year - 2)
    elif found.get("last"):
        period = str(results_year - 1)
    elif found.get("plan"):
        period = str(cues().spans[found["plan"]][1])
    elif found.get("now"):
        period = str(results_year)
    else:
        period = None
    if period is None and (span := _ends(context, results_year)):
        period = span[0]
    compares = bool(cues().compared.search(context.before[: match.start() + 1]))
    return Timing("actual", period, inherits=compares, earlier=True)


def _ends(context: Context, results_year: int) -> tuple[str, str] | None:
    """The two years between which a level changed: 2017年至2021年，案件由45件降至31件."""
    known = cues()
    leads = (context.group_lead, context.sentence_opening)
    ranges = (known.year_range.match(known.range_opens.sub("", lead)) for lead in leads)
    found = next(filter(None, ranges), None)
    if found is None or not _several_years(found, results_year):
        return None
    return found[1], found[3]


def _is_target(context: Context, known: Cues) -> bool:
    lead = context.clause_lead
    if context.kind == "plan":
        return not (known.told.search(lead) and not known.target.search(lead))
    return context.in_target_list or ("target" in context.signs and known.target.search(lead) is not None)


def _year_ahead(before: str, results_year: int) -> str | None:
    """The year later than that of the results which the words before a number name last."""
    known = cues()
    years = [
        match for match in known.own_year.finditer(before) if not before.startswith(known.early, match.end())
    ]
    last = years[-1][1] if years else None
    return last if last and int(last) > results_year else None


def _stated_year(context: Context, results_year: int) -> str | None:
    """The year that governs the clause: the last one named in it that is no date, no edition and no plan."""
    known = cues()
    years: list[str] = known.own_year.findall(context.before) if "年" in context.before else []
    years = [year for year in years if int(year) <= results_year]
    if (
        years
        and not known.since_year.search(context.before)
        and f"年{connectives().since}" not in context.before
    ):
        return years[-1]
    words = context.group_opening
    opening = known.opening_year.fullmatch(words.lstrip(" \n")) if "年" in words else None
    return opening[1] if opening and int(opening[1]) <= results_year else None


def _span_in(lead: str, known: Cues, results_year: int) -> str | None:
    """The years of a cumulative figure or a mean, as "2021-2023", or None where the figure is of one year."""
    since = connectives().since
    if "年" not in lead and since not in lead and "期" not in lead:
        return None
    lead = known.within_year.sub("", lead)
    cue_end, first, last = -1, None, results_year
    if since in lead:
        for match in known.since.finditer(lead):
            first, cue_end = _first_year(match[1], known), match.end()
        for match in known.since_year.finditer(lead):
            if match[0].endswith(since):
                first, cue_end = int(match[1]), match.end()
    for match in known.plan_period.finditer(lead) if "期" in lead else ():
        # “十三五”期间，累计办理…: a total or a mean of the plan's years, where it says so
        if known.cumulative.search(lead, match.end()) or known.average.search(lead, match.end()):
            first, last = known.spans[match["plan"] or f"{match['law']}{known.publicity}"]
            last, cue_end = min(last, results_year), match.end()
    for match in known.n_years.finditer(lead):
        count = count_of(match[1] or match[2])
        if count < 2 or count > 30:
            continue
        first, cue_end = results_year - count + 1, match.end()
    for match in known.year_range.finditer(lead):
        if _several_years(match, results_year) and (
            known.cumulative.search(lead, match.end()) or known.average.search(lead, match.end())
        ):
            if known.this_year.search(lead, match.end()) or known.year.search(lead, match.end()):
                continue
            return f"{match[1]}-{match[3]}"
    if cue_end < 0:
        return None
    if known.this_year.search(lead, cue_end) or known.year.search(lead, cue_end):
        return None
    return f"{first}-{last}" if first is not None and first < last else None


def _several_years(match: re.Match[str], results_year: int) -> bool:
    """Whether a range is of more than a year up to that of the results; 2022年12月至2023年11月 is of one."""
    first, last = int(match[1]), int(match[3])
    months = (last - first) * 12 + int(match[4] or 12) - int(match[2] or 1) + 1
    return first < last <= results_year and months > 12


def _first_year(words: str, known: Cues) -> int | None:
    plain = words.replace("“", "").replace("”", "")
    match = known.plan_span.search(plain)
    if match:
        return known.spans[match[0]][0]
    law = known.law_span.search(plain)
    if law:
        # “八五”以来: beside five-year plans, the plans of publicity are counted anew
        return known.spans[f"{law[0]}{known.publicity}"][0]
    year = re.search(YEAR, plain)
    return int(year[0]) if year else None
