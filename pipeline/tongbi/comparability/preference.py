"""Which of several headline statements of one report is its word on a metric and a year.

Belongs here: the rank of each such statement, and telling a tie that no rule settles. Does not belong here:
two reports (`series`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.comparability.agreement import agree
from tongbi.comparability.statements import SPEECH_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tongbi.comparability.statements import Statement

TIE_FLAG = "tie"


def rank(statements: Iterable[Statement], breadths: Mapping[str, int]) -> None:
    """Set `preference` on the statements of one report; `breadths` are those of the wording, by id.

    The wider wording comes first, then the exact one (突破万亿元，达到11377亿元), then the finer, then the
    earlier; what one sentence tells twice, once in round figures, is as wide as its wider telling. Where
    statements of the widest wording contradict one another, the first is marked as a tie.
    """
    breadths = _shared(statements := list(statements), breadths)
    groups: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in statements:
        if statement.headline:
            groups.setdefault((statement.metric_id, statement.period), []).append(statement)
    for same in groups.values():
        ordered = sorted(
            same,
            key=lambda s: (
                -breadths[s.observation_id],
                s.high - s.low,
                s.precision,
                s.start_char,
                s.end_char,
            ),
        )
        for place, statement in enumerate(ordered, 1):
            statement.preference = place + (SPEECH_AFTER if statement.version == "speech" else 0)
        first = ordered[0]
        rivals = [
            other
            for other in ordered
            if breadths[other.observation_id] == breadths[first.observation_id] and not agree(first, other)
        ]
        if rivals:
            first.flag(TIE_FLAG, "、".join(statement.surface for statement in [first, *rivals]))


def _shared(statements: Iterable[Statement], breadths: Mapping[str, int]) -> dict[str, int]:
    """The breadths, an exact figure having that of the round one of its sentence that it lies within."""
    found = dict(breadths)
    told: dict[tuple[str, str, str | None], list[Statement]] = {}
    for statement in statements:
        if statement.headline and statement.observation_id in found:
            told.setdefault((statement.quote, statement.metric_id, statement.period), []).append(statement)
    for same in told.values():
        for exact in same:
            for round_ in same:
                if round_.low <= exact.low and exact.high <= round_.high and round_.low < round_.high:
                    wider = max(found[exact.observation_id], found[round_.observation_id])
                    found[exact.observation_id] = wider
    return found
