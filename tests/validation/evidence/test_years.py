"""Periods as years."""

from __future__ import annotations

import pandas as pd
import pytest

from tongbi.validation.evidence.years import single_years


@pytest.mark.parametrize("dtype", ["str", "object"])
def test_only_a_single_year_is_read(dtype: str) -> None:
    periods = pd.Series(
        ["2023", "2018-2022", None, "２０２３", "20231", "2023", ""], index=range(3, 10), dtype=dtype
    )
    years = single_years(periods)
    assert years.dtype == "float64"
    assert list(years.index) == list(range(3, 10))
    assert years.fillna(0).tolist() == [2023, 0, 0, 0, 0, 2023, 0]
