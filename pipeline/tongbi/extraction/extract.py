"""The whole of extraction: text and identity in, mentions out, in text order.

Belongs here: the order in which the parts are asked. Does not belong here: any rule of the language.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from tongbi import catalogue
from tongbi.extraction import metrics, pairing, stating, tables
from tongbi.extraction.context import Context, contexts
from tongbi.extraction.cues import cues
from tongbi.extraction.eras import Eras
from tongbi.extraction.going_on import GAP, LOOKED_BACK, Told, by_neighbours
from tongbi.extraction.joining import find_quantities
from tongbi.extraction.layout import Layout, Sentence, lay_out
from tongbi.extraction.naming import object_of
from tongbi.extraction.narrowing import narrowing
from tongbi.extraction.normalise import normalise
from tongbi.extraction.parting import scope_parts
from tongbi.extraction.phrases import PhraseBook, phrase_book
from tongbi.extraction.placing import placed, settle
from tongbi.extraction.scope import scope_of
from tongbi.extraction.timing import Timing, timing
from tongbi.records import Identity, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tongbi.extraction.quantity import Quantity
    from tongbi.records import Level

_TOPIC_LASTS = 200
# what such an issuer does itself, and no part of it: the signs of scope that say nothing in its report
_OF_THE_WHOLE = {"township": frozenset({"grassroots", "department"}), "department": frozenset({"department"})}


def extract(
    text: str,
    identity: Identity,
    *,
    without: frozenset[str] = frozenset(),
    watch: Callable[[Context, Timing], None] | None = None,
) -> list[Mention]:
    """Every quantity of a report with its value, interval, role, period and, where it is one, its metric.

    `text[mention.start:mention.end] == mention.surface` for each. Two mentions either share no character or
    have the same span: the latter where one value is stated of several subjects (参考率、合格率均为100%). The
    metrics `without` are held back, as if the catalogue did not know them; `watch` is told the surroundings
    and the timing of each quantity of a sentence, for whoever explains the reading.
    """
    results_year = identity.report_year - (identity.report_type == "government_work")
    plain = normalise(text)
    layout = lay_out(plain, results_year, identity.report_type)
    book = phrase_book(identity.report_type, without)
    eras = Eras(results_year) if identity.report_type == "government_work" else None
    reader = _Reader(text, plain, results_year, book, eras, watch, identity.level)
    quantities = find_quantities(plain)
    found: list[Mention] = []
    paragraph, paragraph_start, section = -1, 0, None
    for sentence, owned in _by_sentence(layout, quantities):
        if sentence.paragraph != paragraph:
            # a topic goes on into the next paragraph of a section, for a few lines
            earlier = max(paragraph_start, sentence.start - _TOPIC_LASTS)
            paragraph_start = earlier if sentence.section is section else sentence.start
            paragraph, section = sentence.paragraph, sentence.section
        if eras is not None:
            eras.enter(sentence, plain)
        if owned:
            found.extend(reader.read(sentence, paragraph_start, owned))
    for table in layout.tables:
        found.extend(tables.figures(text, table, book, results_year))
    found.sort(key=lambda mention: (mention.start, mention.end, mention.metric_id or ""))
    return found


def _by_sentence(layout: Layout, quantities: list[Quantity]) -> Iterator[tuple[Sentence, list[Quantity]]]:
    at = 0
    for sentence in layout.sentences:
        while at < len(quantities) and quantities[at].start < sentence.start:
            at += 1
        first = at
        while at < len(quantities) and quantities[at].end <= sentence.end:
            at += 1
        yield sentence, quantities[first:at]


class _Reader:
    """Reads the quantities of one text; holds what does not change from sentence to sentence."""

    def __init__(
        self,
        text: str,
        plain: str,
        results_year: int,
        book: PhraseBook,
        eras: Eras | None,
        watch: Callable[[Context, Timing], None] | None,
        level: Level,
    ) -> None:
        self.text, self.plain, self.results_year, self.book = text, plain, results_year, book
        self.eras, self.watch = eras, watch
        # 街道聘请法律顾问2名, in a 街道's own report, is of the whole
        self.own = _OF_THE_WHOLE.get(level, frozenset())
        self.respondents = narrowing().respondents.get(level, frozenset())
        self.catalogue = catalogue.load()

    def read(self, sentence: Sentence, paragraph_start: int, quantities: list[Quantity]) -> list[Mention]:
        """The mentions of one sentence."""
        told: list[Told] = []
        around = contexts(self.plain, sentence, paragraph_start, quantities)
        if not self.own.isdisjoint(around[0].signs):
            for context in around:
                context.signs -= self.own
        if "target_list" in around[0].signs:
            self._mark_target_lists(sentence, around)
        if self.eras is not None:
            for context in around:
                settle(context, self.eras, self.results_year)
        at = 0
        while at < len(around):
            length = around[at].run[1]
            run = around[at : at + length]
            together = self._run(run, [one.mention for one in told[-LOOKED_BACK:]]) if length > 1 else None
            if together is not None:
                classes = (context.quantity.unit_class for context in run)
                told += map(Told, together, classes)
            else:
                for context in run:
                    told += self._single(context, told)
            at += length
        found = [one.mention for one in told]
        scope_parts(self.catalogue, self.plain, around, found)
        return found

    def _mark_target_lists(self, sentence: Sentence, around: list[Context]) -> None:
        """主要预期目标是：…；…；… makes targets of all that follows in the sentence."""
        words = self.plain[sentence.start : sentence.end]
        marks = [
            (sentence.start + mark.start(), sentence.start + mark.end())
            for mark in cues().target_list.finditer(words)
        ]
        ends = [end for _, end in marks]
        for context in around:
            start = context.quantity.start
            last = bisect_right(ends, start) - 1
            if last >= 0 and marks[last][0] >= start - len(context.sentence_lead):
                lead = self.plain[marks[last][0] : start]
                context.in_target_list = context.in_target_list or "：" in lead or "，" not in lead

    def _single(self, context: Context, told: list[Told]) -> list[Told]:
        """What a quantity states by itself: once, or once of each of the subjects that share it."""
        when = self._when(context)
        unit_class = context.quantity.unit_class
        if metrics.between_places(context):
            return [Told(self._mention(context, when, None, ""), GAP)]
        for_each = pairing.shared_subjects(context) if unit_class == "share" else []
        shared = [metrics.match_metric(self.book, context, when, words) for words in for_each]
        if ids := dict.fromkeys(match.metric_id for match in shared if match):
            return [Told(self._mention(context, when, each, "shared"), unit_class) for each in ids]
        match = metrics.match_metric(self.book, context, when)
        metric_id: str | None = None
        if match is not None and metrics.only_added(self.catalogue, context, when, match.metric_id):
            metric_id, rule = None, ""
        elif match is not None:
            metric_id, rule = match.metric_id, f"say.{match.words}"
        else:
            metric_id, rule = by_neighbours(self.catalogue, self.book, context, when, told)
        return [Told(self._mention(context, when, metric_id, rule), unit_class)]

    def _when(self, context: Context) -> Timing:
        when = timing(context, self.results_year)
        return when if self.eras is None else placed(when, context, self.eras, self.results_year)

    def _run(self, run: list[Context], found: list[Mention]) -> list[Mention] | None:
        """Values that nothing but 、 or 和 separates: a year each, a subject each, or a level before each."""
        first, count = run[0], len(run)
        when = self._when(first)
        # 分别增长5%、下降3%: a later member may have a verb of its own
        turns = [at > 0 and cues().change.search(c.before) is not None for at, c in enumerate(run)]
        if any(turns) and not pairing.respectively(first):
            return None
        times = [self._when(c) if turn else when for c, turn in zip(run, turns, strict=True)]
        years = pairing.years_of(first, count, self.results_year)
        if years:
            match = metrics.match_metric(self.book, first, when)
            metric_id = match.metric_id if match else None
            return [
                self._mention(c, when.told("actual", str(year)), metric_id, "years")
                for c, year in zip(run, years, strict=True)
            ]
        parts = pairing.parts_of(first, count) if self._parted(run) else None
        if parts:
            return self._parts(run, times, found, *parts)
        subjects = pairing.subjects_of(first, count) if self._parted(run) else None
        if subjects:
            as_written = pairing.subjects_of(first, count, completed=False) or subjects
            matches = [
                metrics.match_metric(self.book, c, own, words)
                or metrics.match_metric(self.book, c, own, written)
                for c, own, words, written in zip(run, times, subjects, as_written, strict=True)
            ]
            if any(matches) or when.verb:
                return [
                    self._mention(c, own, m.metric_id if m else None, "respectively")
                    for c, own, m in zip(run, times, matches, strict=True)
                ]
        if when.role in ("growth", "average", "change") or when.verb:
            levels = self._levels(found, count)
            after_change = bool(found) and found[-1].role == "growth" and found[-1].metric_id is None
            if len(levels) == count and not after_change and not metrics.bare(first.before):
                return [
                    self._mention(c, own, level.metric_id, "levels")
                    for c, own, level in zip(run, times, levels, strict=True)
                ]
        if metrics.reaches(first) and not metrics.bare(first.before):
            # 分别由11352元、3486元增加到21846元、7618元; 分别增长9%、8%，分别达到10500元和3500元
            earlier = found[-count:]
            ids = [metrics.level_of(self.catalogue, m.metric_id) for m in earlier if m.metric_id]
            if len(ids) == count == len(set(ids)):
                return [
                    self._mention(c, own, metric_id, "levels")
                    for c, own, metric_id in zip(run, times, ids, strict=True)
                ]
        if pairing.respectively(first):
            # as many subjects as values were not found: no value has one for certain
            return [self._mention(c, own, None, "") for c, own in zip(run, times, strict=True)]
        return None

    def _parts(
        self, run: list[Context], times: list[Timing], found: list[Mention], parts: list[str], words: str
    ) -> list[Mention]:
        """Values of one metric, each of a part: a body, a quarter."""
        match = metrics.match_metric(self.book, run[0], times[0], words)
        metric_id = match.metric_id if match else None
        if found and match is None and not metrics.bare(words):
            # 同比增长3.9%，分季度看，一至四季度分别增长6.2%、1.1%、4.8%、3.7%
            metric_id = found[-1].metric_id
        return [
            replace(self._mention(context, when, metric_id, "parts"), scope=part)
            for context, when, part in zip(run, times, parts, strict=True)
        ]

    def _parted(self, run: list[Context]) -> bool:
        """Whether something stands between the values of a run, as nothing does in 12大类203项."""
        return all(left.quantity.end < right.quantity.start for left, right in itertools.pairwise(run))

    def _mention(self, context: Context, when: Timing, metric_id: str | None, rule: str) -> Mention:
        quantity = context.quantity
        if self.watch is not None:
            self.watch(context, when)
        if metric_id is not None and (when.verb or quantity.form == "doubling"):
            metric_id, when = stating.changed(self.catalogue, context, when, metric_id)
        metric = self.catalogue.metrics.get(metric_id) if metric_id else None
        when = stating.settled(when, metric, self.results_year)
        value, low, high, unit = stating.figures(quantity, when, metric)
        number = float(value)
        return Mention(
            start=quantity.start,
            end=quantity.end,
            surface=self.text[quantity.start : quantity.end],
            value=number,
            low=number if low is value else float(low),
            high=number if high is value else float(high),
            unit=unit,
            object=object_of(context),
            metric_id=metric_id,
            role=when.role,
            period=when.period,
            scope=scope_of(context, metric)
            or (narrowing().respondent if metric_id in self.respondents else ""),
            rule=rule if metric_id else "",
        )

    def _levels(self, found: list[Mention], count: int) -> list[Mention]:
        """The last `count` levels of a sentence, or the last one of each of so many metrics.

        甲由1元提高到2元，乙由3元提高到4元，分别增长5%和6%: the growth is that of 甲 and of 乙.
        """
        known = self.catalogue.metrics
        levels = [
            mention
            for mention in found
            if mention.role not in ("growth", "change")
            and not (mention.metric_id and known[mention.metric_id].kind == "growth_rate")
        ]
        last = {mention.metric_id: mention for mention in levels if mention.metric_id}
        ids = [mention.metric_id for mention in levels[-count:]]
        if len(last) == count and None not in ids and len(set(ids)) < count:
            return sorted(last.values(), key=lambda mention: mention.start)
        return levels[-count:]
