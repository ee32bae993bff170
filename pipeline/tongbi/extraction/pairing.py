"""Values that share a sentence: 分别, 均, three years in a row, values after the levels they belong to.

Belongs here: giving each of several values its own subject or year. Does not belong here: what one means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tongbi.extraction.connectives import connectives
from tongbi.extraction.cues import cues
from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.numerals import count_of
from tongbi.extraction.wording import QUARTERS, wording
from tongbi.extraction.years import COUNT, YEAR

if TYPE_CHECKING:
    from tongbi.extraction.context import Context


@dataclass(frozen=True, slots=True)
class _Patterns:
    join: re.Pattern[str]
    year: re.Pattern[str]
    year_range: re.Pattern[str]
    year_list: re.Pattern[str]
    last_years: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = connectives()
    return _Patterns(
        join=re.compile(known.joins),
        year=re.compile(YEAR),
        year_range=re.compile(rf"({YEAR})年?{known.to}({YEAR})年"),
        year_list=re.compile(rf"(?:{YEAR}年?(?:，|{known.joins}))+{YEAR}年"),
        last_years=re.compile(rf"({known.starts})?{known.past}({COUNT})年"),
    )


def years_of(context: Context, count: int, results_year: int) -> list[int] | None:
    """The years that `count` values of a run belong to, where the text names just as many."""
    lead, known = context.group_lead, _patterns()
    if "年" not in cues().average.sub("", lead) and respectively(context):
        # 2022年、2023年，受理案件分别为63件、78件；出庭应诉率分别为97.1%、100%: the sentence's years hold on
        lead = context.sentence_lead
    if found := _last(known.year_range, lead):
        years = list(range(int(found[1]), int(found[2]) + 1))
    elif found := _last(known.year_list, lead):
        years = [int(year) for year in known.year.findall(found[0])]
    elif (found := _last(known.last_years, lead)) and wording().respectively.search(lead, found.end()):
        # 由前三年分别…转为…: the years before the one that the turn is told of
        last = results_year - bool(found[1])
        years = list(range(last - count_of(found[2]) + 1, last + 1))
    else:
        return None
    return years if len(years) == count else None


def subjects_of(context: Context, count: int, *, completed: bool = True) -> list[str] | None:
    """The words before each of `count` values: 企业、政府投资项目分别 → (企业投资项目, 政府投资项目).

    None where the subjects are not just as many as the values. Unless `completed`, a short subject is left as
    it is written.
    """
    before, known = context.before, wording()
    cut = known.respectively.search(before)
    phrase = known.when.sub("", before[: cut.start()]) if cut else before
    verb = before[cut.start() :] if cut else ""
    clause_start = max(phrase.rstrip("，").rfind("，"), phrase.rfind("；"), phrase.rfind("：")) + 1
    clause = phrase[clause_start:].rstrip("，")
    for word in known.one_for_two:
        # 城、乡居民 is written so too
        clause = clause.replace("、".join(word), word)
    tail = known.telling.search(clause)
    head, rest = (clause[: tail.start()], clause[tail.start() :]) if tail else (clause, "")
    if count == 2 and (word := _for_two(head)):
        items = [head.replace(word, part) for part in known.one_for_two[word]]
        return [phrase[:clause_start] + item + rest + verb for item in items]
    # 行政处罚、行政强制两项分别增长: the list is counted once more
    items = [item for item in _patterns().join.split(known.counted_again.sub("", head)) if item]
    if len(items) < count or count < 2:
        return None
    if len(items) > count:
        items = ["".join(items[: len(items) - count + 1]), *items[len(items) - count + 1 :]]
    last = items[-1]
    whole = [_completed(item, last) if completed else item for item in items[:-1]] + [last]
    return [phrase[:clause_start] + item + rest + verb for item in whole]


def parts_of(context: Context, count: int) -> tuple[list[str], str] | None:
    """The parts that `count` values are of, and the words that they share, where 分别 follows just as many.

    甲局、乙局办理案件分别为 → (甲局, 乙局), 办理案件分别为; 一至四季度分别增长 has the quarters for parts.
    """
    before = context.before
    cut = wording().respectively.search(before)
    if cut is None:
        return None
    phrase, verb = before[: cut.start()], before[cut.start() :]
    start = max(phrase.rfind(mark) for mark in "，；：。") + 1
    if (found := wording().quarters.search(phrase, start)) and (quarters := _quarters(found)):
        words = phrase[: found.start()] + phrase[found.end() :] + verb
        return (quarters, words) if len(quarters) == count else None
    items = [item for item in _patterns().join.split(phrase[start:]) if item]
    if len(items) != count:
        return None
    last = narrowing().leading_part.match(items[-1])
    if last is None:
        return None
    names = [*items[:-1], last[0]]
    alike = all(map(narrowing().whole_part.fullmatch, names))
    if not alike and not last["field"]:
        return None
    return names, phrase[:start] + items[-1][last.end() :].removeprefix("的") + verb


def _for_two(words: str) -> str:
    """The word for two subjects that stands among the words: 城乡; empty where there is none."""
    return next((word for word in wording().one_for_two if word in words), "")


def _quarters(found: re.Match[str]) -> list[str]:
    signs = [sign for sign in found[0] if sign in QUARTERS]
    if found["to"]:
        first, last = (QUARTERS.index(sign) for sign in signs)
        signs = list(QUARTERS[first : last + 1])
    return [f"{sign}{wording().quarter}" for sign in signs]


def respectively(context: Context) -> bool:
    """Whether the values of a run have a subject each, by 分别."""
    return bool(wording().respectively.search(context.clause_lead))


def shared_subjects(context: Context) -> list[str]:
    """The words before a value that several subjects share (参考率、合格率均为100%), one for each.

    Empty where it has one subject.
    """
    clause = context.clause_lead
    if not wording().each.search(clause):
        return []
    joins = len(_patterns().join.findall(clause))
    if not joins:
        return (subjects_of(context, 2) or []) if _for_two(clause) else []
    for count in range(min(4, joins + 1), 1, -1):
        subjects = subjects_of(context, count)
        if subjects:
            return subjects
    return []


def _completed(item: str, last: str) -> str:
    if len(item) >= len(last) or item[-1:] == last[-1:]:
        return item
    return item + last[len(item) :]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last match is what is wanted
        pass
    return found
