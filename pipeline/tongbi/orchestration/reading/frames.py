"""Documents and reports as frames, and back.

Belongs here: the columns of the frames `document` and `report`. Does not belong here: reading files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.orchestration.store.settings import short
from tongbi.reading import namesakes, origins
from tongbi.records import Document, Identity, Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pandas import DataFrame

    from tongbi.reading.standings import Standing

STAGED_ONLY = ["text", "layout"]
"""Columns that the staged frame has and the published one has not."""
_TYPES = {
    "report_id": "str", "issuer_code": "str", "issuer_name": "str", "level": "str", "report_type": "str",
    "report_year": "int64", "version": "str", "title": "str", "published_on": "str", "source_uri": "str",
    "sha256": "str", "format": "str", "characters": "int64", "path": "str", "standing": "str",
    "text": "str", "layout": "str",
}  # fmt: skip

_DOCUMENT = {
    "path": "str", "standing": "str", "sha256": "str", "format": "str", "report_id": "str", "original": "str",
    "similarity": "float64", "reason": "str", "suggestion": "str",
}  # fmt: skip


def report_frame(reports: Iterable[Report], versions: Collection[str] = ()) -> DataFrame:
    """One row a report, with the columns of the contract, then `path`, `standing`, and what is only staged.

    `versions` are the paths of those that are other texts of a body and year.
    """
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
            "version" if report.document.path in versions else "report",
            report.document.text,
            origins.pack(report.document),
        )
        for report in reports
    ]
    return pd.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)


def told_apart(reports: DataFrame) -> DataFrame:
    """The reports with the fuller name of each body that shares its name with one of another place."""
    codes = reports["issuer_code"].where(reports["issuer_code"].notna(), None)
    fuller = namesakes.fuller_names(zip(reports["issuer_name"], codes, strict=True))
    if not fuller:
        return reports
    names = [fuller.get(pair, pair[0]) for pair in zip(reports["issuer_name"], codes, strict=True)]
    return reports.assign(issuer_name=names).astype({"issuer_name": "str"})


def document_frame(standings: Iterable[Standing]) -> DataFrame:
    """One row a document found, with the columns of the table `document`."""
    import pandas as pd

    rows = [
        (
            short(each.path),
            each.status,
            each.sha256 or None,
            each.format or None,
            each.report_id,
            short(each.original) or None,
            each.similarity,
            short(each.reason),
            short(each.suggestion),
        )
        for each in standings
    ]
    return pd.DataFrame(rows, columns=list(_DOCUMENT)).astype(_DOCUMENT)


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


def _document(row: Mapping[Any, Any]) -> Document:
    places, doubtful = origins.unpack(row["layout"] or "")
    return Document(
        path=row["path"],
        text=row["text"],
        sha256=row["sha256"],
        format=row["format"],
        places=places,
        doubtful=doubtful,
    )
