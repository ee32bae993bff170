"""Reports as tests write them: sentences with marked quantities, made into the frames that the code takes.

`收到申请[61件 legal_aid_cases]` marks a quantity and its metric; `role=growth`, `period=2020`, `scope=专项`,
`low`, `high`, `value`, `unit` may follow. A bare `[35名]` has no metric.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import pandas as pd

from tongbi.comparability import Comparison, compare, observations

_MARK = re.compile(r"\[([^\]\s]+)((?: [^\]\s]+)*)\]")
_NUMBER = re.compile(r"([\d.]+)(余|多)?(万|亿)?(余|多)?(.*)")
COUNTY = "云屏县人民政府"


@dataclass(frozen=True)
class Marked:
    """One report: who, which year, its text with marks."""

    year: int
    text: str
    issuer: str = COUNTY
    level: str = "county"
    report_type: str = "law_based_government"
    version: str = "web"

    @property
    def plain(self) -> str:
        return _MARK.sub(lambda mark: mark[1], self.text)

    @property
    def report_id(self) -> str:
        key = f"{self.issuer}|{self.year}|{self.version}|{self.plain}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


def frames(reports: list[Marked]) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """The `report` and `mention` frames and the texts of marked reports."""
    rows, mentions, texts = [], [], {}
    for report in reports:
        texts[report.report_id] = report.plain
        rows.append(
            {
                "report_id": report.report_id,
                "issuer_code": None,
                "issuer_name": report.issuer,
                "level": report.level,
                "report_type": report.report_type,
                "report_year": report.year,
                "version": report.version,
            }
        )
        mentions += _mentions(report)
    columns = ["report_id", "start_char", "end_char", "surface", "value", "low", "high", "unit", "object"]
    columns += ["metric_id", "role", "period", "scope"]
    return pd.DataFrame(rows), pd.DataFrame(mentions, columns=columns), texts


def _mentions(report: Marked) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    removed = 0
    year = report.year - 1 if report.report_type == "government_work" else report.year
    for mark in _MARK.finditer(report.text):
        surface = mark[1]
        start = mark.start() - removed
        removed += len(mark[0]) - len(surface)
        words = mark[2].split()
        said = dict(word.split("=", 1) for word in words if "=" in word)
        number = _NUMBER.search(surface)
        assert number, surface
        times = {"万": 10**4, "亿": 10**8}.get(number[3] or "", 1)
        value = float(said.get("value", float(number[1]) * times))
        low = float(said.get("low", value))
        place = 10 ** (len(number[1]) - len(number[1].rstrip("0"))) * times
        high = float(said.get("high", value + place if number[2] or number[4] else value))
        found.append(
            {
                "report_id": report.report_id,
                "start_char": start,
                "end_char": start + len(surface),
                "surface": surface,
                "value": value,
                "low": low,
                "high": high,
                "unit": said.get("unit", number[5]),
                "object": "",
                "metric_id": next((word for word in words if "=" not in word), None),
                "role": said.get("role", "actual"),
                "period": said.get("period", str(year)),
                "scope": said.get("scope", ""),
            }
        )
    return found


def observed(*reports: Marked) -> pd.DataFrame:
    """The `observation` frame of marked reports."""
    return observations(*frames(list(reports)))


def compared(*reports: Marked) -> Comparison:
    """The comparison of marked reports, without the project's corrections."""
    report, mention, texts = frames(list(reports))
    return compare(report, observations(report, mention, texts), register=())


def pair(frame: pd.DataFrame, metric_id: str, period: int) -> pd.Series:
    """The one row of a frame for a metric and a year."""
    rows = frame[(frame["metric_id"] == metric_id) & (frame["period"] == str(period))]
    assert len(rows) == 1, f"{len(rows)} rows for {metric_id} {period}"
    return rows.iloc[0]
