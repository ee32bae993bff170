"""The declared cue words of role and period, compiled.

Belongs here: reading `sources/language/cues.yaml` and the patterns made of it. Does not belong here: deciding
a role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from tongbi.declaring import Pattern
from tongbi.extraction.connectives import connectives
from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import HAN, Ending, Signed, any_of, not_after
from tongbi.extraction.years import COUNT, DATED, DAY, YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rise: list[str]
    fall: list[str]
    with_rate: list[str]
    shorten: list[str]
    increments: list[str]
    settling: list[str]
    between: list[str]
    told_after: dict[str, str]
    adverbs: list[str]
    now: list[str]
    ago: list[str]
    pace: list[str]
    revised: list[str]
    adds: dict[str, str]
    done: list[str]
    own_plan: list[str]
    told: list[Pattern]
    reaching: list[str]
    gap: list[Pattern]
    gap_signs: list[str]
    comparison: list[str]
    earlier: list[str]
    before_last: list[str]
    target: list[str]
    no_target: list[str]
    target_list: list[str]
    no_target_list: list[str]
    average: list[str]
    no_average: list[str]
    cumulative: list[Pattern]
    within_year: list[str]
    this_year: list[str]
    at_present: list[str]
    no_year: list[Pattern]
    year_limit: list[str]
    early: list[str]
    begins: list[str]
    range_opens: list[str]
    over_years: list[str]
    plan_named: list[str]
    plan_ends: list[str]
    publicity: str
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues: endings are searched in the text before a number, the rest in the clause around it.

    `verb_only` and `joined` match the whole of what stands between two numbers.

    Of years in digits `year` is any that is no date, `own_year` one that a figure may be of, `base_year` one
    that it is compared with, `since_year` one that a stretch begins with, `opening_year` what opens a group.
    `plans`, `plan_end` and `undated` are parts of larger patterns: the plans of the economy, what follows a
    name before 末, that a year is no part of a date.

    `ends` are the signs that an ending may end with. `signs` are words by kind of cue: a sentence that holds
    none of a kind holds no such cue.
    """

    change: Ending
    told_after: re.Pattern[str]
    verb_after: dict[str, str]
    verb_only: re.Pattern[str]
    joined: re.Pattern[str]
    pace: re.Pattern[str]
    revised: re.Pattern[str]
    adds: re.Pattern[str]
    added: dict[str, str]
    done: re.Pattern[str]
    own_plan: re.Pattern[str]
    told: re.Pattern[str]
    rising: frozenset[str]
    falling: frozenset[str]
    shortening: frozenset[str]
    increments: frozenset[str]
    reaching: Ending
    gap: re.Pattern[str]
    comparison: re.Pattern[str]
    earlier: Ending
    beside: Ending
    from_level: Signed
    to_level: Signed
    from_earlier: Ending
    target: Signed
    target_list: Signed
    average: re.Pattern[str]
    cumulative: re.Pattern[str]
    within_year: re.Pattern[str]
    this_year: re.Pattern[str]
    at_present: re.Pattern[str]
    plan_span: re.Pattern[str]
    law_span: re.Pattern[str]
    plan_period: re.Pattern[str]
    spans: dict[str, tuple[int, int]]
    publicity: str
    plans: str
    plan_end: str
    year: re.Pattern[str]
    own_year: re.Pattern[str]
    undated: str
    early: tuple[str, ...]
    range_opens: re.Pattern[str]
    year_range: re.Pattern[str]
    since: re.Pattern[str]
    since_year: re.Pattern[str]
    n_years: re.Pattern[str]
    base_year: re.Pattern[str]
    opening_year: re.Pattern[str]
    compared: re.Pattern[str]
    ends: frozenset[str]
    signs: dict[str, Sequence[str]]


