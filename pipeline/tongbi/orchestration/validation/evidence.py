"""What the Dagster UI shows of one check: counts, failing rows, their documents, the trend over the runs.

Belongs here: the metadata of a check as Dagster's values. The keys `unexpected`, `checked` and `failing_pct`
are numbers, so that the UI plots them. Does not belong here: running expectations, or any rule.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import dagster as dg

from tongbi.validation.report import charts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.orchestration.validation.history import Past
    from tongbi.validation.results import CheckResult

SHOWN_ROWS = 20
SHOWN_RUNS = 12
BESIDE = 28
# A column of the UI is as wide as its heading at least: this one leaves room for a sentence.
QUOTE = "quote 原文（所查数字在【】中 the figure is in 【】）"
_ENDS = "。\n"
_PLACES = (QUOTE, "document", "observation_id")
_PLACE = ("quote", "report_id", "start_char", "end_char")


def metadata(
    result: CheckResult, past: Sequence[Past], documents: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The metadata of a check.

    `past` are its evaluations, oldest first, this one the last. `documents` gives `path`, `title`,
    `source_uri` and `text` of each report_id. Of an expectation that could not be computed no count is told:
    a 0 would look like success.
    """
    told: dict[str, Any] = {"severity": result.severity}
    if result.error is not None:
        told["error"] = result.error
    else:
        told["unexpected"] = result.unexpected_count
        told["checked"] = result.element_count
        told["failing_pct"] = round(100 * result.unexpected_count / max(result.element_count, 1), 3)
        if result.accepted_count:
            told["accepted"] = result.accepted_count
    before = next((each for each in reversed(past[:-1]) if each.computed), None)
    if before is not None:
        told["unexpected_before"] = before.unexpected
    if result.sample:
        told["failing_rows"] = _rows(result, documents)
        if links := _links(result, documents):
            told["documents"] = dg.MetadataValue.md(links)
    if len(past) > 1:
        told["trend"] = dg.MetadataValue.md(trend(past))
    return told


def trend(past: Sequence[Past]) -> str:
    """The last evaluations as a table, the latest first, with a chart where any of them failed."""
    shown = past[-SHOWN_RUNS:]
    lines = ["| 运行 run (UTC) | 不符 failing | 检查 checked |", "| --- | ---: | ---: |"]
    for each in reversed(shown):
        counts = f"{each.unexpected} | {each.checked}" if each.computed else "未能计算 not computed |"
        lines.append(f"| {each.at.replace('T', ' ')} | {counts} |")
    if all(each.success for each in shown):
        return "\n".join(lines)
    bars = [(each.at[5:10], float(each.unexpected), _colour(each)) for each in shown]
    drawn = charts.bars(bars, "不符的行 failing rows").encode("utf-8")
    return f"![trend](data:image/svg+xml;base64,{base64.b64encode(drawn).decode()})\n\n" + "\n".join(lines)


def _colour(each: Past) -> str:
    return charts.COLOURS["good" if each.success else "warning" if each.computed else "critical"]


def _rows(result: CheckResult, documents: Mapping[str, Mapping[str, Any]]) -> dg.TableMetadataValue:
    sample = [_placed(row, documents) for row in result.sample[:SHOWN_ROWS]]
    columns = list(dict.fromkeys(column for row in sample for column in row))
    # From left to right: whose figure, what is wrong, in which sentence; and last, where that is.
    columns.sort(key=lambda column: _PLACES.index(column) + 1 if column in _PLACES else 0)
    return dg.MetadataValue.table(
        [dg.TableRecord({column: _cell(row.get(column)) for column in columns}) for row in sample],
        schema=dg.TableSchema(columns=[dg.TableColumn(column) for column in columns]),
    )


def _placed(row: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """A row with its document's path and offsets in one cell, and its figure in what stands beside it.

    A table wider than the window hides its last columns.
    """
    known = documents.get(str(row.get("report_id")))
    if known is None:
        return row
    start, end = row.get("start_char"), row.get("end_char")
    if not isinstance(start, (int, float)) or not isinstance(end, (int, float)):
        return {**row, "document": known["path"]}
    quote = excerpt(str(known["text"]), int(start), int(end))
    others = {column: value for column, value in row.items() if column not in _PLACE}
    return {**others, QUOTE: quote, "document": f"{known['path']}:{start:.0f}-{end:.0f}"}


def excerpt(text: str, start: int, end: int) -> str:
    """The figure at its place in its sentence, marked 【】, with at most 28 characters on either side."""
    before, after = text[max(start - BESIDE, 0) : start], text[end : end + BESIDE]
    left = max(before.rfind(sign) for sign in _ENDS) + 1
    right = min((at for sign in _ENDS if (at := after.find(sign)) >= 0), default=len(after))
    opening = "…" if left == 0 and start > BESIDE else ""
    closing = "…" if right == len(after) and end + BESIDE < len(text) else ""
    return f"{opening}{before[left:]}【{text[start:end]}】{after[:right]}{closing}"


def _links(result: CheckResult, documents: Mapping[str, Mapping[str, Any]]) -> str:
    """The documents of the failing rows, as links where they have an address, and how to see them marked."""
    ids = dict.fromkeys(row["report_id"] for row in result.sample if row.get("report_id") in documents)
    lines = []
    for report_id in list(ids)[:SHOWN_ROWS]:
        known = documents[report_id]
        title = str(known.get("title") or known["path"]).replace("[", "(").replace("]", ")")
        address = known.get("source_uri")
        named = f"[{title}](<{address}>)" if isinstance(address, str) and address else title
        lines.append(f"* {named}: `tongbi explain '{known['path']}'`")
    return "\n".join(lines)


def _cell(value: object) -> str | int | float | bool:
    return value if isinstance(value, (str, int, float, bool)) else ""
