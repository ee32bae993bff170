"""From mentions to observations: a metric's value as one report states it, with its quote and what it counts.

Belongs here: joining mentions to their report and text, reading their wording, checking figures of one
report against one another. Does not belong here: anything that looks at two reports.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from tongbi.comparability import (
    context,
    facets,
    identities,
    issuers,
    knowledge,
    preference,
    statements,
    succession,
    wording,
)
from tongbi.comparability.facets import Answer, Facets
from tongbi.comparability.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from tongbi.comparability.knowledge import Knowledge

LOW_CONFIDENCE = "low_confidence"
"""Flag of a figure with a sign that was recognised in a picture with little confidence."""
LIKE_FOR_LIKE = "like_for_like"
"""Flag of a growth that is not one of the published figures."""

SECOND_AFTER = 10_000
"""Added to the preference of a report that reading found to be the second text of its body and year."""


def observations(
    report: pd.DataFrame,
    mention: pd.DataFrame,
    texts: Mapping[str, str],
    declared: Knowledge | None = None,
) -> pd.DataFrame:
    """The `observation` frame: one row for each mention with a metric whose report is in `report`.

    `texts` holds the reports' texts by `report_id`. An unknown `metric_id` raises `UnknownMetricError`.
    """
    declared = declared or knowledge.load()
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in statements.records(mention):
        by_report.setdefault(row["report_id"], []).append(row)
    made: list[Statement] = []
    reports = list(statements.records(report))
    later = succession.later_versions(reports)
    for row in reports:
        mentions = sorted(by_report.get(row["report_id"], []), key=lambda m: (m["start_char"], m["end_char"]))
        of_report = _of_report(row, mentions, texts.get(row["report_id"], ""), declared)
        for statement in of_report:
            if statement.preference:
                statement.preference += succession.SUPERSEDED_AFTER * later.get(row["report_id"], 0)
                statement.preference += SECOND_AFTER if _is_second(row) else 0
        made += of_report
    _into_one_unit(made, declared, issuers.histories(reports, declared.issuers))
    return statements.frame(made)


def _is_second(report: Mapping[str, Any]) -> bool:
    """Whether another text of this body, year and version is used first; speeches have their own place."""
    return report.get("standing") == "version" and (report.get("version") or "web") == "web"


def _of_report(
    report: Mapping[str, Any], mentions: Sequence[Mapping[str, Any]], text: str, declared: Knowledge
) -> list[Statement]:
    ends = sorted(int(mention["end_char"]) for mention in mentions)
    dated = _stated_dates(text, int(report["report_year"]), declared)
    sentences = context.Sentences(text)
    made = []
    breadths: dict[str, int] = {}
    for mention in mentions:
        metric_id = mention["metric_id"]
        if not metric_id:
            continue
        declared.catalogue.require(metric_id)
        start, end = int(mention["start_char"]), int(mention["end_char"])
        place = bisect_left(ends, start + 1)
        around = context.around(sentences, start, end, ends[place - 1] if place else 0)
        statement = Statement(
            observation_id=statements.identifier(
                report["report_id"], metric_id, start, end, mention["period"], mention["role"]
            ),
            report_id=report["report_id"],
            issuer_name=report["issuer_name"],
            metric_id=metric_id,
            period=mention["period"],
            scope=mention["scope"] or "",
            role=mention["role"],
            value=float(mention["value"]),
            low=float(mention["low"]),
            high=float(mention["high"]),
            unit=mention["unit"] or "",
            quote=context.quote(sentences, start, end),
            start_char=start,
            end_char=end,
            vintage=int(report["report_year"]),
            surface=mention["surface"],
            precision=wording.precision(mention["surface"], mention["unit"] or ""),
            version=report.get("version") or "web",
        )
        _into_series_unit(statement, declared)
        breadths[statement.observation_id] = declared.reach.breadth(around.clause)
        if statement.low < statement.high:
            statement.quality_flags.add("approximate")
        if mention.get("doubtful"):
            statement.quality_flags.add(LOW_CONFIDENCE)
        if statement.role in ("growth", "change") and declared.like_for_like.search(around.clause):
            statement.quality_flags.add(LIKE_FOR_LIKE)
        if statement.headline:
            statement.facets = facets.read(around, metric_id, declared)
            statement.facets.update(_dates_of(metric_id, dated, declared))
        made.append(statement)
    preference.rank(made, breadths)
    identities.check(made, declared.identities, declared.units)
    return made


def _into_series_unit(statement: Statement, declared: Knowledge) -> None:
    """Tell the value in the unit of the metric's series where units.yaml wants one unit throughout."""
    conversion = declared.units.in_series(statement.metric_id, statement.unit)
    if conversion is not None:
        _convert(statement, *conversion)


def _into_one_unit(made: Sequence[Statement], declared: Knowledge, names: Mapping[str, str]) -> None:
    """Tell a body's figures of a metric in one unit where its reports use two that convert: 小时, 分钟."""
    used: dict[tuple[str, str], set[str]] = {}
    for statement in made:
        key = (names.get(statement.issuer_name, statement.issuer_name), statement.metric_id)
        used.setdefault(key, set()).add(declared.units.class_of(statement.unit))
    for statement in made:
        mixture = used[names.get(statement.issuer_name, statement.issuer_name), statement.metric_id]
        conversion = declared.units.in_mixture(mixture, statement.unit) if len(mixture) > 1 else None
        if conversion is not None:
            _convert(statement, *conversion)


def _convert(statement: Statement, factor: float, unit: str) -> None:
    statement.unit = unit
    statement.value *= factor
    statement.low *= factor
    statement.high *= factor
    statement.precision *= factor
    statement.quality_flags.add("converted")


def _stated_dates(text: str, report_year: int, declared: Knowledge) -> Facets:
    """The days that the report itself gives for declared reforms, by the id of the break."""
    found: Facets = {}
    for entry in declared.breaks:
        for pattern in entry.stated:
            match = re.search(pattern, text)
            day = _day(match.groupdict(), report_year) if match else None
            if match and day:
                found.setdefault(entry.id, Answer(frozenset([day.isoformat()]), match[0]))
    return found


def _day(parts: Mapping[str, str | None], report_year: int) -> dt.date | None:
    """The day that the groups y or rel, m, d or end of a pattern name; None for one that is no day."""
    relative = {"上年": -1, "去年": -1}.get(parts.get("rel") or "", 0)
    year = int(parts.get("y") or report_year + relative)
    month, day = ("12", "31") if parts.get("end") else (parts.get("m") or "1", parts.get("d") or "1")
    try:
        return dt.date(year, int(month), int(day))
    except ValueError:
        return None


def _dates_of(metric_id: str, dated: Facets, declared: Knowledge) -> Facets:
    return {entry.id: dated[entry.id] for entry in declared.breaks_of(metric_id) if entry.id in dated}
