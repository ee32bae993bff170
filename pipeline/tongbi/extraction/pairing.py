"""Values that share a sentence: 分别, 均, three years in a row, values after the levels they belong to.

Belongs here: giving each of several values its own subject or year. Does not belong here: what one means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.numerals import count_of
from tongbi.extraction.wording import wording

if TYPE_CHECKING:
    from tongbi.extraction.context import Context

_JOIN = re.compile(r"、|和|及|以及|与")
_YEAR_RANGE = re.compile(r"((?:19|20)\d\d)年?(?:至|—|-|到|~)((?:19|20)\d\d)年")
_YEAR_LIST = re.compile(r"(?:(?:19|20)\d\d年?(?:、|和|，))+(?:19|20)\d\d年")
_COUNTED_AGAIN = re.compile("(?:等)?[两二三四五六七八九十](?:项|类|者|个)(?:案件|指标|工作|收入)?$")
_YEAR_WORD = re.compile(r"年(?!均)")
_LAST_YEARS = re.compile(r"(由|从)?(?:近|过去|最近|前)([两三四五六七八九])年")
# a time between the subjects and 分别: …纯收入和…可支配收入，2000年分别达到
_WHEN = re.compile(r"，(?:(?:19|20)\d\d年|去年|全年|[两三四五六七八九十]年来?|年均|平均每年)$")
# 一至四季度, 一季度、二季度和三季度, 一、二、三季度
_QUARTER_SIGNS = "一二三四"
_QUARTERS = re.compile(
    "第?[一二三四](?:季度)?(?:(?P<to>至|到|—|-)第?[二三四]|(?:、第?[二三四](?:季度)?)*(?:、|和|及)第?[二三四])季度"
)
# 城乡居民人均可支配收入分别增长5.1%、6.6%: one word for two subjects
_TOWN_AND_COUNTRY = "城乡"
_TOWN_COUNTRY_APART = "城、乡"


def years_of(context: Context, count: int, results_year: int) -> list[int] | None:
    """The years that `count` values of a run belong to, where the text names just as many."""
    lead = context.group_lead
    if not _YEAR_WORD.search(lead) and respectively(context):
        # 2022年、2023年，受理案件分别为63件、78件；出庭应诉率分别为97.1%、100%: the sentence's years hold on
        lead = context.sentence_lead
    if found := _last(_YEAR_RANGE, lead):
        years = list(range(int(found[1]), int(found[2]) + 1))
    elif found := _last(_YEAR_LIST, lead):
        years = [int(year) for year in re.findall(r"(?:19|20)\d\d", found[0])]
    elif (found := _last(_LAST_YEARS, lead)) and wording().respectively.search(lead, found.end()):
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
    before = context.before
    cut = wording().respectively.search(before)
    phrase = _WHEN.sub("", before[: cut.start()]) if cut else before
    verb = before[cut.start() :] if cut else ""
    clause_start = max(phrase.rstrip("，").rfind("，"), phrase.rfind("；"), phrase.rfind("：")) + 1
    clause = phrase[clause_start:].rstrip("，")
    clause = clause.replace(_TOWN_COUNTRY_APART, _TOWN_AND_COUNTRY)
    tail = wording().telling.search(clause)
    head, rest = (clause[: tail.start()], clause[tail.start() :]) if tail else (clause, "")
    if count == 2 and _TOWN_AND_COUNTRY in head:
        items = [head.replace(_TOWN_AND_COUNTRY, part) for part in ("城镇", "农村")]
        return [phrase[:clause_start] + item + rest + verb for item in items]
    # 行政处罚、行政强制两项分别增长: the list is counted once more
    items = [item for item in _JOIN.split(_COUNTED_AGAIN.sub("", head)) if item]
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
    if (found := _QUARTERS.search(phrase, start)) and (quarters := _quarters(found)):
        words = phrase[: found.start()] + phrase[found.end() :] + verb
        return (quarters, words) if len(quarters) == count else None
    items = [item for item in _JOIN.split(phrase[start:]) if item]
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


def _quarters(found: re.Match[str]) -> list[str]:
    signs = [sign for sign in found[0] if sign in _QUARTER_SIGNS]
    if found["to"]:
        first, last = (_QUARTER_SIGNS.index(sign) for sign in signs)
        signs = list(_QUARTER_SIGNS[first : last + 1])
    return [f"{sign}季度" for sign in signs]


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
    if _TOWN_AND_COUNTRY in clause and not _JOIN.search(clause):
        return subjects_of(context, 2) or []
    if not _JOIN.search(clause):
        return []
    for count in range(min(4, len(_JOIN.findall(clause)) + 1), 1, -1):
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
