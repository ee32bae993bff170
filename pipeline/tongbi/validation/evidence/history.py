"""Evidence from a figure's own history and from its peers: what was to be expected, and how far off it is.

All on the logarithm of the value, so that a doubling and a halving weigh the same. Trends and spreads are
medians, and of two neighbours the nearer counts: one wrong figure neither hides itself nor drags others
along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.validation.evidence.repeats import repeat_evidence
from tongbi.validation.evidence.years import single_years

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from tongbi.validation.context import Context

_MAD_TO_SD = 1.4826
_FLOOR = 0.12
_ENOUGH_PEERS = 5
_ENOUGH_FIGURES = 8


def expected_values(series: DataFrame) -> DataFrame:
    """For each row of a series frame: its expected value, how far off it is, and what is usual there.

    Columns `expected_value`, `log_ratio`, `surprise`, `previous_value`, `spread`, `usual_movement`.

    `expected_value` comes from the figures before (or after, for the first ones) that no break (obs_status B)
    separates, moved along by the metric's usual yearly change and by what the year did to the peers. A
    doubtful pair does not separate: doubt is what is to be looked into here. `log_ratio` is
    ln(value / expected). `surprise` is |log_ratio| in units of the usual spread of that metric, of this
    series where it is wider (`spread`), and of the chance that small counts are subject to. Rows without a
    neighbour, of no single year, or not above zero have missing values.
    """
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame(
        {
            "issuer": series["issuer_name"],
            "metric": series["metric_id"],
            "broken": (series["obs_status"] == "B").astype("int64"),
            "period": series["period"],
            "year": single_years(series["period"]),
            "log": np.log(series["value"].where(series["value"] > 0).astype("float64")),
            "value": series["value"].astype("float64"),
        }
    )
    usable = frame[frame["year"].notna()].sort_values(["issuer", "metric", "year"], kind="stable")
    # Numbers in place of names: what follows groups by them a dozen times.
    usable["line"] = usable.groupby(["issuer", "metric"]).ngroup()
    usable["metric"] = pd.factorize(usable["metric"])[0]
    usable["stretch"] = usable.groupby("line")["broken"].cumsum()
    lines = usable.groupby(["line", "stretch"])
    step = lines["year"].diff()
    usable["previous_value"] = lines["value"].shift().where(step == 1)
    growth = (lines["log"].diff() / step).where(step == 1)
    pairs = growth.groupby(usable["metric"]).transform("count")
    drift = growth.groupby(usable["metric"]).transform("median").where(pairs >= _ENOUGH_FIGURES, 0.0)
    away = (growth - drift).abs()
    typical = (
        away.groupby(usable["metric"]).transform("median").where(pairs >= _ENOUGH_FIGURES, away.median())
    )
    usable["usual_movement"] = _MAD_TO_SD * typical
    before = [_moved(lines, usable, drift, reach) for reach in (1, 2)]
    after = [_moved(lines, usable, drift, reach) for reach in (-1, -2)]
    expected = _expected(usable["log"], before, after)
    residual = usable["log"] - expected
    shift = _peer_shift(usable, residual)
    residual = residual - shift
    spread = _spread(usable, residual)
    usable["expected_value"] = np.exp(expected + shift)
    chance = 1.0 / usable["value"].clip(lower=1.0) + 1.0 / usable["expected_value"].clip(lower=1.0)
    usable["log_ratio"] = residual
    usable["surprise"] = residual.abs() / np.sqrt(spread**2 + chance)
    usable["spread"] = spread
    columns = ["expected_value", "log_ratio", "surprise", "previous_value", "spread", "usual_movement"]
    return usable[columns].reindex(series.index)


def _moved(lines: Any, usable: DataFrame, drift: Series, reach: int) -> Series:
    """The logarithm `reach` rows on, moved by the usual change; missing beyond three years."""
    gap = usable["year"] - lines["year"].shift(reach)
    moved: Series = (lines["log"].shift(reach) + drift * gap).where(gap.abs() <= 3)
    return moved


def _nearer(own: Series, first: Series, second: Series) -> Series:
    """Of two values the one nearer to `own`; the one that is there where the other is missing."""
    take_second = first.isna() | ((second - own).abs() < (first - own).abs())
    return second.where(take_second & second.notna(), first)


def _expected(own: Series, before: list[Series], after: list[Series]) -> Series:
    """What a figure is held against: its two predecessors, or its successors where it has none.

    Of two neighbours the nearer counts, so that the figure after a wrong one is not blamed; a figure with a
    single predecessor may also be borne out by its successors, so that a wrong first figure is blamed alone.
    """
    earlier, later = _nearer(own, *before), _nearer(own, *after)
    settled = before[1].notna()
    return earlier.where(settled, _nearer(own, earlier, later))


def _peer_shift(usable: DataFrame, residual: Series) -> Series:
    """What the year did to the metric everywhere: the median residual, where enough issuers state it."""
    groups = residual.groupby([usable["metric"], usable["year"]])
    shift: Series = groups.transform("median").where(groups.transform("count") >= _ENOUGH_PEERS, 0.0)
    return shift.fillna(0.0)


def _spread(usable: DataFrame, residual: Series) -> Series:
    """The usual spread: of the metric (of all figures where it has few), or of the series if wider."""
    size = residual.abs()
    everywhere = float(size.median()) if size.notna().any() else 0.0
    by_metric = size.groupby(usable["metric"])
    metric = by_metric.transform("median").where(by_metric.transform("count") >= _ENOUGH_FIGURES, everywhere)
    by_line = size.groupby(usable["line"])
    line = by_line.transform("median").where(by_line.transform("count") >= _ENOUGH_PEERS, 0.0)
    return (_MAD_TO_SD * metric.where(metric >= line, line)).fillna(0.0).clip(lower=_FLOOR)


def history_evidence(series: DataFrame, context: Context) -> dict[str, Any]:
    """All columns of this module for a series frame that already knows its quotes."""
    expected = expected_values(series)
    columns: dict[str, Any] = {column: expected[column] for column in expected.columns}
    known = series.assign(
        previous_value=expected["previous_value"], usual_movement=expected["usual_movement"]
    )
    columns.update(repeat_evidence(known, context))
    return columns
