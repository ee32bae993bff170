"""What a quantity states once its metric is known: the metric that a change makes of it, its role, its sign.

Belongs here: what verbs of change and the kind of a metric make of each other. Does not belong here: finding
the metric (`metrics`), or the verbs and the years (`timing`, `placing`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tongbi.extraction import metrics
from tongbi.extraction.cues import cues
from tongbi.extraction.timing import RELATIVE, Timing

if TYPE_CHECKING:
    from tongbi.catalogue import Catalogue, Metric
    from tongbi.extraction.context import Context
    from tongbi.extraction.quantity import Quantity

_HUNDRED = Decimal(100)


def changed(
    catalogue: Catalogue, context: Context, when: Timing, metric_id: str
) -> tuple[str | None, Timing]:
    """The metric of a quantity that was told with a verb of change, or as a doubling, and its timing.

    A growth rate, a gain or a loss may be a metric of its own; a planned change of a level is none.
    """
    quantity = context.quantity
    if when.role == "change" and (quantity.unit_class == "multiple" or quantity.form == "doubling"):
        # how many times a level grew over several years is no figure of the series
        return None, when
    metric = catalogue.metrics[metric_id]
    if quantity.unit_class in RELATIVE:
        grows = metrics.growth_metric(catalogue, metric_id)
        paced = quantity.unit_class == "points" and cues().pace.search(context.before)
        if paced and grows is None and metric.kind not in ("growth_rate", "rate"):
            # 收入增长5%，增速较上年回落3个百分点: a change of the growth, which is no metric
            return None, when
        return grows or metric_id, when
    if metric.kind == "growth_rate" and metric.base:
        metric_id = metric.base
    own = metrics.change_metric(catalogue, metric_id, falls=when.verb in cues().falling)
    if own is None:
        return (None if when.role == "target" else metric_id), when
    if when.role == "change" and when.period and "-" in when.period:
        first, last = when.period.split("-")
        return own, when.told("cumulative", f"{int(first) + 1}-{last}")
    return own, when.told("actual" if when.role == "change" else when.role, when.period)


def settled(when: Timing, metric: Metric | None, results_year: int) -> Timing:
    """The timing of a quantity in the light of its metric's kind."""
    if when.role == "cumulative" and when.carried and (metric is None or metric.kind in ("stock", "rate")):
        # “十四五”以来累计新建阵地64个，86个社区法律顾问全覆盖: the second is a level of the year
        return when.told("actual", str(results_year))
    if metric is None or when.role not in ("growth", "target"):
        return when
    if metric.kind == "rate" and when.shortens:
        # 审批时限压缩70.5% states the reduction rate itself
        return replace(when, role="actual" if when.role == "growth" else when.role, sign=1)
    if metric.kind == "growth_rate" and when.role == "growth":
        return replace(when, role="actual")
    return when


def figures(quantity: Quantity, when: Timing, metric: Metric | None) -> tuple[Decimal, Decimal, Decimal, str]:
    """Value, low, high and unit as the words of change make them: a fall below zero, 增长2倍 in per cent."""
    value, low, high, unit = quantity.value, quantity.low, quantity.high, quantity.unit
    grows = when.role in ("growth", "change") or (metric is not None and metric.kind == "growth_rate")
    if quantity.unit_class == "multiple" and when.verb and grows:
        value, low, high, unit = value * _HUNDRED, low * _HUNDRED, high * _HUNDRED, "%"
    if metric is not None and metric.change == "loss":
        # what fell is a loss of so much; a decline rate that rises is a loss below zero
        negative = metric.kind == "growth_rate" and when.verb in cues().rising
    else:
        negative = when.sign < 0
    if negative and value > 0:
        # 下降-12% says twice that it fell
        value, low, high = -value, -high, -low
    return value, low, high, unit
