"""How much a figure changed, how surely, and whether the growth that a report states fits.

Belongs here: arithmetic on two intervals, and the check of a stated growth or change against them. Does not
belong here: whether the two figures may be compared at all (`verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tongbi.comparability.statements import Statement

Bounds = tuple[float, float]
Outcome = Literal["agrees", "restated", "contradicts"]

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """The change from one figure to the next, in the later figure's unit, and relative in per cent.

    `low` and `high` are the smallest and largest change that both wordings allow. `pct` is null where the
    earlier figure is zero, or where a relative change means nothing; its bounds also where the earlier
    interval touches zero.
    """

    change: float
    low: float
    high: float
    pct: float | None
    pct_low: float | None
    pct_high: float | None


@dataclass(frozen=True, slots=True)
class Check:
    """What a stated growth or change says of the year before: outcome, and the earlier value implied.

    `told` is the statement in per cent (是上年的1.85倍 is 85), or the absolute change.
    """

    stated: Statement
    told: float
    outcome: Outcome
    implied: float


def limits(statement: Statement, kind: str) -> Bounds:
    """The interval of the true value; a rate stays within 0 to 100 and a level does not fall below zero."""
    low, high = statement.bounds
    if kind not in ("growth_rate", "money") and statement.value >= 0:
        low = max(low, 0.0)
    if kind == "rate" and statement.unit in ("%", "％") and statement.value <= 100:
        high = min(high, 100.0)
    return low, high


def between(
    value: float, bounds: Bounds, previous: float, previous_bounds: Bounds, relative: bool = True
) -> Change:
    """The change from `previous` to `value`, each with its interval; per cent only where `relative`."""
    pct = pct_low = pct_high = None
    if relative and previous != 0:
        pct = percent(value, previous)
        if previous_bounds[0] > 0 or previous_bounds[1] < 0:
            corners = [percent(v, p) for v in bounds for p in previous_bounds]
            pct_low, pct_high = min(corners), max(corners)
    return Change(
        change=clean(value - previous),
        low=clean(bounds[0] - previous_bounds[1]),
        high=clean(bounds[1] - previous_bounds[0]),
        pct=pct,
        pct_low=pct_low,
        pct_high=pct_high,
    )


def percent(value: float, previous: float) -> float:
    """The change in per cent of the size of the earlier value, which is not zero."""
    return 100 * (value - previous) / abs(previous)


def clean(value: float) -> float:
    """The value without the noise of binary fractions (0.1 + 0.2), to twelve significant digits."""
    return float(f"{value:.12g}")


def check_growth(
    stated: Statement, current: Statement, previous: Statement, same_report: bool
) -> Check | None:
    """Whether `previous` grew to `current` by what the later report states, in per cent.

    Null where nothing can be said: a decline to zero or below. `same_report` says that the earlier level
    stands in the report that states the growth, which leaves a restatement out of the question.
    """
    if previous.value <= 0:
        return None
    low, high = current.bounds
    previous_low, previous_high = previous.bounds
    if previous_low <= 0:
        return None
    times = stated.unit == "倍"  # 是上年的1.85倍 is a growth of 85 per cent
    told, told_low, told_high = (
        100 * (value - 1) if times else value for value in (stated.value, stated.low, stated.high)
    )
    place = (stated.precision * (100 if times else 1)) or 1.0
    if told <= -100:
        return None
    least, most = percent(low, previous_high), percent(high, previous_low)
    implied = current.value / (1 + told / 100)
    fits = told_low - place <= most + _SLACK and least <= told_high + place + _SLACK
    return Check(stated, told, _outcome(fits, implied, previous.value, same_report), significant(implied))


def check_change(stated: Statement, current: Statement, previous: Statement, same_report: bool) -> Check:
    """Whether `previous` changed to `current` by the absolute amount that the later report states."""
    low, high = current.bounds
    previous_low, previous_high = previous.bounds
    place = max(stated.precision, 1e-6)
    implied = current.value - stated.value
    fits = (
        stated.low - place <= high - previous_low + _SLACK
        and low - previous_high <= stated.high + place + _SLACK
    )
    outcome = _outcome(fits, implied, previous.value, same_report)
    return Check(stated, stated.value, outcome, clean(implied))


def _outcome(fits: bool, implied: float, previous: float, same_report: bool) -> Outcome:
    if fits:
        return "agrees"
    plausible = previous > 0 and 0.5 <= implied / previous <= 2
    return "restated" if plausible and not same_report else "contradicts"


def significant(value: float, digits: int = 4) -> float:
    """A derived value with no more digits than it can claim."""
    return float(f"{value:.{digits}g}")
