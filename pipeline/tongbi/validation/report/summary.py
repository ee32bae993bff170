"""From frames to the facts that the report shows: pass rates, coverage, surprises, what changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandas import DataFrame

_METRIC_ID = re.compile("[a-z]+(?:_[a-z0-9]+)+")

SURPRISING = (
    "series_magnitude_is_kept", "series_change_is_unsurprising", "series_figure_is_not_copied",
    "yoy_stated_growth_agrees", "revision_is_moderate", "observation_years_are_not_crossed",
    "observation_sum_closes",
    "observation_rate_agrees_with_counts", "observation_part_is_within_whole",
    "observation_actual_is_no_target",
    "observation_period_is_as_named", "observation_headline_is_single",
)  # fmt: skip
"""The expectations whose failures are worth a reader's look, the most telling first."""


def records(frame: DataFrame) -> list[Mapping[str, Any]]:
    """The rows of a frame as mappings."""
    return cast("list[Mapping[str, Any]]", frame.to_dict("records"))


@dataclass(frozen=True)
class Run:
    """The frames of one run, by the contract's columns, and the series of the run before where there was one.

    `names` maps metric_id to its Chinese and English name, `account` is the account of mentions that
    `reconciliation.reconcile` gives. `run_id` and `checked_at` are shown as they are. Where a check stopped
    the run, `not_reached` names the frames that it did not come to; those are empty.
    """

    report: DataFrame
    series: DataFrame
    yoy: DataFrame
    coverage: DataFrame
    quarantine: DataFrame
    check_result: DataFrame
    names: Mapping[str, tuple[str, str]]
    run_id: str = ""
    checked_at: str = ""
    previous_series: DataFrame | None = None
    previous_check_result: DataFrame | None = None
    account: DataFrame | None = None
    not_reached: tuple[str, ...] = ()

    def name(self, metric_id: str) -> tuple[str, str]:
        """Chinese and English name of a metric; its id where it has none."""
        return self.names.get(metric_id, (metric_id, metric_id))

    def named(self, note: str) -> str:
        """A note with the names of metrics, in both languages, in place of their ids."""
        return _METRIC_ID.sub(lambda found: " ".join(self.names.get(found[0], (found[0],))), note)

    @property
    def stopping(self) -> list[str]:
        """The expectations that stopped the run, so that nothing was published."""
        failed = self.check_result[~self.check_result["success"].astype(bool)]
        broken = (failed["severity"] == "critical") & (failed["error"].fillna("") != "")
        return [str(name) for name in failed[failed["blocking"].astype(bool) | broken]["expectation"]]

    @cached_property
    def issuers(self) -> list[str]:
        """The issuers of the run's reports, in the order of their names."""
        return sorted(self.report["issuer_name"].unique())

    @cached_property
    def covered(self) -> DataFrame:
        """`coverage` with the issuer and the year of its reports."""
        facts = self.report[["report_id", "issuer_name", "report_year"]].drop_duplicates("report_id")
        return self.coverage[["report_id", "metric_id", "status"]].merge(facts, on="report_id")

    @cached_property
    def surprising(self) -> list[Surprise]:
        """The failing rows of the telling expectations, the most telling first."""
        return _surprising(self.check_result)


@dataclass(frozen=True, slots=True)
class PassRate:
    """How a suite did: expectations, of those passed, and failed by severity."""

    suite: str
    expectations: int
    passed: int
    critical: int
    warning: int
    info: int

    @property
    def share(self) -> float:
        """The share that passed, 0 to 1."""
        return self.passed / self.expectations if self.expectations else 1.0


def pass_rates(check_result: DataFrame) -> list[PassRate]:
    """One entry for each suite, in the order of the results."""
    rates = []
    for suite, group in check_result.groupby("suite", sort=False):
        failed = group[~group["success"].astype(bool)]
        counts = failed["severity"].value_counts()
        rates.append(
            PassRate(
                suite=str(suite),
                expectations=len(group),
                passed=len(group) - len(failed),
                critical=int(counts.get("critical", 0)),
                warning=int(counts.get("warning", 0)),
                info=int(counts.get("info", 0)),
            )
        )
    return rates


@dataclass(frozen=True)
class Matrix:
    """A matrix of cells by row and year; a cell that is not there means that there is no report."""

    rows: list[str]
    years: list[int]
    cells: Mapping[tuple[str, int], Any]


