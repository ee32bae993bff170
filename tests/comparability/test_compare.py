"""Laws of the whole comparison, on made-up reports, and how well it does on annotated ones."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from comparability_marked import Marked, compared, frames
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.comparability import Comparison, compare, observations

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "gold"
METRICS = {
    "admin_litigation_cases": ["全县行政机关一审案件", "以县政府为被告的一审案件", "行政诉讼案件"],
    "emergency_drills": ["开展应急演练", "全年开展应急演练", "截至9月底开展应急演练"],
    "admin_reconsideration_cases_accepted": ["受理复议案件", "全年受理复议案件"],
}


@st.composite
def reports(draw: st.DrawFn, issuer: str = "云屏县人民政府") -> list[Marked]:
    """Reports of one body for some years, with levels, earlier levels and growth."""
    made = []
    for year in draw(st.lists(st.integers(2019, 2025), min_size=1, max_size=4, unique=True)):
        sentences = []
        for metric, wordings in METRICS.items():
            if draw(st.booleans()):
                words = draw(st.sampled_from(wordings))
                number = draw(st.sampled_from(["31件", "44件", "50余件", "1.2万件", "3人次", "100余件"]))
                sentences.append(f"{words}[{number} {metric}]")
                if draw(st.booleans()):
                    sentences.append(f"增长[{draw(st.integers(-20, 60))}% {metric} role=growth]")
                if draw(st.booleans()):
                    sentences.append(f"上年为[{draw(st.integers(1, 99))}件 {metric} period={year - 1}]")
        made.append(Marked(year, "，".join(sentences) + "。", issuer=issuer))
    return made


def same(one: Comparison, other: Comparison) -> None:
    for name in ("series", "yoy", "revision", "coverage"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), obj=name)


@settings(max_examples=20, deadline=None)
@given(reports(), st.randoms())
def test_the_order_of_ingestion_does_not_matter(made: list[Marked], random: Any) -> None:
    report, mention, texts = frames(made)
    observation = observations(report, mention, texts)
    shuffled = {
        name: frame.sample(frac=1, random_state=random.randrange(2**31))
        for name, frame in (("report", report), ("mention", mention), ("observation", observation))
    }
    again = observations(shuffled["report"], shuffled["mention"], texts)
    pd.testing.assert_frame_equal(again, observation)
    same(
        compare(shuffled["report"], shuffled["observation"], register=()),
        compare(report, observation, register=()),
    )


@settings(max_examples=20, deadline=None)
@given(reports(), reports(issuer="别处市人民政府"))
def test_a_report_of_another_body_changes_no_series(made: list[Marked], others: list[Marked]) -> None:
    alone, together = compared(*made), compared(*made, *others)
    for name in ("series", "yoy", "revision", "coverage"):
        frame = getattr(together, name)
        rows = frame[frame["issuer_name"] == "云屏县人民政府"].reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, getattr(alone, name).reset_index(drop=True), obj=name)


@settings(max_examples=40, deadline=None)
@given(reports(), st.floats(0, 1), st.floats(0, 1))
def test_bounds_of_every_row_hold_any_change_that_the_wording_allows(
    made: list[Marked], here: float, there: float
) -> None:
    result = compared(*made)
    intervals = {
        (row.metric_id, row.period): (row.low, row.high) for row in result.series.itertuples(index=False)
    }
    for row in result.yoy.itertuples(index=False):
        low, high = intervals[row.metric_id, row.period]
        before_low, before_high = intervals[row.metric_id, row.previous_period]
        if pd.isna(row.change):
            assert row.reason_code == "unit"
            continue
        value, previous = low + here * (high - low), before_low + there * (before_high - before_low)
        assert row.change_low - 1e-6 <= value - previous <= row.change_high + 1e-6
        if not pd.isna(row.change_pct_low):
            assert row.change_pct_low - 1e-6 <= 100 * (value / previous - 1) <= row.change_pct_high + 1e-6


def test_the_result_of_no_reports_is_four_empty_frames() -> None:
    report, mention, texts = frames([Marked(2023, "")])
    empty = compare(report.iloc[:0], observations(report.iloc[:0], mention, texts), register=())
    assert all(getattr(empty, name).empty for name in ("series", "yoy", "revision", "coverage"))


def _annotated(
    texts: dict[str, Path], annotations: Path, issuers: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Frames of texts with their annotations; `issuers` gives the body by the name before the year."""
    rows, mentions, read = [], [], {}
    for name, path in sorted(texts.items()):
        meta_path = path.with_suffix(".meta.yaml")
        meta = yaml.safe_load(meta_path.read_text(encoding="utf-8")) if meta_path.exists() else {}
        place, _, year = name.rpartition("-")
        read[name] = path.read_bytes().decode("utf-8-sig")
        default = "county" if "县" in issuers[place] or "区" in issuers[place] else "city"
        rows.append(
            {
                "report_id": name,
                "issuer_name": issuers[place],
                "level": meta.get("level", "department" if "局" in issuers[place] else default),
                "report_type": meta.get("report_type", "law_based_government"),
                "report_year": int(year),
                "version": "web",
            }
        )
        for line in (annotations / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry.get("distractor") or "start" not in entry:
                continue
            mentions.append(
                {
                    "report_id": name,
                    "start_char": entry["start"],
                    "end_char": entry["end"],
                    "surface": entry["surface"],
                    "value": entry["value"],
                    "low": entry.get("low", entry["value"]),
                    "high": entry.get("high", entry["value"]),
                    "unit": entry.get("unit") or "",
                    "metric_id": entry["metric_id"],
                    "role": entry.get("role", "actual"),
                    "period": entry.get("period"),
                    "scope": entry.get("scope") or "",
                }
            )
    return pd.DataFrame(rows), pd.DataFrame(mentions), read


def _agreement(expected: Path, result: Comparison) -> dict[str, float]:
    """The shares of expected values, intervals, verdicts and restated figures that the comparison gives."""
    with expected.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    series = {
        (row.issuer_name, row.metric_id, row.period): row for row in result.series.itertuples(index=False)
    }
    verdicts = {
        (row.issuer_name, row.metric_id, row.period): row.verdict
        for row in result.yoy.itertuples(index=False)
    }
    first = {
        (row.issuer_name, row.metric_id, row.period, row.first_value)
        for row in result.revision.itertuples(index=False)
    }
    keyed = {(row["issuer_name"], row["metric_id"], row["period"]): row for row in rows}
    right = [
        k for k, r in keyed.items() if k in series and series[k].value == pytest.approx(float(r["value"]))
    ]
    exact = [
        key
        for key in right
        if series[key].low == pytest.approx(float(keyed[key]["low"]))
        and series[key].high == pytest.approx(float(keyed[key]["high"]))
    ]
    judged = {key: row["verdict"] for key, row in keyed.items() if row["verdict"]}
    agreed = [key for key, verdict in judged.items() if verdicts.get(key, "none") == verdict]
    restated = {(*key, float(row["restated"])) for key, row in keyed.items() if row["restated"]}
    return {
        "value": 2 * len(right) / (len(series) + len(keyed)),
        "interval": len(exact) / len(keyed),
        "verdict": len(agreed) / len(judged),
        "restated": len(restated & first) / len(restated),
    }


def test_the_hand_annotated_samples_give_the_series_that_were_worked_out_by_hand() -> None:
    issuers = {
        "lanjiangsheng": "岚江省人民政府",
        "tangzhoushi": "棠州市人民政府",
        "tangzhoushi-shichangjianguanju": "棠州市市场监督管理局",
        "yanxixian": "砚溪县人民政府",
        "zilingshi": "梓陵市人民政府",
    }
    texts = {
        path.stem: path
        for path in (ROOT / "sources" / "samples").glob("*/*.txt")
        if (ROOT / "tests" / "gold" / f"{path.stem}.gold.jsonl").exists()
    }
    report, mention, read = _annotated(texts, ROOT / "tests" / "gold", issuers)
    report.loc[report["issuer_name"] == "岚江省人民政府", ["report_type", "level"]] = [
        "government_work",
        "province",
    ]
    result = compare(report, observations(report, mention, read), register=())
    agreement = _agreement(ROOT / "tests" / "gold" / "series.csv", result)
    # The file takes the reconsideration reform and the penalty law as no break where a report is silent.
    assert agreement["value"] >= 0.99 and agreement["interval"] >= 0.99 and agreement["restated"] == 1
    assert agreement["verdict"] >= 0.985, agreement


@pytest.mark.skipif(not SHARED.exists(), reason="the shared annotations are not beside this checkout")
def test_the_shared_annotations_give_their_series() -> None:
    folder = SHARED / "law_gov"
    issuers = {
        "anyue": "安岳县人民政府",
        "ruchuan": "濡川县人民政府",
        "xiwan": "澜州市汐湾区人民政府",
        "yuanning-justice": "垣宁市司法局",
    }
    texts = {path.stem: path for path in folder.glob("*.txt")}
    report, mention, read = _annotated(texts, folder, issuers)
    result = compare(report, observations(report, mention, read), register=())
    agreement = _agreement(folder / "series_gold.csv", result)
    assert agreement == {"value": 1, "interval": 1, "verdict": 1, "restated": 1}
