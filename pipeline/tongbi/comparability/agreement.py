"""Whether two statements of one figure say the same.

Belongs here: that one question, as far as wording and written digits decide it. Does not belong here: what
follows from the answer (ties in `preference`, revisions in `revision`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongbi.comparability.statements import Statement


def agree(one: Statement, other: Statement) -> bool:
    """Whether two statements can be of one true value, given their wording and the digits they write.

    A figure written with fewer digits may be cut off instead of rounded (74772 as 7.4万 is told as often as
    7.5万).
    """
    one_low, one_high = _reach(one)
    other_low, other_high = _reach(other)
    slack = 1e-9 * max(abs(one_high), abs(other_high), 1.0)
    return one_low <= other_high + slack and other_low <= one_high + slack


def _reach(statement: Statement) -> tuple[float, float]:
    low, high = statement.bounds
    return low, max(high, statement.high + statement.precision)
