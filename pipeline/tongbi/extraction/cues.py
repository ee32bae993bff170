"""The declared cue words of role and period, compiled.

Belongs here: reading `sources/language/cues.yaml` and the patterns made of it. Does not belong here: deciding
a role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from tongbi.declaring import Pattern
from tongbi.extraction.lexicon import declared
from tongbi.extraction.patterns import Ending, Signed, any_of


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rise: list[str]
    fall: list[str]
    shorten: list[str]
    increments: list[str]
    settling: list[str]
    between: list[str]
    told_after: dict[str, str]
    adverbs: list[str]
    now: list[str]
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
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues: endings are searched in the text before a number, the rest in the clause around it.

    `verb_only` and `joined` match the whole of what stands between two numbers.

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
    ends: frozenset[str]
    signs: dict[str, list[str]]


@cache
def cues() -> Cues:
    """The cues of `sources/language/cues.yaml`; a ValueError names the file and the field that do not fit."""
    words = declared(_Words, "cues.yaml")
    verbs = any_of(words.rise + words.fall + words.shorten)
    # 增速为3.8% is a change, 增加为3项 a level
    moving = any_of(set(words.rise + words.fall + words.shorten) - set(words.pace))
    reaching = rf"(?:{moving}|{any_of(words.settling)})(?:{any_of(words.reaching)})"
    plans = any_of(name for name in words.spans if not name.endswith("普法"))
    when = (
        rf"(?P<last>{any_of(words.earlier)})|(?P<before_last>{any_of(words.before_last)})"
        rf"|(?P<year>(?:19|20)\d\d)年|“?(?P<plan>{plans})”?时?期?(?=末)"
    )
    laws = any_of(name.removesuffix("普法") for name in words.spans if name.endswith("普法"))
    joins = "、|和|及|以及|与"
    ago = "原来的?|过去的?|以前的?|改革前的?|五年前的?|原先的?"
    change = Ending(
        rf"(?P<verb>{verbs})(?:(?<=[长幅降涨])率)?(?:{any_of(words.between)})* ?",
        [*words.rise, *words.fall, *words.shorten, *words.between, "率", " "],
    )
    reached = Ending(
        rf"{reaching}[了约近]?(?:{any_of(words.now)})? ?",
        [*words.reaching, *words.now, "了", "约", "近", " "],
    )
    earlier = Ending(rf"(?:{when})(?:度|同期|底|末|全年)?的[约近]?", ["的", "约", "近"])
    # 较上年273件增长28.9%, （上年19件）: a level that the present one is compared with
    beside = Ending(
        rf"(?:[较比与同]|（)(?:{when})(?:度|同期|底|末|全年)?(?:为|约)?",
        [*words.earlier, *words.before_last, "年", "度", "期", "底", "末", "为", "约"],
    )
    return Cues(
        change=change,
        told_after=re.compile(any_of(words.told_after)),
        verb_after=words.told_after,
        verb_only=re.compile(rf"(?:{any_of(words.adverbs)})?(?:{verbs})(?:{any_of(words.reaching)}|了)?"),
        # 、 or 和, and a verb where the members of a run change in different ways (分别增长5%、下降3%)
        joined=re.compile(rf" ?(?:(?:{joins})?|(?:{joins})(?:{verbs})) ?"),
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
            rf"[由从](?:(?:{when})(?:度|同期|底|末)?的?|(?P<now>{any_of(words.now)})|{ago})?$", ["由", "从"]
        ),
        to_level=Signed(reaching, words.reaching),
        from_earlier=Ending(
            rf"[由从](?:{when})(?:度|同期)?的?", [*words.earlier, *words.before_last, "年", "度", "期", "的"]
        ),
        target=Signed(_none_of(words.target, words.no_target), words.target),
        target_list=Signed(
            "".join(f"(?<!{re.escape(word)})" for word in words.no_target_list)
            + f"(?:{any_of(words.target_list)})(?![；。])",
            words.target_list,
        ),
        average=re.compile(_none_of(words.average, words.no_average)),
        cumulative=re.compile("|".join(words.cumulative)),
        within_year=re.compile(any_of(words.within_year)),
        this_year=re.compile(any_of(words.this_year)),
        at_present=re.compile(any_of(words.at_present)),
        plan_period=re.compile(
            rf"“?(?:(?P<law>{laws})”?普法|(?P<plan>{plans})”?)(?:规划|工作)?(?:期间|时期)"
        ),
        plan_span=re.compile(any_of(words.spans)),
        law_span=re.compile(laws),
        spans=words.spans,
        ends=change.ends | reached.ends | earlier.ends | beside.ends,
        signs={
            "target": words.target,
            "target_list": words.target_list,
            "average": words.average,
            "from": ["由", "从"],
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
