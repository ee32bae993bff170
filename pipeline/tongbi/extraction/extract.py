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
from tongbi.extraction.joining import find_quantities
from tongbi.extraction.layout import Layout, Sentence, lay_out
from tongbi.extraction.naming import object_of
from tongbi.extraction.normalise import normalise
from tongbi.extraction.phrases import PhraseBook, phrase_book
from tongbi.extraction.placing import measured_against, placed, settle
from tongbi.extraction.scope import scope_of
from tongbi.extraction.timing import RELATIVE, Timing, timing
from tongbi.records import Identity, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tongbi.extraction.quantity import Quantity

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
    # 街道聘请法律顾问2名, in a 街道's own report, is of the whole
    own = _OF_THE_WHOLE.get(identity.level, frozenset())
    reader = _Reader(text, plain, results_year, book, eras, watch, own)
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
        own: frozenset[str],
    ) -> None:
        self.text, self.plain, self.results_year, self.book = text, plain, results_year, book
        self.eras, self.watch, self.own = eras, watch, own
        self.catalogue = catalogue.load()

    def read(self, sentence: Sentence, paragraph_start: int, quantities: list[Quantity]) -> list[Mention]:
        """The mentions of one sentence."""
        found: list[Mention] = []
        classes: list[str] = []
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
            if length > 1 and (together := self._run(run, found)) is not None:
                found += together
                classes += [context.quantity.unit_class for context in run]
            else:
                for context in run:
                    self._single(context, found, classes)
            at += length
        self._scope_parts(found)
        self._scope_shares(around, found)
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

    def _single(self, context: Context, found: list[Mention], classes: list[str]) -> None:
        """Add to `found` what a quantity states by itself, and to `classes` its class of measure words."""
        when = self._when(context)
        unit_class = context.quantity.unit_class
        if metrics.between_places(context):
            found.append(self._mention(context, when, None, ""))
            classes.append(metrics.GAP)
            return
        shared = pairing.shared_subjects(context) if unit_class == "share" else []
        if shared:
            matches = [metrics.match_metric(self.book, context, when, words) for words in shared]
            ids = list(dict.fromkeys(m.metric_id for m in matches if m))
            if ids:
                found += [self._mention(context, when, metric_id, "shared") for metric_id in ids]
                classes += [unit_class] * len(ids)
                return
        match = metrics.match_metric(self.book, context, when)
        metric_id: str | None = None
        if match is not None and metrics.only_added(self.catalogue, context, when, match.metric_id):
            metric_id, rule = None, ""
        elif match is not None:
            metric_id, rule = match.metric_id, f"say.{match.words}"
        else:
            metric_id, rule = self._by_neighbours(context, when, found, classes)
        found.append(self._mention(context, when, metric_id, rule))
        classes.append(unit_class)

    def _by_neighbours(
        self, context: Context, when: Timing, found: list[Mention], classes: list[str]
    ) -> tuple[str | None, str]:
        """The metric of a quantity whose own words name none, with the rule that gave it."""
        last = found[-1] if found else None
        metric_id = metrics.share_of(self.catalogue, context, last)
        if metric_id is not None:
            return metric_id, "share_of"
        before = self._goes_on(context, when, found, classes)
        if before is not None and before.metric_id is not None:
            if when.role not in ("growth", "average") and metrics.reaches(context):
                # 贫困人口减少55万人、降至196万人: what it fell to is the population
                return metrics.level_of(self.catalogue, before.metric_id), "goes_on"
            if context.quantity.unit_class == "multiple" and not when.verb:
                return metrics.level_of(self.catalogue, before.metric_id), "goes_on"
            return before.metric_id, "goes_on"
        if self.eras is not None and measured_against(context):
            told = zip(reversed(found), reversed(classes), strict=True)
            result = next((m for m, counted in told if counted == context.quantity.unit_class), None)
            if result is not None and result.metric_id is not None:
                return result.metric_id, "recalled"
        if when.verb or when.inherits or when.earlier or metrics.reaches(context):
            left = metrics.carried(context)
            own = metrics.subject_of(context, left)
            for words in dict.fromkeys((own, left) if own else ()):
                match = metrics.match_metric(self.book, context, when, words)
                if match is not None:
                    return match.metric_id, f"carried.{match.words}"
        return None, ""

    def _when(self, context: Context) -> Timing:
        when = timing(context, self.results_year)
        return when if self.eras is None else placed(when, context, self.eras, self.results_year)

    def _goes_on(
        self, context: Context, when: Timing, found: list[Mention], classes: list[str]
    ) -> Mention | None:
        """The earlier mention whose metric this one shares: a change of it, an earlier or a later level."""
        if not found:
            return None
        unit_class = context.quantity.unit_class
        if when.role in ("growth", "change", "average") or when.inherits:
            if context.after and when.role not in ("growth", "change"):
                return None
            words = metrics.bare(context.before)
            if words:
                return None
            counts = when.earlier or unit_class not in RELATIVE
            return metrics.level_before(found, unit_class, classes, same_unit=counts)
        if metrics.says_nothing(context):
            apart = "其中" in context.before
            level = metrics.level_before(found, unit_class, classes, same_unit=True, apart=apart)
            return level if level and metrics.repeats(self.catalogue, context, level) else None
        if context.member or (not context.after and metrics.names_grade(context)):
            return metrics.level_before(found, unit_class, classes, same_unit=True)
        if not context.after and (metrics.names_body_only(context) or metrics.qualified_part(context)):
            apart = "其中" in context.before
            return metrics.level_before(found, unit_class, classes, same_unit=True, apart=apart)
        return None

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
            levels = _levels(found, count)
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
            scope=scope_of(context, metric),
            rule=rule if metric_id else "",
        )

    def _scope_shares(self, around: list[Context], found: list[Mention]) -> None:
        """What 其中 tells of the metric just told is a part of it: 其中刑事法律援助案件206件."""
        told = {context.quantity.start: context for context in around}
        for at, mention in enumerate(found):
            if mention.scope or mention.metric_id is None or mention.role in ("growth", "change"):
                continue
            words = told[mention.start].words if mention.start in told else ""
            if "其中" not in words:
                continue
            wholes = (m for m in found[:at] if m.metric_id == mention.metric_id and m.role == mention.role)
            whole = next((m for m in wholes if m.unit == mention.unit and m.value > mention.value), None)
            if whole is not None:
                mention.scope = words[words.rindex("其中") + 2 :].strip("，、：的 ") or mention.object

    def _scope_parts(self, found: list[Mention]) -> None:
        """Parts of one sum (6个乡镇、9个县直部门) are each scoped by what they count."""
        for left, right in itertools.pairwise(found):
            if left.metric_id is None or left.metric_id != right.metric_id or left.start == right.start:
                continue
            if (left.role, left.period) != (right.role, right.period) or "%" in (left.unit, right.unit):
                continue
            between = self.plain[left.end : right.start]
            if right.low <= left.value <= right.high or cues().reaching.search(between):
                # 109.7亿元、首次突破百亿元; 由1.42万亿元修订为1.46万亿元: one level told twice
                continue
            if len(between) <= 16 and not any(mark in between for mark in "，；。："):
                left.scope = left.scope or left.object
                right.scope = right.scope or right.object


def _levels(found: list[Mention], count: int) -> list[Mention]:
    """The last `count` levels of a sentence, or the last one of each of so many metrics.

    甲由1元提高到2元，乙由3元提高到4元，分别增长5%和6%: the growth is that of 甲 and of 乙.
    """
    levels = [mention for mention in found if mention.role not in ("growth", "change")]
    last = {mention.metric_id: mention for mention in levels if mention.metric_id}
    if len(last) == count and len({mention.metric_id for mention in levels[-count:]}) < count:
        return sorted(last.values(), key=lambda mention: mention.start)
    return levels[-count:]
