"""The phrase book: which words name which metric, and the search for them around a quantity.

Belongs here: reading `sources/language/phrases/<family>.yaml` and finding the metric whose phrase fits best.
Does not belong here: deciding which words of a sentence belong to which quantity (`context`), or what a
metric is (`catalogue`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, NamedTuple

import ahocorasick
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tongbi import project
from tongbi.extraction.fillers import content_end
from tongbi.extraction.lexicon import lexicon, read_yaml
from tongbi.extraction.seeking import AFTER_GAP, Segments, after_stop, follows, look_ahead, look_back, says

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.records import ReportType

_LEAD = 4
# what it is worth that nothing but fillers stands between a phrase and the number
_TOUCH = 3.0
_END = itemgetter(0)
_NEGATIONS = frozenset("未不无没")
# up to six signs before a phrase, or among its words
_DENIES = re.compile("(?:未(?![成来经])|没有)[^，；。]*$")


def _well_formed(phrase: str) -> str:
    outside = re.sub(r"\[[^\[\]…]*\]", "", phrase)
    if "[" in outside or "]" in outside or "|" in outside or not phrase.strip("…$"):
        raise ValueError(f"{phrase!r}: words stand in pairs of [ ], parted by | inside them alone")
    return phrase


_QUOTES = str.maketrans("", "", "“”")


def unquoted(words: str) -> str:
    """The words without quotation marks, which authors set or leave out: “一网通办”率, 一网通办率."""
    return words.translate(_QUOTES) if "“" in words or "”" in words else words


_Unquoted = Annotated[str, AfterValidator(unquoted)]
_Spoken = Annotated[_Unquoted, AfterValidator(_well_formed)]


class Rule(BaseModel):
    """One way to say a metric; see the head of the data file for the fields."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    units: tuple[str, ...]
    before: tuple[_Spoken, ...] = ()
    after: tuple[_Spoken, ...] = ()
    of: tuple[str, ...] = ()
    not_: tuple[_Unquoted, ...] = Field(default=(), alias="not")
    unless: tuple[str, ...] = ()
    within: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """One phrase of a rule, filed under its words nearest to the number.

    `others` are its words further from the number, nearest first, and `sign` a sign that none of the ways to
    say them lacks, if there is one; `elsewhere` the rule's phrases of the other side of the number, one of
    which must be said as well; `reach` the highest score away from the number. The phrases of one word lie by
    falling reach; `rank` is the order in which they were declared, the last first. The rule's own words are
    here once more: so many entries are looked at for each number that every step to another object counts.
    """

    reach: float
    adjacent: bool
    anywhere: bool
    sign: str
    others: Segments
    elsewhere: tuple[Segments, ...]
    not_: tuple[str, ...]
    unless: tuple[str, ...]
    of: tuple[str, ...]
    within: int
    metric_id: str
    rank: int = 0


class Match(NamedTuple):
    """The metric whose phrase fits best, how well, and the words that named it."""

    metric_id: str
    score: float
    words: str


def parse_pattern(written: str) -> tuple[Segments, bool]:
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
                    nearest, others = segments[-1], segments[-2::-1]
                    entry = _entry(metric_id, rule, segments, others, anywhere, written, said_after)
                    _file(before, nearest, rule.units, entry)
                for written in rule.after:
                    segments, anywhere = parse_pattern(written)
                    entry = _entry(metric_id, rule, segments, segments[1:], anywhere, written, said_before)
                    _file(after, segments[0], rule.units, entry)
        self._before = {unit_class: _automaton(words) for unit_class, words in before.items()}
        self._after = {unit_class: _automaton(words) for unit_class, words in after.items()}

    def match(
        self,
        before: str,
        after: str,
        unit_class: str,
        context: str,
        *,
        any_unit: bool = False,
        own: int = 0,
    ) -> Match | None:
        """The best metric for a quantity between `before` and `after`, or None.

        `context` is the text read so far in the paragraph (heading first): topics are looked for there, the
        latest first. With `any_unit` the measure word is not compared, as for a growth rate. What stands in
        `before[:own]` belongs to an earlier quantity too: a phrase must go on beyond it.
        """
        before, after = unquoted(before), unquoted(after)
        best = _Best(context)
        key = "" if any_unit else unit_class
        content = content_end(before)
        # the phrases nearest to the number come first, the longest first: most of the others can do no better
        if after and (automaton := self._after.get(key)) and (hits := list(automaton.iter(after))):
            around = f"{before[after_stop(before, len(before)) :]}│{after}"
            hits.sort(key=_END, reverse=True)
            for end, (word, entries) in hits:
                start = end + 1 - len(word)
                for entry in entries:
                    if entry.reach + _TOUCH < best.score:
                        break
                    if start > (AFTER_GAP if entry.anywhere else _LEAD) or entry.sign not in after:
                        continue
                    words = look_ahead(entry.others, after, end + 1, word) if entry.others else [word]
                    if words is not None and (not entry.elsewhere or says(entry.elsewhere, before)):
                        best.offer(entry, words, _TOUCH, around, (1, end, -len(word)))
        # a comma before the number and a noun after it: the noun is what is counted
        if before and (automaton := self._before.get(key)) and not (after and "，" in before[content:]):
            clause_start = after_stop(before, content)
            clause = before[clause_start:]
            content, own = content - clause_start, own - clause_start
            hits = list(automaton.iter(clause))
            if len(hits) > 1:
                hits.sort(key=_END, reverse=True)
            for end, (word, entries) in hits:
                if end < own:
                    break
                touch = _TOUCH if end + 1 >= content else 0.0
                for entry in entries:
                    if entry.reach + touch < best.score:
                        break
                    if (entry.adjacent and not touch) or entry.sign not in clause:
                        continue
                    others = entry.others
                    words = look_back(others, clause, end + 1 - len(word), word) if others else [word]
                    if words is not None and (not entry.elsewhere or follows(entry.elsewhere, after)):
                        best.offer(entry, words, touch, clause, (0, end, -len(word)), after)
        if best.entry is not None:
            return None if best.denied(before, after) else best.match
        if not any_unit and not after and not before[: content_end(before)].strip("、"):
            return self._by_topic(unit_class, context)
        return None

    def _by_topic(self, unit_class: str, context: str) -> Match | None:
        """The metric that nothing but the topic names: the second figure of 双随机抽查52批次、1305户."""
        for metric_id, rule in self._bare:
            if unit_class in rule.units:
                for topic in rule.of:
                    if context.rfind(topic, -rule.within or None) >= 0:
                        return Match(metric_id, 1.0, topic)
        return None


