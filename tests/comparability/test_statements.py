from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from comparability_marked import Marked, frames

from tongbi.comparability import observations, statements

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "以县政府为被告的案件[33件 admin_litigation_cases]，注册用户[28.4万人 platform_verified_accounts]，"
    "计划[5场 emergency_drills role=target period=2024]。"
)


def test_statements_survive_the_frame() -> None:
    report, mention, texts = frames([Marked(2023, TEXT)])
    frame = observations(report, mention, texts)
    again = statements.frame(statements.from_frame(frame, report))
    pd.testing.assert_frame_equal(frame, again)


def test_statements_survive_a_file(tmp_path: Path) -> None:
    report, mention, texts = frames([Marked(2023, TEXT)])
    frame = observations(report, mention, texts)
    frame.to_csv(tmp_path / "observation.csv", index=False)
    read = pd.read_csv(tmp_path / "observation.csv", dtype={"period": "str"})
    pd.testing.assert_frame_equal(statements.frame(statements.from_frame(read, report)), frame)


def test_bounds_are_those_of_the_wording_or_of_the_digits() -> None:
    report, mention, texts = frames([Marked(2023, TEXT)])
    by_metric = {s.metric_id: s for s in statements.from_frame(observations(report, mention, texts), report)}
    assert by_metric["admin_litigation_cases"].bounds == (33, 33)
    assert by_metric["platform_verified_accounts"].bounds == (283500, 284500)
    assert not by_metric["emergency_drills"].headline
