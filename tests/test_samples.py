"""The sample reports and their annotation hold what their README promises.

These tests look at the data alone: no extractor runs here, so no change of one makes them pass or fail.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from tongbi.catalogue import load
from tongbi.records import LEVELS, REPORT_TYPES, ROLES

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sources" / "samples"
GOLD = ROOT / "tests" / "gold"

TEXTS = {path.stem: path for path in sorted(SAMPLES.glob("*/*.txt"))}
ISSUERS = {
    "lanjiangsheng": "岚江省人民政府",
    "tangzhoushi": "棠州市人民政府",
    "tangzhoushi-shichangjianguanju": "棠州市市场监督管理局",
    "yanxixian": "砚溪县人民政府",
    "zilingshi": "梓陵市人民政府",
}
WORK_REPORTS = "lanjiangsheng"
MENTION_FIELDS = {
    "start",
    "end",
    "surface",
    "value",
    "low",
    "high",
    "unit",
    "object",
    "metric_id",
    "role",
    "period",
    "scope",
}
PERIOD = re.compile(r"\d{4}(-\d{4})?")

Row = dict[str, Any]


def _read_text(name: str) -> str:
    """The text as every offset counts it: newlines untouched."""
    return TEXTS[name].read_bytes().decode("utf-8")


def _read_rows(name: str) -> list[Row]:
    lines = (GOLD / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _annotations(name: str) -> list[Row]:
    return [row for row in _read_rows(name) if "complete_for" not in row]


def _mentions(name: str) -> list[Row]:
    return [row for row in _annotations(name) if not row.get("distractor")]


def _issuer_and_year(name: str) -> tuple[str, int]:
    slug, year = name.rsplit("-", 1)
    return ISSUERS[slug], int(year)


def _is_work_report(name: str) -> bool:
    return name.startswith(WORK_REPORTS)


def _series() -> dict[tuple[str, str, int], Row]:
    with (GOLD / "series.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    series = {(row["issuer_name"], row["metric_id"], int(row["period"])): row for row in rows}
    assert len(series) == len(rows), "series.csv states a figure twice"
    return series


def _headlines() -> dict[tuple[str, str, int], list[tuple[int, Row]]]:
    """(issuer, metric, year) -> the levels that reports state for the whole of it, each with its vintage."""
    stated: dict[tuple[str, str, int], list[tuple[int, Row]]] = defaultdict(list)
    for name in TEXTS:
        issuer, vintage = _issuer_and_year(name)
        for row in _mentions(name):
            one_year = re.fullmatch(r"\d{4}", row["period"] or "")
            if row["metric_id"] and row["role"] == "actual" and not row["scope"] and one_year:
                stated[issuer, row["metric_id"], int(row["period"])].append((vintage, row))
    return stated


every_sample = pytest.mark.parametrize("name", TEXTS)
every_fully_annotated_sample = pytest.mark.parametrize(
    "name", [name for name in TEXTS if not _is_work_report(name)]
)


def test_every_text_is_annotated_and_every_annotation_has_its_text() -> None:
    annotated = {path.name.removesuffix(".gold.jsonl") for path in GOLD.glob("*.gold.jsonl")}
    assert annotated == set(TEXTS)


def test_issuers_report_on_years_without_a_gap() -> None:
    years: dict[str, list[int]] = defaultdict(list)
    for name in TEXTS:
        issuer, year = _issuer_and_year(name)
        years[issuer].append(year)
    expected = {issuer: [2021, 2022, 2023, 2024] for issuer in ISSUERS.values()}
    expected["岚江省人民政府"] = [2022, 2023, 2024]
    assert dict(years) == expected


@every_sample
def test_surfaces_stand_at_their_offsets_in_order(name: str) -> None:
    text = _read_text(name)
    behind = 0
    for row in _annotations(name):
        assert behind <= row["start"] < row["end"], row
        assert text[row["start"] : row["end"]] == row["surface"], row
        behind = row["end"]


@every_sample
def test_mentions_have_every_field_and_known_words(name: str) -> None:
    for row in _mentions(name):
        assert set(row) == MENTION_FIELDS, row
        assert row["role"] in ROLES, row
        assert row["unit"], row
        assert row["object"], row
        assert not re.search(r"[\d\s余多万亿%]", row["unit"]) or row["unit"] == "%", row
        assert row["period"] is None or PERIOD.fullmatch(row["period"]), row


@every_sample
def test_intervals_hold_their_values(name: str) -> None:
    for row in _mentions(name):
        assert row["low"] <= row["value"] <= row["high"], row


@every_sample
def test_a_plain_number_is_exact_and_an_approximated_one_is_not(name: str) -> None:
    approximated = re.compile(
        r"余|多|近|约|超|逾|突破|以上|以下|以内|左右|不足|不到|不少于|不低于|不超过|至少|\d[-—至]"
    )
    for row in _mentions(name):
        assert bool(approximated.search(row["surface"])) == (row["low"] < row["high"]), row


@every_sample
def test_metrics_are_in_the_catalogue(name: str) -> None:
    unknown = {row["metric_id"] for row in _mentions(name)} - set(load().metrics) - {None}
    assert not unknown


@every_fully_annotated_sample
def test_every_digit_is_a_quantity_or_a_distractor(name: str) -> None:
    text = _read_text(name)
    covered: set[int] = set()
    for row in _annotations(name):
        covered.update(range(row["start"], row["end"]))
    bare = [
        text[max(0, at - 10) : at + 10]
        for at, char in enumerate(text)
        if char.isdigit() and at not in covered
    ]
    assert not bare


@every_sample
def test_work_reports_alone_say_for_which_metrics_they_are_complete(name: str) -> None:
    first, *others = _read_rows(name)
    assert ("complete_for" in first) == _is_work_report(name)
    assert not any("complete_for" in row for row in others)
    if _is_work_report(name):
        assert {row["metric_id"] for row in others} <= set(first["complete_for"])


def test_sidecars_say_only_what_a_report_can_be() -> None:
    allowed = {"issuer_name", "level", "report_type", "report_year", "version", "title", "published_on"}
    sidecars = sorted(SAMPLES.glob("*/*.meta.yaml"))
    assert sidecars
    for path in sidecars:
        assert path.with_name(path.name.replace(".meta.yaml", ".txt")).is_file(), path
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        issuer, year = _issuer_and_year(path.name.removesuffix(".meta.yaml"))
        assert set(said) <= allowed, path
        assert said.get("issuer_name", issuer) == issuer, path
        assert said.get("report_year", year) == year, path
        assert said.get("level", "county") in LEVELS, path
        assert said.get("report_type", "law_based_government") in REPORT_TYPES, path


def test_the_samples_cover_the_catalogue_widely() -> None:
    seen: dict[bool, set[str]] = {True: set(), False: set()}
    for name in TEXTS:
        seen[_is_work_report(name)].update(row["metric_id"] for row in _mentions(name) if row["metric_id"])
    assert len(seen[False]) >= 110
    assert len(seen[True]) >= 22


def test_every_role_occurs_and_some_quantities_have_no_metric() -> None:
    mentions = [row for name in TEXTS for row in _mentions(name)]
    assert {row["role"] for row in mentions} == set(ROLES)
    assert any(row["metric_id"] is None for row in mentions)


def test_series_hold_what_the_latest_report_states() -> None:
    stated = _headlines()
    series = _series()
    assert set(series) == set(stated)
    for key, row in series.items():
        latest = max(vintage for vintage, _ in stated[key])
        figures = {
            (mention["value"], mention["low"], mention["high"])
            for vintage, mention in stated[key]
            if vintage == latest
        }
        assert int(row["vintage"]) == latest, row
        assert (float(row["value"]), float(row["low"]), float(row["high"])) in figures, row


def test_verdicts_stand_where_the_year_before_has_a_figure() -> None:
    series = _series()
    for (issuer, metric, year), row in series.items():
        if (issuer, metric, year - 1) in series:
            assert row["verdict"] in {"comparable", "broken", "unknown", ""}, row
            assert bool(row["reason"]) == (row["verdict"] != "comparable"), row
        else:
            assert (row["verdict"], row["reason"]) == ("none", ""), row


def test_restated_figures_were_first_stated_otherwise() -> None:
    stated = _headlines()
    restated = {key: row for key, row in _series().items() if row["restated"]}
    assert restated
    for key, row in restated.items():
        first = min(stated[key], key=lambda pair: pair[0])[1]
        assert first["value"] == float(row["restated"]) != float(row["value"]), row
        assert not first["low"] <= float(row["value"]) <= first["high"], row


def test_no_other_figure_is_restated() -> None:
    series = _series()
    for key, figures in _headlines().items():
        vintages = {vintage for vintage, _ in figures}
        if len(vintages) > 1 and not series[key]["restated"]:
            latest = float(series[key]["value"])
            assert all(row["low"] <= latest <= row["high"] for _, row in figures), (key, figures)
