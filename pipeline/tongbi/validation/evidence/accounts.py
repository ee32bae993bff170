"""Which figure of a report's own account is the likely wrong one: sums, parts of wholes, rates of counts.

A sum that does not close says that one of its figures errs, and not which. Putting each in turn at the value
that the others leave for it, and asking how well it then fits the neighbouring years and what other reports
state for the same year, tells the likely one; where that does not tell, all stay suspected. Belongs here:
this comparison. Does not belong here: finding what does not fit (see `tongbi.comparability.identities`),
likelihoods (see `neighbours.py`), or pairs of years (see `pairs.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.validation.evidence.neighbours import Neighbours, Place, suspects
from tongbi.validation.evidence.years import single_years

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pandas import DataFrame, Series

    from tongbi.comparability.identities import Disagreement, Interval
    from tongbi.comparability.statements import Statement
    from tongbi.validation.context import Context

COLUMNS = {"sum_mismatch": "sum_needs", "part_exceeds_whole": "part_needs", "rate_mismatch": "rate_needs"}
"""By the flag of an account that fails: the column that says what a suspected figure would have to be."""

_WITNESS = math.log(100.0)
_UNKNOWN = "?"


def account_evidence(frame: DataFrame, context: Context) -> dict[str, Any]:
    """Columns `sum_needs`, `part_needs`, `rate_needs`, for observations.

    Filled where a figure is a suspect of an account that fails: with the value that would settle it, or with
    ? where the frame does not hold the figures that it stands against.
    """
    needs: dict[str, list[str | None]] = {column: [None] * len(frame) for column in COLUMNS.values()}
    marked = {flag: _rows_with(flag, frame["quality_flags"]) for flag in COLUMNS}
    touched = sorted(set().union(*marked.values()))
    if touched:
        accounts = _Accounts.of(frame, frame["report_id"].iloc[touched].unique().tolist(), context)
        for account in accounts.judged():
            marked[account.flag] -= account.rows
            for row, needed in account.blamed.items():
                needs[COLUMNS[account.flag]][row] = needed
    for flag, rows in marked.items():
        for row in rows:
            needs[COLUMNS[flag]][row] = _UNKNOWN
    return dict(needs)


def _rows_with(flag: str, flags: Series) -> set[int]:
    """The positions of the rows whose comma-separated flags hold `flag`; there are few different ones."""
    held = [each for each in flags.unique() if isinstance(each, str) and flag in each.split(",")]
    return set(flags.isin(held).to_numpy().nonzero()[0].tolist()) if held else set()


@dataclass(frozen=True, slots=True)
class _Judged:
    """One account: its flag, the rows of all its figures, and what each blamed row would have to be."""

    flag: str
    rows: set[int]
    blamed: Mapping[int, str]


@dataclass(frozen=True)
class _Accounts:
    """The figures of the reports in question, with their rows, and what is known around them."""

    groups: list[dict[str, list[Statement]]]
    rows: Mapping[str, int]
    neighbours: Neighbours
    stated: Mapping[Place, list[tuple[str, float]]]

    @classmethod
    def of(cls, frame: DataFrame, reports: Collection[str], context: Context) -> _Accounts:
        """The accounts of some reports; `frame` holds the observations of all."""
        from tongbi.comparability import identities, knowledge, statements

        tied = knowledge.load().identities.metrics
        of = frame["report_id"].isin(reports) & frame["metric_id"].isin(tied)
        positions = of.to_numpy().nonzero()[0].tolist()
        asked = frame.iloc[positions]
        about = context.reports if context.reports is not None else asked.iloc[:0]
        by_report: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements.from_frame(asked, about):
            by_report[statement.report_id].append(statement)
        groups = [dict(group) for stated in by_report.values() for group in identities.grouped(stated)]
        levels = _levels(frame, {metric for group in groups for metric in group if len(group) > 1})
        issuers = set(asked["issuer_name"])
        near = levels[levels["issuer_name"].isin(issuers)]
        stated = defaultdict(list)
        for *place, report_id, value in near[[*Place._fields, "report_id", "value"]].itertuples(index=False):
            stated[Place(*place)].append((report_id, value))
        latest = levels.drop_duplicates(list(Place._fields), keep="last").reset_index(drop=True)
        ids = asked["observation_id"].tolist()
        return cls(groups, dict(zip(ids, positions, strict=True)), Neighbours(latest, issuers), stated)

    def judged(self) -> Iterator[_Judged]:
        """Every account that fails, with its suspects."""
        from tongbi.comparability import identities, knowledge

        known = knowledge.load()
        for group in self.groups:
            for found in identities.disagreements(group, known.identities, known.units):
                yield self._judge(group, found)

    def _judge(self, group: Mapping[str, list[Statement]], found: Disagreement) -> _Judged:
        gains = {}
        for metric, implied in found.implied.items():
            first = min(group[metric], key=lambda each: (each.preference, each.start_char))
            # A part of the year or of the area has no history of its own here.
            gains[metric] = 0.0 if first.scope else self._gain(first, implied)
        of = {metric: {self.rows[each.observation_id] for each in group[metric]} for metric in found.implied}
        return _Judged(
            found.flag,
            set().union(*of.values()),
            {row: _written(found.implied[metric]) for metric in suspects(gains) for row in of[metric]},
        )

    def _gain(self, figure: Statement, implied: tuple[Interval, ...]) -> float:
        """How much likelier the implied value is, by the other years and by other reports of this one."""
        place = Place(figure.issuer_name, figure.metric_id, figure.period or "")
        others = [value for report, value in self.stated.get(place, ()) if report != figure.report_id]
        as_stated = any(figure.bounds[0] <= value <= figure.bounds[1] for value in others)
        as_implied = any(low <= value <= high for value in others for low, high in implied)
        gain = self.neighbours.gain(place, figure.value, implied)
        return gain + _WITNESS * (as_implied - as_stated)


def _levels(frame: DataFrame, metrics: Collection[str]) -> DataFrame:
    """The observations of some metrics that can stand in a series, oldest report first."""
    of = frame[frame["metric_id"].isin(metrics)]
    headline = (of["role"] == "actual") & (of["scope"].fillna("") == "") & single_years(of["period"]).notna()
    columns = [*Place._fields, "report_id", "vintage", "value"]
    return of.loc[headline, columns].assign(obs_status="A").sort_values("vintage", kind="stable")


def _written(implied: tuple[Interval, ...]) -> str:
    """The value, or the values, that an account needs, as a reader writes them."""
    return " / ".join(_span(low, high) for low, high in implied) or _UNKNOWN


def _span(low: float, high: float) -> str:
    from tongbi.comparability.identities import plain

    if high == math.inf:
        return f"≥ {plain(round(low, 2))}"
    middle = (low + high) / 2
    narrow = high - low <= abs(middle) / 100
    return plain(round(middle, 2)) if narrow else f"{plain(round(low, 2))}-{plain(round(high, 2))}"
