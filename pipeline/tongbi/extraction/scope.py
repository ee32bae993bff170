"""What narrows a figure to less than the issuer's whole area and year: a campaign, a body, part of the year.

Belongs here: finding the words that name the narrower scope. Does not belong here: the words themselves
(`narrowing`), or whether two scopes may be compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.narrowing import narrowing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.catalogue import Metric
    from tongbi.extraction.context import Context
    from tongbi.extraction.narrowing import Narrowing

# within so many characters after a figure it may be said that all was told as respondent
_TOLD_AFTER = 60
_CLAUSE_END = re.compile("[，；。]")
# how many characters may stand before the word for a campaign in its name, and what never does
_LONGEST_NAME = 28
_LONGEST_FIELD = 24
_OF_TIME = frozenset(("campaign", "carried_out", "clean_up", "until", "part_year", "jointly"))
_OF_PLACE = frozenset(("zone", "region", "sector", "qualifier", "case_kind", "some_of", "grassroots"))
_NAME_END = re.compile("[，；。、：]")


def scope_of(context: Context, metric: Metric | None = None) -> str:
    """The narrower scope that the words around a quantity name, or an empty string for the whole.

    What the metric's own name says (人均, 每村) narrows nothing.
    """
    known, signs = narrowing(), context.signs
    if "级" in context.words and context.previous is not None and (alone := grade(context.words)):
        return alone
    if not signs.isdisjoint(known.kinds):
        name = metric.name_zh if metric else ""
        narrower = _party_or_part(known, context, name) or _time_or_campaign(known, context)
        if narrower:
            return narrower
        if not signs.isdisjoint(_OF_PLACE) and (found := _place(known, context, metric)):
            return found[found.lastindex or 0]
        if "own_level" in signs and (narrower := _does(known, context, known.own_level)):
            return narrower
        summed = metric is not None and metric.domain in known.department_domains
        if summed and "department" in signs and (narrower := _does(known, context, known.department)):
            return narrower
    if (
        metric is not None
        and metric.id in known.counts_bodies
        and (kind := known.body_kind.match(context.after))
    ):
        return kind[0]
    some = context.kind == "problems" or context.quantity.unit_class == "share"
    if some and (found := known.some.search(context.clause_lead)):
        # 全县214个村（社区）: so many are all of them
        whole = known.whole_area.search(context.clause_lead, max(0, found.start() - 2), found.start())
        return "" if whole else found[1]
    return ""


def _place(known: Narrowing, context: Context, metric: Metric | None) -> re.Match[str] | None:
    """The zone, the sector or the kind of body that a clause names."""
    signs, clause = context.signs, context.clause_lead
    name = metric.name_zh if metric else ""
    found = None
    if "zone" in signs:
        found = known.zone.search(clause) or _zone_before(known, context)
    if not found and "region" in signs:
        found = known.region.search(clause)
    if not found and "sector" in signs:
        found = known.sector.search(clause + context.after)
    if not found and "qualifier" in signs:
        found = known.qualifier.search(clause) or known.qualifier_after.match(context.after)
        if found and found[found.lastindex or 0] in name:
            found = None
    if not found and "case_kind" in signs and metric and metric.domain in known.case_domains:
        found = known.case_kinds.search(clause)
    if not found and "some_of" in signs:
        found = known.some_of.search(clause)
    if not found and "grassroots" in signs:
        found = known.grassroots.search(clause)
    return found


def _zone_before(known: Narrowing, context: Context) -> re.Match[str] | None:
    """The zone that opens a group, for its first figure, where no wider area was named since."""
    found = known.zone_centre.search(context.before)
    if found or context.previous is not None:
        return found
    found = known.zone_subject.match(context.group_opening)
    if found is None or known.whole_area.search(context.group_lead, found.end()):
        return None
    return found


def _does(known: Narrowing, context: Context, subject: re.Pattern[str]) -> str:
    """The body whose figure it is: the last one that a clause of the group has for its subject."""
    group = context.group_lead
    bodies = list(subject.finditer(group))
    if not bodies or known.whole_area.search(group, bodies[-1].end()):
        return ""
    body: str = bodies[-1][1]
    return "" if known.acts_for_all.search(body) else body


def _party_or_part(known: Narrowing, context: Context, metric_name: str) -> str:
    """As respondent, a part counted by one body or of one kind, so many for each unit."""
    signs = context.signs
    if "respondent" in signs:
        around = context.group_lead + context.after
        limit = min(context.place.end, context.quantity.end + _TOLD_AFTER)
        if found := known.all_respondent.search(context.place.text, context.quantity.end, limit):
            around += found[0]
        respondent = known.as_respondent.search(around)
        if respondent and not known.other_party.search(around, respondent.end()):
            return known.respondent
    if "part" in signs and (words := part_words(context)):
        part = part_by_body(words) or part_by_kind(words)
        # 其中合同协议类108份, of contracts: what the metric's own name says narrows nothing
        if part and part[:2] not in metric_name:
            return part
    if "per_unit" in signs and not known.named_unit.search(metric_name):
        unit = known.per_unit.search(context.clause_lead)
        return unit[unit.lastindex or 0] if unit and unit[1] not in known.no_unit else ""
    return ""


def part_words(context: Context) -> str:
    """The words of a part from 其中 on, which a list's later members share with its first; else empty.

    其中市政府11件、市直部门38件 gives 其中市直部门 for the second.
    """
    first, part, joins = context, connectives().part, connectives().join_signs
    while first.previous is not None and first.before[:1] in joins and first.before:
        first = first.previous
    at = first.before.rfind(part)
    if at < 0:
        return ""
    return first.before[at:] if first is context else f"{part}{context.before[1:]}"


def part_by_body(before: str) -> str | None:
    """The body that counts a part, where nothing else is named: 其中市法律援助中心办理."""
    found = narrowing().body.search(before)
    return found[1] if found else None


def part_by_kind(before: str) -> str | None:
    """The qualifier of a part named by the metric's noun: 其中农民工案件 → 农民工; None for an outcome."""
    known = narrowing()
    found = known.part.search(before)
    return found[1] if found and not known.outcome.search(found[1]) else None


