"""Reports as a frame, and back.

Belongs here: the columns of the frame `report`. Does not belong here: reading files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.orchestration.store.settings import short
from tongbi.reading import origins
from tongbi.records import Document, Identity, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame

STAGED_ONLY = ["text", "layout"]
"""Columns that the staged frame has and the published one has not."""
_TYPES = {
    "report_id": "str", "issuer_code": "str", "issuer_name": "str", "level": "str", "report_type": "str",
    "report_year": "int64", "version": "str", "title": "str", "published_on": "str", "source_uri": "str",
    "sha256": "str", "format": "str", "characters": "int64", "path": "str", "text": "str",
    "layout": "str",
}  # fmt: skip


def report_frame(reports: Iterable[Report]) -> DataFrame:
    """One row a report: the columns of the contract, `path`, and what is only staged (`STAGED_ONLY`)."""
    import pandas as pd

    rows = [
        (
            report.report_id,
            report.identity.issuer_code,
            report.identity.issuer_name,
            report.identity.level,
            report.identity.report_type,
            report.identity.report_year,
            report.identity.version,
            report.identity.title,
            report.identity.published_on,
            report.identity.source_uri,
            report.document.sha256,
            report.document.format,
            len(report.document.text),
            short(report.document.path),
            report.document.text,
            origins.pack(report.document),
        )
        for report in reports
    ]
    return pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)


def reports_of(frame: DataFrame) -> list[Report]:
    """The reports that a frame made by `report_frame` holds, in its order."""
    import pandas as pd

    plain = frame.astype("object").where(pd.notna(frame), None).to_dict("records")
    return [
        Report(
            report_id=row["report_id"],
            document=_document(row),
            identity=Identity(
                issuer_name=row["issuer_name"],
                level=row["level"],
                report_type=row["report_type"],
                report_year=int(row["report_year"]),
                version=row["version"],
                title=row["title"] or "",
                issuer_code=row["issuer_code"],
                published_on=row["published_on"],
                source_uri=row["source_uri"],
            ),
        )
        for row in plain
    ]


def _document(row: dict[str, Any]) -> Document:
    places, doubtful = origins.unpack(row["layout"] or "")
    return Document(
        path=row["path"],
        text=row["text"],
        sha256=row["sha256"],
        format=row["format"],
        places=places,
        doubtful=doubtful,
    )
