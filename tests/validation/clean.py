"""Clean frames for the tests of validation: three invented counties, four years, eight metrics."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from tongbi import catalogue
from tongbi.validation import Context

if TYPE_CHECKING:
    from tongbi.validation.declared import FrameName

COUNTIES = {"岚溪县": 1.0, "栎川县": 1.7, "汀原县": 0.6}
YEARS = (2021, 2022, 2023, 2024)
TODAY = dt.date(2025, 6, 1)

# metric, unit, sentence with {} for the figure, first county's figures of the four years
SENTENCES = (
    ("gov_meetings_on_law_based_gov", "次", "县政府常务会议全年专题研究法治建设工作{}次", (5, 6, 6, 7)),
    ("normative_docs_issued", "件", "严格履行审核程序，全年制定行政规范性文件{}件", (11, 13, 12, 14)),
    ("legality_reviews_total", "件", "法制机构审核各类文件和合同共{}件", (412, 437, 451, 476)),
    ("admin_penalty_cases", "件", "各执法单位依法办结行政处罚案件{}件", (6214, 6391, 6530, 6718)),
    ("admin_reconsideration_cases_accepted", "件", "受理符合条件的行政复议申请{}件", (83, 88, 91, 97)),
    ("admin_litigation_cases", "件", "全县行政机关新收一审行政应诉案件{}件", (61, 58, 64, 62)),
    ("official_court_appearance_rate", "%", "行政机关负责人出庭应诉率为{}%", (96.4, 97.1, 97.8, 98.2)),
    ("village_legal_counsel_covered", "个", "已有{}个村（社区）配备法律顾问", (214, 214, 214, 214)),
)  # fmt: skip
FILLER = (
    "围绕年度重点任务，各乡镇和县级部门把依法办事贯穿于决策、执行、监督各环节，群众对公平正义的感受持续增强",
    "坚持问题导向，对照上级督察反馈意见逐项整改，形成清单、明确责任、按期销号，基层执法水平稳步提升",
    "强化队伍建设，分层分类开展业务培训，推动执法人员学法用法常态化，文书质量和办案效率同步提高",
    "持续优化营商环境，规范涉企检查，推行柔性执法，让企业少跑腿、好办事，市场活力进一步释放",
)


@dataclass(frozen=True)
class Frames:
    """All frames and texts of one clean run."""

    report: pd.DataFrame
    mention: pd.DataFrame
    observation: pd.DataFrame
    series: pd.DataFrame
    yoy: pd.DataFrame
    revision: pd.DataFrame
    coverage: pd.DataFrame
    texts: dict[str, str]

    def frame(self, name: FrameName) -> pd.DataFrame:
        found: pd.DataFrame = getattr(self, name)
        return found

    def context(self) -> Context:
        return Context(
            texts=self.texts,
            metrics=catalogue.load().metrics,
            reports=self.report,
            mentions=self.mention,
            observations=self.observation,
            series=self.series,
            today=TODAY,
        )

    def with_cell(self, frame: FrameName, row: int, column: str, value: Any) -> Frames:
        """A copy in which one cell of one frame holds another value."""
        changed = self.frame(frame).copy()
        if isinstance(value, str) or value is None:
            changed[column] = changed[column].astype("object")
        changed.loc[row, column] = value
        return replace(self, **{frame: changed})

    def with_text(self, row: int, old: str, new: str) -> Frames:
        """A copy in which the text of one report (by its row) has `old` replaced once."""
        report_id = self.report["report_id"][row]
        text = self.texts[report_id]
        assert text.count(old) >= 1, f"{old} is not in the text"
        return replace(self, texts={**self.texts, report_id: text.replace(old, new, 1)})


def _figure(value: float, factor: float, unit: str) -> float:
    return value if unit == "%" else float(round(value * factor))


def frames() -> Frames:
    """The clean run."""
    reports: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    observations: list[dict[str, Any]] = []
    texts: dict[str, str] = {}
    for county, factor in COUNTIES.items():
        for position, year in enumerate(YEARS):
            _report(county, factor, position, year, reports, mentions, observations, texts)
    observation = pd.DataFrame(observations)
    series = _series(observation)
    return Frames(
        report=pd.DataFrame(reports),
        mention=pd.DataFrame(mentions),
        observation=observation,
        series=series,
        yoy=_yoy(series),
        revision=_revision(observation),
        coverage=_coverage(observation),
        texts=texts,
    )


def _report(
    county: str,
    factor: float,
    position: int,
    year: int,
    reports: Any,
    mentions: Any,
    observations: Any,
    texts: Any,
) -> None:
    issuer = f"{county}人民政府"
    title = f"{issuer}关于{year}年度法治政府建设情况的报告"
    text = f"{title}\n\n现将{year}年工作情况报告如下。\n"
    found = []
    for number, (metric_id, unit, sentence, values) in enumerate(SENTENCES):
        value = _figure(values[position], factor, unit)
        surface = f"{value:g}{unit}"
        head, tail = sentence.split("{}")
        begin = len(text)
        start = begin + len(head)
        text += f"{head}{value:g}{tail}。"
        found.append((metric_id, unit, value, surface, start, begin, len(text)))
        if number % 2:
            text += f"{FILLER[number // 2]}。\n"
    report_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    texts[report_id] = text
    reports.append(
        {
            "report_id": report_id, "issuer_code": "", "issuer_name": issuer, "level": "county",
            "report_type": "law_based_government", "report_year": year, "version": "web", "title": title,
            "published_on": f"{year + 1}-03-15", "source_uri": "",
            "sha256": hashlib.sha256(text.encode()).hexdigest(), "format": "txt", "characters": len(text),
        }
    )  # fmt: skip
    for metric_id, unit, value, surface, start, begin, end in found:
        common = {
            "report_id": report_id, "metric_id": metric_id, "period": str(year), "scope": "",
            "role": "actual", "value": value, "low": value, "high": value, "unit": unit,
            "start_char": start, "end_char": start + len(surface),
        }  # fmt: skip
        mentions.append({**common, "surface": surface, "object": ""})
        key = f"{report_id}{metric_id}{start}"
        observations.append(
            {
                **common, "observation_id": hashlib.sha256(key.encode()).hexdigest()[:16],
                "issuer_name": issuer, "quote": text[begin:end], "vintage": year, "quality_flags": "",
            }
        )  # fmt: skip


def _series(observation: pd.DataFrame) -> pd.DataFrame:
    kept = ["issuer_name", "metric_id", "period", "value", "low", "high", "unit", "vintage", "observation_id"]
    return observation[kept].assign(issuer_code="", obs_status="A", spell=1)


def _yoy(series: pd.DataFrame) -> pd.DataFrame:
    ordered = series.sort_values(["issuer_name", "metric_id", "period"])
    earlier = ordered.groupby(["issuer_name", "metric_id"]).shift()
    pairs = ordered.assign(previous_period=earlier["period"], previous_value=earlier["value"])
    pairs = pairs[pairs["previous_period"].notna()].reset_index(drop=True)
    change = pairs["value"] - pairs["previous_value"]
    pct = change / pairs["previous_value"] * 100
    return pairs[["issuer_name", "metric_id", "period", "previous_period", "value", "previous_value"]].assign(
        change=change,
        change_pct=pct,
        change_pct_low=pct,
        change_pct_high=pct,
        stated_growth_pct=pct.where(pairs["metric_id"] == "admin_penalty_cases").round(1),
        verdict="comparable",
        reason="",
    )


def _coverage(observation: pd.DataFrame) -> pd.DataFrame:
    return observation[["report_id", "metric_id"]].assign(status="stated")


def _revision(observation: pd.DataFrame) -> pd.DataFrame:
    """One figure of 2021 that the report of 2022 states a little higher."""
    first = observation.iloc[[3]]
    return first[["issuer_name", "metric_id", "period"]].assign(
        first_value=first["value"],
        first_vintage=2021,
        later_value=first["value"] + 40,
        later_vintage=2022,
        kind="stated",
        first_observation_id=first["observation_id"],
        later_observation_id=observation["observation_id"][figure_of(2022, 3)],
    )


def figure_of(year: int, metric: int) -> int:
    """The row of a figure of the first county."""
    return (year - YEARS[0]) * len(SENTENCES) + metric
