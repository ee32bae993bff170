from __future__ import annotations

import pandas as pd

from tongbi.orchestration.validation.quarantine import of_validation, quarantine_frame
from tongbi.records import Quarantined
from tongbi.validation.results import QUARANTINE_COLUMNS


def test_a_document_set_aside_says_what_why_and_where() -> None:
    frame = quarantine_frame(
        [Quarantined("document", "could not tell the year", "a.txt", suggestion="state report_year")]
    )
    row = frame.iloc[0]
    assert (row["what"], row["why"], row["where"]) == ("document", "could not tell the year", "a.txt")
    assert pd.isna(row["report_id"])
    assert pd.isna(row["start_char"])


def test_a_row_set_aside_is_found_by_the_path_of_its_report_and_its_offsets() -> None:
    reports = pd.DataFrame({"report_id": ["r1"], "path": ["reports/a.txt"]})
    failed = pd.DataFrame(
        [
            ("mention", "m: x", "r1", 3, 6, "近5万", "s", "m", "r1|3"),
            ("report", "r: x", "r1", None, None, "", "s", "r", "r1"),
            ("series", "s: x", None, None, None, "", "s", "s", "k"),
        ],
        columns=list(QUARANTINE_COLUMNS),
    )
    frame = of_validation(failed, reports)
    assert list(frame["where"]) == ["reports/a.txt:3-6", "reports/a.txt", ""]
    assert list(frame.columns) == list(quarantine_frame([]).columns)
    assert (frame.dtypes == quarantine_frame([]).dtypes).all()
