"""The catalogue as a page for readers, `docs/metrics.md`: `python -m tongbi.catalogue.page` writes it.

Belongs here: the layout of that page. Does not belong here: anything said of a metric, which its file says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi import project
from tongbi.catalogue.load import load
from tongbi.records import REPORT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tongbi.catalogue.model import Catalogue, Domain, Metric
    from tongbi.records import ReportType

_FAMILIES: dict[ReportType, tuple[str, str]] = {
    "law_based_government": ("法治政府建设年度报告", "Annual reports on law-based government"),
    "government_work": ("政府工作报告", "Government work reports"),
}
_OPENING = """\
# 指标目录 Metrics

<!-- Written by `python -m tongbi.catalogue.page` from sources/catalogue/; edit those, not this. -->

本页由 `sources/catalogue/` 生成，列出可从报告中读取的 {metrics} 个指标。
新增指标见 [adding-a-metric.md](adding-a-metric.md)。

The {metrics} metrics that can be read from reports, from `sources/catalogue/`. To add one, see
[adding-a-metric.md](adding-a-metric.md).

| kind | 含义 | meaning |
| --- | --- | --- |
| `count_flow` | 年度内发生的数量 | an amount counted over the year |
| `stock` | 年末的存量 | a level at the end of the year |
| `rate` | 比例 | a share |
| `growth_rate` | 比上年的增长率(该数值本身即为指标) | growth over the previous year, itself the metric |
| `money` | 金额 | a sum of money |
| `duration` | 时长 | a length of time |
"""


def path() -> Path:
    """Where the page lies; only a checkout has it."""
    return project.root() / "docs" / "metrics.md"


def text(catalogue: Catalogue | None = None) -> str:
    """The page in Markdown: a table for each domain, families and domains in the catalogue's order."""
    catalogue = catalogue or load()
    return "\n".join(_lines(catalogue)) + "\n"


def _lines(catalogue: Catalogue) -> Iterator[str]:
    yield _OPENING.format(metrics=len(catalogue.metrics))
    for family in REPORT_TYPES:
        domains = [domain for domain in catalogue.domains.values() if domain.family == family]
        if not domains:
            continue
        zh, en = _FAMILIES[family]
        yield f"## {zh} {en}\n\n`{family}` · {len(catalogue.family(family))}\n"
        for domain in domains:
            yield from _domain_lines(domain, catalogue.in_domain(domain.id))


def _domain_lines(domain: Domain, metrics: list[Metric]) -> Iterator[str]:
    yield f"### {domain.name_zh} {domain.name_en}\n\n`{domain.id}` · {len(metrics)}\n"
    yield "| id | 名称 name | unit | kind | 定义 definition |\n| --- | --- | --- | --- | --- |"
    for metric in metrics:
        base = f"<br>{metric.base}" if metric.base else ""
        cells = (
            f"`{metric.id}`",
            f"{metric.name_zh}<br>{metric.name_en}",
            metric.unit,
            f"`{metric.kind}`{base}",
            f"{metric.definition.zh}<br>{metric.definition.en}",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


if __name__ == "__main__":
    path().write_text(text(), encoding="utf-8")
