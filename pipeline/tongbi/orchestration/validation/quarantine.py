"""What was set aside, as a frame.

Belongs here: the columns of the frame `quarantine`. Does not belong here: deciding what is set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.orchestration.store.settings import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame

    from tongbi.records import Quarantined

_TYPES = {
    "what": "str", "why": "str", "where": "str", "report_id": "str", "start_char": "Int64",
    "end_char": "Int64", "quote": "str", "suggestion": "str", "expectation": "str", "row_key": "str",
}  # fmt: skip


def quarantine_frame(rows: Iterable[Quarantined]) -> DataFrame:
    """One row for each document or report set aside before any expectation was run."""
    import pandas as pd

    return pd.DataFrame(
        [
            (
                r.what,
                short(r.why),
                short(r.where),
                r.report_id,
                r.start_char,
                r.end_char,
                r.quote,
                short(r.suggestion),
                "",
                "",
            )
            for r in rows
        ],
        columns=list(_TYPES),
    ).astype(_TYPES)


def of_validation(quarantined: DataFrame, reports: DataFrame) -> DataFrame:
    """The rows that failed an expectation; `where` is the path of their report and the offsets in it."""
    paths = dict(zip(reports["report_id"], reports["path"], strict=True)) if "path" in reports else {}
    frame = quarantined.copy()
    frame["where"] = [
        _where(paths.get(row["report_id"], ""), row["start_char"], row["end_char"])
        for row in frame.to_dict("records")
    ]
    return frame[list(_TYPES)].astype(_TYPES)


def _where(path: str, start: Any, end: Any) -> str:
    import pandas as pd

    return path if pd.isna(start) or pd.isna(end) else f"{path}:{start:.0f}-{end:.0f}"