class _Best:
    """The best of the phrases offered for one quantity.

    Of two that are as good, the one whose word lies at the lesser place, and at one place the one declared
    first.
    """

    __slots__ = ("_at", "_context", "_words", "entry", "score")

    def __init__(self, context: str) -> None:
        self._context, self.score = context, 0.0
        self._at = (0, 0, 0)
        self.entry: _Entry | None = None
        self._words: list[str] = []

    def denied(self, before: str, after: str) -> bool:
        """Whether the words say that it was not done: 12个村未配备法律顾问, 未办结8件."""
        first, last = self._words[0], self._words[-1]
        if first[0] in _NEGATIONS:
            return False
        if self._at[0] == 0:
            side = before
            end = side.rfind(last)
            at = side.rfind(first, 0, end + len(first))
        else:
            side = after
            at = side.find(first)
            end = side.find(last, at)
        return end > 0 and _DENIES.search(side, max(0, at - 6), end) is not None

    @property
    def match(self) -> Match | None:
        """The best phrase with its words, None where none was taken."""
        entry = self.entry
        return None if entry is None else Match(entry.metric_id, self.score, "…".join(self._words))

    def offer(
        self,
        entry: _Entry,
        words: list[str],
        touch: float,
        around: str,
        place: tuple[int, int, int],
        beyond: str = "",
    ) -> None:
        """Take a phrase, unless a word that it must not have stands around it or its topic was not named.

        A topic may be named `beyond` the number as well: 抽取市场主体936户开展“双随机”检查.
        """
        score = sum(map(len, words)) + touch
        of = entry.of
        if score + (1.0 if of else 0.0) < self.score:
            return
        for word in entry.not_:
            if word in around:
                return
        context = self._context
        if entry.unless and _vetoed(entry, context):
            return
        if of:
            if any(map(around.__contains__, of)) or (beyond and any(map(beyond.__contains__, of))):
                score += 1.0
            else:
                at = max([context.rfind(word, -entry.within or None) for word in of])
                if at < 0:
                    return
                score += 1.0 - min(len(context) - at, 400) / 400
        if score > self.score or (
            score == self.score and (self.entry is None or (place, self.entry.rank) < (self._at, entry.rank))
        ):
            self.score, self.entry, self._words, self._at = score, entry, words, place


def _vetoed(entry: _Entry, context: str) -> bool:
    """Whether a topic that forbids the rule was named after those that it asks for."""
    wanted = max((context.rfind(word) + len(word) for word in entry.of), default=0)
    return any(
        (at := context.rfind(word, -entry.within or None)) >= 0 and at + len(word) >= wanted
        for word in entry.unless
    )


def _entry(
    metric_id: str,
    rule: Rule,
    segments: Segments,
    others: Segments,
    anywhere: bool,
    written: str,
    elsewhere: tuple[Segments, ...],
) -> _Entry:
    longest = sum(max(map(len, words)) for words in segments)
    signs = frozenset[str]().union(*(frozenset.intersection(*map(frozenset, words)) for words in others))
    return _Entry(
        longest + bool(rule.of),
        written.endswith("$"),
        anywhere,
        max(signs, default=""),
        others,
        elsewhere,
        rule.not_,
        rule.unless,
        rule.of,
        rule.within,
        metric_id,
    )


def _file(index: _Index, keys: tuple[str, ...], units: tuple[str, ...], entry: _Entry) -> None:
    for word in keys:
        for unit_class in ("", *units):
            index.setdefault(unit_class, {}).setdefault(word, []).insert(0, entry)


def _automaton(words: Mapping[str, list[_Entry]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, entries in words.items():
        ranked = [replace(entry, rank=rank) for rank, entry in enumerate(entries)]
        ranked.sort(key=lambda entry: (-entry.reach, entry.rank))
        automaton.add_word(word, (word, ranked))
    automaton.make_automaton()
    return automaton


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
