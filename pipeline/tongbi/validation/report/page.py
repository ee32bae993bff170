"""The report as one self-contained HTML page: no script, no font, no picture from outside."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from tongbi.validation.reconciliation import FATES
from tongbi.validation.report import charts, skeleton, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tongbi.validation.report.summary import Matrix, Run, Surprise

INDEX = "index.html"
"""The name of the page of the run, to which those of the issuers lead back."""

_STATUS = {"stated": ("已述", "stated"), "not_stated": ("未述", "silent"), "quarantined": ("隔离", "held")}
_FATES = {
    "in_series": ("进入序列", "in the series"),
    "quarantined": ("隔离", "held back"),
    "dropped": ("按更正登记不用", "dropped by the corrections register"),
    "other_role": ("计划、增减、累计、平均", "a target, change, cumulative figure or mean"),
    "scoped": ("只是一部分", "a part: a campaign, a place, some months"),
    "other_span": ("时期不是一年", "of no single year"),
    "superseded": ("序列采用了另一处说法", "the series uses another statement"),
    "no_metric": ("不属于目录中的指标", "matched no metric of the catalogue"),
    "unexplained": ("去向不明", "unexplained: a fault of the program"),
}
_FIGURES = {"value": "值 value", "previous_value": "上年 before", "expected_value": "预计 expected"}
_NEEDS = ("sum_needs", "part_needs", "rate_needs")


def report_html(run: Run, issuer: str | None = None, pages: Mapping[str, str] | None = None) -> str:
    """The page of a run, or of one issuer within it; ValueError where the issuer has no report.

    `pages` names the page of each issuer, relative to this one, so that the page of the run can lead to them.
    """
    if issuer is not None and issuer not in run.issuers:
        raise ValueError(f"no report of {issuer} was read: known are {', '.join(run.issuers) or 'none'}")
    title = f"{issuer} 数据质量报告" if issuer else "数据质量报告"
    parts = [
        f"<h1>{escape(title)} <small>Data quality</small></h1>",
        _when(run),
        f'<p><a href="{INDEX}">← 全部机关 All issuers</a></p>' if issuer else "",
        _stopped(run),
        _overview(run, issuer),
        _pass_rates(run) if issuer is None else "",
        _failed(run) if issuer is None and run.stopping else "",
        _coverage(run, issuer, pages or {}) if "coverage" not in run.not_reached else "",
        _surprises(run, issuer),
        _trends(run, issuer) if issuer else "",
        _quarantine(run, issuer),
        _account(run, issuer),
        _failed(run) if issuer is None and not run.stopping else "",
        _changes(run) if issuer is None and not run.not_reached else "",
    ]
    body = "\n".join(part for part in parts if part)
    return skeleton.document(title, body)


def _heading(zh: str, en: str) -> str:
    return f"<h2>{escape(zh)} <small>{escape(en)}</small></h2>"


def _both(zh: str, en: str) -> str:
    return f"{escape(zh)} <span class='en'>{escape(en)}</span>"


def _table(
    header: Sequence[str], rows: Iterable[Sequence[str]], numeric: frozenset[int] = frozenset()
) -> str:
    """A table of cells that are already HTML; columns in `numeric` are set right."""
    mark = dict.fromkeys(numeric, ' class="n"')
    cells = "".join(f"<th{mark.get(i, '')}>{cell}</th>" for i, cell in enumerate(header))
    head = f"<thead><tr>{cells}</tr></thead>" if any(header) else ""
    body = "".join(
        "<tr>" + "".join(f"<td{mark.get(i, '')}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table>{head}<tbody>{body}</tbody></table></div>'


def _when(run: Run) -> str:
    moment = f"检查于 Checked at {run.checked_at.replace('T', ' ')} UTC" if run.checked_at else ""
    return f"<p class='en'>{escape(run.run_id)} {escape(moment)}</p>"


def _stopped(run: Run) -> str:
    if not run.stopping:
        return ""
    names = ", ".join(f"<code>{escape(name)}</code>" for name in run.stopping)
    later = f"<br>未到的各表 Not reached: {escape(', '.join(run.not_reached))}" if run.not_reached else ""
    return (
        f'<p class="stop"><strong>本次运行未发布，旧仓库不变。 Nothing was published; the old warehouse '
        f"stands.</strong><br>起因 Stopped by: {names}{later}</p>"
    )


def _overview(run: Run, issuer: str | None) -> str:
    mine = run.report if issuer is None else run.report[run.report["issuer_name"] == issuer]
    series = run.series if issuer is None else run.series[run.series["issuer_name"] == issuer]
    yoy = run.yoy if issuer is None else run.yoy[run.yoy["issuer_name"] == issuer]
    verdicts = summary.verdict_counts(yoy)
    colours = {"comparable": "good", "broken": "critical", "unknown": "warning"}
    bar = charts.stacked_bar(
        [(name, count, charts.COLOURS[colours[name]]) for name, count in verdicts.items()]
    )
    said = {"comparable": "可比", "broken": "不可比", "unknown": "不明"}
    counts = " · ".join(f"{said[name]} {name} {count}" for name, count in verdicts.items())
    rows = [
        ("报告 reports", f"{len(mine)}"),
        ("序列中的数 figures in series", f"{len(series)}"),
        ("同比 comparisons", f"{bar}<br>{counts}"),
    ]
    if "yoy" in run.not_reached:
        rows = rows[:1]
    return _heading("概况", "At a glance") + _table(("", ""), rows)


def _pass_rates(run: Run) -> str:
    rows = []
    for rate in summary.pass_rates(run.check_result):
        bar = charts.stacked_bar(
            [
                ("passed", rate.passed, charts.COLOURS["good"]),
                ("info", rate.info, charts.COLOURS["quiet"]),
                ("warning", rate.warning, charts.COLOURS["warning"]),
                ("critical", rate.critical, charts.COLOURS["critical"]),
            ],
            width=240,
        )
        cells = (rate.suite, f"{rate.passed}/{rate.expectations}", f"{rate.share:.0%}", bar)
        rows.append((*cells, f"{rate.critical}", f"{rate.warning}", f"{rate.info}"))
    header = ("表 suite", "通过 passed", "", "", "严重 critical", "警告 warning", "提示 info")
    return _heading("检查通过率", "Pass rates by suite") + _table(header, rows, frozenset({1, 2, 4, 5, 6}))


def _coverage(run: Run, issuer: str | None, pages: Mapping[str, str]) -> str:
    heading = _heading("覆盖", "Coverage: what each report states")
    if issuer is None:
        matrix = summary.coverage_by_issuer(run)
        rows = []
        for name in matrix.rows:
            counts = [matrix.cells.get((name, year)) for year in matrix.years]
            rows.append([_linked(name, pages.get(name)), *map(_shaded, counts)])
        years = range(1, len(matrix.years) + 1)
        note = "<p>写明的指标／该类指标。 Metrics stated, of those of its kind of report.</p>"
        return heading + note + _table(("机关 issuer", *map(str, matrix.years)), rows, frozenset(years))
    return heading + _matrix(run, summary.coverage_by_metric(run, issuer))


def _shaded(count: tuple[int, int] | None) -> str:
    """How much a report states, on a ground that is the deeper the more it is; a dash where there is none."""
    if count is None:
        return "—"
    stated, known = count
    depth = stated / known if known else 0.0
    return f'<span class="share" style="background:rgba(47,125,91,{depth * 0.6:.2f})">{stated}/{known}</span>'


def _linked(name: str, page: str | None) -> str:
    return f'<a href="{escape(page, quote=True)}">{escape(name)}</a>' if page else escape(name)


def _matrix(run: Run, matrix: Matrix) -> str:
    head = "".join(f"<th>{year}</th>" for year in matrix.years)
    body = []
    for metric_id in matrix.rows:
        zh, en = run.name(metric_id)
        cells = []
        for year in matrix.years:
            status = matrix.cells.get((metric_id, year), "")
            label = " ".join(_STATUS[status]) if status else "—"
            cells.append(f'<td class="{status}">{label}</td>')
        body.append(f"<tr><td>{escape(zh)} <span class='en'>{escape(en)}</span></td>{''.join(cells)}</tr>")
    return (
        f'<div class="wide"><table><thead><tr><th>指标 metric</th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _surprises(run: Run, issuer: str | None) -> str:
    from tongbi.comparability import statements  # brings pandas, which no definition waits for

    found = summary.surprises(run, issuer)
    heading = _heading("最值得核对的数字", "Largest surprises, with their quotes")
    if not found:
        return f"{heading}<p>没有。 None.</p>"
    parts = []
    for item, after in zip(found, [*found[1:], None], strict=True):
        zh, en = run.name(str(item.row.get("metric_id") or ""))
        figures = ", ".join(
            f"{label} {item.row[key]:,.10g}"
            for key, label in _FIGURES.items()
            if isinstance(item.row.get(key), (int, float))
        )
        needed = [str(item.row[key]) for key in _NEEDS if item.row.get(key) not in (None, "?")]
        figures = ", ".join([figures, *(f"相符须为 would fit as {value}" for value in needed)])
        where = f"{item.row.get('issuer_name') or ''} {item.row.get('period') or ''}"
        note = run.named("; ".join(statements.notes(str(item.row.get("quality_note") or "")).values()))
        parts.append(
            f"<p><strong>{escape(where)} {escape(zh)}</strong> <span class='en'>{escape(en)}</span> "
            f"{escape(figures)}<br><span class='{escape(item.severity)}'>不成立 Does not hold:</span> "
            f"{_both(item.about_zh, item.about_en)} {escape(note)}</p>" + _quoted(item, after)
        )
    return heading + "".join(parts)


def _quoted(item: Surprise, after: Surprise | None) -> str:
    """The sentence of a figure, below the last of the figures that one rule names in it."""
    quote = str(item.row.get("quote") or "")
    told_below = (
        after is not None and after.expectation == item.expectation and after.row.get("quote") == quote
    )
    return "" if told_below else f"<blockquote>{escape(quote)}</blockquote>"


def _trends(run: Run, issuer: str) -> str:
    mine = run.series[run.series["issuer_name"] == issuer]
    single = mine[mine["period"].astype("str").str.fullmatch(r"\d{4}")]
    drawn = []
    for metric_id, group in single.groupby("metric_id", sort=False):
        if len(group) < 2:
            continue
        ordered = group.sort_values("period")
        points = [
            (
                int(row["period"]),
                float(row["value"]),
                float(row["low"]),
                float(row["high"]),
                int(row["spell"]),
            )
            for row in summary.records(ordered)
        ]
        drawn.append(charts.line(points, *run.name(str(metric_id))))
    if not drawn:
        return ""
    note = "<p>虚线：两年不可比或中间缺年。 Dashed: not comparable, or a year is missing between.</p>"
    return _heading("走势", "Trends") + note + f'<div class="charts">{"".join(drawn)}</div>'


def _quarantine(run: Run, issuer: str | None) -> str:
    held = run.quarantine
    if issuer is not None:
        ids = run.report[run.report["issuer_name"] == issuer]["report_id"]
        mine = held["report_id"].isin(ids)
        held = held[mine | (held["issuer_name"] == issuer) if "issuer_name" in held else mine]
    heading = _heading("隔离", "Held back, and why")
    if held.empty:
        return f"{heading}<p>没有。 Nothing.</p>"
    rows = [
        (
            escape(str(row["what"])),
            _whose(run, row),
            escape(str(row["why"])),
            escape(str(row["quote"] or "")),
            escape(str(row["suggestion"] or "")),
        )
        for row in summary.records(held.head(100))
    ]
    more = f"<p>另有 {len(held) - 100} 条。 And {len(held) - 100} more.</p>" if len(held) > 100 else ""
    return (
        heading
        + _table(
            ("什么 what", "谁的、在哪里 whose, where", "原因 why", "引文 quote", "怎么办 suggestion"), rows
        )
        + more
    )


def _whose(run: Run, row: Mapping[str, Any]) -> str:
    """Issuer, period and metric of a row set aside, as far as it has them, and the place of its document."""
    metric_id = str(row.get("metric_id") or "")
    zh, en = run.name(metric_id)
    whose = " ".join(str(row.get(name) or "") for name in ("issuer_name", "period")).strip()
    figure = f"{escape(zh)} <span class='en'>{escape(en)}</span>" if metric_id else ""
    place = str(row.get("where") or "")
    where = f"<span class='en'>{escape(place)}</span>" if place else ""
    return "<br>".join(part for part in (escape(whose), figure, where) if part)


def _account(run: Run, issuer: str | None) -> str:
    if run.account is None:
        return ""
    mine = run.account if issuer is None else run.account[run.account["issuer_name"] == issuer]
    sums = mine[["mentions", *FATES, "balance"]].sum()
    rows = [
        (f"{zh} <span class='en'>{escape(en)}</span>", f"{int(sums[fate]):,}")
        for fate, (zh, en) in _FATES.items()
    ]
    total = (
        "<strong>报告中的数字 <span class='en'>quantities in the reports</span></strong>",
        f"{int(sums['mentions']):,}",
    )
    balance = (
        "差额 <span class='en'>balance: 0 where everything adds up</span>",
        f"{int(sums['balance']):,}",
    )
    heading = _heading("去向", "Where every quantity went")
    return heading + _table(("", ""), [total, *rows, balance], frozenset({1}))


def _failed(run: Run) -> str:
    failed = run.check_result[~run.check_result["success"].astype(bool)]
    heading = _heading("未通过的检查", "Expectations that did not pass")
    if failed.empty:
        return f"{heading}<p>全部通过。 All passed.</p>"
    rows = [
        (
            f"<span class='{r['severity']}'>{r['severity']}</span>",
            escape(r["expectation"]),
            "—" if r["error"] else str(r["unexpected_count"]),
            _both(r["description_zh"], r["description_en"]),
            escape(r["error"]),
        )
        for r in summary.records(failed)
    ]
    header = ("", "检查 expectation", "行数 rows", "说明 what it says", "出错 error")
    shown = slice(None) if any(row[-1] for row in rows) else slice(-1)
    return heading + _table(header[shown], [row[shown] for row in rows], frozenset({2}))


def _changes(run: Run) -> str:
    changed = summary.changes(run)
    heading = _heading("与上次运行相比", "Since the last run")
    if changed is None:
        return f"{heading}<p>没有上次运行可比。 There is no earlier run to compare with.</p>"
    rows = [
        ("新出现的数 figures that appeared", f"{changed.appeared}"),
        ("不再出现的数 figures that disappeared", f"{changed.disappeared}"),
        ("改变的数 figures that changed", f"{changed.changed}"),
        ("新的未通过 began to fail", escape(", ".join(changed.newly_failing)) or "—"),
        ("不再未通过 ceased to fail", escape(", ".join(changed.newly_passing)) or "—"),
    ]
    return heading + _table(("", ""), rows)
