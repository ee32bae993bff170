"""All observations into series, year-over-year verdicts, revisions and coverage.

Belongs here: the order of the steps, and the frames that come out. Does not belong here: any rule; each step has its
own module.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tongbi.comparability import corrections, coverage, growth, knowledge, revision, series, verdict
from tongbi.comparability import statements as records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tongbi.comparability.corrections import Correction
    from tongbi.comparability.knowledge import Knowledge
    from tongbi.comparability.series import Figure, Series
    from tongbi.comparability.statements import Statement
    from tongbi.comparability.verdict import Judgement, Pair

_TEXT, _NUMBER, _INTEGER, _FLAG = "str", "float64", "int64", "bool"

SERIES = {
    "issuer_code": _TEXT, "issuer_name": _TEXT, "metric_id": _TEXT, "period": _TEXT, "value": _NUMBER,
    "low": _NUMBER, "high": _NUMBER, "unit": _TEXT, "obs_status": _TEXT, "spell": _INTEGER, "vintage": _INTEGER,
    "observation_id": _TEXT, "quality_flags": _TEXT, "counts_as": _TEXT,
}  # fmt: skip
YOY = {
    "issuer_name": _TEXT, "metric_id": _TEXT, "period": _TEXT, "previous_period": _TEXT, "value": _NUMBER,
    "previous_value": _NUMBER, "change": _NUMBER, "change_pct": _NUMBER, "change_pct_low": _NUMBER,
    "change_pct_high": _NUMBER, "stated_growth_pct": _NUMBER, "verdict": _TEXT, "reason": _TEXT,
    "reason_code": _TEXT, "reason_zh": _TEXT, "change_low": _NUMBER, "change_high": _NUMBER, "unit": _TEXT,
    "growth_check": _TEXT, "observation_id": _TEXT, "previous_observation_id": _TEXT,
}  # fmt: skip
REVISION = {
    "issuer_name": _TEXT, "metric_id": _TEXT, "period": _TEXT, "first_value": _NUMBER, "first_vintage": _INTEGER,
    "later_value": _NUMBER, "later_vintage": _INTEGER, "kind": _TEXT, "first_observation_id": _TEXT,
    "later_observation_id": _TEXT,
}  # fmt: skip
COVERAGE = {
    "report_id": _TEXT, "metric_id": _TEXT, "status": _TEXT, "issuer_name": _TEXT, "report_year": _INTEGER,
    "discontinued": _FLAG,
}  # fmt: skip
"""Columns and types of the frames, those of the contract first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The frames `series`, `yoy`, `revision` and `coverage`, in key order."""

    series: pd.DataFrame
    yoy: pd.DataFrame
    revision: pd.DataFrame
    coverage: pd.DataFrame


def compare(
    report: pd.DataFrame,
    observation: pd.DataFrame,
    quarantine: pd.DataFrame | None = None,
    declared: Knowledge | None = None,
    register: Sequence[Correction] | None = None,
) -> Comparison:
    """Series, verdicts, revisions and coverage of all observations; the order of rows does not matter.

    `observation` holds the rows that may be used; rows of `quarantine` that carry report_id and metric_id are told as
    held back in `coverage`. `register` defaults to `sources/corrections.yaml`; a failed guard raises
    `CorrectionError`.
    """
    declared = declared or knowledge.load()
    register = corrections.load() if register is None else register
    stated = sorted(
        records.from_frame(observation),
        key=lambda s: (s.report_id, s.start_char, s.end_char, s.observation_id),
    )
    used = corrections.apply(stated, register)
    names = _names(declared)
    figures = series.select(used, declared.units, names)
    growths = _growth_statements(used, names)
    dates = _stated_dates(used, declared, names)
    series_rows: list[tuple[Any, ...]] = []
    yoy_rows: list[tuple[Any, ...]] = []
    revisions: list[revision.Revision] = []
    for (issuer, metric_id), years in figures.items():
        spell = 1
        previous: int | None = None
        for year, figure in years.items():
            judgement = None
            if previous is not None:
                pair = _pair(issuer, metric_id, previous, year, figures, growths, declared)
                leader = _leader(pair, issuer, figures, growths, declared)
                judgement = verdict.judge(pair, declared, dates.get(issuer, {}), leader)
                if judgement.verdict != "comparable":
                    spell += 1
                if year == previous + 1:
                    yoy_rows.append(_yoy_row(issuer, pair, judgement, declared))
                    restated = revision.implied(issuer, pair)
                    revisions += [restated] if restated else []
            series_rows.append(_series_row(issuer, metric_id, year, figure, judgement, spell))
            previous = year
    revisions += _revisions(used, declared, names)
    held = _held_back(quarantine)
    return Comparison(
        series=_frame(series_rows, SERIES),
        yoy=_frame(yoy_rows, YOY),
        revision=_frame(
            sorted(tuple(getattr(entry, name) for name in REVISION) for entry in revisions), REVISION
        ),
        coverage=_frame(
            sorted(coverage.rows(list(records.records(report)), stated, held, declared)), COVERAGE
        ),
    )


def as_of(
    year: int, report: pd.DataFrame, observation: pd.DataFrame, declared: Knowledge | None = None
) -> Comparison:
    """The comparison as it stood when the reports up to `year` were known; that of the latest year is today's."""
    return compare(
        report[report["report_year"] <= year], observation[observation["vintage"] <= year], declared=declared
    )


