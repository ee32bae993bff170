"""Mentions as a frame.

Belongs here: the columns of the frame `mention`. Does not belong here: extracting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.reading import origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pandas import DataFrame

    from tongbi.records import Document, Mention

_TYPES = {
    "report_id": "str", "start_char": "int64", "end_char": "int64", "surface": "str", "value": "float64",
    "low": "float64", "high": "float64", "unit": "str", "object": "str", "metric_id": "str", "role": "str",
    "period": "str", "scope": "str", "rule": "str", "page": "Int64", "box": "str", "doubtful": "bool",
}  # fmt: skip


def mention_frame(
    found: Iterable[tuple[str, list[Mention]]], documents: Mapping[str, Document] | None = None
) -> DataFrame:
    """One row a mention: the columns of the contract, `rule`, then where it stands in an original with pages.

    `found` pairs report_id with mentions; `documents` are those of reports that have pages, by report_id.
    `page` counts from 1; `box` is left, top, right and bottom of the row in shares of the page; `doubtful`
    says that a sign of it was recognised with little confidence.
    """
    import pandas as pd

    originals = documents or {}

    rows = [
        (
            report_id, m.start, m.end, m.surface, m.value, m.low, m.high, m.unit, m.object, m.metric_id,
            m.role, m.period, m.scope, m.rule, *_origin(originals.get(report_id), m),
        )
        for report_id, mentions in found
        for m in mentions
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)


def _origin(document: Document | None, mention: Mention) -> tuple[int | None, str, bool]:
    place = origins.place_of(document, mention.start, mention.end) if document is not None else None
    if document is None or place is None:
        return None, "", False
    box = f"{place.left},{place.top},{place.right},{place.bottom}"
    return place.page, box, origins.is_doubtful(document, mention.start, mention.end)
