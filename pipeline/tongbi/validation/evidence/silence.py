"""Evidence about what a report leaves unsaid: core metrics of its level, and how much it states at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.validation.declared import knowledge

if TYPE_CHECKING:
    from pandas import DataFrame

    from tongbi.validation.context import Context

_ENOUGH_REPORTS = 3


def coverage_evidence(frame: DataFrame, context: Context) -> dict[str, Any]:
    """The columns of evidence of `coverage`.

    `issuer_name`, `report_year` are those of the report. `core_silence` holds the metric's id where it is a
    core metric of the report's type and level and the report does not state it. `stated_metrics` (how many
    metrics the report states) and `usual_metrics` (the median over its issuer's reports) stand on
    the first row of each report.
    """
    if context.reports is None:
        names = ("issuer_name", "report_year", "core_silence", "stated_metrics", "usual_metrics")
        return {column: [None] * len(frame) for column in names}
    core = knowledge().core_metrics
    wanted = ("issuer_name", "report_type", "level", "report_year")
    facts = context.reports.drop_duplicates("report_id")
    ids = facts["report_id"].astype("object")
    known = {column: frame["report_id"].map(dict(zip(ids, facts[column], strict=True))) for column in wanted}
    silent = [
        metric_id if status == "not_stated" and metric_id in core.get(kind, {}).get(level, ()) else None
        for metric_id, status, kind, level in zip(
            frame["metric_id"], frame["status"], known["report_type"], known["level"], strict=True
        )
    ]
    first = ~frame["report_id"].duplicated()
    stated = (frame["status"] == "stated").groupby(frame["report_id"]).transform("sum").astype("float64")
    issuers = [known["issuer_name"], known["report_type"]]
    mine = stated.where(first).groupby(issuers)
    usual = mine.transform("median").where(mine.transform("count") >= _ENOUGH_REPORTS)
    return {
        "issuer_name": known["issuer_name"],
        "report_year": known["report_year"],
        "core_silence": silent,
        "stated_metrics": stated.where(first),
        "usual_metrics": usual.where(first),
    }
