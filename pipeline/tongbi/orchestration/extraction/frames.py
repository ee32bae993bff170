"""Mentions as a frame.

Belongs here: the columns of the frame `mention`. Does not belong here: extracting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame

    from tongbi.records import Mention

_TYPES = {
    "report_id": "str", "start_char": "int64", "end_char": "int64", "surface": "str", "value": "float64",
    "low": "float64", "high": "float64", "unit": "str", "object": "str", "metric_id": "str", "role": "str",
    "period": "str", "scope": "str", "rule": "str",
}  # fmt: skip


def mention_frame(found: Iterable[tuple[str, list[Mention]]]) -> DataFrame:
    """One row a mention: the columns of the contract, then `rule`; `found` pairs report_id with mentions."""
    import pandas as pd

    rows = [
        (
            report_id, m.start, m.end, m.surface, m.value, m.low, m.high, m.unit, m.object, m.metric_id,
            m.role, m.period, m.scope, m.rule,
        )
        for report_id, mentions in found
        for m in mentions
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)
