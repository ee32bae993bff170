"""The declared words that narrow a figure to less than the whole, compiled.

Belongs here: reading `sources/language/scope.yaml` and the patterns made of it. Does not belong here:
deciding what narrows a figure (`scope`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import any_of
from tongbi.records import Level


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
    field: list[str]
    body_kinds: list[str]
    counts_bodies: list[str]
    grades: list[str]
    per_unit: list[str]
    each: list[str]
    some_of: list[str]
    bodies_at_large: list[str]
    case_kinds: list[str]
    case_domains: list[str]
    respondents: dict[Level, frozenset[str]]
    qualifier: list[str]
    qualifier_after: list[str]
    sector: list[str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Compiled words of scope, by what they name.

    `signs` are words by kind of narrowing: a sentence that holds none of a kind narrows no figure that way.
    `whole`, `widens` and `whole_area` tell that a figure is of the whole again; what is searched at the end
    of the words before a number ends with `$`.
    """

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
    zone_subject: re.Pattern[str]
    grassroots: re.Pattern[str]
    some: re.Pattern[str]
    body: re.Pattern[str]
    department: re.Pattern[str]
    own_level: re.Pattern[str]
    department_domains: frozenset[str]
    acts_for_all: re.Pattern[str]
    outcome: re.Pattern[str]
    part: re.Pattern[str]
    leading_part: re.Pattern[str]
    body_kind: re.Pattern[str]
    counts_bodies: frozenset[str]
    grade: re.Pattern[str]
    whole_part: re.Pattern[str]
    per_unit: re.Pattern[str]
    some_of: re.Pattern[str]
    case_kinds: re.Pattern[str]
    case_domains: frozenset[str]
    respondents: dict[Level, frozenset[str]]
    qualifier: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    sector: re.Pattern[str]


@cache
def narrowing() -> Narrowing:
    """The words of `sources/language/scope.yaml`; a ValueError names the file and the field at fault."""
    words = declared(_Words, "scope.yaml")
    whole_area = "(?:" + "|".join(f"{word}(?!范围)" for word in words.whole_area) + ")"
    grassroots = any_of(words.grassroots)
    bodies = any_of({*words.body, *words.department, *words.grassroots, *words.zone} - {*words.field})
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
        "some_of": tuple(words.some_of),
        "case_kind": tuple(words.case_kinds),
        "own_level": tuple(words.own_level),
    }
    return Narrowing(
        signs=kinds,
        kinds=frozenset(kinds),
        campaign=re.compile(
            rf"(?:{any_of(words.campaign)})(?=期间|中，|当中|中?(?:{any_of(words.at_once)}))"
        ),
        carried_out=re.compile(
            rf"(?:开展|实施|启动|推进|组织)了?([^，；。：]{{2,30}}(?:{any_of(words.carried_out)}))[，：]"
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
            rf"((?:[^，；。、]{{0,6}}?(?:{any_of(words.region)}))|[^，；。、各本全]{{1,6}}(?<!示范)地区(?!生产总值))[^，；。]{{0,24}}$"
        ),
        zone_centre=re.compile(
            rf"([^，；。、]{{0,6}}(?:{any_of(words.zone)}))[^，；。、]{{0,12}}(?:中心|大厅)，"
        ),
        # 综合保税区封关运行，进出口总额达到21.3亿元: what a zone did opens the group
        zone_subject=re.compile(
            rf"[ \n]*([^，；。、\d]{{0,10}}(?:{any_of(words.zone)}))(?![建发等和及、的]|下放|赋权|放权)"
        ),
        grassroots=re.compile(rf"^(?:其中|各|，)*({grassroots})(?![和、（与便及])[^，；。、]{{2,}}"),
        some=re.compile(
            rf"(\d+个(?:[^，；。、的\d]{{1,4}}?[局所站]|{grassroots}|村|社区|县区|县(?![级直城])|区(?![级直])|设区的市|市(?![场级直民政])|部门|单位))(?!的)[^，；。、]{{0,18}}$"
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
        # one of several parts that 分别 tells of: a body, or a field of work (交通运输领域)
        leading_part=re.compile(
            rf"[^的\d]{{1,14}}?(?:{bodies}|(?P<field>{any_of(words.field)}))(?!{bodies})"
        ),
        body_kind=re.compile(
            rf"(?:{any_of(words.body_kinds)})(?![级直]|[^，；。、和及开进的]{{0,2}}(?:单位|地区)|[和及与](?:{any_of(words.body_kinds)}))"
        ),
        counts_bodies=frozenset(words.counts_bodies),
        grade=re.compile(
            rf"[，、和及]*(?:其中)?(?:由)?({any_of(words.grades)}|[省市州盟县区旗](?:政府)?本级)(?:实施)?(?:的|有|为)?"
        ),
        whole_part=re.compile(rf"[^的\d]{{1,14}}?(?:{bodies})"),
        per_unit=re.compile(
            rf"(每(?:个|一)?(?:{any_of(words.each)})(?:（[^）]{{1,6}}）)?|{any_of(words.per_unit)})"
        ),
        some_of=re.compile(
            rf"((?:{any_of(words.some_of)})(?:{any_of([*words.body_kinds, *words.bodies_at_large])}))"
        ),
        qualifier_after=re.compile(any_of(words.qualifier_after)),
        case_kinds=re.compile(rf"({any_of(words.case_kinds)})[^，；。、]{{0,8}}$"),
        case_domains=frozenset(words.case_domains),
        respondents=words.respondents,
        qualifier=re.compile(rf"(?<![专兼])({any_of(words.qualifier)})(?!兼)[^，；。、]{{0,8}}$"),
        sector=re.compile(rf"([^，；。]{{0,30}}(?:{any_of(words.sector)}))"),
    )


def _subject(words: _Words, names: list[str]) -> re.Pattern[str]:
    """What ends with one of the names and is the subject of a clause."""
    return re.compile(
        rf"(?:^|(?<=[，。：\n ]))(?:{any_of(words.before_department)}|\d{{4}}年)*"
        rf"([^，。：；、（）“”\d\n各我本全]{{0,14}}?(?:{any_of(names)}))"
        rf"(?={any_of(words.body_does + words.department_does)}|\d{{4}}年)"
    )
