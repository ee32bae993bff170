from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tongbi.orchestration.partitions import range_tags, report_years, stretches
from tongbi.orchestration.store.stock import today
from tongbi.records import FIRST_YEAR


def test_every_possible_report_year_is_a_partition() -> None:
    keys = report_years.get_partition_keys()
    assert keys == [str(year) for year in range(FIRST_YEAR, today().year + 1)]


def test_years_without_a_gap_are_one_stretch() -> None:
    assert stretches([2021, 2015, 2022, 2015]) == [(2015, 2015), (2021, 2022)]
    assert stretches([]) == []


@given(st.sets(st.integers(1949, 2060)))
def test_stretches_hold_exactly_the_years_given(years: set[int]) -> None:
    found = stretches(years)
    assert {year for first, last in found for year in range(first, last + 1)} == years
    assert all(later[0] - earlier[1] > 1 for earlier, later in pairwise(found))


def test_the_tags_of_a_range_are_those_that_dagster_reads() -> None:
    assert range_tags(2015, 2017) == {
        "dagster/asset_partition_range_start": "2015",
        "dagster/asset_partition_range_end": "2017",
    }
