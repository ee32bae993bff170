"""The phrase book: which words name which metric, and the search for them around a quantity.

Belongs here: reading `sources/language/phrases/<family>.yaml` and finding the metric whose phrase fits best. Does not belong here:
deciding which words of a sentence belong to which quantity (`context`), or what a metric is (`catalogue`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import ahocorasick
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from tongbi import project
from tongbi.extraction.lexicon import lexicon, read_yaml
from tongbi.records import ReportType

_GAP = 16
_AFTER_GAP = 40
_LEAD = 4
_STOPS = "，；。："
# words that may stand between a phrase and its number and say nothing of what is counted
FILLER = re.compile(
    r"(?:其中|分别|共计|总计|合计|累计|总数|总量|总额|数量|规模|全年|今年|去年|当年|本年度|本年|年度|全县|全市|全区|全省|全国|达到了|达到|达|"
    r"共有|共|已有|已经|已|为|有|是|均|约|现有|现已|现|的|了|计|数|到|至|涉及|覆盖|稳定在|保持在|控制在|维持在|高达|超过|增加|增至|增|"
    r"升至|降至|提升|提高|下降|上升|缩短|压缩|缩减|平均|案件|工作|活动|，(?:开展|举办|组织|上线|推出|实施)|[ 、，:：“”（）])++$"
)


class Rule(BaseModel):
    """One way to say a metric; see the head of the data file for the fields."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    units: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    within: int = 0


@dataclass(frozen=True, slots=True)
class _Pattern:
    segments: tuple[tuple[str, ...], ...]
    anywhere: bool
    adjacent: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    metric_id: str
    rule: Rule
    pattern: _Pattern


@dataclass(frozen=True, slots=True)
class Match:
    """The metric whose phrase fits best, how well, and the words that named it."""

    metric_id: str
    score: float
    words: str


def parse_pattern(written: str) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """`[甲|乙]丙…丁` → ((甲丙, 乙丙), (丁,)); the flag says whether it began with `…`."""
    segments = []
    pieces = written.split("…")
    for piece in pieces:
        if not piece:
            continue
        groups = [
            g[1:-1].split("|") if g.startswith("[") else [g]
            for g in re.findall(r"\[[^\]]*\]|[^\[\]]+", piece)
        ]
        segments.append(tuple("".join(words) for words in product(*groups)))
    return tuple(segments), pieces[0] == ""


