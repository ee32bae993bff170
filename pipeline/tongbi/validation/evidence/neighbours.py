"""How well a value would fit among the neighbours of its place: what decides which of several figures errs.

Belongs here: from a frame of levels to the likelihood of any value at any place of it, and from likelihoods
to suspects. Does not belong here: what disagrees with what (see `accounts.py` and `pairs.py`), or whether a
change is surprising (see `history.py`, whose expectations are used here).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tongbi.validation.evidence.history import expected_values
from tongbi.validation.evidence.repeats import repeat_chances

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pandas import DataFrame

    Interval = tuple[float, float]
    Name = TypeVar("Name")

_FREEDOM = 3.0
_ODDS = math.log(10.0)
_NEXT_TO_NOTHING = 0.5


class Place(NamedTuple):
    """Where a figure belongs: issuer, metric and year."""

    issuer_name: str
    metric_id: str
    period: str


class Neighbours:
    """What the figures of other years lead one to expect at each place of a frame of levels.

    The frame has issuer_name, metric_id, period, value and obs_status, one row for each place.
    """

    def __init__(self, levels: DataFrame, issuers: Collection[str]) -> None:
        """Learn from all `levels`; what is learnt is kept for the places of `issuers`."""
        found = expected_values(levels)
        asked = levels["issuer_name"].isin(issuers)
        known = asked & found["expected_value"].notna()
        told = zip(found.loc[known, "expected_value"], found.loc[known, "spread"], strict=True)
        self._expected: dict[Place, tuple[float, float]] = dict(
            zip(_places(levels[known]), told, strict=True)
        )
        same = asked & (levels["value"] == found["previous_value"])
        chances = repeat_chances(levels.loc[same, "value"], found.loc[same, "usual_movement"])
        self._repeats: dict[Place, float] = {
            place: chance for place, chance in zip(_places(levels[same]), chances, strict=True) if chance > 0
        }

    def fit(self, place: Place, within: Interval) -> float:
        """The logarithm of the likelihood of the best value of an interval, the expected value's being 0.

        0 also where nothing is known of the place. Large distances weigh less than under a normal law: real
        figures do jump.
        """
        low, high = within
        if high < 0 or low > high:
            return -math.inf
        if place not in self._expected:
            return 0.0
        expected, spread = self._expected[place]
        value = max(min(max(expected, low), high), _NEXT_TO_NOTHING)
        chance = 1.0 / max(value, 1.0) + 1.0 / max(expected, 1.0)
        distance = abs(math.log(value / expected)) / math.sqrt(spread**2 + chance)
        return -(_FREEDOM + 1.0) / 2.0 * math.log1p(distance**2 / _FREEDOM)

    def gain(self, place: Place, stated: float, implied: Iterable[Interval]) -> float:
        """How much likelier the place becomes where an implied value takes the stated one's place.

        0 for a value below zero, of which nothing is known here.
        """
        if stated < 0:
            return 0.0
        best = max((self.fit(place, each) for each in implied), default=-math.inf)
        return best - self.fit(place, (stated, stated))

    def copied(self, place: Place) -> float:
        """The odds, as a logarithm, that a figure equal to last year's is a copy of it; 0 where it moved."""
        return -math.log(self._repeats.get(place, 1.0))


def _places(levels: DataFrame) -> list[Place]:
    return [Place(*each) for each in levels[list(Place._fields)].itertuples(index=False)]


def suspects(gains: Mapping[Name, float]) -> set[Name]:
    """Whose correction explains most, and all against whom the odds are less than ten to one."""
    most = max(gains.values(), default=0.0)
    return {name for name, gain in gains.items() if gain == most or gain > most - _ODDS}
