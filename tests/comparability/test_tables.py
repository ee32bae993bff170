from __future__ import annotations

import math

from comparability_marked import Marked, compared, pair

from tongbi.comparability import tables


def test_frames_have_their_columns_and_types_without_rows_too() -> None:
    for columns in (tables.SERIES, tables.YOY, tables.REVISION, tables.COVERAGE):
        frame = tables.frame([], columns)
        assert list(frame.columns) == list(columns)
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(columns)


def test_changes_across_units_are_left_out_and_convertible_ones_told_in_the_later_unit() -> None:
    metric = "business_startup_time"

    def row(earlier: str, later: str):
        reports = (Marked(2022, f"[{earlier} {metric}]办结"), Marked(2023, f"[{later} {metric}]办结"))
        return pair(compared(*reports).yoy, metric, 2023)

    across = row("1个工作日", "4小时")
    assert across["verdict"] == "broken" and math.isnan(across["change"]) and math.isnan(across["change_pct"])
    converted = row("1小时", "30分钟")
    assert (converted["verdict"], converted["previous_value"], converted["change"]) == ("comparable", 60, -30)
