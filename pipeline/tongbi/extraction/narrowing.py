"""The declared words that narrow a figure to less than the whole, compiled.

Belongs here: reading `sources/language/scope.yaml` and the patterns made of it. Does not belong here:
deciding what narrows a figure (`scope`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from tongbi.declaring import Pattern
from tongbi.extraction.connectives import connectives
from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import Signed, any_of, not_after
from tongbi.extraction.years import DAY
from tongbi.records import Level


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    campaign: list[str]
    in_course: list[str]
    lasting: list[str]
    carries_out: list[str]
    carried_out: list[str]
    clean_up: str
    clean_up_opens: list[str]
    clean_up_manner: list[str]
    clean_up_before: list[str]
    clean_up_after: list[str]
    clean_up_inside: list[str]
    cleaned_up: list[str]
    at_once: list[str]
    whole_year: list[str]
    whole_area: list[str]
    in_all: list[str]
    no_whole_before: list[str]
    of_all: list[str]
    part_year: list[str]
    first_months: list[Pattern]
    until: list[str]
    jointly: list[str]
    zone: list[str]
    handed_over: list[str]
    no_zone_before: list[str]
    zone_centre: list[str]
    region: list[str]
    region_noun: str
    no_region_before: list[str]
    no_region_after: list[str]
    grassroots: list[str]
    no_grassroots_before: list[str]
    some_bodies: list[Pattern]
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
    part_concerns: list[str]
    part_reaches: list[str]
    field: list[str]
    body_kinds: list[str]
    no_kind_before: list[Pattern]
    counts_bodies: list[str]
    grades: list[str]
    own_grade: list[Pattern]
    grade_does: list[str]
    grade_ends: list[str]
    each_one: list[str]
    no_unit: frozenset[str]
    per_unit: list[str]
    on_average: list[str]
    each: list[str]
    some_of: list[str]
    bodies_at_large: list[str]
    case_kinds: list[str]
    case_domains: list[str]
    respondents: dict[Level, frozenset[str]]
    respondent: str
    respondent_sign: str
    as_respondent: list[Pattern]
    all_respondent: list[Pattern]
    other_party: list[str]
    qualifier: list[str]
    no_qualifier_after: list[str]
    no_qualifier_before: list[str]
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
    lasting: Signed
    carried_out: re.Pattern[str]
    clean_up: re.Pattern[str]
    clean_up_field: re.Pattern[str]
    until: re.Pattern[str]
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
    named_unit: re.Pattern[str]
    per_unit: re.Pattern[str]
    no_unit: frozenset[str]
    some_of: re.Pattern[str]
    case_kinds: re.Pattern[str]
    case_domains: frozenset[str]
    respondents: dict[Level, frozenset[str]]
    respondent: str
    as_respondent: re.Pattern[str]
    all_respondent: re.Pattern[str]
    other_party: re.Pattern[str]
    qualifier: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    sector: re.Pattern[str]


@cache
def narrowing() -> Narrowing:
    """The words of `sources/language/scope.yaml`; a ValueError names the file and the field at fault."""
    words = declared(_Words, "scope.yaml")
    whole_area = (
        "(?:" + "|".join(f"{word}(?!{any_of(words.no_whole_before)})" for word in words.whole_area) + ")"
    )
    known, of_all = connectives(), "".join(words.of_all)
    grassroots = any_of(words.grassroots)
    bodies = any_of({*words.body, *words.department, *words.grassroots, *words.zone} - {*words.field})
    handed_over, grade = any_of(words.handed_over), "|".join((any_of(words.grades), *words.own_grade))
    # 综合保税区 is a zone, 综合保税区和 one of several; 示范地区 no region
    region = f"{not_after(words.no_region_after)}{words.region_noun}(?!{any_of(words.no_region_before)})"
    body_kinds = any_of(words.body_kinds)
    clean_up, inside, cleaned = words.clean_up, any_of(words.clean_up_inside), any_of(words.cleaned_up)
    carries_out = f"(?:{any_of(words.carries_out)})"
    kinds: dict[str, tuple[str, ...]] = {
        "respondent": (words.respondent_sign,),
        "part": (known.part,),
        "per_unit": (*words.each_one, *words.per_unit, *words.on_average),
        "campaign": (*words.in_course, *words.lasting, *words.at_once),
        "carried_out": tuple(words.carried_out),
        "clean_up": (clean_up,),
        "until": tuple(words.until),
        "part_year": ("月", *words.part_year),
        "jointly": tuple(words.jointly),
        "zone": tuple(words.zone),
        "region": (words.region_noun, *words.region),
        "sector": tuple(words.sector),
        "qualifier": tuple(words.qualifier),
        "grassroots": tuple(words.grassroots),
        "department": tuple(words.department),
        "some_of": tuple(words.some_of),
        "case_kind": tuple(words.case_kinds),
        "own_level": tuple(words.own_level),
    }
    some_bodies = "|".join((grassroots, *words.some_bodies))
    return Narrowing(
        signs=kinds,
        kinds=frozenset(kinds),
        campaign=re.compile(
            rf"(?:{any_of(words.campaign)})(?={any_of(words.in_course)}|中?(?:{any_of(words.at_once)}))"
        ),
        lasting=Signed(rf"([^，；。、：\d\n]{{2,16}})(?:{any_of(words.lasting)})", words.lasting),
        clean_up=re.compile(
            rf"(?P<whole>(?:{any_of(words.clean_up_opens)})[^，；。]{{0,24}}(?:{inside})[^，；。]{{0,12}}(?:{cleaned}){clean_up})"
            rf"|(?:{any_of(words.clean_up_manner)}){clean_up}"
            rf"|{clean_up}[^，；。]{{0,14}}(?:{any_of(words.clean_up_after)})(?P<after>[^，；。\d]{{2,24}})"
        ),
        clean_up_field=re.compile(any_of(words.clean_up_before)),
        until=re.compile(
            rf"(?:{any_of(words.until)})(?:\d{{4}}年)?(\d{{1,2}})月(?:{known.year_ends}|{DAY})?"
        ),
        carried_out=re.compile(
            rf"{carries_out}了?([^，；。：]{{2,30}}(?:{any_of(words.carried_out)}))[，：]"
        ),
        whole=re.compile(rf"{whole_area}|{any_of(words.whole_year + words.in_all)}"),
        # 1—11月全县检查300户次 tells of these months; after a figure of theirs, 全县 tells of the year
        widens=re.compile(rf"{any_of(words.whole_year)}|\d[^；]*?{whole_area}"),
        whole_area=re.compile(whole_area),
        part_year=re.compile(
            rf"(?<![年\d])(?:(\d{{1,2}})月?{known.to}(\d{{1,2}})月"
            rf"|({'|'.join((any_of(words.part_year), *words.first_months))}))"
        ),
        jointly=re.compile(rf"(?:{any_of(words.jointly)})[^，；。]{{0,10}}"),
        zone=re.compile(
            rf"([^，；。、]{{0,6}}(?:{any_of(words.zone)}))(?!{handed_over}|{known.only_joins}|等)"
        ),
        region=re.compile(
            rf"((?:[^，；。、]{{0,6}}?(?:{any_of(words.region)}))|[^，；。、{of_all}]{{1,6}}{region})[^，；。]{{0,24}}$"
        ),
        zone_centre=re.compile(
            rf"([^，；。、]{{0,6}}(?:{any_of(words.zone)}))[^，；。、]{{0,12}}(?:{any_of(words.zone_centre)})，"
        ),
        # 综合保税区封关运行，进出口总额达到21.3亿元: what a zone did opens the group
        zone_subject=re.compile(
            rf"[ \n]*([^，；。、\d]{{0,10}}(?:{any_of(words.zone)}))"
            rf"(?!{known.only_joins}|等|的|{handed_over}|{any_of(words.no_zone_before)})"
        ),
        grassroots=re.compile(
            rf"^(?:{known.part}|各|，)*({grassroots})"
            rf"(?!{known.joins}|（|{any_of(words.no_grassroots_before)})[^，；。、]{{2,}}"
        ),
        some=re.compile(rf"(\d+个(?:{some_bodies}))(?!的)[^，；。、]{{0,18}}$"),
        body=re.compile(
            rf"{known.part}，?([^，；。、]{{0,14}}?(?:{any_of(words.body)}))"
            rf"(?:(?:{any_of(words.body_does)})[^，；。、]{{0,12}})?$"
        ),
        department=_subject(words, words.department),
        own_level=_subject(words, words.own_level),
        department_domains=frozenset(words.department_domains),
        acts_for_all=re.compile(rf"(?:{any_of(words.acts_for_all)})$"),
        outcome=re.compile(any_of(words.outcome)),
        part=re.compile(
            rf"{known.part}，?(?:{any_of(words.part_concerns)})?([^，；。、]{{2,8}}?)"
            rf"(?:类|类?(?:{any_of(words.part_nouns)}))(?:{any_of(words.part_reaches)})?$"
        ),
        # one of several parts that 分别 tells of: a body, or a field of work (交通运输领域)
        leading_part=re.compile(
            rf"[^的\d]{{1,14}}?(?:{bodies}|(?P<field>{any_of(words.field)}))(?!{bodies})"
        ),
        # 乡镇和部门 are bodies of several kinds, 乡镇级 is none
        body_kind=re.compile(
            rf"(?:{body_kinds})(?!{'|'.join(words.no_kind_before)}|(?!、){known.joins}(?:{body_kinds}))"
        ),
        counts_bodies=frozenset(words.counts_bodies),
        grade=re.compile(
            rf"(?:，|{known.only_joins})*(?:{known.part})?{known.starts}?({grade})"
            rf"(?:{any_of(words.grade_does)})?(?:{any_of(words.grade_ends)})?"
        ),
        whole_part=re.compile(rf"[^的\d]{{1,14}}?(?:{bodies})"),
        named_unit=re.compile(any_of([*words.each_one, *words.per_unit])),
        no_unit=words.no_unit,
        per_unit=re.compile(
            rf"((?:{any_of(words.each_one)})(?:{any_of(words.each)})(?:（[^）]{{1,6}}）)?|{any_of(words.per_unit)})"
            rf"|\d个({some_bodies})(?:{any_of(words.on_average)})"
        ),
        some_of=re.compile(
            rf"((?:{any_of(words.some_of)})(?:{any_of([*words.body_kinds, *words.bodies_at_large])}))"
        ),
        qualifier_after=re.compile(any_of(words.qualifier_after)),
        case_kinds=re.compile(rf"({any_of(words.case_kinds)})[^，；。、]{{0,8}}$"),
        case_domains=frozenset(words.case_domains),
        respondents=words.respondents,
        respondent=words.respondent,
        as_respondent=re.compile("|".join(words.as_respondent)),
        all_respondent=re.compile("|".join(words.all_respondent)),
        other_party=re.compile(any_of(words.other_party)),
        qualifier=re.compile(
            rf"{not_after(words.no_qualifier_after)}({any_of(words.qualifier)})"
            rf"(?!{any_of(words.no_qualifier_before)})[^，；。、]{{0,8}}$"
        ),
        sector=re.compile(rf"([^，；。]{{0,30}}(?:{any_of(words.sector)}))"),
    )


def _subject(words: _Words, names: list[str]) -> re.Pattern[str]:
    """What ends with one of the names and is the subject of a clause."""
    return re.compile(
        rf"(?:^|(?<=[，。：\n ]))(?:{any_of(words.before_department)}|\d{{4}}年)*"
        rf"([^，。：；、（）“”\d\n{''.join(words.of_all)}]{{0,14}}?(?:{any_of(names)}))"
        rf"(?={any_of(words.body_does + words.department_does)}|\d{{4}}年)"
    )
