"""Evidence about what a report leaves unsaid: core metrics of its level, and how much it states at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.validation.declared import knowledge

if TYPE_CHECKING:
    from pandas import DataFrame, Series

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
    facts = context.reports.drop_duplicates("report_id").set_index("report_id")
    named = {
        column: frame["report_id"].map(dict(zip(facts.index, facts[column], strict=True)))
        for column in ("issuer_name", "report_year")
    }
    first = ~frame["report_id"].duplicated()
    each = frame.loc[first, ["report_id"]].join(facts[["issuer_name", "report_type"]], on="report_id")
    stated = (frame["status"] == "stated").groupby(frame["report_id"], sort=False).sum()
    each["stated"] = each["report_id"].map(stated).astype("float64")
    mine = each.groupby(["issuer_name", "report_type"])["stated"]
    usual = mine.transform("median").where(mine.transform("count") >= _ENOUGH_REPORTS)
    return {
        **named,
        "core_silence": _core_silence(frame, facts),
        "stated_metrics": each["stated"].reindex(frame.index),
        "usual_metrics": usual.reindex(frame.index),
    }


def _core_silence(frame: DataFrame, facts: DataFrame) -> Series:
    """The id of each core metric that a report of its type and level omits; `facts` by report_id."""
    core = knowledge().core_metrics
    expected = {
        report_id: core.get(kind, {}).get(level, ())
        for report_id, kind, level in zip(facts.index, facts["report_type"], facts["level"], strict=True)
    }
    some = {metric_id for levels in core.values() for metrics in levels.values() for metric_id in metrics}
    silent = frame[(frame["status"] == "not_stated") & frame["metric_id"].isin(some)]
    wanted = [
        metric_id in expected.get(report_id, ())
        for report_id, metric_id in zip(silent["report_id"], silent["metric_id"], strict=True)
    ]
    return silent.loc[wanted, "metric_id"].astype("object").reindex(frame.index)
