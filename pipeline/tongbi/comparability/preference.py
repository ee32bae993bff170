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
    earlier. Where statements of the widest wording contradict one another, the first is marked as a tie.
    """
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
