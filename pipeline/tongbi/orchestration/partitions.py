"""The partitions: one for each report year, and how years are put into runs."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import dagster as dg

from tongbi.orchestration.store.stock import TIME_ZONE
from tongbi.records import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

# Stable for years in all but name; the warning would greet every user of every command.
warnings.filterwarnings("ignore", message="Parameter `backfill_policy`", category=dg.BetaWarning)

# A work report names the year in which it is given, so the running year is a partition too.
report_years = dg.TimeWindowPartitionsDefinition(
    start=str(FIRST_YEAR), fmt="%Y", cron_schedule="0 0 1 1 *", timezone=TIME_ZONE, end_offset=1
)


def stretches(years: Iterable[int]) -> list[tuple[int, int]]:
    """Years as stretches without a gap: 2015, 2021, 2022 are (2015, 2015) and (2021, 2022)."""
    found: list[tuple[int, int]] = []
    for year in sorted(set(years)):
        if found and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


def range_tags(first: int, last: int) -> dict[str, str]:
    """The tags that make one run materialise all report years from `first` to `last`."""
    return {
        "dagster/asset_partition_range_start": str(first),
        "dagster/asset_partition_range_end": str(last),
    }
