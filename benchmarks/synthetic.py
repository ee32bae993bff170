"""Invented yearly reports with figures that behave: the clean ground for the faults that `faults.py` plants.

Facts are drawn with trends, noise, real steps and years that move every county at once; a report is rendered
from its facts, so that texts, offsets and values agree. Everything follows from the seed.
"""

from __future__ import annotations

import hashlib
import math
import random
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
YEARS = tuple(range(2016, 2025))


@dataclass(frozen=True)
class Kind:
    """A metric and how reports write it: a sentence with {v} for the figure, its usual size and movement."""

    metric_id: str
    unit: str
    sentence: str
    size: float
    drift: float
    noise: float
    flow: bool = True


KINDS = (
    Kind("normative_docs_issued", "件", "全年制定行政规范性文件{v}", 14, 0.0, 0.20),
    Kind("gov_meetings_on_law_based_gov", "次", "县政府常务会议专题研究法治建设议题{v}", 6, 0.02, 0.18),
    Kind("legality_reviews_total", "件", "对各类文件开展合法性审查{v}", 380, 0.06, 0.12),
    Kind("contracts_legality_reviewed", "份", "审核政府合同{v}", 90, 0.05, 0.14),
    Kind("admin_inspections", "次", "开展行政检查{v}", 24000, 0.03, 0.12),
    Kind("admin_license_cases", "件", "办理行政许可{v}", 31000, 0.04, 0.08),
    Kind("admin_coercion_cases", "件", "实施行政强制{v}", 1900, 0.0, 0.15),
    Kind("admin_litigation_cases", "件", "全县行政机关新收一审行政应诉案件{v}", 62, 0.02, 0.18),
    Kind("official_court_appearance_rate", "%", "行政机关负责人出庭应诉率达{v}", 95, 0.004, 0.02),
    Kind("enforcement_case_files_reviewed", "份", "评查行政执法案卷{v}", 420, 0.04, 0.15),
    Kind("enforcement_personnel_certified", "人", "持证在岗行政执法人员{v}", 1350, 0.01, 0.05, flow=False),
    Kind("enforcement_training_participants", "人次", "培训行政执法人员{v}", 2600, 0.05, 0.15),
    Kind("legal_publicity_events", "场次", "组织法治宣传活动{v}", 520, 0.04, 0.15),
    Kind("legal_publicity_materials_distributed", "份", "发放普法宣传资料{v}", 118000, 0.03, 0.15),
    Kind("legal_consultations", "人次", "接待群众法律咨询{v}", 9400, 0.05, 0.12),
    Kind("legal_aid_cases", "件", "办结法律援助案件{v}", 610, 0.04, 0.10),
    Kind("village_legal_counsel_covered", "个", "配备法律顾问的村（社区）{v}", 212, 0.0, 0.004, flow=False),
    Kind("gov_info_disclosed", "条", "主动公开政府信息{v}", 7300, 0.03, 0.14),
    Kind("npc_suggestions_handled", "件", "办理人大代表建议{v}", 118, 0.01, 0.10),
    Kind("cppcc_proposals_handled", "件", "办理政协提案{v}", 146, 0.01, 0.10),
    Kind("admin_penalty_cases_ordinary", "件", "其中普通程序{v}", 4100, 0.03, 0.10),
    Kind("admin_penalty_cases_summary", "件", "简易程序{v}", 21000, 0.02, 0.10),
    Kind("mediation_disputes_accepted", "件", "受理矛盾纠纷{v}", 5200, 0.03, 0.10),
)
TARGETS = (
    ("rule_of_law_training_sessions", "期", "举办法治专题培训"),
    ("special_enforcement_supervision_actions", "次", "组织专项执法监督"),
)
TARGET_WORDS = ("力争全年", "计划开展各项工作，", "", "争取")
FILLER = "各单位压实责任、细化举措，把各项部署落到实处，群众获得感不断增强"


@dataclass(frozen=True)
class Fact:
    """One figure as a report writes it; `period` is what a reader takes as its year."""

    metric_id: str
    unit: str
    sentence: str
    value: float
    period: int
    role: str = "actual"
    over: bool = False
    growth: float | None = None
    recalled: float | None = None
    fault: str | None = None
    crossed: bool = False


