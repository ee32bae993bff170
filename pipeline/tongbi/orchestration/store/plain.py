"""Reports as plain values, for the files of the store.

Belongs here: writing a report with its document and identity as values that JSON knows, and reading it back.
Does not belong here: the files (`stock`, `readings`), frames of reports (`reading.frames`).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tongbi.reading import origins
from tongbi.records import Document, Identity, Report


def plain(report: Report) -> dict[str, Any]:
    """A report as values that JSON knows; its places are packed, as a document has hundreds of them."""
    document = report.document
    return {
        "report_id": report.report_id,
        "path": document.path,
        "text": document.text,
        "sha256": document.sha256,
        "format": document.format,
        "declared": document.declared,
        "layout": origins.pack(document),
        "identity": asdict(report.identity),
    }


def report_of(raw: dict[str, Any]) -> Report:
    """The report that `plain` gave these values for. Raises KeyError and TypeError for others."""
    places, doubtful = origins.unpack(raw["layout"])
    return Report(
        report_id=raw["report_id"],
        document=Document(
            path=raw["path"],
            text=raw["text"],
            sha256=raw["sha256"],
            format=raw["format"],
            declared=raw["declared"],
            places=places,
            doubtful=doubtful,
        ),
        identity=Identity(**raw["identity"]),
    )
