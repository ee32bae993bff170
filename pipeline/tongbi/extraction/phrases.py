"""The phrase book: which words name which metric, and the search for them around a quantity.

Belongs here: reading `sources/language/phrases/<family>.yaml` and finding the metric whose phrase fits best.
Does not belong here: deciding which words of a sentence belong to which quantity (`context`), or what a
metric is (`catalogue`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Annotated

import ahocorasick
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tongbi import project
from tongbi.extraction.lexicon import lexicon, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.records import ReportType

_GAP = 16
_AFTER_GAP = 40
_LEAD = 4
# what it is worth that nothing but fillers stands between a phrase and the number
_TOUCH = 3.0
# how many characters the longest word of a phrase may have
_WORD = 8
# words that may stand between a phrase and its number and say nothing of what is counted
_FILLER = re.compile(
    r"(?:其中|分别|共计|总计|合计|累计|总数|总量|总额|数量|规模|全年|今年|去年|当年|本年度|本年|年度|全县|全市|全区|"
    r"全省|全国|达到了|达到|达|共有|共|已有|已经|已|为|有|是|均|约|现有|现已|现|的|了|计|数|到|至|"
    r"涉及|覆盖|稳定在|保持在|控制在|维持在|高达|超过|增加|增至|增|升至|降至|提升|提高|下降|上升|缩短|压缩|缩减|平均|"
    r"案件|工作|活动|，(?:开展|举办|组织|上线|推出|实施)|[ 、，:：“”（）])++$"
)
_FILLER_ENDS = frozenset(
    "中别计量额模年度县市区省国了到达有共经已为是均约现的数至及盖在过加增升降高短缩减件作动展办织线出施"
    " 、，:：“”（）"
)


def content_end(words: str) -> int:
    """Where the words that say what is counted end: the fillers between them and the number left out."""
    if words and words[-1] in _FILLER_ENDS and (tail := _FILLER.search(words)):
        return tail.start()
    return len(words)


def _well_formed(phrase: str) -> str:
    outside = re.sub(r"\[[^\[\]…]*\]", "", phrase)
    if "[" in outside or "]" in outside or "|" in outside or not phrase.strip("…$"):
        raise ValueError(f"{phrase!r}: words stand in pairs of [ ], parted by | inside them alone")
    return phrase


_Phrase = Annotated[str, AfterValidator(_well_formed)]


class Rule(BaseModel):
    """One way to say a metric; see the head of the data file for the fields."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    units: tuple[str, ...]
    before: tuple[_Phrase, ...] = ()
    after: tuple[_Phrase, ...] = ()
    of: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    unless: tuple[str, ...] = ()
    within: int = 0
    bare: bool = False