@dataclass(frozen=True)
class Paper:
    """One report before it is rendered: facts in the order of its text."""

    issuer: str
    year: int
    facts: tuple[Fact, ...]
    version: str = "web"
    note: str = ""
    fault: str | None = None


@dataclass
class Corpus:
    """Rendered papers as frames, and which place of a text holds which planted fault."""

    report: pd.DataFrame
    mention: pd.DataFrame
    texts: dict[str, str]
    faults: dict[tuple[str, int], str] = field(default_factory=dict)
    faulty_reports: dict[str, str] = field(default_factory=dict)


def surface_of(value: float, unit: str, over: bool) -> str:
    """How a figure is written: 余 where it is cut off, 万 from a hundred thousand on, the unit behind."""
    if unit != "%" and value >= 100_000:
        return f"{value / 10_000:.10g}{'余' if over else ''}万{unit}"
    return f"{value:.10g}{'余' if over else ''}{unit}"


def cut_off(value: float) -> float:
    """The value cut off after two digits, as 余 goes with."""
    place = 10 ** max(int(math.log10(value)) - 1, 0)
    return float(math.floor(value / place) * place)


def papers(seed: int, issuers: int = 40) -> list[Paper]:
    """Clean papers of invented counties for all years."""
    draw = random.Random(seed)
    shocks = {
        (draw.choice(KINDS).metric_id, draw.choice(YEARS[2:-1])): draw.uniform(-0.5, 0.5) for _ in range(6)
    }
    made: list[Paper] = []
    for number in range(issuers):
        issuer = f"{STEMS[number % 10]}{BRANCHES[number % 12]}{'' if number < 60 else '新'}县人民政府"
        size = math.exp(draw.gauss(0.0, 0.45))
        lines = {kind.metric_id: _line(kind, size, shocks, draw) for kind in KINDS}
        made += [_paper(issuer, position, lines, draw) for position in range(len(YEARS))]
    return made


def _line(kind: Kind, size: float, shocks: dict[tuple[str, int], float], draw: random.Random) -> list[float]:
    level = math.log(kind.size * (1.0 if kind.unit == "%" else size * math.exp(draw.gauss(0, 0.2))))
    step_year = draw.choice(YEARS[2:]) if draw.random() < 0.01 else None
    values = []
    for year in YEARS:
        level += kind.drift + shocks.get((kind.metric_id, year), 0.0) * (kind.unit != "%")
        level += (
            draw.choice((-1, 1)) * draw.uniform(0.8, 1.4) if year == step_year and kind.unit != "%" else 0.0
        )
        value = math.exp(level + draw.gauss(0.0, kind.noise))
        values.append(min(round(value, 1), 100.0) if kind.unit == "%" else float(max(round(value), 1)))
    return values


def _paper(issuer: str, position: int, lines: dict[str, list[float]], draw: random.Random) -> Paper:
    year = YEARS[position]
    facts: list[Fact] = []
    for kind in KINDS:
        value = lines[kind.metric_id][position]
        before = lines[kind.metric_id][position - 1] if position else None
        if draw.random() < 0.06 and not kind.metric_id.startswith("admin_penalty"):
            continue
        fact = Fact(kind.metric_id, kind.unit, kind.sentence, value, year)
        if kind.metric_id == "admin_penalty_cases_ordinary":
            total = value + lines["admin_penalty_cases_summary"][position]
            facts.append(
                Fact("admin_penalty_cases", "件", "查处各类违法行为，行政处罚案件共{v}", total, year)
            )
        elif kind.metric_id == "mediation_disputes_accepted":
            solved = float(round(value * draw.uniform(0.96, 0.99)))
            facts += [
                fact,
                Fact("mediation_disputes_resolved", "件", "调解成功{v}", solved, year),
                Fact("mediation_success_rate", "%", "调解成功率{v}", round(100 * solved / value, 1), year),
            ]
            continue
        elif before is not None and kind.unit != "%" and draw.random() < 0.30:
            grown = round(100 * (value / before - 1), 1)
            fact = replace(fact, growth=grown) if draw.random() < 0.5 else replace(fact, recalled=before)
        elif kind.unit != "%" and value >= 500 and draw.random() < 0.2:
            fact = replace(fact, value=cut_off(value), over=True)
        facts.append(fact)
    for (metric_id, unit, sentence), word in zip(TARGETS, draw.sample(TARGET_WORDS, 2), strict=True):
        facts.append(
            Fact(metric_id, unit, f"{word}{sentence}{{v}}", float(draw.randint(4, 30)), year + 1, "target")
        )
    return Paper(issuer, year, tuple(facts))


