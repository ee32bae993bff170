"""The quality report: self-contained, in both languages, with coverage, surprises and quotes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tongbi import catalogue
from tongbi.validation import FRAMES
from tongbi.validation.reconciliation import FATES, reconcile
from tongbi.validation.report import Run, page, report_html

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = {metric_id: (m.name_zh, m.name_en) for metric_id, m in catalogue.load().metrics.items()}


class Reader(HTMLParser):
    """Collects what is read, and checks that every element is closed where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [str(value) for key, value in attrs if key in ("src", "href")]
        if tag not in ("meta", "br", "rect", "line", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("rect", "line", "circle"):
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_needs_nothing_from_outside(doubtful_run: Run) -> None:
    for issuer in (None, *doubtful_run.issuers):
        text = report_html(doubtful_run, issuer)
        assert read(text).links == ([] if issuer is None else [page.INDEX])
        assert "<script" not in text
        assert not re.search(r"https?://|@import|url\(", text)


def test_the_page_of_the_run_leads_to_those_of_the_issuers(clean_run: Run) -> None:
    pages = {issuer: f"{issuer}.html" for issuer in clean_run.issuers}
    assert read(report_html(clean_run, pages=pages)).links == list(pages.values())


def test_a_run_that_was_stopped_says_by_what_and_shows_nothing_of_later_frames(
    clean: Any, run_of: Callable[[Any], Run]
) -> None:
    twice = replace(clean, observation=pd.concat([clean.observation] * 2, ignore_index=True))
    whole = run_of(twice)
    stopped = replace(
        whole,
        series=whole.series.iloc[:0],
        yoy=whole.yoy.iloc[:0],
        coverage=whole.coverage.iloc[:0],
        not_reached=("series", "yoy", "revision", "coverage"),
    )
    assert stopped.stopping == ["observation_key_is_unique"]
    text = " ".join(read(report_html(stopped)).text)
    assert "Nothing was published" in text
    assert "Not reached: series, yoy, revision, coverage" in text
    for heading in ("Coverage: what each report states", "Since the last run", "figures in series"):
        assert heading not in text


def test_figures_that_one_rule_names_in_one_sentence_share_its_quote(clean_run: Run) -> None:
    row = {
        "issuer_name": "岚溪县人民政府",
        "metric_id": "admin_penalty_cases",
        "period": "2023",
        "quote": "同一句。",
    }
    checks = clean_run.check_result.copy()
    (at,) = checks.index[checks["expectation"] == "observation_sum_closes"]
    checks.loc[at, "success"] = False
    checks.loc[at, "sample"] = json.dumps([row, row, {**row, "quote": "另一句。"}])
    html = report_html(replace(clean_run, check_result=checks))
    assert re.findall(r"<blockquote>(.*?)</blockquote>", html) == ["同一句。", "另一句。"]


def test_a_suspect_of_a_sum_is_shown_with_the_value_that_would_settle_it(clean_run: Run) -> None:
    rows = [
        {"issuer_name": "岚溪县人民政府", "metric_id": "admin_penalty_cases", "period": "2023",
         "value": 6530.0, "quote": "共6530件", "sum_needs": needs}
        for needs in ("6503", "?")
    ]  # fmt: skip
    checks = clean_run.check_result.copy()
    mine = checks["expectation"] == "observation_sum_closes"
    checks.loc[mine, "sample"] = json.dumps(rows, ensure_ascii=False)
    checks.loc[mine, "success"] = False
    page = report_html(replace(clean_run, check_result=checks))
    assert "would fit as 6503" in page
    assert page.count("would fit as") == 1, "what is not known is not told"


def test_a_clean_run_says_that_all_passed(clean_run: Run) -> None:
    text = " ".join(read(report_html(clean_run)).text)
    assert "全部通过。 All passed." in text
    assert "没有。 Nothing." in text
    assert "没有上次运行可比" in text
    for name in FRAMES:
        assert name in text


def test_surprises_and_what_is_held_back_come_with_their_quotes(doubtful_run: Run) -> None:
    text = " ".join(read(report_html(doubtful_run)).text)
    assert "各执法单位依法办结行政处罚案件6530件" in text
    assert "行政机关负责人出庭应诉率为96.4%" in text
    assert "series_change_is_unsurprising" in text
    assert "Largest surprises" in text


def test_the_page_of_an_issuer_shows_its_own_figures_alone(doubtful_run: Run) -> None:
    mine = " ".join(read(report_html(doubtful_run, "岚溪县人民政府")).text)
    other = " ".join(read(report_html(doubtful_run, "栎川县人民政府")).text)
    quote = "各执法单位依法办结行政处罚案件6530件"
    assert quote in mine
    assert quote not in other
    assert "栎川县人民政府" not in mine
    assert "行政处罚" in mine


def test_the_account_of_mentions_is_shown_and_its_balance(clean: Any, clean_run: Run) -> None:
    held = clean_run.quarantine
    account = reconcile(clean.mention, clean.observation, clean.series, held, reports=clean.report)
    text = " ".join(" ".join(read(report_html(replace(clean_run, account=account))).text).split())
    assert "进入序列 in the series 96" in text
    assert "balance: 0 where everything adds up 0" in text
    mine = " ".join(
        " ".join(read(report_html(replace(clean_run, account=account), "汀原县人民政府")).text).split()
    )
    assert "进入序列 in the series 32" in mine


def test_every_fate_has_a_name_on_the_page() -> None:
    assert set(page._FATES) == set(FATES)


def test_an_unknown_issuer_is_refused_with_the_known_ones(clean_run: Run) -> None:
    with pytest.raises(ValueError, match="no report of 某县 was read: known are 岚溪县人民政府"):
        report_html(clean_run, "某县")


def test_quotes_are_escaped(doubtful_run: Run) -> None:
    results = doubtful_run.check_result.copy()
    row = results.index[results["expectation"] == "series_change_is_unsurprising"][0]
    sample = json.loads(results.loc[row, "sample"])
    sample[0]["quote"] = "<script>alert(1)</script> & 12件"
    results.loc[row, "sample"] = json.dumps(sample)
    text = report_html(replace(doubtful_run, check_result=results))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_what_is_held_back_names_issuer_metric_and_place(doubtful_run: Run) -> None:
    """A row of a compared table has no report: its issuer's page shows it too."""
    issuer = doubtful_run.issuers[0]
    row = {
        "what": "revision", "why": "revision_looks_back: x", "quote": "", "suggestion": "", "report_id": None,
        "where": "reports/a.txt:3-9", "issuer_name": issuer, "metric_id": "legal_aid_cases", "period": "2012",
    }  # fmt: skip
    run = replace(doubtful_run, quarantine=pd.DataFrame([row]))
    for text in (report_html(run), report_html(run, issuer)):
        held = text[text.index("Held back") :]
        for said in (f"{issuer} 2012", *NAMES["legal_aid_cases"], "reports/a.txt:3-9"):
            assert said in held
    assert "revision_looks_back" not in report_html(run, doubtful_run.issuers[1])