_Segments = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One phrase of a rule, filed under its words nearest to the number.

    `others` are its words further from the number, nearest first; `elsewhere` the rule's phrases of the other
    side of the number, one of which must be said as well; `reach` the highest score away from the number.
    """

    metric_id: str
    rule: Rule
    others: _Segments
    anywhere: bool
    adjacent: bool
    elsewhere: tuple[_Segments, ...]
    reach: float


@dataclass(frozen=True, slots=True)
class Match:
    """The metric whose phrase fits best, how well, and the words that named it."""

    metric_id: str
    score: float
    words: str


def parse_pattern(written: str) -> tuple[_Segments, bool]:
    """`[甲|乙]丙…丁` → ((甲丙, 乙丙), (丁,)); the flag says whether it began with `…`."""
    segments = []
    pieces = written.split("…")
    for piece in pieces:
        if not piece:
            continue
        groups = [
            group[1:-1].split("|") if group.startswith("[") else [group]
            for group in re.findall(r"\[[^\]]*\]|[^\[\]]+", piece)
        ]
        segments.append(tuple("".join(words) for words in product(*groups)))
    return tuple(segments), pieces[0] == ""


# class of measure word → word → phrases that it ends (or begins) for such a number, the last declared first;
# the class "" holds those of every class
_Index = dict[str, dict[str, list[_Entry]]]


class PhraseBook:
    """The phrases of one family of reports, indexed by the word nearest to the number and by measure word."""

    def __init__(self, rules: Mapping[str, Sequence[Rule]]) -> None:
        before: _Index = {}
        after: _Index = {}
        self._bare = [(metric, rule) for metric, ways in rules.items() for rule in ways if rule.bare]
        for metric_id, ways in rules.items():
            for rule in ways:
                said_before = tuple(parse_pattern(words.removesuffix("$"))[0] for words in rule.before)
                said_after = tuple(parse_pattern(words)[0] for words in rule.after)
                for written in rule.before:
                    segments, anywhere = parse_pattern(written.removesuffix("$"))
                    entry = _Entry(
                        metric_id,
                        rule,
                        segments[-2::-1],
                        anywhere,
                        written.endswith("$"),
                        said_after,
                        _reach(segments),
                    )
                    _file(before, segments[-1], entry)
                for written in rule.after:
                    segments, anywhere = parse_pattern(written)
                    entry = _Entry(
                        metric_id, rule, segments[1:], anywhere, False, said_before, _reach(segments)
                    )
                    _file(after, segments[0], entry)
        self._before = {unit_class: _automaton(words) for unit_class, words in before.items()}
        self._after = {unit_class: _automaton(words) for unit_class, words in after.items()}

    def match(
        self, before: str, after: str, unit_class: str, context: str, *, any_unit: bool = False
    ) -> Match | None:
        """The best metric for a quantity between `before` and `after`, or None.

        `context` is the text read so far in the paragraph (heading first): topics are looked for there, the
        latest first. With `any_unit` the measure word is not compared, as for a growth rate.
        """
        best = _Best(context)
        key = "" if any_unit else unit_class
        content = content_end(before)
        # the phrases nearest to the number come first: most of the others are then too short to do better
        if after:
            around = f"{before[_after_stop(before, len(before)) :]}│{after}"
            for end, (word, entries) in _hits(self._after.get(key), after):
                start = end + 1 - len(word)
                for entry in entries:
                    if start > (_AFTER_GAP if entry.anywhere else _LEAD) or entry.reach + _TOUCH < best.score:
                        continue
                    words = _look_ahead(entry.others, after, end + 1, word)
                    if words is not None and (not entry.elsewhere or _says(entry.elsewhere, before)):
                        best.offer(entry, words, _TOUCH, around)
        # a comma before the number and a noun after it: the noun is what is counted
        if before and not (after and "，" in before[content:]):
            clause = before[_after_stop(before, content) :]
            within = content - (len(before) - len(clause))
            for end, (word, entries) in _hits(self._before.get(key), clause):
                touch = _TOUCH if end + 1 >= within else 0.0
                for entry in entries:
                    if (entry.adjacent and not touch) or entry.reach + touch < best.score:
                        continue
                    words = _look_back(entry.others, clause, end + 1 - len(word), word)
                    if words is not None and (not entry.elsewhere or _follows(entry.elsewhere, after)):
                        best.offer(entry, words, touch, clause)
        if best.match is None and not any_unit and not after and not before[:content].strip("、"):
            return self._by_topic(unit_class, context)
        return best.match

    @staticmethod
    def _vetoed(rule: Rule, context: str) -> bool:
        """Whether a topic that forbids the rule was named after those that it asks for."""
        wanted = max((context.rfind(word) + len(word) for word in rule.of), default=-1)
        return any(
            (at := context.rfind(word, -rule.within or None)) >= 0 and at + len(word) >= wanted
            for word in rule.unless
        )

    def _by_topic(self, unit_class: str, context: str) -> Match | None:
        """The metric that nothing but the topic names: the second figure of 双随机抽查52批次、1305户."""
        for metric_id, rule in self._bare:
            if unit_class in rule.units:
                for topic in rule.of:
                    if context.rfind(topic, -rule.within or None) >= 0:
                        return Match(metric_id, 1.0, topic)
        return None


class _Best:
    """The best of the phrases offered for one quantity; of two that are as good, the one offered last."""

    __slots__ = ("_context", "match", "score")

    def __init__(self, context: str) -> None:
        self._context, self.score = context, 0.0
        self.match: Match | None = None

    def offer(self, entry: _Entry, words: list[str], touch: float, around: str) -> None:
        """Take a phrase, unless a word that it must not have stands around it or its topic was not named."""
        rule = entry.rule
        score = sum(map(len, words)) + touch
        if score + 1.0 < self.score or (rule.not_ and any(map(around.__contains__, rule.not_))):
            return
        context = self._context
        if rule.unless and _vetoed(rule, context):
            return
        if rule.of:
            if any(map(around.__contains__, rule.of)):
                score += 1.0
            else:
                at = max([context.rfind(word, -rule.within or None) for word in rule.of])
                if at < 0:
                    return
                score += 1.0 - min(len(context) - at, 400) / 400
        if score >= self.score:
            self.score, self.match = score, Match(entry.metric_id, score, "…".join(words))


def _vetoed(rule: Rule, context: str) -> bool:
    """Whether a topic that forbids the rule was named after those that it asks for."""
    wanted = max((context.rfind(word) + len(word) for word in rule.of), default=0)
    return any(
        (at := context.rfind(word, -rule.within or None)) >= 0 and at + len(word) >= wanted
        for word in rule.unless
    )


def _reach(segments: _Segments) -> float:
    """The highest score of a phrase away from the number: its longest words, and its topic named."""
    return sum(max(map(len, words)) for words in segments) + 1.0


def _file(index: _Index, keys: tuple[str, ...], entry: _Entry) -> None:
    for word in keys:
        for unit_class in ("", *entry.rule.units):
            index.setdefault(unit_class, {}).setdefault(word, []).insert(0, entry)


def _automaton(words: Mapping[str, list[_Entry]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, entries in words.items():
        automaton.add_word(word, (word, entries))
    automaton.make_automaton()
    return automaton


def _hits(automaton: ahocorasick.Automaton | None, words: str) -> list[tuple[int, tuple[str, list[_Entry]]]]:
    """Where a word of some phrase ends, the last first, with the word and its phrases."""
    return [] if automaton is None else list(automaton.iter(words))[::-1]


def _after_stop(text: str, end: int) -> int:
    """Where the last clause of `text[:end]` begins."""
    return 1 + max(
        text.rfind("，", 0, end), text.rfind("；", 0, end), text.rfind("。", 0, end), text.rfind("：", 0, end)
    )


def _says(patterns: tuple[_Segments, ...], before: str) -> bool:
    for segments in patterns:
        for word in segments[-1]:
            at = before.rfind(word)
            if at >= 0 and _look_back(segments[-2::-1], before, at, word) is not None:
                return True
    return False


def _follows(patterns: tuple[_Segments, ...], after: str) -> bool:
    for segments in patterns:
        for word in segments[0]:
            at = after.find(word, 0, _AFTER_GAP + len(word))
            if at >= 0 and _look_ahead(segments[1:], after, at + len(word), word) is not None:
                return True
    return False


def _look_back(others: _Segments, text: str, start: int, word: str) -> list[str] | None:
    """The words of a phrase from its last word at `start` backwards, None where one is not near enough."""
    words = [word]
    for segment in others:
        if start == 0:
            return None
        low = max(0, start - _GAP - _WORD)
        at, found = -1, ""
        for candidate in segment:
            here = text.rfind(candidate, low, start)
            if here > at or (here == at and here >= 0 and len(candidate) > len(found)):
                at, found = here, candidate
        if at < 0 or start - at - len(found) > _GAP or _STOP.search(text, at + len(found), start):
            return None
        words.insert(0, found)
        start = at
    return words


def _look_ahead(others: _Segments, text: str, end: int, word: str) -> list[str] | None:
    """The words of a phrase from its first word, which ends at `end`, onwards."""
    words = [word]
    for segment in others:
        at, found = len(text), ""
        for candidate in segment:
            here = text.find(candidate, end, end + _AFTER_GAP + _WORD)
            if 0 <= here < at:
                at, found = here, candidate
        if not found or at - end > _AFTER_GAP:
            return None
        words.append(found)
        end = at + len(found)
    return words


_STOP = re.compile("[，；。：]")


@cache
def phrase_book(family: ReportType, without: frozenset[str] = frozenset()) -> PhraseBook:
    """The phrase book of a family, some metrics held back; a ValueError names the entry that does not fit."""
    return PhraseBook({metric: rules for metric, rules in phrases(family).items() if metric not in without})


def phrases(family: ReportType) -> dict[str, tuple[Rule, ...]]:
    """The rules of every metric of a family as declared, validated."""
    path = project.sources() / "language" / "phrases" / f"{family}.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: expected metric ids, each with a list of rules")
    # what holds for every metric of the family is declared once
    every = (data.pop("every", None) or {}).get("not", [])
    try:
        rules = TypeAdapter(dict[str, tuple[Rule, ...]]).validate_python(data)
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
    if every:
        rules = {
            metric: tuple(rule.model_copy(update={"not_": (*rule.not_, *every)}) for rule in ways)
            for metric, ways in rules.items()
        }
    classes = {word.unit_class for word in lexicon().words.values()}
    for metric, ways in rules.items():
        for rule in ways:
            unknown = set(rule.units) - classes
            if unknown:
                raise ValueError(
                    f"{path}: {metric}: no measure word has the class {', '.join(sorted(unknown))}"
                )
    return rules
