"""The figure to use: one of all statements about an issuer's metric in a year.

Belongs here: the rules of preference among statements (latest report, web before speech, wider wording, finer
wording), what cannot be settled, and what other statements add to the chosen one. Does not belong here: two years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping  # noqa: TC003 - names of the public aliases below
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tongbi.comparability.statements import Statement  # noqa: TC001 - part of the public dataclass

if TYPE_CHECKING:
    from tongbi.comparability.facets import Facets
    from tongbi.comparability.units import Units

TIE_FLAG = "tie"
VERSION_FLAG = "versions_differ"


@dataclass(slots=True)
class Figure:
    """The statement that a series uses for a year, with what all agreeing statements say that it counts.

    `chosen` is in the unit of the series. `first` is the first published statement of the year. `rivals` are the
    statements that contradict the chosen one without a rule between them.
    """

    chosen: Statement
    first: Statement
    facets: Facets = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    rivals: list[Statement] = field(default_factory=list)


Series = Mapping[tuple[str, str], dict[int, Figure]]
"""Figures by (issuer, metric id) and year, years ascending."""


def select(statements: Iterable[Statement], units: Units, names: Mapping[str, str]) -> Series:
    """The series of every issuer and metric; `names` maps an issuer's former name to the one its history goes by."""
    groups: dict[tuple[str, str], dict[int, list[Statement]]] = {}
    for statement in in_series_units(statements, units):
        if statement.headline and statement.year is not None:
            key = (names.get(statement.issuer_name, statement.issuer_name), statement.metric_id)
            groups.setdefault(key, {}).setdefault(statement.year, []).append(statement)
    return {
        key: {year: _figure(years[year]) for year in sorted(years)} for key, years in sorted(groups.items())
    }


def agree(one: Statement, other: Statement) -> bool:
    """Whether two statements can be of one true value, given their wording and the digits they write.

    A figure written with fewer digits may be cut off instead of rounded (74772 as 7.4万 is told as often as 7.5万).
    """
    one_low, one_high = _reach(one)
    other_low, other_high = _reach(other)
    slack = 1e-9 * max(abs(one_high), abs(other_high), 1.0)
    return one_low <= other_high + slack and other_low <= one_high + slack


def _reach(statement: Statement) -> tuple[float, float]:
    low, high = statement.bounds
    return low, max(high, statement.high + statement.precision)


def _figure(statements: list[Statement]) -> Figure:
    ordered = sorted(statements, key=_place)
    latest = max(statement.vintage for statement in ordered)
    newest = [statement for statement in ordered if statement.vintage == latest]
    web = [statement for statement in newest if statement.version == "web"] or newest
    widest = max(statement.breadth for statement in web)
    finalists = [statement for statement in web if statement.breadth == widest]
    chosen = min(finalists, key=lambda s: (s.high - s.low, s.precision, _place(s)))
    rivals = [statement for statement in finalists if not agree(chosen, statement)]
    figure = Figure(
        chosen=chosen,
        first=min(ordered, key=lambda s: (s.vintage, s.version != "web", _place(s))),
        flags=set(chosen.quality_flags),
        rivals=rivals,
    )
    if rivals:
        figure.flags.add(TIE_FLAG)
    if any(not agree(chosen, statement) for statement in newest if statement.version != chosen.version):
        figure.flags.add(VERSION_FLAG)
    agreeing = [statement for statement in ordered if statement is not chosen and agree(chosen, statement)]
    for statement in [chosen, *sorted(agreeing, key=lambda s: (-s.vintage, _place(s)))]:
        for name, answer in statement.facets.items():
            figure.facets.setdefault(name, answer)
    return figure


def _place(statement: Statement) -> tuple[str, int, int, str]:
    return (statement.report_id, statement.start_char, statement.end_char, statement.observation_id)


def in_series_units(statements: Iterable[Statement], units: Units) -> Iterator[Statement]:
    """The statements with those converted whose metric's series is told in another unit than the printed one."""
    for statement in statements:
        conversion = units.in_series(statement.metric_id, statement.unit)
        if conversion is None:
            yield statement
            continue
        factor, unit = conversion
        yield replace(
            statement,
            value=statement.value * factor,
            low=statement.low * factor,
            high=statement.high * factor,
            precision=statement.precision * factor,
            unit=unit,
            quality_flags=statement.quality_flags | {"converted"},
        )