def coverage_by_issuer(run: Run) -> Matrix:
    """How many metrics each issuer's report of a year states: cells are (stated, metrics of its family)."""
    cells: dict[tuple[str, int], tuple[int, int]] = {}
    for key, group in run.covered.groupby(["issuer_name", "report_year"]):
        issuer, year = cast("tuple[str, int]", key)
        stated = group[group["status"] == "stated"]["metric_id"].nunique()
        cells[issuer, int(year)] = (int(stated), int(group["metric_id"].nunique()))
    return Matrix(run.issuers, sorted({year for _, year in cells}), cells)


def coverage_by_metric(run: Run, issuer: str) -> Matrix:
    """What an issuer's reports say of each metric that one of them states: cells are the status."""
    mine = run.covered[run.covered["issuer_name"] == issuer]
    known = mine[mine["status"] != "not_stated"]["metric_id"].unique()
    cells: dict[tuple[str, int], str] = {}
    order = {"not_stated": 0, "quarantined": 1, "stated": 2}
    for metric_id, year, status in zip(mine["metric_id"], mine["report_year"], mine["status"], strict=True):
        key = str(metric_id), int(year)
        if metric_id in known and order[status] >= order.get(cells.get(key, ""), -1):
            cells[key] = str(status)
    return Matrix(
        [str(metric_id) for metric_id in known], sorted(int(y) for y in mine["report_year"].unique()), cells
    )


@dataclass(frozen=True, slots=True)
class Surprise:
    """A failing row worth a look: which rule, in both languages, the figure and its quote."""

    expectation: str
    severity: str
    about_zh: str
    about_en: str
    row: Mapping[str, Any]


def surprises(run: Run, issuer: str | None = None, limit: int = 25) -> list[Surprise]:
    """The failing rows worth a look, of one issuer or of all, the most telling first."""
    return [found for found in run.surprising if issuer in (None, found.row.get("issuer_name"))][:limit]


def _surprising(check_result: DataFrame) -> list[Surprise]:
    failed = {result["expectation"]: result for result in records(check_result) if not result["success"]}
    found: list[Surprise] = []
    for expectation in SURPRISING:
        if (result := failed.get(expectation)) is None:
            continue
        found += [
            Surprise(expectation, result["severity"], result["description_zh"], result["description_en"], row)
            for row in sorted(json.loads(result["sample"]), key=_size, reverse=True)
        ]
    return found


def _size(row: Mapping[str, Any]) -> float:
    surprise = row.get("surprise")
    if isinstance(surprise, (int, float)):
        return float(surprise)
    ratio = row.get("log_ratio")
    return abs(float(ratio)) if isinstance(ratio, (int, float)) else 0.0


@dataclass(frozen=True)
class Changes:
    """What is different from the run before: series rows, and expectations that began or ceased to fail."""

    appeared: int
    disappeared: int
    changed: int
    newly_failing: tuple[str, ...]
    newly_passing: tuple[str, ...]


def changes(run: Run) -> Changes | None:
    """The difference from the run before; None where there was none."""
    if run.previous_series is None or run.previous_check_result is None:
        return None
    keys = ["issuer_name", "metric_id", "period"]
    both = run.previous_series[[*keys, "value"]].merge(
        run.series[[*keys, "value"]], on=keys, how="outer", suffixes=("_before", "_now"), indicator=True
    )
    kept = both[both["_merge"] == "both"]
    before = _failing(run.previous_check_result)
    now = _failing(run.check_result)
    return Changes(
        appeared=int((both["_merge"] == "right_only").sum()),
        disappeared=int((both["_merge"] == "left_only").sum()),
        changed=int((kept["value_before"] != kept["value_now"]).sum()),
        newly_failing=tuple(sorted(now - before)),
        newly_passing=tuple(sorted(before - now)),
    )


def _failing(check_result: DataFrame) -> set[str]:
    return set(check_result[~check_result["success"].astype(bool)]["expectation"])


def verdict_counts(yoy: DataFrame) -> dict[str, int]:
    """How many pairs of years are comparable, broken and unknown."""
    counts = yoy["verdict"].value_counts()
    return {verdict: int(counts.get(verdict, 0)) for verdict in ("comparable", "broken", "unknown")}
