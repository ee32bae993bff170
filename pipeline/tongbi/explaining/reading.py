"""A text cut into plain pieces and marked mentions, each with its reading in words.

Belongs here: what both the page and the terminal say of a mention. Does not belong here: how they show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.extraction import extract
from tongbi.extraction.near import Near, near_misses
from tongbi.extraction.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tongbi.catalogue import Catalogue
    from tongbi.extraction.context import Context
    from tongbi.extraction.near import Lack
    from tongbi.extraction.timing import Timing
    from tongbi.records import Identity, Mention

ROLE_ZH = {
    "actual": "实际值",
    "target": "目标",
    "growth": "增长率",
    "change": "变化量",
    "cumulative": "累计",
    "average": "年均",
}
_RULE_ZH = {
    "say": "由短语命名",
    "goes_on": "承接前一数量",
    "share_of": "前一数量所占比例",
    "respectively": "“分别”逐一对应",
    "parts": "“分别”前的各部分",
    "years": "逐年对应",
    "levels": "与前列数值逐一对应",
    "shared": "多个主语共用一个数值",
    "table": "表格单元",
    "carried": "主语承自前文",
    "recalled": "重提的目标",
}
_LACK: dict[Lack, str] = {
    "unit": "计量单位不在其类 · its measure words are {}",
    "not": "含有“{0}” · “{0}” forbids it",
    "of": "此前未提到 · none of these was named: {}",
    "unless": "此前提到“{0}” · “{0}” was named",
    "apart": "不紧邻数字 · not directly before the number",
    "beaten": "另有更近的词语 · other words come first",
}
_KIND = {
    "plan": "所在部分或句子为计划 · stands in what is planned",
    "problems": "所在部分讲问题 · stands among shortcomings",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a quantity was read as it was: its own words, what tells its role and period, phrases that missed.

    `near` is empty for a quantity that has a metric.
    """

    before: str
    after: str
    because: str
    near: tuple[Near, ...] = ()


def explained(text: str, identity: Identity) -> tuple[list[Mention], dict[int, Reason]]:
    """The mentions of a text, and by the start of each what explains it; cells of tables have no reason."""
    seen: dict[int, tuple[Context, Timing]] = {}

    def watch(context: Context, timing: Timing) -> None:
        seen[context.quantity.start] = context, timing

    mentions = extract(text, identity, watch=watch)
    rules = phrases(identity.report_type)
    named = {mention.start for mention in mentions if mention.metric_id}
    reasons = {
        start: Reason(
            context.words.strip(),
            context.after,
            _because(context, timing),
            () if start in named else tuple(near_misses(rules, context)),
        )
        for start, (context, timing) in seen.items()
    }
    return mentions, reasons


def _because(context: Context, timing: Timing) -> str:
    """What told role and period: the part of the text, a verb, an earlier level; else nothing."""
    told = [_KIND[context.kind]] if context.kind in _KIND else []
    if context.in_target_list:
        told.append("在目标清单中 · in a list of targets")
    if timing.verb:
        told.append(f"动词“{timing.verb}” · the verb")
    if timing.earlier:
        told.append("词语指较早的水平 · words of an earlier level")
    if timing.carried:
        told.append("年段承自前文 · years named before")
    return "；".join(told) or "无其他提示 · nothing else is said"


def near_in_words(near: Near, catalogue: Catalogue) -> str:
    """`受理…复议 → 受理行政复议案件数 (id): …` and what the phrase lacked."""
    metric = catalogue.metrics[near.metric_id]
    return f"“{near.phrase}” → {metric.name_zh} ({near.metric_id})：{_LACK[near.lack].format(near.detail)}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of the text; `mentions` is empty for plain text.

    It holds several where one value is stated of several subjects.
    """

    text: str
    mentions: tuple[Mention, ...] = ()


def mark(text: str, mentions: Iterable[Mention]) -> list[Marked]:
    """The whole text in order: joined, the pieces are the text again."""
    groups: dict[tuple[int, int], list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        groups.setdefault((mention.start, mention.end), []).append(mention)
    pieces, at = [], 0
    for (start, end), group in groups.items():
        if start > at:
            pieces.append(Marked(text[at:start]))
        pieces.append(Marked(text[start:end], tuple(group)))
        at = end
    if at < len(text):
        pieces.append(Marked(text[at:]))
    return pieces


def number(value: float) -> str:
    """A number without an exponent and without needless decimals: 27000, 99.8, 0.5."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def interval(mention: Mention) -> str:
    """`150` for an exact value, `150 [150, 160]` for one that the wording leaves open."""
    if mention.low == mention.high:
        return number(mention.value)
    return f"{number(mention.value)} [{number(mention.low)}, {number(mention.high)}]"


def rule_in_words(rule: str) -> str:
    """`say.受理…复议` → 由短语命名：受理…复议."""
    kind, _, words = rule.partition(".")
    name = _RULE_ZH.get(kind, kind)
    return f"{name}：{words}" if words else name


def fields(
    mention: Mention, catalogue: Catalogue, reasons: Mapping[int, Reason] | None = None
) -> list[tuple[str, str]]:
    """What a mention was read as and why: pairs of label and text, in the order in which one reads them."""
    metric = catalogue.metrics.get(mention.metric_id or "")
    named = f"{metric.name_zh} · {metric.name_en} ({metric.id})" if metric else "— 未对应指标 · no metric"
    rows = [
        ("指标 metric", named),
        ("数值 value", f"{interval(mention)} {mention.unit}"),
        ("性质 role", f"{ROLE_ZH[mention.role]} · {mention.role}"),
        ("时期 period", mention.period or "— 未写明 · left open"),
    ]
    if mention.scope:
        rows.append(("范围 scope", mention.scope))
    if mention.object:
        rows.append(("对象 object", mention.object))
    if mention.rule:
        rows.append(("规则 rule", rule_in_words(mention.rule)))
    if reason := (reasons or {}).get(mention.start):
        rows.append(("依据 because", reason.because))
        rows.append(("其词语 its words", f"{reason.before} ▢ {reason.after}".strip()))
        rows += [("相近短语 near", near_in_words(near, catalogue)) for near in reason.near]
    return rows


def counts(mentions: Sequence[Mention]) -> list[tuple[str, int]]:
    """How many mentions there are, with a metric, without one, and by role."""
    rows = [
        ("数量 quantities", len(mentions)),
        ("对应指标 with a metric", sum(m.metric_id is not None for m in mentions)),
        ("未对应 without", sum(m.metric_id is None for m in mentions)),
    ]
    return rows + [
        (f"{ROLE_ZH[role]} {role}", n) for role in ROLE_ZH if (n := sum(m.role == role for m in mentions))
    ]