def _names(declared: Knowledge) -> dict[str, str]:
    """The name under which each former body's history goes on."""
    following = {succession.old: succession.new for succession in declared.issuers.successions}
    names = {}
    for old in following:
        new, seen = following[old], {old}
        while new in following and new not in seen:
            seen.add(new)
            new = following[new]
        names[old] = new
    return names


Growths = dict[tuple[str, str, int], list["Statement"]]


def _growth_statements(used: Sequence[Statement], names: Mapping[str, str]) -> Growths:
    """Stated growth and change of the whole body over one year, by issuer, metric and year."""
    found: Growths = {}
    for statement in used:
        if statement.role in ("growth", "change") and not statement.scope and statement.year is not None:
            issuer = names.get(statement.issuer_name, statement.issuer_name)
            found.setdefault((issuer, statement.metric_id, statement.year), []).append(statement)
    return found


def _stated_dates(
    used: Sequence[Statement], declared: Knowledge, names: Mapping[str, str]
) -> dict[str, dict[str, dt.date]]:
    """The days that each issuer's reports give for declared breaks; the earliest report that gives one decides."""
    found: dict[str, dict[str, dt.date]] = {}
    dated = [entry.id for entry in declared.breaks if entry.stated]
    for statement in sorted(used, key=lambda s: (s.vintage, s.report_id, s.start_char)):
        for entry_id in dated:
            answer = statement.facets.get(entry_id)
            if answer is not None:
                issuer = names.get(statement.issuer_name, statement.issuer_name)
                day = dt.date.fromisoformat(min(answer.means))
                found.setdefault(issuer, {}).setdefault(entry_id, day)
    return found


def _pair(
    issuer: str,
    metric_id: str,
    earlier_year: int,
    later_year: int,
    figures: Series,
    growths: Growths,
    declared: Knowledge,
) -> Pair:
    years = figures[issuer, metric_id]
    earlier, later = years[earlier_year], years[later_year]
    check = None
    if later_year == earlier_year + 1:
        check = _check(growths.get((issuer, metric_id, later_year), ()), earlier, later, metric_id, declared)
    return verdict.Pair(metric_id, earlier_year, later_year, earlier, later, check)


def _check(
    stated: Sequence[Statement], earlier: Figure, later: Figure, metric_id: str, declared: Knowledge
) -> growth.Check | None:
    """The check of what the later report says of its growth: against the series, then the first published figure."""
    factor = declared.units.factor(earlier.chosen.unit, later.chosen.unit)
    candidates = [s for s in stated if s.report_id == later.chosen.report_id] or [
        s for s in stated if s.vintage == later.chosen.vintage
    ]
    if factor != 1.0 or not candidates:
        return None
    kind = declared.kind(metric_id)
    for statement in sorted(candidates, key=lambda s: (s.role != "growth", s.start_char)):
        checks = []
        for previous in (earlier.chosen, earlier.first):
            same = previous.report_id == statement.report_id
            if statement.role == "growth" and kind not in ("rate", "growth_rate"):
                checks.append(growth.check_growth(statement, later.chosen, previous, same))
            elif statement.role == "change" and _measures_change(statement, later.chosen, declared):
                checks.append(growth.check_change(statement, later.chosen, previous, same))
        made = [check for check in checks if check is not None]
        if made:
            return next((check for check in made if check.outcome == "agrees"), made[0])
    return None


