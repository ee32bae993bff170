"""Figures that two reports state differently.

Belongs here: successive vintages of one figure, stated or implied by a stated growth, told apart from mere
rewording. Does not belong here: which vintage a series uses (`series`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tongbi.comparability.agreement import agree
from tongbi.comparability.succession import SUPERSEDED_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.comparability.statements import Statement
    from tongbi.comparability.verdict import Pair


@dataclass(frozen=True, slots=True)
class Revision:
    """One step from an earlier to a later statement of a figure; ids lead to both quotes."""

    issuer_name: str
    metric_id: str
    period: str
    first_value: float
    first_vintage: int
    later_value: float
    later_vintage: int
    kind: Literal["stated", "implied"]
    first_observation_id: str
    later_observation_id: str


def stated(issuer: str, statements: Iterable[Statement]) -> Iterator[Revision]:
    """The revisions among all headline statements of one issuer, metric and year, in order of reports.

    A later statement that repeats, rounds or spells out the one before is no revision. Of one report its
    preferred statement speaks; where the web version and the speech of one year differ, or two successive
    versions of one page, that is a revision too.
    """
    by_report: dict[tuple[int, bool, int, str], Statement] = {}
    for statement in statements:
        superseded = statement.preference // SUPERSEDED_AFTER
        key = (statement.vintage, statement.version != "web", -superseded, statement.report_id)
        held = by_report.get(key)
        if held is None or (statement.preference, statement.start_char) < (held.preference, held.start_char):
            by_report[key] = statement
    ordered = [by_report[key] for key in sorted(by_report)]
    known: Statement | None = None
    for statement in ordered:
        if known is not None and not agree(known, statement):
            yield Revision(
                issuer, statement.metric_id, statement.period or "", known.value, known.vintage,
                statement.value, statement.vintage, "stated", known.observation_id, statement.observation_id,
            )  # fmt: skip
            known = statement
        elif known is None or statement.high - statement.low <= known.high - known.low:
            known = statement


def implied(issuer: str, pair: Pair) -> Revision | None:
    """The restatement that the later report's own growth implies without naming the earlier value.

    Held against the growth is what was stated before it, in another report: where a figure was first stated
    in a report of later years, the growth of an older report restates nothing.
    """
    check, earlier = pair.check, pair.earlier
    if check is None or check.outcome != "restated":
        return None
    known = next(
        (
            statement
            for statement in (earlier.chosen, earlier.first)
            if statement.vintage <= check.stated.vintage and statement.report_id != check.stated.report_id
        ),
        None,
    )
    if known is None:
        return None
    return Revision(
        issuer, pair.metric_id, str(pair.earlier_year), known.value, known.vintage,
        check.implied, check.stated.vintage, "implied", known.observation_id, check.stated.observation_id,
    )  # fmt: skip
