"""Periods as years: one reading of them for all evidence.

Belongs here: turning a column of periods into numbers. There are few different periods and many rows, so each
is read once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import Series

_YEAR = re.compile(r"\d{4}", re.ASCII)


def single_years(periods: Series) -> Series:
    """The year of each period that is a single year, as a float; missing for spans and whatever else."""
    read = {each: float(each) for each in periods.unique() if _YEAR.fullmatch(str(each))}
    years: Series = periods.map(read).astype("float64")
    return years
