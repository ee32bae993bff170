"""The phrase book: which words name which metric, and the search for them around a quantity.

Belongs here: reading `sources/language/phrases/<family>.yaml` and finding the metric whose phrase fits best.
Does not belong here: deciding which words of a sentence belong to which quantity (`context`), or what a
metric is (`catalogue`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Annotated, NamedTuple

import ahocorasick
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tongbi import project
from tongbi.extraction.fillers import content_end
from tongbi.extraction.lexicon import lexicon, read_yaml
from tongbi.extraction.seeking import AFTER_GAP, Segments, after_stop, follows, look_ahead, look_back, says
from tongbi.extraction.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tongbi.records import ReportType

_LEAD = 4
# what it is worth that nothing but fillers stands between a phrase and the number
_TOUCH = 3.0
# so many signs before a phrase, or among its words, it may be denied
_DENIED = 6


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
    """One phrase of a rule, filed under its word nearest to the number.

    `others` are its words further from the number, nearest first, and `sign` a sign that none of the ways to
    say them lacks, if there is one; `elsewhere` the rule's phrases of the other side of the number, one of
    which must be said as well; `reach` the highest score away from the number. `rank` is the order in which
    the phrases of one `word` were declared. The rule's own words are here once more: so many
    entries are looked at for each number that every step to another object counts.
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
    word: str = ""
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


# class of measure word → word → phrases that it ends (or begins) for such a number, as they were declared;
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
                    entry = _entry(metric_id, rule, others, anywhere, written, said_after)
                    _file(before, nearest, rule.units, entry)
                for written in rule.after:
                    segments, anywhere = parse_pattern(written)
                    entry = _entry(metric_id, rule, segments[1:], anywhere, written, said_before)
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
        best: _Best = _NOTHING
        key = "" if any_unit else unit_class
        content = content_end(before)
        # the phrases nearest to the number come first, the longest first: most of the others can do no better
        if after and (automaton := self._after.get(key)):
            around = f"{before[after_stop(before, len(before)) :]}│{after}"
            for end, entries in _found(automaton, after):
                for entry in entries:
                    if entry.reach + _TOUCH < best[0]:
                        break
                    word = entry.word
                    start = end + 1 - len(word)
                    if start > (AFTER_GAP if entry.anywhere else _LEAD) or entry.sign not in after:
                        continue
                    words = look_ahead(entry.others, after, end + 1, word) if entry.others else (word,)
                    if words is not None and (not entry.elsewhere or says(entry.elsewhere, before)):
                        best = _better(best, entry, words, _TOUCH, around, context, (1, end, -len(word)))
        # a comma before the number and a noun after it: the noun is what is counted
        if before and (automaton := self._before.get(key)) and not (after and "，" in before[content:]):
            clause_start = after_stop(before, content)
            clause = before[clause_start:]
            touching, own = content - clause_start, own - clause_start
            for end, entries in _found(automaton, clause):
                if end < own:
                    break
                touch = _TOUCH if end + 1 >= touching else 0.0
                for entry in entries:
                    if entry.reach + touch < best[0]:
                        break
                    if (entry.adjacent and not touch) or entry.sign not in clause:
                        continue
                    word, others = entry.word, entry.others
                    words = look_back(others, clause, end + 1 - len(word), word) if others else (word,)
                    if words is not None and (not entry.elsewhere or follows(entry.elsewhere, after)):
                        place = (0, end, -len(word))
                        best = _better(best, entry, words, touch, clause, context, place, after)
        score, named_by, said, lies = best
        if named_by is not None:
            denied = _denied_after(said, after) if lies[0] else _denied(said, before)
            return None if denied else Match(named_by.metric_id, score, "…".join(said))
        if not any_unit and not after and not before[:content].strip("、"):
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


# the best of the phrases seen for one quantity: its score, the phrase, its words, its place
_Best = tuple[float, _Entry | None, Sequence[str], tuple[int, int, int]]
_NOTHING: _Best = (0.0, None, (), (0, 0, 0))


def _better(
    best: _Best,
    entry: _Entry,
    words: Sequence[str],
    touch: float,
    around: str,
    context: str,
    place: tuple[int, int, int],
    beyond: str = "",
) -> _Best:
    """The better of two: a phrase counts where no word that it must not have is around, its topic is named.

    The topic may be named `beyond` the number as well: 抽取市场主体936户开展“双随机”检查. Of two that are as
    good, the one whose word lies at the lesser place, and at one place the one declared first.
    """
    score = len("".join(words)) + touch
    of = entry.of
    if score + (1.0 if of else 0.0) < best[0]:
        return best
    for word in entry.not_:
        if word in around:
            return best
    if entry.unless and _vetoed(entry, context):
        return best
    if of:
        if any(map(around.__contains__, of)) or (beyond and any(map(beyond.__contains__, of))):
            score += 1.0
        else:
            at = max([context.rfind(word, -entry.within or None) for word in of])
            if at < 0:
                return best
            score += 1.0 - min(len(context) - at, 400) / 400
    least, held, _, lies = best
    if score > least or (score == least and held is not None and (place, entry.rank) < (lies, held.rank)):
        return score, entry, words, place
    return best


def _denied(words: Sequence[str], before: str) -> bool:
    """Whether the words before a number say that it was not done: 未办结8件."""
    end = before.rfind(words[-1])
    return _denies(before, before.rfind(words[0], 0, end + len(words[0])), end, words[0])


def _denied_after(words: Sequence[str], after: str) -> bool:
    """Whether the words after a number say that it was not done: 12个村未配备法律顾问."""
    at = after.find(words[0])
    return _denies(after, at, after.find(words[-1], at), words[0])


def _denies(side: str, at: int, end: int, first: str) -> bool:
    known = wording()
    if end <= 0 or first[0] in known.negations or not known.denial.search(side):
        return False
    return known.denies.search(side, max(0, at - _DENIED), end) is not None


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
    others: Segments,
    anywhere: bool,
    written: str,
    elsewhere: tuple[Segments, ...],
) -> _Entry:
    further = sum(max(map(len, words)) for words in others)
    signs = frozenset[str]().union(*(frozenset.intersection(*map(frozenset, words)) for words in others))
    return _Entry(
        further + bool(rule.of),
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
            index.setdefault(unit_class, {}).setdefault(word, []).append(entry)


def _automaton(words: Mapping[str, list[_Entry]]) -> ahocorasick.Automaton:
    """Finds for each word the phrases of all words that end where it ends, by falling reach."""
    own = {
        word: [
            replace(entry, word=word, reach=entry.reach + len(word), rank=rank)
            for rank, entry in enumerate(entries)
        ]
        for word, entries in words.items()
    }
    automaton = ahocorasick.Automaton()
    for word in own:
        entries = [entry for start in range(len(word)) for entry in own.get(word[start:], ())]
        entries.sort(key=lambda entry: -entry.reach)
        automaton.add_word(word, entries)
    automaton.make_automaton()
    return automaton


def _found(automaton: ahocorasick.Automaton, text: str) -> Iterable[tuple[int, list[_Entry]]]:
    """The ends of the words that stand in a text, the last first, each with the phrases of the words there.

    Of the words with one end the automaton gives the longest first, which holds the phrases of the others.
    """
    hits = list(automaton.iter(text))
    return dict(reversed(hits)).items() if len(hits) > 1 else hits


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
