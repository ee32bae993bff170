"""Which report states which metric: stated, silent, or held back; and what a body stopped stating.

Belongs here: the status of each report × metric of its family. Does not belong here: values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tongbi.comparability.knowledge import Knowledge
    from tongbi.comparability.statements import Statement

ALL = ""
"""In place of a metric: all that a report could state was held back."""

DISCONTINUED_AFTER = 2
"""A metric counts as discontinued once a body that stated it in this many reports states it no more."""


def rows(
    reports: Iterable[Mapping[str, Any]],
    statements: Iterable[Statement],
    held_back: Iterable[tuple[str, str]],
    knowledge: Knowledge,
    names: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, str, str, bool, str, int]]:
    """`(report_id, metric_id, status, discontinued, issuer_name, report_year)` for each possible metric.

    `held_back` are the (report_id, metric_id) of quarantined observations; (report_id, ALL) is a report that
    could not be extracted at all: it was not read and silent. A body that was renamed is one body by `names`
    (see `issuers.histories`). Metrics that a body of the
    report's level cannot have are left out unless the report states them.
    """
    stated: set[tuple[str, str]] = {
        (statement.report_id, statement.metric_id) for statement in statements if statement.role == "actual"
    }
    held = set(held_back)
    ordered = sorted(
        reports, key=lambda r: (r["issuer_name"], r["report_type"], r["report_year"], r["report_id"])
    )
    names = names or {}
    years: dict[tuple[str, str], list[int]] = {}
    for report in ordered:
        body = names.get(report["issuer_name"], report["issuer_name"])
        for metric_id in knowledge.catalogue.family(report["report_type"]):
            if (report["report_id"], metric_id) in stated:
                years.setdefault((body, metric_id), []).append(int(report["report_year"]))
    for report in ordered:
        body = names.get(report["issuer_name"], report["issuer_name"])
        for metric_id in knowledge.catalogue.family(report["report_type"]):
            key = (report["report_id"], metric_id)
            held_here = key in held or (report["report_id"], ALL) in held
            if key not in stated and not held_here and not knowledge.applies(metric_id, report["level"]):
                continue
            status = "stated" if key in stated else "quarantined" if held_here else "not_stated"
            before = set(years.get((body, metric_id), ()))
            year = int(report["report_year"])
            stopped = status == "not_stated" and len(before) >= DISCONTINUED_AFTER and max(before) < year
            yield report["report_id"], metric_id, status, stopped, report["issuer_name"], year
