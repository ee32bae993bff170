"""A text cut into plain pieces and marked mentions, each with its reading in words.

Belongs here: what both the page and the terminal say of a mention. Does not belong here: how they show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.catalogue import Catalogue
    from tongbi.records import Mention

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
    "years": "逐年对应",
    "levels": "与前列数值逐一对应",
    "shared": "多个主语共用一个数值",
    "table": "表格单元",
}


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


def fields(mention: Mention, catalogue: Catalogue) -> list[tuple[str, str]]:
    """What a mention was read as: pairs of a label and its text, in the order in which one reads them."""
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