def render(written: list[Paper]) -> Corpus:
    """Texts and frames of papers; offsets hold, and planted faults are known by report and offset."""
    reports: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    corpus = Corpus(pd.DataFrame(), pd.DataFrame(), {})
    for paper in written:
        text, found = _text(paper)
        digest = hashlib.sha256(text.encode()).hexdigest()
        report_id = digest[:16]
        if report_id in corpus.texts:
            continue
        corpus.texts[report_id] = text
        reports.append(
            {
                "report_id": report_id, "issuer_code": "", "issuer_name": paper.issuer, "level": "county",
                "report_type": "law_based_government", "report_year": paper.year, "version": paper.version,
                "title": text.split("\n", 1)[0], "published_on": f"{paper.year + 1}-03-10", "source_uri": "",
                "sha256": digest, "format": "txt", "characters": len(text),
            }
        )  # fmt: skip
        if paper.fault:
            corpus.faulty_reports[report_id] = paper.fault
        for row, fault in found:
            mentions.append({"report_id": report_id, **row})
            if fault:
                corpus.faults[report_id, row["start_char"]] = fault
    corpus.report, corpus.mention = pd.DataFrame(reports), pd.DataFrame(mentions)
    return corpus


def _text(paper: Paper) -> tuple[str, list[tuple[dict[str, Any], str | None]]]:
    text = f"{paper.issuer}关于{paper.year}年度法治政府建设情况的报告\n{paper.note}\n一、主要工作情况\n"
    found: list[tuple[dict[str, Any], str | None]] = []
    planning = False
    for number, fact in enumerate(paper.facts):
        planned = fact.role == "target" or (fact.fault or "").startswith("target")
        if planned and not planning:
            planning = True
            text += f"\n二、{paper.year + 1}年工作安排\n"
        text = _sentence(text, fact, found)
        if number % 5 == 4:
            text += f"{FILLER}。\n"
    return f"{text}\n", found


def _sentence(text: str, fact: Fact, found: list[tuple[dict[str, Any], str | None]]) -> str:
    """Append one fact's sentence, and its mentions with their offsets."""

    def add(head: str, value: float, unit: str, over: bool, role: str, period: int) -> None:
        nonlocal text
        surface = surface_of(abs(value), unit, over)
        start = len(text) + len(head)
        text += head + surface
        place = 10 ** (len(f"{value:.0f}") - len(f"{value:.0f}".rstrip("0"))) if over else 0
        row = {
            "start_char": start, "end_char": start + len(surface), "surface": surface, "value": value,
            "low": value, "high": value + place, "unit": unit, "object": "", "metric_id": fact.metric_id,
            "role": role, "period": str(period), "scope": "",
        }  # fmt: skip
        found.append((row, fact.fault if role in ("actual", "target") else None))

    head, tail = fact.sentence.split("{v}")
    if fact.recalled is not None:
        # A reader who crosses the years takes each figure for the other's year; the text stays as it is.
        now, before = (fact.period - 1, fact.period) if fact.crossed else (fact.period, fact.period - 1)
        add(f"{fact.period}年{head}", fact.value, fact.unit, fact.over, fact.role, now)
        add(f"，{fact.period - 1}年为", fact.recalled, fact.unit, False, fact.role, before)
    else:
        add(head, fact.value, fact.unit, fact.over, fact.role, fact.period)
    if fact.growth is not None:
        add(
            "，同比增长" if fact.growth >= 0 else "，同比下降", fact.growth, "%", False, "growth", fact.period
        )
    return f"{text}{tail}。"
