"""A row set aside says whose it is, whatever table it was taken from."""

from __future__ import annotations

import pandas as pd

from tongbi.validation.held import About, about

OBSERVED = pd.DataFrame(
    {
        "observation_id": ["o1"], "issuer_name": ["云屏县人民政府"], "metric_id": ["admin_penalty_cases"],
        "period": ["2023"], "value": [12.0],
    }
)  # fmt: skip


def test_each_kind_of_row_tells_its_issuer_metric_and_period() -> None:
    held = pd.DataFrame(
        [
            ("observation", "o1", "r1"),
            ("revision", "云屏县人民政府|legal_aid_cases|2012|2018|2014|implied", None),
            ("series", "云屏县人民政府|legal_aid_cases|2012", None),
            ("mention", "r1|3|6|None", "r1"),
            ("document", "", None),
        ],
        columns=["what", "row_key", "report_id"],
    )
    assert about(held, OBSERVED, {"r1": "云屏县人民政府"}) == [
        About("云屏县人民政府", "admin_penalty_cases", "2023", 12.0),
        About("云屏县人民政府", "legal_aid_cases", "2012"),
        About("云屏县人民政府", "legal_aid_cases", "2012"),
        About("云屏县人民政府"),
        About(),
    ]
