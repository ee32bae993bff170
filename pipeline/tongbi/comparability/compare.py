"""All observations into series, year-over-year verdicts, revisions and coverage.

Belongs here: the order of the steps, and the frames that come out. Does not belong here: any rule; each step
has its own module.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.comparability import (
    corrections,
    coverage,
    growth,
    issuers,
    knowledge,
    magnitude,
    revision,
    series,
    tables,
    verdict,
)
from tongbi.comparability import statements as records
from tongbi.comparability.observation import LIKE_FOR_LIKE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pandas as pd

    from tongbi.comparability.corrections import Correction
    from tongbi.comparability.knowledge import Knowledge
    from tongbi.comparability.series import Figure, Series
    from tongbi.comparability.statements import Statement
    from tongbi.comparability.verdict import Judgement, Pair


@dataclass(frozen=True, slots=True)
class Comparison:
    """The frames `series`, `yoy`, `revision`, `coverage` and `issuer`, in key order."""

    series: pd.DataFrame
    yoy: pd.DataFrame
    revision: pd.DataFrame
    coverage: pd.DataFrame
    issuer: pd.DataFrame


def compare(
    report: pd.DataFrame,
    observation: pd.DataFrame,
    quarantine: pd.DataFrame | None = None,
    declared: Knowledge | None = None,
    register: Sequence[Correction] | None = None,
    dropped: pd.DataFrame | None = None,
) -> Comparison:
    """Series, verdicts, revisions, coverage, issuers of all observations; the order of rows does not matter.

    `observation` holds the rows that may be used; rows of `quarantine` that carry report_id and metric_id
    are told as held back in `coverage`, and with no metric_id all that their report could state. `register`
    defaults to `sources/corrections.yaml`; a failed guard raises `CorrectionError`. `dropped` are
    observations that the register has taken out before: their reports state them, nothing else is made of
    them.
    """
    declared = declared or knowledge.load()
    register = corrections.load() if register is None else register
    stated = sorted(
        records.from_frame(observation, report),
        key=lambda s: (s.report_id, s.start_char, s.end_char, s.observation_id),
    )
    used = corrections.apply(stated, register)
    names = issuers.histories(records.records(report), declared.issuers)
    groups = series.group(used, names)
    figures = {
        key: {year: series.choose(same) for year, same in years.items()} for key, years in groups.items()
    }
    growths = _growth_statements(used, names)
    dates = _stated_dates(used, declared, names)
    series_rows: list[tuple[Any, ...]] = []
    yoy_rows: list[tuple[Any, ...]] = []
    revisions: list[revision.Revision] = []
    for (issuer, metric_id), years in figures.items():
        judged: dict[int, tuple[Pair, Judgement]] = {}
        for earlier, year in pairwise(years):
            pair = _pair(issuer, metric_id, earlier, year, figures, growths, declared)
            leader = _leader(pair, issuer, figures, growths, declared)
            judged[year] = (pair, verdict.judge(pair, declared, dates.get(issuer, {}), leader))
        _doubt_slips(years, judged, declared)
        spell = 1
        for year, figure in years.items():
            pair_judged = judged.get(year)
            judgement = None
            if pair_judged is not None:
                pair, judgement = pair_judged
                if judgement.verdict != "comparable":
                    spell += 1
                if year == pair.earlier_year + 1:
                    yoy_rows.append(tables.yoy_row(issuer, pair, judgement, declared))
                    restated = revision.implied(issuer, pair)
                    revisions += [restated] if restated else []
            series_rows.append(tables.series_row(issuer, metric_id, year, figure, judgement, spell))
    for (issuer, _), statements in groups.items():
        for same in statements.values():
            revisions += revision.stated(issuer, same)
    revision_rows = sorted(tuple(getattr(entry, name) for name in tables.REVISION) for entry in revisions)
    told = [*stated, *(() if dropped is None else records.from_frame(dropped, report))]
    coverage_rows = sorted(
        coverage.rows(list(records.records(report)), told, _held_back(quarantine), declared, names)
    )
    return Comparison(
        series=tables.frame(series_rows, tables.SERIES),
        yoy=tables.frame(yoy_rows, tables.YOY),
        revision=tables.frame(revision_rows, tables.REVISION),
        coverage=tables.frame(coverage_rows, tables.COVERAGE),
        issuer=tables.frame(issuers.rows(records.records(report), names), tables.ISSUER),
    )


def _doubt_slips(
    years: Mapping[int, Figure], judged: dict[int, tuple[Pair, Judgement]], declared: Knowledge
) -> None:
    """Flag the figures suspected of a unit slip, and judge their pairs anew in `judged`.

    What was accepted in the register is not doubted.
    """
    last = years[max(years)].chosen.unit
    values = {
        year: figure.chosen.value * (declared.units.factor(figure.chosen.unit, last) or 1.0)
        for year, figure in years.items()
    }
    broken = [year for year, (_, judgement) in judged.items() if judgement.verdict == "broken"]
    suspected = {
        year
        for year in magnitude.suspects(magnitude.stretches(values, broken))
        if corrections.ACCEPTED_FLAG not in years[year].flags
    }
    for year in suspected:
        years[year].flags.add(magnitude.SLIP_FLAG)
    for year, (pair, judgement) in judged.items():
        if suspected & {pair.earlier_year, year}:
            judged[year] = (pair, verdict.doubted(pair, judgement, declared))


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
    """The days that each issuer's own reports, the earliest first, give for declared breaks."""
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
    """The check of stated growth: against the figure of the series, then the first published one."""
    factor = declared.units.factor(earlier.chosen.unit, later.chosen.unit)
    stated = [s for s in stated if LIKE_FOR_LIKE not in s.quality_flags]
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
    """Whether an absolute change is told in the level's unit, or in percentage points of a rate."""
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


def _held_back(quarantine: pd.DataFrame | None) -> set[tuple[str, str]]:
    if quarantine is None or not {"report_id", "metric_id"} <= set(quarantine.columns):
        return set()
    rows = records.records(quarantine[["report_id", "metric_id"]])
    return {(row["report_id"], row["metric_id"] or coverage.ALL) for row in rows if row["report_id"]}