def _measures_change(statement: Statement, level: Statement, declared: Knowledge) -> bool:
    """Whether an absolute change is told in the unit of the level: percentage points of a rate, or the same words."""
    change, of = declared.units.class_of(statement.unit), declared.units.class_of(level.unit)
    if of == "percent":
        return change == "point"
    return declared.units.factor(statement.unit, level.unit) == 1.0 and change != "percent"


def _leader(pair: Pair, issuer: str, figures: Series, growths: Growths, declared: Knowledge) -> Pair | None:
    leader = declared.inheritance.follows.get(pair.metric_id)
    years = figures.get((issuer, leader or ""), {})
    if leader is None or pair.earlier_year not in years or pair.later_year not in years:
        return None
    return _pair(issuer, leader, pair.earlier_year, pair.later_year, figures, growths, declared)


def _revisions(
    used: Sequence[Statement], declared: Knowledge, names: Mapping[str, str]
) -> list[revision.Revision]:
    groups: dict[tuple[str, str, int], list[Statement]] = {}
    for statement in series.in_series_units(used, declared.units):
        if statement.headline and statement.year is not None:
            issuer = names.get(statement.issuer_name, statement.issuer_name)
            groups.setdefault((issuer, statement.metric_id, statement.year), []).append(statement)
    return [entry for (issuer, _, _), same in groups.items() for entry in revision.stated(issuer, same)]


def _held_back(quarantine: pd.DataFrame | None) -> set[tuple[str, str]]:
    if quarantine is None or not {"report_id", "metric_id"} <= set(quarantine.columns):
        return set()
    rows = records.records(quarantine[["report_id", "metric_id"]])
    return {(row["report_id"], row["metric_id"]) for row in rows if row["report_id"] and row["metric_id"]}


def _series_row(
    issuer: str, metric_id: str, year: int, figure: Figure, judgement: Judgement | None, spell: int
) -> tuple[Any, ...]:
    chosen = figure.chosen
    doubtful = figure.flags & {"sum_mismatch", "rate_mismatch", "part_exceeds_whole", "tie", "corrected_flag"}
    status = "B" if judgement and judgement.verdict == "broken" else "U" if doubtful else "A"
    counts_as = "；".join(
        figure.facets[name].says for name in sorted(figure.facets) if figure.facets[name].says
    )
    return (
        chosen.issuer_code, issuer, metric_id, str(year), growth.clean(chosen.value), growth.clean(chosen.low),
        growth.clean(chosen.high), chosen.unit, status, spell, chosen.vintage, chosen.observation_id,
        ",".join(sorted(figure.flags)), counts_as,
    )  # fmt: skip


def _yoy_row(issuer: str, pair: Pair, judgement: Judgement, declared: Knowledge) -> tuple[Any, ...]:
    later, earlier, kind = pair.later.chosen, pair.earlier.chosen, declared.kind(pair.metric_id)
    factor = declared.units.factor(earlier.unit, later.unit)
    previous = earlier.value * (factor or 1.0)
    change: tuple[float | None, ...] = (None,) * 6
    if factor is not None:
        low, high = growth.limits(earlier, kind)
        made = growth.between(
            later.value,
            growth.limits(later, kind),
            previous,
            (low * factor, high * factor),
            relative=kind != "growth_rate",
        )
        change = (made.change, made.pct, made.pct_low, made.pct_high, made.low, made.high)
    stated = pair.check.stated.value if pair.check and pair.check.stated.role == "growth" else None
    return (
        issuer, pair.metric_id, str(pair.later_year), str(pair.earlier_year), growth.clean(later.value),
        growth.clean(previous), *change[:4], stated, judgement.verdict, judgement.reason, judgement.code,
        judgement.reason_zh, *change[4:], later.unit, pair.check.outcome if pair.check else "",
        later.observation_id, earlier.observation_id,
    )  # fmt: skip


def _frame(rows: Sequence[tuple[Any, ...]], columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))
