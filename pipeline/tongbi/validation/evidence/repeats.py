"""Evidence of copied text: figures that repeat last year's, and how likely chance alone repeats them.

A figure of five digits that comes out the same two years running is hardly a coincidence, one of two digits
is. How likely depends on how finely it is written and on how much its metric moves in a year. Belongs here:
that likelihood, for a figure and for a run of figures. Does not belong here: what was to be expected of a
figure (see `history.py`), or how little chance is too little (see the declarations).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from tongbi.validation.context import Context

_PEAK = math.sqrt(2.0 * math.pi)
_LEAST_MOVEMENT = 0.01


@lru_cache(maxsize=16_384)
def written_place(value: float) -> float:
    """The place value of the last digit that carries information: 100 for 5900, 0.1 for 97.1, 0 for 0."""
    if value == 0:
        return 0.0
    digits, _, power = f"{abs(value):.9e}".partition("e")
    return float(10.0 ** (int(power) - len(digits.replace(".", "").rstrip("0")) + 1))


def repeat_chances(values: Series, movement: Series) -> Series:
    """How likely a figure that moves as usual comes out the same as the year before, 0 to 1.

    `movement` is the usual yearly movement of the logarithm, missing where it is not known; where it is 0
    the figure stands still as a rule, and otherwise no movement below one per cent is believed. The chance is
    that of the middle of a normal law, over the width of the last digit written.
    """
    places = values.map(lambda value: written_place(float(value)), na_action="ignore")
    chances = places / (values.abs() * movement.clip(lower=_LEAST_MOVEMENT) * _PEAK)
    return chances.where(movement > 0, 1.0).clip(upper=1.0).where(movement.notna())


def repeat_evidence(series: DataFrame, context: Context) -> dict[str, Any]:
    """Columns `repeat_chance`, `run_chance`, `moved_share`, for rows equal to the year before.

    `repeat_chance` is missing where the figure differs and where it may stand still (a rate at 0 or 100); for
    a stock it is at least the share of the metric's pairs that do stand still. `run_chance` is the product
    over the whole run of figures, one after another in the report's text, that repeat last year's.
    `moved_share` is the share of this metric's adjacent pairs, everywhere, that did change. `series` has
    previous_value, usual_movement, report_id, start_char.
    """
    import pandas as pd

    paired = series["previous_value"].notna()
    same = paired & (series["previous_value"] == series["value"])
    moved = (~same[paired]).groupby(series["metric_id"]).mean()
    settled = [
        _settled(metric_id, value, context)
        for metric_id, value in zip(series["metric_id"].tolist(), series["value"].tolist(), strict=True)
    ]
    moving = ~pd.Series(settled, index=series.index, dtype=bool)
    repeats = series[same & moving]
    chances = repeat_chances(repeats["value"], repeats["usual_movement"])
    stocks = repeats["metric_id"].map(lambda metric_id: context.metrics[metric_id].kind == "stock")
    at_rest = 1.0 - repeats["metric_id"].map(moved)
    chances = chances.mask(stocks & (chances < at_rest), at_rest).reindex(series.index)
    told = series[paired & moving].sort_values(["report_id", "start_char"], kind="stable")
    logs = chances.map(math.log, na_action="ignore").loc[told.index]
    run = logs.isna().cumsum()
    together = logs.groupby([told["report_id"], run], dropna=False).transform("sum").where(logs.notna())
    return {
        "repeat_chance": chances,
        "run_chance": together.map(math.exp, na_action="ignore").reindex(series.index),
        "moved_share": series["metric_id"].map(moved),
    }


def _settled(metric_id: str, value: float, context: Context) -> bool:
    """Whether standing still is what the figure does (a rate at its end), or its metric is unknown."""
    metric = context.metrics.get(metric_id)
    return metric is None or (metric.unit == "%" and value in (0, 100))
