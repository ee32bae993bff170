"""What an expectation may look at beside the frame it is about.

Belongs here: one record that holds the other frames, the texts, the catalogue and the day of the run. Does
not belong here: computing anything from them (see `evidence/`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from pandas import DataFrame


class MetricLike(Protocol):
    """The part of a catalogue entry that validation reads."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Context:
    """Everything beside the frame itself. A frame that is not given switches off the evidence that needs it.

    `texts` maps report_id to the document's text. `metrics` is the catalogue's mapping of metric_id to
    entry. `today` is the day by which reports are fresh or late; it is given, never read from a clock, so
    that the same input gives the same verdicts. `accepted` are keys of rows (the values of the suite's key,
    joined by |) that someone decided to use although they fail a rule; an accepted observation is accepted in
    its series too.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, MetricLike] = field(default_factory=dict)
    reports: DataFrame | None = None
    mentions: DataFrame | None = None
    observations: DataFrame | None = None
    series: DataFrame | None = None
    today: dt.date | None = None
    accepted: Collection[str] = frozenset()
