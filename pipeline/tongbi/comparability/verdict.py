"""Comparable, broken or unknown: the verdict on two years of one series, and its reasons in words.

Belongs here: weighing what two figures say that they count, their units, the dated breaks between them, the
whole they are part of, and the checks that one of them failed. Does not belong here: reading the wording
(`facets`), choosing the figures (`series`), or arithmetic (`growth`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.comparability import corrections, growth, identities, magnitude
from tongbi.comparability.facets import Answer
from tongbi.comparability.preference import TIE_FLAG

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from tongbi.comparability.declared import Break, Code, Facet, Verdict
    from tongbi.comparability.knowledge import Knowledge
    from tongbi.comparability.series import Figure

_FAILED: tuple[tuple[str, Code, str, str], ...] = (
    (
        identities.SUM_FLAG, "sum_check", "the parts do not add up in the {vintage} report: {note}",
        "{vintage}年报告中分项之和与总数不符：{note}",
    ),
    (
        identities.RATE_FLAG, "rate_check",
        "the rate does not follow from the counts in the {vintage} report: {note}",
        "{vintage}年报告中比率与计数不符：{note}",
    ),
    (
        identities.PART_FLAG, "part_check", "a part exceeds its whole in the {vintage} report: {note}",
        "{vintage}年报告中部分大于总体：{note}",
    ),
    (
        TIE_FLAG, "tie", "the {vintage} report states more than one value for {period}: {note}",
        "{vintage}年报告对{period}年有不同数值：{note}",
    ),
    (
        magnitude.SLIP_FLAG, "magnitude",
        "{surface} for {period} ({vintage} report) is 10,000 or 100,000,000 times off the years beside it",
        "{vintage}年报告{period}年的“{surface}”与前后年份相差约一万倍或一亿倍",
    ),
    (
        corrections.DOUBTED_FLAG, "corrected",
        "the corrections register doubts the figure of the {vintage} report",
        "更正登记册对{vintage}年报告的数值存疑",
    ),
)  # fmt: skip

FLAGS = frozenset(flag for flag, *_ in _FAILED)
"""The flags of quality that leave a verdict open."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, in both languages, without its code."""

    code: Code
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a pair with every finding, weightiest first."""

    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def reason(self) -> str:
        """All findings in English, each beginning with its code; '' for none."""
        return "; ".join(f"{finding.code}: {finding.en}" for finding in self.findings)

    @property
    def reason_zh(self) -> str:
        """All findings in Chinese, each beginning with its code; '' for none."""
        return "；".join(f"{finding.code}：{finding.zh}" for finding in self.findings)

    @property
    def code(self) -> str:
        """The code of the weightiest finding; '' for none."""
        return self.findings[0].code if self.findings else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one metric of one issuer, the earlier first, with the stated growth that was checked."""

    metric_id: str
    earlier_year: int
    later_year: int
    earlier: Figure
    later: Figure
    check: growth.Check | None = None


def judge(
    pair: Pair, knowledge: Knowledge, dates: Mapping[str, dt.date], leader: Pair | None = None
) -> Judgement:
    """The verdict on a pair.

    `dates` are the days that the issuer's own reports give for declared breaks, by the id of the break;
    `leader` is the pair of the whole that this metric follows, over the same years.
    """
    findings = list(_different(pair, knowledge, dates))
    if leader is not None:
        findings += _inherited(leader, knowledge, dates)
    findings += _failed(pair, knowledge)
    findings += _growth(pair)
    if not findings:
        findings += _coarse(pair, knowledge)
    return _weighed(findings, knowledge)


def doubted(pair: Pair, judgement: Judgement, knowledge: Knowledge) -> Judgement:
    """The judgement once more, after figures of the pair were flagged."""
    return _weighed([*judgement.findings, *_failed(pair, knowledge)], knowledge)


def _weighed(findings: Iterable[Finding], knowledge: Knowledge) -> Judgement:
    """Broken outweighs unknown outweighs comparable; of several findings with one code the first stands."""
    weight = {"broken": 0, "unknown": 1, "comparable": 2}
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
    ordered = sorted(first.values(), key=lambda finding: weight[knowledge.reasons[finding.code].verdict])
    verdict = knowledge.reasons[ordered[0].code].verdict if ordered else "comparable"
    return Judgement(verdict, tuple(ordered))


def _different(pair: Pair, knowledge: Knowledge, dates: Mapping[str, dt.date]) -> Iterator[Finding]:
    """What the two figures themselves, or what happened between them, sets apart."""
    earlier, later = pair.earlier.chosen, pair.later.chosen
    if knowledge.units.factor(earlier.unit, later.unit) is None:
        yield Finding(
            "unit",
            f"{earlier.unit} in {pair.earlier_year}, {later.unit} in {pair.later_year}",
            f"{pair.earlier_year}年单位为“{earlier.unit}”，{pair.later_year}年为“{later.unit}”",
        )
    for question in knowledge.questions_of(pair.metric_id):
        finding = _by_facet(pair, question.facet)
        if finding is not None:
            yield finding
    for entry in knowledge.breaks_of(pair.metric_id):
        if _breaks(entry, pair, dates):
            since = dates.get(entry.id, entry.since)
            day = since.isoformat() if since else ""
            yield Finding(entry.code, entry.en.format(since=day), entry.zh.format(since=day))
    for succession in knowledge.issuers.successions:
        names = {earlier.issuer_name, later.issuer_name}
        concerned = succession.how in ("merged", "split") and {succession.old, succession.new} == names
        if concerned and pair.earlier_year < succession.since.year <= pair.later_year:
            yield Finding(
                "issuer",
                f"{succession.old} {succession.how} into {succession.new} on {succession.since}",
                f"{succession.since}起{succession.old}并入或改设为{succession.new}",
            )


