"""A small world for the tests of the warehouse: issuers of places that do not exist, figures set by hand."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest

from tongbi.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QINGHE, YUNLING, BAISHI, SHAZHOU = "青禾县人民政府", "云岭市人民政府", "白石区人民政府", "沙洲县人民政府"
CASES, RATE = "cases_heard", "online_rate"

# issuer, metric, period, value, low, high, spell, why the year does not compare with the one before
FIGURES: list[tuple[str, str, int, float, float, float, int, str]] = [
    (QINGHE, CASES, 2018, 100, 100, 100, 1, ""),
    (QINGHE, CASES, 2019, 110, 110, 110, 1, ""),
    (QINGHE, CASES, 2020, 121, 121, 121, 1, ""),
    (QINGHE, CASES, 2021, 133, 133, 133, 1, ""),
    (QINGHE, CASES, 2022, 150, 150, 150, 1, ""),
    (QINGHE, CASES, 2023, 160, 160, 160, 1, ""),
    (YUNLING, CASES, 2018, 200, 200, 200, 1, ""),
    (YUNLING, CASES, 2019, 180, 180, 180, 1, ""),
    (YUNLING, CASES, 2021, 150, 150, 150, 1, ""),
    (YUNLING, CASES, 2022, 5900, 5900, 6000, 2, "definition: 含简易程序"),
    (YUNLING, CASES, 2023, 6100, 6100, 6100, 2, ""),
    (BAISHI, CASES, 2022, 0, 0, 0, 1, ""),
    (BAISHI, CASES, 2023, 5, 5, 5, 1, ""),
    (SHAZHOU, CASES, 2022, 50, 45, 55, 1, ""),
    (SHAZHOU, CASES, 2023, 52, 50, 53, 1, ""),
    (QINGHE, RATE, 2022, 90, 90, 90, 1, ""),
    (QINGHE, RATE, 2023, 99, 99, 99, 1, "sum_check: 分项之和不符"),
]
CODES = {QINGHE: "999901", YUNLING: "999902", BAISHI: "999903", SHAZHOU: None}
LEVELS = {QINGHE: "county", YUNLING: "city", BAISHI: "county", SHAZHOU: "county"}


def digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def world() -> dict[str, pd.DataFrame]:
    """All frames, keyed by table, that fit one another."""
    reports, mentions, observations, series, coverage = [], [], [], [], []
    for issuer in CODES:
        for year in sorted({period for name, _, period, *_ in FIGURES if name == issuer}):
            text = digest(issuer, year)
            reports.append(
                {
                    "report_id": text[:16],
                    "issuer_code": CODES[issuer],
                    "issuer_name": issuer,
                    "level": LEVELS[issuer],
                    "report_type": "law_based_government",
                    "report_year": year,
                    "version": "web",
                    "title": f"{issuer}{year}年法治政府建设情况报告",
                    "published_on": f"{year + 1}-03-01" if year > 2018 else None,
                    "source_uri": None,
                    "sha256": text,
                    "format": "txt",
                    "characters": 1000,
                    "path": f"samples/{text[:4]}-{year}.txt",
                }
            )
    at = {(row["issuer_name"], row["report_year"]): row for row in reports}
    for issuer, metric, period, value, low, high, spell, why in FIGURES:
        report = at[issuer, period]
        start = 10 if metric == CASES else 60
        surface = f"{value:g}{'余' if high > low else ''}{'件' if metric == CASES else '%'}"
        common = {
            "report_id": report["report_id"],
            "start_char": start,
            "end_char": start + len(surface),
            "value": value,
            "low": low,
            "high": high,
            "unit": "件" if metric == CASES else "%",
            "metric_id": metric,
            "role": "actual",
            "period": str(period),
            "scope": "",
        }
        mentions.append({**common, "surface": surface, "object": "案件", "rule": "metric.example"})
        key = digest(report["report_id"], metric, start, period)[:16]
        observations.append(
            {
                **common,
                "observation_id": key,
                "issuer_name": issuer,
                "quote": f"全年办理{surface}。",
                "vintage": period,
                "quality_flags": "sum_mismatch" if why.startswith("sum_check") else "",
                "facets": "{}",
                "preference": 1,
                "surface": surface,
            }
        )
        series.append(
            {
                "issuer_code": CODES[issuer],
                "issuer_name": issuer,
                "metric_id": metric,
                "period": str(period),
                "value": value,
                "low": low,
                "high": high,
                "unit": common["unit"],
                "obs_status": "U" if why.startswith("sum_check") else "B" if why else "A",
                "spell": spell,
                "vintage": period,
                "observation_id": key,
            }
        )
    stated = {(row["report_id"], row["metric_id"]) for row in mentions}
    coverage = [
        {
            "report_id": report["report_id"],
            "metric_id": metric,
            "status": "stated" if (report["report_id"], metric) in stated else "not_stated",
            "discontinued": False,
        }
        for report in reports
        for metric in (CASES, RATE)
    ]
    return {
        "document": pd.DataFrame([_document(report) for report in reports]),
        "issuer": pd.DataFrame([_issuer(name, reports) for name in CODES]),
        "report": pd.DataFrame(reports),
        "metric": pd.DataFrame(
            [_metric(CASES, "办理案件数", "件", "count_flow"), _metric(RATE, "网办率", "%", "rate")]
        ),
        "mention": pd.DataFrame(mentions),
        "observation": pd.DataFrame(observations),
        "series": pd.DataFrame(series),
        "yoy": pd.DataFrame(_pairs()),
        "revision": pd.DataFrame([_revision()]),
        "coverage": pd.DataFrame(coverage),
        "quarantine": pd.DataFrame(
            [_set_aside(), {**_set_aside(), "report_id": at[QINGHE, 2023]["report_id"]}]
        ),
        "check_result": pd.DataFrame(
            [_check("observation_key_is_unique", True), _check("rate_is_at_most_100", False)]
        ),
        "run": pd.DataFrame([{"run_id": "r1", "published_at": "2026-01-02T03:04:05Z"}]),
    }


def _pairs() -> list[dict[str, Any]]:
    rows = []
    at = {(issuer, metric, period): rest for issuer, metric, period, *rest in FIGURES}
    for issuer, metric, period, value, low, high, _, why in FIGURES:
        if (issuer, metric, period - 1) not in at:
            continue
        before, before_low, before_high, *_ = at[issuer, metric, period - 1]
        rows.append(
            {
                "issuer_name": issuer,
                "metric_id": metric,
                "period": str(period),
                "previous_period": str(period - 1),
                "value": value,
                "previous_value": before,
                "change": value - before,
                "change_low": low - before_high,
                "change_high": high - before_low,
                "unit": "件" if metric == CASES else "%",
                "reason_code": why.partition(":")[0],
                "change_pct": 100 * (value / before - 1) if before else None,
                "change_pct_low": 100 * (low / before_high - 1) if before else None,
                "change_pct_high": 100 * (high / before_low - 1) if before else None,
                "stated_growth_pct": 10.0 if (issuer, metric, period) == (QINGHE, CASES, 2019) else None,
                "verdict": "unknown" if why.startswith("sum_check") else "broken" if why else "comparable",
                "reason": why,
            }
        )
    return rows


def _document(report: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": report["path"],
        "standing": "report",
        "sha256": report["sha256"],
        "format": report["format"],
        "report_id": report["report_id"],
        "original": None,
        "similarity": None,
        "reason": "",
        "suggestion": "",
    }


def _issuer(name: str, reports: list[dict[str, Any]]) -> dict[str, Any]:
    years = [report["report_year"] for report in reports if report["issuer_name"] == name]
    return {
        "issuer_name": name,
        "series_name": name,
        "issuer_code": CODES[name],
        "level": LEVELS[name],
        "first_year": min(years),
        "last_year": max(years),
        "reports": len(years),
    }


def _metric(metric: str, name: str, unit: str, kind: str) -> dict[str, Any]:
    return {
        "metric_id": metric,
        "name_zh": name,
        "name_en": metric.replace("_", " "),
        "domain": "enforcement",
        "unit": unit,
        "kind": kind,
        "base": "",
        "definition": f"{name}，全年。",
        "breaks": "",
        "family": "law_based_government",
    }


def _revision() -> dict[str, Any]:
    return {
        "issuer_name": QINGHE,
        "metric_id": CASES,
        "period": "2019",
        "first_value": 108.0,
        "first_vintage": 2019,
        "later_value": 110.0,
        "later_vintage": 2020,
        "kind": "stated",
    }


def _set_aside() -> dict[str, Any]:
    return {
        "what": "document",
        "why": "no year in title, opening or file name",
        "where": "samples/nameless.txt",
        "report_id": None,
        "start_char": None,
        "end_char": None,
        "quote": "",
        "suggestion": "add nameless.meta.yaml with report_year",
        "expectation": "",
        "row_key": "",
    }


def _check(name: str, success: bool) -> dict[str, Any]:
    return {
        "suite": "observation",
        "expectation": name,
        "severity": "critical",
        "success": success,
        "unexpected_count": 0 if success else 1,
        "sample": "[]",
        "run_id": "r1",
        "checked_at": "2026-01-02T03:04:05Z",
    }


@pytest.fixture
def frames() -> dict[str, pd.DataFrame]:
    return world()


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world, published once."""
    path: Path = tmp_path_factory.mktemp("world") / "w.duckdb"
    publish(world(), path)
    return path


@pytest.fixture
def ask(warehouse: Path) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """Run SQL on the small world; gives the rows."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    yield lambda sql, *values: connection.execute(sql, list(values)).fetchall()
    connection.close()
