from __future__ import annotations

import json

import pytest

from tongbi.alerting import Alert, Failed


def failed(**changes) -> Failed:
    given = {
        "asset": "observation", "check": "observation_sum_closes", "severity": "warning", "blocking": False,
        "unexpected": 3, "checked": 100,
    }  # fmt: skip
    return Failed(**{**given, **changes})


@pytest.mark.parametrize(
    ("check", "news"),
    [
        (failed(), True),
        (failed(before=2), True),
        (failed(before=3), False),
        (failed(before=9), False),
        (failed(before=3, severity="critical"), True),
        (failed(unexpected=0, before=3, error="no such column"), True),
    ],
)
def test_a_warning_is_news_only_where_more_rows_fail_than_before(check: Failed, news: bool) -> None:
    assert check.is_news == news


def test_the_text_names_run_warehouse_checks_and_errors() -> None:
    alert = Alert(
        event="run_failed",
        run_id="0123456789",
        job="refresh",
        warehouse="w.duckdb",
        checks=(
            failed(
                blocking=True, severity="critical", before=0, says="The parts add up.", says_zh="分项相符。"
            ),
            failed(check="c_is_d", error="no column"),
        ),
        errors=("disk full",),
        link="http://ui/runs/0123456789",
    )
    text = alert.text()
    for part in (
        "w.duckdb",
        "http://ui/runs/0123456789",
        "disk full",
        "critical 阻止发布 blocks observation_sum_closes: 3 / 100 (上次 before: 0)",
        "(上次 before: 0): 不成立 does not hold: 分项相符。 The parts add up.",
        "c_is_d: 未能计算 could not be computed: no column",
    ):
        assert part in text
    assert "\n" not in alert.subject()


def test_a_long_list_is_cut_and_says_so() -> None:
    alert = Alert("checks_failed", "r", "refresh", "w", checks=(failed(),) * 23)
    assert alert.text().count("observation_sum_closes") == 20
    assert "另有 3 项 and 3 more" in alert.text()


def test_the_json_holds_all_fields_and_the_text() -> None:
    said = json.loads(json.dumps(Alert("checks_failed", "r", "refresh", "w", checks=(failed(),)).as_json()))
    assert said["event"] == "checks_failed"
    assert said["checks"][0]["check"] == "observation_sum_closes"
    assert said["text"].startswith(said["subject"])
