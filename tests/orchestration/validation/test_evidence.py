from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.orchestration.validation import evidence
from tongbi.orchestration.validation.history import Past
from tongbi.validation.results import CheckResult

TEXT = "上一句。全县办结行政处罚案件653件，同比下降2%。下一句有653件。"
URI = "https://a.example.org/1"
DOCUMENTS = {
    "r1": {"path": "reports/a.txt", "title": "甲县[2023]报告", "source_uri": URI, "text": TEXT},
    "r2": {"path": "reports/b.txt", "title": "乙县报告", "source_uri": None, "text": TEXT},
}  # fmt: skip
START = TEXT.index("653件")


def result(**changes) -> CheckResult:
    given = {
        "suite": "series", "expectation": "series_is_a", "severity": "warning", "success": False,
        "blocking": False, "unexpected_count": 3, "element_count": 400, "description_zh": "中",
        "description_en": "en",
    }  # fmt: skip
    return CheckResult(**{**given, **changes})


def row(report_id: str) -> dict[str, object]:
    return {
        "report_id": report_id,
        "start_char": START,
        "end_char": START + 4,
        "quote": "整句",
        "value": 653.0,
    }


def test_counts_are_numbers_so_that_the_ui_plots_them() -> None:
    past = [Past("2025-06-01", 1, 399, False), Past("2025-06-08", 3, 400, False)]
    told = evidence.metadata(result(accepted_count=2), past, {})
    assert {key: told[key] for key in told if isinstance(told[key], (int, float))} == {
        "unexpected": 3, "checked": 400, "failing_pct": 0.75, "accepted": 2, "unexpected_before": 1,
    }  # fmt: skip


def test_of_what_could_not_be_computed_no_count_is_told() -> None:
    told = evidence.metadata(result(error="no column", unexpected_count=0, element_count=0), [], {})
    assert told == {"severity": "warning", "error": "no column"}


def test_the_count_before_is_of_the_last_run_that_was_computed() -> None:
    past = [Past("a", 5, 9, False), Past("b", 0, 0, False, computed=False), Past("c", 3, 9, False)]
    assert evidence.metadata(result(), past, {})["unexpected_before"] == 5


def test_failing_rows_show_the_figure_in_its_sentence_and_the_document() -> None:
    told = evidence.metadata(result(sample=(row("r1"), row("unknown"))), [], DOCUMENTS)
    first, second = (record.data for record in told["failing_rows"].records)
    assert first[evidence.QUOTE] == "全县办结行政处罚案件【653件】，同比下降2%"
    assert first["document"] == f"reports/a.txt:{START}-{START + 4}"
    assert first["report_id"] == "", "the document says it in words that a reader can use"
    assert second["quote"] == "整句"


def test_documents_are_named_once_with_their_address_where_they_have_one() -> None:
    told = evidence.metadata(result(sample=(row("r1"), row("r2"), row("r1"))), [], DOCUMENTS)
    assert told["documents"].value.splitlines() == [
        "* [甲县(2023)报告](<https://a.example.org/1>): `tongbi explain 'reports/a.txt'`",
        "* 乙县报告: `tongbi explain 'reports/b.txt'`",
    ]


@pytest.mark.parametrize("runs", [2, 60])
def test_the_trend_shows_the_last_runs_and_a_small_chart(runs: int) -> None:
    past = [Past(f"2025-06-01T00:00:{n:02d}", n, 400, n == 0) for n in range(runs)]
    drawn = evidence.trend(past)
    (picture,) = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", drawn)
    svg = ElementTree.fromstring(base64.b64decode(picture))
    said = [element.text for element in svg.iter() if element.text]
    assert str(runs - 1) in said
    assert len(drawn) < 50_000
    rows = [line for line in drawn.splitlines() if line.startswith("| 2025")]
    assert len(rows) == min(runs, evidence.SHOWN_RUNS)
    assert rows[0].startswith(f"| 2025-06-01 00:00:{runs - 1:02d} | {runs - 1} |")


def test_a_trend_without_failures_needs_no_chart() -> None:
    assert "data:" not in evidence.trend([Past("a", 0, 9, True), Past("b", 0, 9, True)])


def test_a_run_that_was_not_computed_is_said_to_be_so() -> None:
    drawn = evidence.trend([Past("a", 0, 9, True), Past("b", 0, 0, False, computed=False)])
    assert "| b | 未能计算 not computed | |" in drawn


@given(st.text("甲乙。\n653件", max_size=200), st.data())
def test_an_excerpt_is_a_piece_of_the_text_around_the_figure(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    said = evidence.excerpt(text, start, end)
    assert f"【{text[start:end]}】" in said
    plain = said.replace("【", "").replace("】", "").replace("…", "")
    assert plain in text
    assert len(plain) <= 2 * evidence.BESIDE + end - start
