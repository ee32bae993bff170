"""Great Expectations' own Data Docs of a run, as pages that load nothing from elsewhere.

Belongs here: rendering the library's results with the library's own renderers, and the page that leads to
them. Does not belong here: the data-quality report (see `page.py`), which tells more and in two languages.
"""

from __future__ import annotations

import warnings
from html import escape
from typing import TYPE_CHECKING, Any

from tongbi.validation.report.self_contained import self_contained
from tongbi.validation.report.summary import pass_rates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from pandas import DataFrame

_STYLE = """
body { margin: 0; color: #222; background: #fff;
  font: 15px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif }
.container-fluid { padding: 0 1rem; box-sizing: border-box }
.row { display: flex; flex-wrap: wrap; gap: 1rem }
.col-lg-2 { flex: 0 0 15rem }
.col-lg-8, .col-lg-10 { flex: 1 1 40rem; min-width: 0 }
.col-12 { flex: 1 1 100%; min-width: 0 }
nav.navbar { border-bottom: 1px solid #ddd; padding: .3rem 1rem }
ol.breadcrumb, ul.nav { list-style: none; padding: 0; margin: .3rem 0 }
ol.breadcrumb { display: flex; gap: .6rem }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #ddd; padding: .3rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
.alert { background: #f3f4f6; padding: .4rem .6rem; margin: 1rem 0 .4rem }
.text-danger { color: #b3261e }
.text-success { color: #1b6e34 }
.text-warning { color: #8a5a00 }
i.fas { font-style: normal }
i.fa-check-circle::before { content: "✓" }
i.fa-times::before { content: "✗" }
i.fa-exclamation-triangle::before { content: "!" }
.modal, .card:has(.btn-group), footer, [data-toggle=collapse] { display: none }
th { white-space: nowrap }
.sticky { position: static }
h4, h5 { margin: .6rem 0 }
a { color: #0b57a4 }
"""


def suite_page(result: Any, moment: dt.datetime) -> str:
    """The page of one suite from the library's result of it (an `ExpectationSuiteValidationResult`).

    `moment` is when it was asked for, in UTC.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
        from great_expectations.render.view.view import DefaultJinjaPageView

        # Without a checkpoint the library notes no run, and its pages would say __none__.
        result.meta["run_id"] = {"run_name": result.suite_name, "run_time": moment.isoformat()}
        renderer: Any = ValidationResultsPageRenderer()
        view: Any = DefaultJinjaPageView()
        page: str = view.render(renderer.render(result))
    return self_contained(page.replace("../../../../index.html", "index.html"), _STYLE)


def index_page(check_result: DataFrame, suites: Collection[str], checked_at: str) -> str:
    """The page that leads to those of `suites`, with how many of their expectations passed and failed."""
    rows = "".join(
        f"<tr><td><a href='{escape(rate.suite)}.html'>{escape(rate.suite)}</a></td>"
        f"<td>{rate.expectations}</td><td>{rate.passed}</td><td>{rate.expectations - rate.passed}</td></tr>"
        for rate in pass_rates(check_result)
        if rate.suite in suites
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>Data Docs</title>'
        f"<style>{_STYLE}</style></head><body><div class='container-fluid'>"
        f"<h4>Great Expectations Data Docs</h4><p>{escape(checked_at)}</p>"
        "<p>各表检查的原始结果，未计人工接受的决定；完整的质量报告见 "
        "<a href='../index.html'>上级目录</a>。"
        "The library's own account of each suite, before any decision to accept a row; "
        "the data-quality report is the page above.</p>"
        "<table><thead><tr><th>suite</th><th>expectations</th><th>passed</th><th>failed</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div></body></html>\n"
    )
