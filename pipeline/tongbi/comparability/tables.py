"""The frames that a comparison gives: their columns, and the rows of `series` and `yoy`.

Belongs here: names, types and rounding of what is published. Does not belong here: deciding anything; a row
tells what a figure, a pair and its judgement say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from tongbi.comparability import growth, verdict
from tongbi.comparability.observation import LOW_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.comparability.knowledge import Knowledge
    from tongbi.comparability.series import Figure
    from tongbi.comparability.verdict import Judgement, Pair

_TEXT, _NUMBER, _INTEGER, _FLAG = "str", "float64", "int64", "bool"

SERIES = {
    "issuer_code": _TEXT, "issuer_name": _TEXT, "metric_id": _TEXT, "period": _TEXT, "value": _NUMBER,
    "low": _NUMBER, "high": _NUMBER, "unit": _TEXT, "obs_status": _TEXT, "spell": _INTEGER,
    "vintage": _INTEGER, "observation_id": _TEXT, "quality_flags": _TEXT, "counts_as": _TEXT,
}  # fmt: skip
"""`obs_status`: B begins a new stretch, U failed a check, A else. `counts_as`: what the wording says."""

YOY = {
    "issuer_name": _TEXT, "metric_id": _TEXT, "period": _TEXT, "previous_period": _TEXT, "value": _NUMBER,
    "previous_value": _NUMBER, "change": _NUMBER, "change_pct": _NUMBER, "change_pct_low": _NUMBER,
    "change_pct_high": _NUMBER, "stated_growth_pct": _NUMBER, "verdict": _TEXT, "reason": _TEXT,
    "reason_code": _TEXT, "reason_zh": _TEXT, "change_low": _NUMBER, "change_high": _NUMBER, "unit": _TEXT,
    "growth_check": _TEXT, "observation_id": _TEXT, "previous_observation_id": _TEXT,
}  # fmt: skip
"""`previous_value` is in the unit of `value`; changes are null where the two units cannot be converted."""

ISSUER = {
    "issuer_name": _TEXT, "series_name": _TEXT, "issuer_code": _TEXT, "level": _TEXT, "first_year": _INTEGER,
    "last_year": _INTEGER, "reports": _INTEGER,
}  # fmt: skip
"""`series_name`: the name under which a body's history goes on."""

REVISION = {
    "issuer_name": _TEXT, "metric_id": _TEXT, "period": _TEXT, "first_value": _NUMBER,
    "first_vintage": _INTEGER, "later_value": _NUMBER, "later_vintage": _INTEGER, "kind": _TEXT,
    "first_observation_id": _TEXT, "later_observation_id": _TEXT,
}  # fmt: skip
"""`later_observation_id` is the statement of growth where `kind` is `implied`."""

COVERAGE = {
    "report_id": _TEXT, "metric_id": _TEXT, "status": _TEXT, "discontinued": _FLAG, "issuer_name": _TEXT,
    "report_year": _INTEGER,
}  # fmt: skip

# A figure with one of these is published as uncertain, whatever the year before it says.
_DOUBTFUL = verdict.FLAGS | {LOW_CONFIDENCE}


def frame(rows: Sequence[tuple[Any, ...]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame of these columns and types; of no rows, too."""
    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


def series_row(
    issuer: str, metric_id: str, year: int, figure: Figure, judgement: Judgement | None, spell: int
) -> tuple[Any, ...]:
    """A row of `series`; `judgement` is that on the year before in the series, None for the first."""
    chosen = figure.chosen
    broken = judgement is not None and judgement.verdict == "broken"
    status = "B" if broken else "U" if figure.flags & _DOUBTFUL else "A"
    says = [figure.facets[name].says for name in sorted(figure.facets)]
    return (
        chosen.issuer_code, issuer, metric_id, str(year), growth.clean(chosen.value),
        growth.clean(chosen.low), growth.clean(chosen.high), chosen.unit, status, spell, chosen.vintage,
        chosen.observation_id, ",".join(sorted(figure.flags)), "；".join(dict.fromkeys(filter(None, says))),
    )  # fmt: skip


def yoy_row(issuer: str, pair: Pair, judgement: Judgement, declared: Knowledge) -> tuple[Any, ...]:
    """A row of `yoy`, told in the unit of the later figure."""
    later, earlier, kind = pair.later.chosen, pair.earlier.chosen, declared.kind(pair.metric_id)
    factor = declared.units.factor(earlier.unit, later.unit)
    previous = earlier.value * (factor or 1.0)
    change: tuple[float | None, ...] = (None,) * 6
    if factor is not None:
        low, high = growth.limits(earlier, kind)
        made = growth.between(
            later.value,
            growth.limits(later, kind),
            previous,
            (low * factor, high * factor),
            relative=kind != "growth_rate",
        )
        change = (made.change, made.pct, made.pct_low, made.pct_high, made.low, made.high)
    stated = pair.check.told if pair.check and pair.check.stated.role == "growth" else None
    return (
        issuer, pair.metric_id, str(pair.later_year), str(pair.earlier_year), growth.clean(later.value),
        growth.clean(previous), *change[:4], stated, judgement.verdict, judgement.reason, judgement.code,
        judgement.reason_zh, *change[4:], later.unit, pair.check.outcome if pair.check else "",
        later.observation_id, earlier.observation_id,
    )  # fmt: skip
