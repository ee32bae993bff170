"""Figures that a lost or added 万 may have put ten thousand times off: 元 for 万元, or 万元 for 元.

Belongs here: telling, from the figures of one series alone, which of them are off by such a power of ten.
Does not belong here: what that does to a verdict (`verdict`), or the check that shows it to a reader, which
knows of other bodies too (`tongbi.validation`).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SLIP_FLAG = "unit_slip"
POWERS = (4, 8)
TOLERANCE = 0.5
"""In decades. Wider than that of the check `series_magnitude_is_kept`, which takes the usual growth of a
metric into account: what it names must be suspected here."""

_REACH = 3


def suspects(stretches: Iterable[Mapping[int, float]]) -> set[int]:
    """The years whose value is off by one of POWERS, each stretch of years that count the same thing alone.

    Of a pair that cannot tell which of the two errs both are suspected.
    """
    return {year for stretch in stretches for year in _of_stretch(stretch)}


def stretches(values: Mapping[int, float], broken: Iterable[int]) -> list[dict[int, float]]:
    """The values, in the order of their years, cut before each year of `broken`; those above zero alone."""
    cut = set(broken)
    found: list[dict[int, float]] = [{}]
    for year in sorted(values):
        if year in cut:
            found.append({})
        if values[year] > 0:
            found[-1][year] = values[year]
    return found


def _of_stretch(stretch: Mapping[int, float]) -> set[int]:
    years = list(stretch)
    if not any(_is_off(stretch[later], stretch[earlier]) for earlier, later in _near(years)):
        return set()
    return {
        year
        for place, year in enumerate(years)
        if (nearest := _expected(stretch, years, place)) is not None and _is_off(stretch[year], nearest)
    }


def _near(years: Sequence[int]) -> list[tuple[int, int]]:
    return [*pairwise(years), *zip(years, years[2:], strict=False)]


def _expected(stretch: Mapping[int, float], years: Sequence[int], place: int) -> float | None:
    """Of the two figures before the nearer one; for the first two figures those after count as well.

    So the figure after a wrong one is not blamed for it.
    """
    year = years[place]
    around = years[max(place - 2, 0) : place]
    if place < 2:
        around = [*around, *years[place + 1 : place + 3]]
    known = [stretch[other] for other in around if abs(other - year) <= _REACH]
    return min(known, key=lambda value: abs(math.log10(value / stretch[year])), default=None)


def _is_off(value: float, other: float) -> bool:
    decades = abs(math.log10(value / other))
    return any(abs(decades - power) <= TOLERANCE for power in POWERS)
