"""What narrows a figure to less than the issuer's whole area and year: a campaign, a body, part of the year.

Belongs here: finding the words that name the narrower scope, as `sources/language/scope.yaml` declares them.
Does not belong here: whether two scopes may be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from tongbi.extraction.cues import cues
from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.catalogue import Metric
    from tongbi.extraction.context import Context

_RESPONDENT = re.compile(r"以[^，；。]{1,14}为被申请人|作为被申请人|被申请行政复议")
_OTHER_PARTY = re.compile(r"为被告|复议机关")
_UNTIL = re.compile(r"截至(?:\d{4}年)?(\d{1,2})月(?:底|末|\d{1,2}日)?")
# a clean-up of one field, named before it (涉及公平竞争的文件专项清理) or after it (清理妨碍统一市场的规定)
_CLEANUP = re.compile(
    r"(?P<whole>开展[^，；。]{0,24}(?:领域|方面|涉企|涉外)[^，；。]{0,12}文件清理)"
    r"|(?:专项|开展|集中)清理|清理[^，；。]{0,8}(?:妨碍|涉及|不利于|不符合)(?P<after>[^，；。]{2,24})"
)
_FIELD = re.compile("领域|方面|有关|涉及|不利于|不符合|对照")
# what lasts for a part of the year: 疫情防控期间, 宪法宣传周期间
_DURING = re.compile(r"([^，；。、：\d\n]{2,16})期间")
_CLAUSE_END = re.compile("[，；。]")
# how many characters may stand before the word for a campaign in its name, and what never does
_LONGEST_NAME = 28
_LONGEST_FIELD = 24
# what stands before a later member of a list
JOINS = frozenset("、和及")
_OF_TIME = frozenset(("campaign", "carried_out", "cleanup", "until", "part_year", "jointly"))
_OF_PLACE = frozenset(("zone", "region", "sector", "qualifier", "grassroots"))
_NAME_END = re.compile("[，；。、：]")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    campaign: list[str]
    carried_out: list[str]
    at_once: list[str]
    whole_year: list[str]
    whole_area: list[str]
    in_all: list[str]
    part_year: list[str]
    jointly: list[str]
    zone: list[str]
    region: list[str]
    grassroots: list[str]
    body: list[str]
    body_does: list[str]
    department: list[str]
    department_does: list[str]
    department_domains: list[str]
    own_level: list[str]
    before_department: list[str]
    acts_for_all: list[str]
    outcome: list[str]
    part_nouns: list[str]
    per_unit: list[str]
    each: list[str]
    qualifier: list[str]
    sector: list[str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    signs: dict[str, tuple[str, ...]]
    kinds: frozenset[str]
    campaign: re.Pattern[str]
    carried_out: re.Pattern[str]
    whole: re.Pattern[str]
    widens: re.Pattern[str]
    whole_area: re.Pattern[str]
    part_year: re.Pattern[str]
    jointly: re.Pattern[str]
    zone: re.Pattern[str]
    region: re.Pattern[str]
    zone_centre: re.Pattern[str]
    grassroots: re.Pattern[str]
    some: re.Pattern[str]
    body: re.Pattern[str]
    department: re.Pattern[str]
    own_level: re.Pattern[str]
    department_domains: frozenset[str]
    acts_for_all: re.Pattern[str]
    outcome: re.Pattern[str]
    part: re.Pattern[str]
    per_unit: re.Pattern[str]
    qualifier: re.Pattern[str]
    sector: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = declared(_Words, "scope.yaml")
    whole_area = "(?:" + "|".join(f"{word}(?!范围)" for word in words.whole_area) + ")"
    grassroots = any_of(words.grassroots)
    during = ("期间", "中，", "当中", *words.at_once)
    kinds: dict[str, tuple[str, ...]] = {
        "respondent": ("被申请",),
        "part": ("其中",),
        "per_unit": ("每", *words.per_unit),
        "campaign": during,
        "carried_out": tuple(words.carried_out),
        "cleanup": ("清理",),
        "until": ("截至",),
        "part_year": ("月", *words.part_year),
        "jointly": tuple(words.jointly),
        "zone": tuple(words.zone),
        "region": ("地区", *words.region),
        "sector": tuple(words.sector),
        "qualifier": tuple(words.qualifier),
        "grassroots": tuple(words.grassroots),
        "department": tuple(words.department),
        "own_level": tuple(words.own_level),
    }
    return _Patterns(
        signs=kinds,
        kinds=frozenset(kinds),
        campaign=re.compile(rf"(?:{any_of(words.campaign)})(?=期间|中，|当中|{any_of(words.at_once)})"),
        carried_out=re.compile(
            rf"(?:开展|实施|启动|推进)了?([^，；。：]{{2,30}}(?:{any_of(words.carried_out)}))[，：]"
        ),
        whole=re.compile(rf"{whole_area}|{any_of(words.whole_year + words.in_all)}"),
        # 1—11月全县检查300户次 tells of these months; after a figure of theirs, 全县 tells of the year
        widens=re.compile(rf"{any_of(words.whole_year)}|\d[^；]*?{whole_area}"),
        whole_area=re.compile(whole_area),
        part_year=re.compile(
            rf"(?<![年\d])(?:(\d{{1,2}})月?(?:—|-|至|到|~)(\d{{1,2}})月|({any_of(words.part_year)}|前\d个月))"
        ),
        jointly=re.compile(rf"(?:{any_of(words.jointly)})[^，；。]{{0,10}}"),
        # 向开发区下放41项 is a count of the whole, handed to the zone
        zone=re.compile(rf"([^，；。、]{{0,6}}(?:{any_of(words.zone)}))(?!下放|赋权|放权|、|和|等)"),
        region=re.compile(
            rf"((?:[^，；。、]{{0,6}}?(?:{any_of(words.region)}))|[^，；。、各本全]{{1,6}}地区(?!生产总值))[^，；。]{{0,24}}$"
        ),
        zone_centre=re.compile(
            rf"([^，；。、]{{0,6}}(?:{any_of(words.zone)}))[^，；。、]{{0,12}}(?:中心|大厅)，"
        ),
        grassroots=re.compile(rf"^(?:其中|各|，)*({grassroots})(?![和、（与便及])[^，；。、]{{2,}}"),
        some=re.compile(
            rf"(\d+个(?:{grassroots}|村|社区|县区|县|区|设区的市|市|部门|单位))(?!的)[^，；。、]{{0,18}}$"
        ),
        body=re.compile(
            rf"其中，?([^，；。、]{{0,14}}?(?:{any_of(words.body)}))"
            rf"(?:(?:{any_of(words.body_does)})[^，；。、]{{0,12}})?$"
        ),
        department=_subject(words, words.department),
        own_level=_subject(words, words.own_level),
        department_domains=frozenset(words.department_domains),
        acts_for_all=re.compile(rf"(?:{any_of(words.acts_for_all)})$"),
        outcome=re.compile(any_of(words.outcome)),
        part=re.compile(
            rf"其中，?(?:涉及|涉|为)?([^，；。、]{{2,8}}?)(?:类|类?(?:{any_of(words.part_nouns)}))(?:达|共|为)?$"
        ),
        per_unit=re.compile(
            rf"(每(?:个|一)?(?:{any_of(words.each)})(?:（[^）]{{1,6}}）)?|{any_of(words.per_unit)})"
        ),
        qualifier=re.compile(rf"(?<![专兼])({any_of(words.qualifier)})(?!兼)[^，；。、]{{0,8}}$"),
        sector=re.compile(rf"([^，；。]{{0,30}}(?:{any_of(words.sector)}))"),
    )


def _subject(words: _Words, names: list[str]) -> re.Pattern[str]:
    """What ends with one of the names and is the subject of a clause."""
    return re.compile(
        rf"(?:^|(?<=[，。：\n ]))(?:{any_of(words.before_department)}|\d{{4}}年)*"
        rf"([^，。：；、（）“”\d\n各我本]{{0,14}}?(?:{any_of(names)}))"
        rf"(?={any_of(words.body_does + words.department_does)}|\d{{4}}年)"
    )


def signs() -> dict[str, tuple[str, ...]]:
    """Words by kind of narrowing: a sentence that holds none of a kind narrows no figure that way."""
    return _patterns().signs


def scope_of(context: Context, metric: Metric | None = None) -> str:
    """The narrower scope that the words around a quantity name, or an empty string for the whole.

    What the metric's own name says (人均, 每村) narrows nothing.
    """
    known, signs = _patterns(), context.signs
    if not signs.isdisjoint(known.kinds):
        name = metric.name_zh if metric else ""
        narrower = _party_or_part(known, context, name) or _time_or_campaign(known, context)
        if narrower:
            return narrower
        if not signs.isdisjoint(_OF_PLACE) and (found := _place(known, context)):
            return found[1]
        if "own_level" in signs and (narrower := _does(known, context, known.own_level)):
            return narrower
        summed = metric is not None and metric.domain in known.department_domains
        if summed and "department" in signs and (narrower := _does(known, context, known.department)):
            return narrower
    some = context.kind == "problems" or context.quantity.unit_class == "share"
    if some and (found := known.some.search(context.clause_lead)):
        return found[1]
    return ""


def _place(known: _Patterns, context: Context) -> re.Match[str] | None:
    """The zone, the sector or the kind of body that a clause names."""
    signs, clause = context.signs, context.clause_lead
    found = None
    if "zone" in signs:
        found = known.zone.search(clause) or known.zone_centre.search(context.before)
    if not found and "region" in signs:
        found = known.region.search(clause)
    if not found and "sector" in signs:
        found = known.sector.search(clause + context.after)
    if not found and "qualifier" in signs:
        found = known.qualifier.search(clause)
    if not found and "grassroots" in signs:
        found = known.grassroots.search(clause)
    return found


def _does(known: _Patterns, context: Context, subject: re.Pattern[str]) -> str:
    """The body whose figure it is: the last one that a clause of the group has for its subject."""
    group = context.group_lead
    bodies = list(subject.finditer(group))
    if not bodies or known.whole_area.search(group, bodies[-1].end()):
        return ""
    body: str = bodies[-1][1]
    return "" if known.acts_for_all.search(body) else body


def _party_or_part(known: _Patterns, context: Context, metric_name: str) -> str:
    """As respondent, a part counted by one body or of one kind, so many for each unit."""
    signs = context.signs
    if "respondent" in signs:
        around = context.group_lead + context.after
        respondent = _RESPONDENT.search(around)
        if respondent and not _OTHER_PARTY.search(around, respondent.end()):
            return "被申请人"
    if "part" in signs and (words := part_words(context)):
        part = part_by_body(words) or part_by_kind(words)
        if part:
            return part
    if "per_unit" in signs and "人均" not in metric_name and "每" not in metric_name:
        unit = known.per_unit.search(context.clause_lead)
        # 平均每年 makes a mean of years, and no scope
        return unit[1] if unit and f"平均{unit[1]}" != "平均每年" else ""
    return ""


def part_words(context: Context) -> str:
    """The words of a part from 其中 on, which a list's later members share with its first; else empty.

    其中市政府11件、市直部门38件 gives 其中市直部门 for the second.
    """
    first = context
    while first.previous is not None and first.before[:1] in JOINS and first.before:
        first = first.previous
    at = first.before.rfind("其中")
    if at < 0:
        return ""
    return first.before[at:] if first is context else f"其中{context.before[1:]}"


def part_by_body(before: str) -> str | None:
    """The body that counts a part, where nothing else is named: 其中市法律援助中心办理."""
    found = _patterns().body.search(before)
    return found[1] if found else None


def part_by_kind(before: str) -> str | None:
    """The qualifier of a part named by the metric's noun: 其中农民工案件 → 农民工; None for an outcome."""
    known = _patterns()
    found = known.part.search(before)
    return found[1] if found and not known.outcome.search(found[1]) else None