def _by_facet(pair: Pair, facet: Facet) -> Finding | None:
    earlier, later = pair.earlier.facets.get(facet.id), pair.later.facets.get(facet.id)
    if facet.silent:
        silent = Answer(frozenset([facet.silent]), "")
        earlier, later = earlier or silent, later or silent
    agrees = pair.check is not None and pair.check.outcome == "agrees"
    if later is None or (facet.ignore_if_growth_agrees and agrees):
        return None
    if facet.compare == "newly":
        return _newly(pair, facet, earlier, later)
    if earlier is None:
        return None
    if facet.compare == "overlap":
        differ = not earlier.means & later.means
    else:
        gone = earlier.means - later.means and not later.open
        come = later.means - earlier.means and not earlier.open
        differ = bool(gone or come)
    if not differ:
        return None
    telling = sorted((later.means ^ earlier.means) - {facet.silent or ""})
    code = next((facet.codes[value] for value in telling if value in facet.codes), facet.code)
    before, after = earlier.says or "nothing said", later.says or "nothing said"
    return Finding(
        code,
        f"{facet.en}: {before} in {pair.earlier_year}, {after} in {pair.later_year}",
        f"{facet.zh}：{pair.earlier_year}年为“{earlier.says or '未注明'}”，"
        f"{pair.later_year}年为“{later.says or '未注明'}”",
    )


def _newly(pair: Pair, facet: Facet, earlier: Answer | None, later: Answer) -> Finding | None:
    """What only the later report names; a report that states both years compares by itself."""
    if pair.earlier.chosen.report_id == pair.later.chosen.report_id:
        return None
    new = later.means - (earlier.means if earlier else frozenset())
    if not new:
        return None
    return Finding(
        facet.code_of(min(new)),
        f"{facet.en}: {later.says} named in {pair.later_year}, not in {pair.earlier_year}",
        f"{facet.zh}：{pair.later_year}年注明“{later.says}”，{pair.earlier_year}年未注明",
    )


def _breaks(entry: Break, pair: Pair, dates: Mapping[str, dt.date]) -> bool:
    earlier, later = pair.earlier, pair.later
    if entry.levels and later.chosen.level and later.chosen.level not in entry.levels:
        return False
    if entry.unless:
        before, after = earlier.facets.get(entry.unless), later.facets.get(entry.unless)
        if before and after and before.means == after.means:
            return False
    if any(earlier.chosen.vintage < vintage <= later.chosen.vintage for vintage in entry.vintages):
        return True
    return any(pair.earlier_year < year <= pair.later_year for year in entry.years(dates.get(entry.id)))


def _inherited(leader: Pair, knowledge: Knowledge, dates: Mapping[str, dt.date]) -> Iterator[Finding]:
    for finding in _different(leader, knowledge, dates):
        if finding.code in knowledge.inheritance.inherited:
            yield Finding(
                "base",
                f"{leader.metric_id} changed ({finding.code}: {finding.en})",
                f"所属的{knowledge.catalogue.metrics[leader.metric_id].name_zh}变化（{finding.zh}）",
            )


def _failed(pair: Pair, knowledge: Knowledge) -> Iterator[Finding]:
    for figure in (pair.later, pair.earlier):
        chosen = figure.chosen
        for flag, code, en, zh in _FAILED:
            if flag in figure.flags:
                words = {"vintage": chosen.vintage, "period": chosen.period, "surface": chosen.surface}
                note = chosen.quality_notes.get(flag, "")
                yield Finding(
                    code,
                    en.format(**words, note=knowledge.named(note, "en")),
                    zh.format(**words, note=knowledge.named(note, "zh")),
                )


def _growth(pair: Pair) -> Iterator[Finding]:
    check = pair.check
    if check is None or check.outcome == "agrees":
        return
    earlier, later, stated = pair.earlier.chosen, pair.later.chosen, check.stated
    implied, said = identities.plain(check.implied), stated.surface or identities.plain(stated.value)
    if check.outcome == "restated":
        yield Finding(
            "restated",
            f"the stated {said} implies {implied} for {pair.earlier_year}, "
            f"the {earlier.vintage} report states {earlier.surface}",
            f"自述变动{said}暗含{pair.earlier_year}年为{implied}，{earlier.vintage}年报告为{earlier.surface}",
        )
    else:
        yield Finding(
            "growth",
            f"“{earlier.quote}” ({earlier.vintage}) and “{later.quote}” ({later.vintage}) "
            f"do not give the stated {said}",
            f"“{earlier.quote}”（{earlier.vintage}年）与“{later.quote}”（{later.vintage}年）得不出自述的{said}",
        )


def _coarse(pair: Pair, knowledge: Knowledge) -> Iterator[Finding]:
    kind = knowledge.kind(pair.metric_id)
    low, high = growth.limits(pair.later.chosen, kind)
    earlier, later = pair.earlier.chosen, pair.later.chosen
    factor = knowledge.units.factor(earlier.unit, later.unit) or 1.0
    before_low, before_high = (end * factor for end in growth.limits(earlier, kind))
    level = later.value == earlier.value * factor
    if not level and low < before_high and before_low < high:
        yield Finding(
            "precision",
            f"{pair.earlier.chosen.surface} and {pair.later.chosen.surface} do not tell a rise from a fall",
            f"“{pair.earlier.chosen.surface}”与“{pair.later.chosen.surface}”的精度不足以判断增减",
        )
