"""The short form of the report, for the metadata of an asset: one table, and the largest surprises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.validation.report import summary

if TYPE_CHECKING:
    from tongbi.validation.report.summary import Run


def report_markdown(run: Run, issuer: str | None = None, surprises: int = 5) -> str:
    """What stopped the run, pass rates by suite and the first surprises, in both languages."""
    stopped = (
        [f"**未发布 Nothing was published:** {', '.join(f'`{name}`' for name in run.stopping)}", ""]
        if run.stopping
        else []
    )
    lines = [
        *stopped,
        "| 表 suite | 通过 passed | 严重 critical | 警告 warning | 提示 info |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {r.suite} | {r.passed}/{r.expectations} | {r.critical} | {r.warning} | {r.info} |"
        for r in summary.pass_rates(run.check_result)
    ]
    for found in summary.surprises(run, issuer, surprises):
        zh, en = run.name(str(found.row.get("metric_id", "")))
        where = " ".join(str(found.row.get(key) or "") for key in ("issuer_name", "period")).strip()
        quote = str(found.row.get("quote") or "").replace("|", "\\|").replace("\n", " ")
        lines += [
            "",
            f"**{where} {zh}** ({en}): 不成立 Does not hold: {found.about_zh} {found.about_en}",
            f"> {quote}",
        ]
    return "\n".join(lines)