def _campaigns(known: _Patterns, group: str, signs: frozenset[str]) -> Iterator[tuple[str, int]]:
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
        for found in _DURING.finditer(group):
            if not cues().plan_period.search(found[0]):
                yield found[1], found.end()
    if "carried_out" in signs:
        for found in known.carried_out.finditer(group):
            yield found[1], found.end()
    if "cleanup" in signs:
        yield from _cleanups(group)


def _cleanups(group: str) -> Iterator[tuple[str, int]]:
    """The clean-ups of one field that a group names, each with the offset at which its name ends."""
    for found in _CLEANUP.finditer(group):
        if found["after"] or found["whole"]:
            yield found[0], found.end()
            continue
        lead = group[max(0, found.start() - 2 * _LONGEST_FIELD - 3) : found.start()]
        clause = _CLAUSE_END.split(lead)[-1]
        for field in _FIELD.finditer(clause):
            if len(clause) - field.end() <= _LONGEST_FIELD:
                yield clause[max(0, field.start() - _LONGEST_FIELD) :] + found[0], found.end()
                break


def _time_or_campaign(known: _Patterns, context: Context) -> str:
    """A campaign, a part of the year, a superior, as long as no wider word (全年, 全县) follows."""
    signs = context.signs
    if signs.isdisjoint(_OF_TIME):
        return ""
    group, sentence = context.group_lead, context.sentence_lead
    for name, end in _campaigns(known, group, signs):
        if not known.widens.search(group, end):
            return name.strip("，、 在")
    until = _UNTIL.search(sentence) if "until" in signs else None
    if until and int(until[1]) < 12 and not known.widens.search(sentence, until.end()):
        return f"1—{int(until[1])}月"
    if "part_year" in signs and (part := _part_of_year(known, context)):
        return part
    jointly = known.jointly.search(group) if "jointly" in signs else None
    return jointly[0] if jointly and not known.whole.search(group, jointly.end()) else ""


def _part_of_year(known: _Patterns, context: Context) -> str:
    """The part of the year that a group names, or for all of its groups the first clause of the sentence."""
    group, opening = context.group_lead, context.sentence_opening
    leads = (
        ((group, False), (opening, True)) if opening and not known.whole.search(group) else ((group, False),)
    )
    for lead, earlier in leads:
        for found in known.part_year.finditer(lead):
            first, last, named = found.groups()
            if first and (not 1 < int(last) <= 12 or (first, last) == ("1", "12")):
                continue
            if earlier or not known.widens.search(group, found.end()):
                return f"{first}—{last}月" if first else named
    return ""