class PhraseBook:
    """The phrases of one family of reports, indexed by the word nearest to the number."""

    def __init__(self, rules: dict[str, tuple[Rule, ...]]) -> None:
        self._before = ahocorasick.Automaton()
        self._after = ahocorasick.Automaton()
        before: dict[str, list[_Entry]] = {}
        after: dict[str, list[_Entry]] = {}
        for metric_id, ways in rules.items():
            for rule in ways:
                for side, written in [("before", w) for w in rule.before] + [
                    ("after", w) for w in rule.after
                ]:
                    segments, anywhere = parse_pattern(written.removesuffix("$"))
                    if not segments:
                        continue
                    entry = _Entry(metric_id, rule, _Pattern(segments, anywhere, written.endswith("$")))
                    index, trigger = (before, segments[-1]) if side == "before" else (after, segments[0])
                    for word in trigger:
                        index.setdefault(word, []).append(entry)
        for automaton, index in ((self._before, before), (self._after, after)):
            for word, entries in index.items():
                automaton.add_word(word, (word, tuple(entries)))
            automaton.make_automaton()

    def match(
        self,
        before: str,
        after: str,
        unit_class: str,
        context: str,
        *,
        any_unit: bool = False,
    ) -> Match | None:
        """The best metric for a quantity between `before` and `after`, or None.

        `context` is the text read so far in the paragraph (heading first): topics are looked for there, the latest first. With
        `any_unit` the measure word is not compared, as for a growth rate.
        """
        best: Match | None = None
        for entry, words, near, span in self._candidates(before, after):
            rule = entry.rule
            if not any_unit and unit_class not in rule.units:
                continue
            if rule.before and rule.after and not (near[0] == "after" or self._says(rule.before, before)):
                continue
            if near[0] == "after" and rule.before and not self._says(rule.before, before):
                continue
            if near[0] == "before" and rule.after and not self._follows(rule.after, after):
                continue
            surroundings = before[span[0] :] + ("│" + after if near[0] == "after" else "")
            if rule.not_ and any(word in surroundings for word in rule.not_):
                continue
            topic = 0.0
            if rule.of:
                at = max(context.rfind(word, -rule.within or None) for word in rule.of)
                inside = any(word in surroundings for word in rule.of)
                if at < 0 and not inside:
                    continue
                topic = 1.0 if inside else 1.0 - min(len(context) - at, 400) / 400
            score = sum(len(word) for word in words) + 3.0 * near[1] - 4.0 * near[2] + topic
            if best is None or score > best.score:
                best = Match(entry.metric_id, score, "…".join(words))
        return best

    def _candidates(
        self, before: str, after: str
    ) -> Iterator[tuple[_Entry, list[str], tuple[str, bool, int], tuple[int, int]]]:
        # a comma before the number and a noun after it: the noun is what is counted
        tail = FILLER.search(before)
        content = tail.start() if tail else len(before)
        if before and not (after and "，" in before[content:]):
            last_clause = max(before.rfind(stop, 0, content) for stop in _STOPS) + 1
            for end, (word, entries) in self._before.iter(before):
                start = end + 1 - len(word)
                rank = 0 if start >= last_clause else before.count("，", start, content) or 1
                if rank:
                    continue
                for entry in entries:
                    if entry.pattern.adjacent and end + 1 < content:
                        continue
                    words = _look_back(entry.pattern, before, start, word)
                    if words is not None:
                        clause = max(before.rfind(stop, 0, start) for stop in _STOPS) + 1
                        yield entry, words, ("before", end + 1 >= content, rank), (clause, end + 1)
        if after:
            for end, (word, entries) in self._after.iter(after):
                start = end + 1 - len(word)
                for entry in entries:
                    if start > (_AFTER_GAP if entry.pattern.anywhere else _LEAD):
                        continue
                    words = _look_ahead(entry.pattern, after, end + 1, word)
                    if words is not None:
                        clause = max(before.rfind(stop) for stop in _STOPS) + 1 if before else 0
                        yield entry, words, ("after", True, 0), (clause, len(before))

    @staticmethod
    def _says(patterns: tuple[str, ...], before: str) -> bool:
        for written in patterns:
            segments, _ = parse_pattern(written.removesuffix("$"))
            for word in segments[-1]:
                at = before.rfind(word)
                if at >= 0 and _look_back(_Pattern(segments, False), before, at, word) is not None:
                    return True
        return False

    @staticmethod
    def _follows(patterns: tuple[str, ...], after: str) -> bool:
        for written in patterns:
            segments, _ = parse_pattern(written.removesuffix("$"))
            if not segments:
                return True
            for word in segments[0]:
                at = after.find(word)
                if (
                    0 <= at <= _AFTER_GAP
                    and _look_ahead(_Pattern(segments, True), after, at + len(word), word) is not None
                ):
                    return True
        return False


def _look_back(pattern: _Pattern, text: str, start: int, word: str) -> list[str] | None:
    words = [word]
    for segment in reversed(pattern.segments[:-1]):
        low = max(0, start - _GAP - 8)
        at, found = -1, ""
        for candidate in segment:
            here = text.rfind(candidate, low, start)
            if here > at or (here == at and here >= 0 and len(candidate) > len(found)):
                at, found = here, candidate
        if at < 0 or start - at - len(found) > _GAP:
            return None
        if any(stop in text[at + len(found) : start] for stop in _STOPS):
            return None
        words.insert(0, found)
        start = at
    return words


def _look_ahead(pattern: _Pattern, text: str, end: int, word: str) -> list[str] | None:
    words = [word]
    for segment in pattern.segments[1:]:
        at, found = len(text), ""
        for candidate in segment:
            here = text.find(candidate, end, end + _AFTER_GAP + 8)
            if 0 <= here < at:
                at, found = here, candidate
        if not found or at - end > _AFTER_GAP:
            return None
        words.append(found)
        end = at + len(found)
    return words


@cache
def phrase_book(family: ReportType, without: frozenset[str] = frozenset()) -> PhraseBook:
    """The phrase book of a family, with some metrics held back; a ValueError names the entry that does not fit."""
    return PhraseBook({metric: rules for metric, rules in phrases(family).items() if metric not in without})


def phrases(family: ReportType) -> dict[str, tuple[Rule, ...]]:
    """The rules of every metric of a family as declared, validated."""
    path = project.sources() / "language" / "phrases" / f"{family}.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: expected metric ids, each with a list of rules")
    renamed = {
        metric: [{("not_" if key == "not" else key): value for key, value in rule.items()} for rule in rules]
        for metric, rules in data.items()
    }
    try:
        rules = TypeAdapter(dict[str, tuple[Rule, ...]]).validate_python(renamed)
    except ValidationError as error:
        raise ValueError(f"{path}: {error}") from error
    classes = {word.unit_class for word in lexicon().words.values()}
    for metric, ways in rules.items():
        for rule in ways:
            unknown = set(rule.units) - classes
            if unknown:
                raise ValueError(
                    f"{path}: {metric}: no measure word has the class {', '.join(sorted(unknown))}"
                )
    return rules
