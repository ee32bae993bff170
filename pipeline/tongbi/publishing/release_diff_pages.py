"""A comparison of two warehouses as a terminal table, as JSON and as one HTML page.

Belongs here: showing a `Diff`. Does not belong here: finding out what changed (see `release_diff`).
"""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tongbi.publishing.release_diff import CAUSES

if TYPE_CHECKING:
    from rich.table import Table

    from tongbi.publishing.release_diff import Change, Diff, Figure, Kind

KINDS: dict[Kind, tuple[str, str]] = {
    "appeared": ("新增", "appeared"),
    "disappeared": ("消失", "disappeared"),
    "changed": ("变动", "changed"),
    "verdict": ("结论", "verdict"),
}

PAGE = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem; color: #222 }}
table {{ border-collapse: collapse; margin: 1rem 0 }}
th, td {{ border-bottom: 1px solid #ddd; padding: .3rem .7rem; text-align: left; vertical-align: top }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }}
.quote {{ color: #666; max-width: 28rem }}
.appeared {{ color: #1a7f37 }} .disappeared {{ color: #b42318 }}
</style>
<h1>{title}</h1>
<p>{old} → {new}</p>
<p>{summary}</p>
{body}
</html>
"""


def as_json(diff: Diff) -> str:
    """The comparison as JSON text: the fields of `Diff`, and counts by kind and by cause."""
    return json.dumps(
        {
            "old": diff.old,
            "new": diff.new,
            "identical": diff.identical,
            "counts": {
                "kind": {kind: diff.count(kind) for kind in KINDS},
                "cause": {cause: diff.count(cause=cause) for cause in CAUSES},
            },
            "changes": [asdict(change) for change in diff.changes],
            "tables": [asdict(table) for table in diff.tables],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_table(diff: Diff, limit: int | None = None) -> Table:
    """The comparison as a table for the terminal; the largest changes first, at most `limit` of them."""
    from rich.table import Table

    shown = diff.changes[:limit]
    table = Table(title=summary(diff), title_justify="left", caption=_caption(diff, len(shown)))
    for head in ("what", "body", "metric", "year", "old", "new", "cause"):
        table.add_column(head, overflow="fold", justify="right" if head in ("old", "new") else "left")
    for change in shown:
        old, new = _sides(change)
        table.add_row(
            change.kind, change.issuer_name, change.name_zh, change.period, old, new, CAUSES[change.cause][1]
        )
    return table


def as_html(diff: Diff) -> str:
    """The comparison as one self-contained page in both languages, with the sentences behind each figure."""
    rows = []
    for change in diff.changes:
        old, new = _sides(change)
        kind_zh, kind_en = KINDS[change.kind]
        cause_zh, cause_en = CAUSES[change.cause]
        rows.append(
            f'<tr><td class="{change.kind}">{kind_zh} {kind_en}</td>'
            f"<td>{html.escape(change.issuer_name)}</td>"
            f"<td>{html.escape(change.name_zh)}</td><td>{change.period}</td>"
            f'<td class="number">{html.escape(old)}</td><td class="number">{html.escape(new)}</td>'
            f"<td>{cause_zh}<br>{cause_en}</td>"
            f'<td class="quote">{_quotes(change)}</td></tr>'
        )
    heads = ("", "机关 body", "指标 metric", "年度 year", "旧 old", "新 new", "原因 cause", "原句 sentence")
    body = ""
    if rows:
        body += (
            f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>\n"
            + "\n".join(rows)
            + "</table>"
        )
    if diff.tables:
        body += "<table><tr><th>表 table</th><th>仅旧有 only in old</th><th>仅新有 only in new</th></tr>"
        body += "".join(
            f'<tr><td>{each.table}</td><td class="number">{each.only_old}</td>'
            f'<td class="number">{each.only_new}</td></tr>'
            for each in diff.tables
        )
        body += "</table>"
    return PAGE.format(
        title="两版仓库之差 · What changed between two warehouses",
        old=html.escape(diff.old),
        new=html.escape(diff.new),
        summary=html.escape(summary(diff)),
        body=body,
    )


def summary(diff: Diff) -> str:
    """One line: how many figures appeared, disappeared and changed, and how many verdicts."""
    if diff.identical:
        return "identical"
    parts = [f"{diff.count(kind)} {KINDS[kind][1]}" for kind in ("appeared", "disappeared", "changed")]
    return f"{', '.join(parts)}; {diff.count('verdict')} verdicts changed"


def _caption(diff: Diff, shown: int) -> str:
    lines = [f"{len(diff.changes) - shown} more"] if shown < len(diff.changes) else []
    lines += [f"{t.table}: {t.only_old} rows only in old, {t.only_new} only in new" for t in diff.tables]
    return "\n".join(lines)


def _sides(change: Change) -> tuple[str, str]:
    if change.kind == "verdict":
        return change.old_verdict, change.new_verdict
    return _written(change.old), _written(change.new)


def _written(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    bounds = "" if figure.low == figure.high else f" [{figure.low:,.12g}, {figure.high:,.12g}]"
    status = "" if figure.obs_status == "A" else f" ({figure.obs_status})"
    return f"{figure.value:,.12g} {figure.unit}{bounds}{status}"


def _quotes(change: Change) -> str:
    quotes = dict.fromkeys(figure.quote for figure in (change.old, change.new) if figure is not None)
    return "<br>".join(html.escape(quote) for quote in quotes)