@cache
def cues() -> Cues:
    """The cues of `sources/language/cues.yaml`; a ValueError names the file and the field that do not fit."""
    words = declared(_Words, "cues.yaml")
    verbs = any_of(words.rise + words.fall + words.shorten)
    # 增速为3.8% is a change, 增加为3项 a level
    moving = any_of(set(words.rise + words.fall + words.shorten) - set(words.pace))
    reaching = rf"(?:{moving}|{any_of(words.settling)})(?:{any_of(words.reaching)})"
    known, publicity = connectives(), words.publicity
    plans = any_of(name for name in words.spans if not name.endswith(publicity))
    plan_end = f"”?(?:{any_of(words.plan_ends)})?(?=末)"
    when = (
        rf"(?P<last>{any_of(words.earlier)})|(?P<before_last>{any_of(words.before_last)})"
        rf"|(?P<year>{YEAR})年|“?(?P<plan>{plans}){plan_end}"
    )
    laws = any_of(name.removesuffix(publicity) for name in words.spans if name.endswith(publicity))
    rated = "|".join(f"(?<={sign})" for sign in words.with_rate)
    change = Ending(
        rf"(?P<verb>{verbs})(?:(?:{rated})率)?(?:{any_of(words.between)})* ?",
        [*words.rise, *words.fall, *words.shorten, *words.between, "率", " "],
    )
    reached = Ending(
        rf"{reaching}(?:了|{known.nearly})?(?:{any_of(words.now)})? ?",
        [*words.reaching, *words.now, *known.nearly_words, "了", " "],
    )
    earlier = Ending(rf"(?:{when}){known.year_ends}?的{known.nearly}?", ["的", *known.nearly_words])
    # 较上年273件增长28.9%, （上年19件）: a level that the present one is compared with
    beside = Ending(
        rf"(?:{known.compares}|（)(?:{when}){known.year_ends}?(?:为|{known.nearly})?",
        [*words.earlier, *words.before_last, *known.year_end_words, *known.nearly_words, "年", "为"],
    )
    undated = rf"(?!{DATED}|{'|'.join(words.no_year)})"
    limit = rf"(?!{any_of(words.year_limit)})"
    return Cues(
        change=change,
        told_after=re.compile(any_of(words.told_after)),
        verb_after=words.told_after,
        verb_only=re.compile(rf"(?:{any_of(words.adverbs)})?(?:{verbs})(?:{any_of(words.reaching)}|了)?"),
        # 、 or 和, and a verb where the members of a run change in different ways (分别增长5%、下降3%)
        joined=re.compile(rf" ?(?:{known.joins}?|{known.joins}(?:{verbs})) ?"),
        pace=re.compile(any_of(words.pace)),
        revised=re.compile(any_of(words.revised)),
        adds=re.compile(any_of(words.adds)),
        added=words.adds,
        done=re.compile(any_of(words.done)),
        own_plan=re.compile(any_of(words.own_plan)),
        told=re.compile("|".join(words.told)),
        rising=frozenset(words.rise),
        falling=frozenset(words.fall),
        shortening=frozenset(words.shorten),
        increments=frozenset(words.increments),
        reaching=reached,
        gap=re.compile(f"(?:{'|'.join(words.gap)}) ?$"),
        comparison=re.compile(any_of(words.comparison)),
        earlier=earlier,
        beside=beside,
        from_level=Signed(
            rf"{known.starts}(?:(?:{when}){known.year_ends}?的?|(?P<now>{any_of(words.now)})|(?:{any_of(words.ago)})的?)?$",
            known.starting,
        ),
        to_level=Signed(reaching, words.reaching),
        from_earlier=Ending(
            rf"{known.starts}(?:{when}){known.year_ends}?的?",
            [*words.earlier, *words.before_last, *known.year_end_words, "年", "的"],
        ),
        target=Signed(_none_of(words.target, words.no_target), words.target),
        target_list=Signed(
            f"{not_after(words.no_target_list)}(?:{any_of(words.target_list)})(?![；。])", words.target_list
        ),
        average=re.compile(_none_of(words.average, words.no_average)),
        cumulative=re.compile("|".join(words.cumulative)),
        within_year=re.compile(any_of(words.within_year)),
        this_year=re.compile(any_of(words.this_year)),
        at_present=re.compile(any_of(words.at_present)),
        plan_period=re.compile(
            rf"“?(?:(?P<law>{laws})”?{publicity}|(?P<plan>{plans})”?)(?:{any_of(words.plan_named)})?{known.during}"
        ),
        plan_span=re.compile(any_of(words.spans)),
        law_span=re.compile(laws),
        spans=words.spans,
        publicity=publicity,
        plans=plans,
        plan_end=plan_end,
        # the search goes from 年 to 年
        year=re.compile(rf"年(?<=(?<!\d)({YEAR})年){undated}"),
        own_year=re.compile(rf"年(?<=(?<!\d){not_after(known.comparing)}({YEAR})年){undated}{limit}"),
        undated=undated,
        early=tuple(words.early),
        range_opens=re.compile(rf"^(?:[ \n]|{any_of(words.range_opens)})*"),
        # 2018年至2022年, 累计: years that a total is of; 2018—2022年 inside a title names a plan
        year_range=re.compile(
            rf"(?<![\d（])({YEAR})年?{known.year_ends}?(?:(\d{{1,2}})月(?:{DAY})?)?{known.to}"
            rf"({YEAR})年(?:{known.year_ends}|{known.during}|(\d{{1,2}})月(?:{DAY}|{known.year_ends})?)?"
        ),
        since=re.compile(rf"([“”{HAN}·\d]{{2,14}}){known.since}(?!的)"),
        since_year=re.compile(
            rf"(?<!\d)({YEAR})年(?:{DATED})?(?:{DAY})?(?:{known.since}(?!的)|{any_of(words.begins)})"
        ),
        n_years=re.compile(
            rf"(?<![\d〇零一二])({COUNT})年{known.past_after}?(?:，|{any_of(words.over_years)})|{known.past}({COUNT})年"
        ),
        base_year=re.compile(rf"{known.compares}({YEAR})年[^，；。]{{0,12}}$"),
        opening_year=re.compile(rf"({YEAR})年{known.year_ends}?(?:{known.since})?"),
        compared=re.compile(rf"{known.compares}[^，]{{0,8}}$"),
        ends=change.ends | reached.ends | earlier.ends | beside.ends,
        signs={
            "target": words.target,
            "target_list": words.target_list,
            "average": words.average,
            "from": known.starting,
            "year": ["年"],
            "gap": words.gap_signs,
        },
    )


def _none_of(cues_of: list[str], not_in: list[str]) -> str:
    """One of the cues that is no part of one of the words of `not_in`."""
    held = [(word, cue) for word in not_in for cue in cues_of if cue in word and word != cue]
    before = "".join(f"(?<!{word.removesuffix(cue)})" for word, cue in held if word.endswith(cue))
    after = [word.removeprefix(cue) for word, cue in held if word.startswith(cue)]
    return f"{before}(?:{any_of(cues_of)})" + (f"(?!{any_of(after)})" if after else "")
