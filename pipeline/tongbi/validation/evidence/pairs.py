"""Which of two figures errs that do not fit each other: two years and a growth, or two reports of one year.

Each is put in turn at the value that the other implies, and asked how well it then fits the other years.
Belongs here: this comparison for rows of `yoy` and of `revision`. Does not belong here: likelihoods (see
`neighbours.py`), or the figures of one report (see `accounts.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.validation import declared
from tongbi.validation.evidence.neighbours import Neighbours, Place, suspects

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from tongbi.validation.context import Context


def growth_suspects(frame: DataFrame, context: Context) -> Series:
    """Which of `value`, `previous_value`, `stated_growth_pct` err in rows of `yoy` that fail; else missing.

    Several are joined by a comma. Asked are the rows that `yoy_stated_growth_agrees` fails.
    """
    slack = declared.suite("yoy").expectation("yoy_stated_growth_agrees").kwargs["options"]["slack"]
    stated, low, high = (frame[c] for c in ("stated_growth_pct", "change_pct_low", "change_pct_high"))
    apart = ((stated < low - slack) | (stated > high + slack)) & (stated > -100)
    found = _nobody(frame)
    if context.series is None or not apart.any():
        return found
    rows = frame[apart]
    neighbours = _neighbours(context.series, rows)
    wanted = ("issuer_name", "metric_id", "period", "previous_period", "value", "previous_value")
    told = zip(rows.index, stated[apart], *(rows[column] for column in wanted), strict=True)
    for row, growth, issuer, metric, period, earlier, value, before in told:
        times = 1 + growth / 100
        now, then = Place(issuer, metric, period), Place(issuer, metric, earlier)
        found[row] = _named(
            {
                "value": neighbours.gain(now, value, [(before * times,) * 2]) + neighbours.copied(now),
                "previous_value": neighbours.gain(then, before, [(value / times,) * 2])
                + neighbours.copied(then),
                "stated_growth_pct": 0.0,
            }
        )
    return found


def revision_suspects(frame: DataFrame, context: Context) -> Series:
    """Which of `first_value` and `later_value` errs in rows of `revision` that fail; else missing.

    Asked are the rows that `revision_is_moderate` fails.
    """
    limits = declared.suite("revision").expectation("revision_is_moderate").kwargs
    ratio = frame["later_value"] / frame["first_value"]
    apart = (ratio < limits["min_value"]) | (ratio > limits["max_value"])
    found = _nobody(frame)
    if context.series is None or not apart.any():
        return found
    rows = frame[apart]
    neighbours = _neighbours(context.series, rows)
    wanted = ("issuer_name", "metric_id", "period", "first_value", "later_value")
    told = zip(rows.index, *(rows[column] for column in wanted), strict=True)
    for row, issuer, metric, period, first, later in told:
        place = Place(issuer, metric, period)
        found[row] = _named(
            {
                "first_value": neighbours.gain(place, first, [(later, later)]),
                "later_value": neighbours.gain(place, later, [(first, first)]),
            }
        )
    return found


def _nobody(frame: DataFrame) -> Series:
    import pandas as pd

    return pd.Series(None, index=frame.index, dtype="object")


def _named(gains: dict[str, float]) -> str:
    """The suspects, in the order of the gains."""
    blamed = suspects(gains)
    return ", ".join(name for name in gains if name in blamed)


def _neighbours(series: DataFrame, rows: DataFrame) -> Neighbours:
    """What `series` tells about the metrics and issuers of `rows`."""
    levels = series[series["metric_id"].isin(rows["metric_id"].unique())].reset_index(drop=True)
    return Neighbours(levels, set(rows["issuer_name"]))
