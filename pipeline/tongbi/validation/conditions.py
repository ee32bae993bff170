"""The conditions that rows must meet, as functions of columns alone.

Each takes the one column of the rule, or a frame that holds exactly its columns in the rule's order, and
gives one boolean a row. Belongs here: arithmetic and comparison. Does not belong here: looking anything up
(see `evidence/`) or Great Expectations (see `row_expectations.py`). A missing value means that the rule
does not apply: such a row passes.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame, Series

_ROUNDING = 1e-9
_LAST_YEAR = re.compile(r"\d{4}$", re.ASCII)
_ONE_YEAR = re.compile(r"\d{4}", re.ASCII)


def _columns(frame: DataFrame) -> list[Series]:
    return [frame[column] for column in frame.columns]


def _numbers(frame: DataFrame) -> list[Series]:
    import pandas as pd

    return [
        column if column.dtype == "float64" else pd.to_numeric(column, errors="coerce").astype("float64")
        for column in _columns(frame)
    ]


def is_true(claim: Series) -> Series:
    """The claim is not False."""
    return claim.isna() | (claim == True)  # noqa: E712 - an object column may hold None


def stands_at_offsets(frame: DataFrame) -> Series:
    """(surface, text at the offsets) are the same characters."""
    surface, at_offsets = _columns(frame)
    return at_offsets.isna() | (surface == at_offsets)


def quote_holds(frame: DataFrame) -> Series:
    """(quote, text at the offsets): the quote contains the expression that the offsets point at."""
    import pandas as pd

    quote, at_offsets = _columns(frame)
    held = [
        not isinstance(inner, str) or (isinstance(outer, str) and inner != "" and inner in outer)
        for outer, inner in zip(quote.tolist(), at_offsets.tolist(), strict=True)
    ]
    return pd.Series(held, index=frame.index, dtype=bool)


def lies_within(frame: DataFrame) -> Series:
    """(low, value, high): low <= value <= high, where a bound is given."""
    low, value, high = _numbers(frame)
    slack = value.abs().fillna(0) * _ROUNDING + _ROUNDING
    return ~((value < low - slack) | (value > high + slack))


def reads_as_written(frame: DataFrame) -> Series:
    """(value, number as written): the value, sign aside, is the number that the surface writes."""
    value, written = _numbers(frame)
    return written.isna() | value.isna() | ((value.abs() - written).abs() <= written.abs() * 1e-6)


def is_unflagged(flags: Series, flag: str) -> Series:
    """The comma-separated flags do not hold `flag`."""
    import pandas as pd

    free = [
        not isinstance(held, str) or flag not in held or flag not in held.split(",")
        for held in flags.tolist()
    ]
    return pd.Series(free, index=flags.index, dtype=bool)


def is_not_later(frame: DataFrame, slack: int = 0) -> Series:
    """(period, year of the report): the period ends at the latest `slack` years after the report's year."""
    import pandas as pd

    period, year = _columns(frame)
    # There are few different periods, and many rows.
    ends = {each: float(found[0]) for each in period.unique() if (found := _LAST_YEAR.search(str(each)))}
    return ~(period.map(ends) > pd.to_numeric(year, errors="coerce") + slack)


def is_the_year_named(frame: DataFrame) -> Series:
    """(period, year beside the figure): a period of one year is the year that the figure's clause names."""
    import pandas as pd

    period, named = _columns(frame)
    held = [
        not isinstance(year, str) or _ONE_YEAR.fullmatch(str(stated)) is None or str(stated) == year
        for stated, year in zip(period.tolist(), named.tolist(), strict=True)
    ]
    return pd.Series(held, index=frame.index, dtype=bool)


def _off_by_powers(decades: Series, powers: Sequence[int], tolerance: float) -> Series:
    """Whether a distance in decades is one of `powers`, within `tolerance`."""
    import pandas as pd

    off = pd.Series(False, index=decades.index)
    for power in powers:
        off |= (decades.abs() - power).abs() <= tolerance
    return off


def keeps_magnitude(frame: DataFrame, powers: Sequence[int], tolerance: float) -> Series:
    """(log ratio): value and expected value do not differ by a power of ten of `powers`.

    The second column is for the reader alone. `tolerance` is in decades.
    """
    log_ratio, _ = _numbers(frame)
    return ~_off_by_powers(log_ratio / math.log(10), powers, tolerance)


def is_unsurprising(
    frame: DataFrame, limit: float, ratio: float, powers: Sequence[int] = (), tolerance: float = 0.0
) -> Series:
    """(log ratio, surprise): not both beyond `limit` spreads and more than the factor `ratio` off.

    What is off by a power of ten of `powers` is left to `keeps_magnitude`.
    """
    log_ratio, surprise = _numbers(frame)
    surprising: Series = (surprise > limit) & (log_ratio.abs() > math.log(ratio))
    return ~surprising | _off_by_powers(log_ratio / math.log(10), powers, tolerance)


def is_not_copied(frame: DataFrame, chance: float, moved: float) -> Series:
    """(chance of the run, share moved): what repeats last year's figures may well be chance.

    It fails below `chance`; in a metric of which less than `moved` of the pairs changed it never fails.
    """
    run, moved_share = _numbers(frame)
    unusual = moved_share.fillna(1.0) >= moved
    return ~((run < chance) & unusual)


def is_as_voluminous(frame: DataFrame, share: float) -> Series:
    """(count, usual count): the count is at least `share` of what is usual."""
    count, usual = _numbers(frame)
    return ~(count < share * usual)


def agrees_with_growth(frame: DataFrame, slack: float) -> Series:
    """(stated growth, lowest, highest change), in percent: the first lies within, give or take `slack`."""
    stated, low, high = _numbers(frame)
    return ~((stated < low - slack) | (stated > high + slack))


def is_their_difference(frame: DataFrame) -> Series:
    """(change, difference): the change stored is the difference of the two values."""
    change, difference = _numbers(frame)
    slack = difference.abs().fillna(0) * 1e-6 + 1e-6
    return change.isna() | difference.isna() | ((change - difference).abs() <= slack)


def is_explained(frame: DataFrame, verdict: str) -> Series:
    """(verdict, reason): a verdict other than `verdict` has a reason."""
    given, reason = _columns(frame)
    return (given == verdict) | (reason.fillna("").astype("str").str.strip() != "")