def grade(words: str) -> str:
    """The grade that alone names a part of what was counted before, else empty: 、市级 → 市级."""
    found = narrowing().grade.fullmatch(words)
    return found[1] if found else ""


def _campaigns(known: Narrowing, group: str, signs: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The campaigns that a group names, each with the offset at which its name ends."""
    if "campaign" in signs:
        at = 0
        for found in known.campaign.finditer(group):
            start = max(at, found.start() - _LONGEST_NAME)
            at = found.end()
            start += len(group[start : found.start()]) - len(
                _NAME_END.split(group[start : found.start()])[-1]
            )
            yield group[start:at], at
        for found in known.lasting.finditer(group):
            if not cues().plan_period.search(found[0]):
                yield found[1], found.end()
    if "carried_out" in signs:
        for found in known.carried_out.finditer(group):
            yield found[1], found.end()
    if "clean_up" in signs:
        yield from _clean_ups(known, group)


def _clean_ups(known: Narrowing, group: str) -> Iterator[tuple[str, int]]:
    """The clean-ups of one field that a group names, each with the offset at which its name ends."""
    for found in known.clean_up.finditer(group):
        if found["after"] or found["whole"]:
            # 清理不符合条件的执法证件后，全县持证执法人员905名: the whole again
            if not known.whole_area.search(group, found.end()):
                yield found[0], found.end()
            continue
        lead = group[max(0, found.start() - 2 * _LONGEST_FIELD - 3) : found.start()]
        clause = _CLAUSE_END.split(lead)[-1]
        for field in known.clean_up_field.finditer(clause):
            if len(clause) - field.end() <= _LONGEST_FIELD:
                yield clause[max(0, field.start() - _LONGEST_FIELD) :] + found[0], found.end()
                break


def _time_or_campaign(known: Narrowing, context: Context) -> str:
    """A campaign, a part of the year, a superior, as long as no wider word (全年, 全县) follows."""
    signs = context.signs
    if signs.isdisjoint(_OF_TIME):
        return ""
    group, sentence = context.group_lead, context.sentence_lead
    for name, end in _campaigns(known, group, signs):
        if not known.widens.search(group, end):
            return name.strip("，、 在")
    until = known.until.search(sentence) if "until" in signs else None
    if until and int(until[1]) < 12 and not known.widens.search(sentence, until.end()):
        return f"1—{int(until[1])}月"
    if "part_year" in signs and (part := _part_of_year(known, context)):
        return part
    jointly = known.jointly.search(group) if "jointly" in signs else None
    return jointly[0] if jointly and not known.whole.search(group, jointly.end()) else ""


def _part_of_year(known: Narrowing, context: Context) -> str:
    """The part of the year that a group names, or for all of its groups the first clause of the sentence."""
    group, opening = context.group_lead, context.sentence_opening
    leads = [(group, False)]
    if opening and not known.whole.search(group):
        leads.append((opening, True))
    for lead, earlier in leads:
        for found in known.part_year.finditer(lead):
            first, last, named = found.groups()
            if first and (not 1 < int(last) <= 12 or (first, last) == ("1", "12")):
                continue
            if earlier or not known.widens.search(group, found.end()):
                return f"{first}—{last}月" if first else named
    return ""
