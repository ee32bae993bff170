"""The figure to use: one of all statements about an issuer's metric in a year.

Belongs here: the choice among reports (the latest, its web version before the speech, what it prefers
itself), and what other statements add to the chosen one. Does not belong here: rank within a report
(`preference`), two years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tongbi.comparability.agreement import agree
from tongbi.comparability.facets import Facets  # noqa: TC001 - used by the dataclass when it is built
from tongbi.comparability.statements import Statement

VERSION_FLAG = "versions_differ"


@dataclass(slots=True)
class Figure:
    """The statement that a series uses for a year, with what all agreeing statements say that it counts.

    `first` is the statement that was published first.
    """

    chosen: Statement
    first: Statement
    facets: Facets = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)


Groups = Mapping[tuple[str, str], dict[int, list[Statement]]]
"""Headline statements by (issuer, metric id) and year, keys and years ascending."""

Series = Mapping[tuple[str, str], dict[int, Figure]]
"""Figures by (issuer, metric id) and year, keys and years ascending."""


def group(statements: Iterable[Statement], names: Mapping[str, str]) -> Groups:
    """The headline statements of every series; `names` maps a former body to the name its history goes by."""
    groups: dict[tuple[str, str], dict[int, list[Statement]]] = {}
    for statement in statements:
        if statement.headline and statement.year is not None:
            key = (names.get(statement.issuer_name, statement.issuer_name), statement.metric_id)
            groups.setdefault(key, {}).setdefault(statement.year, []).append(statement)
    return {key: dict(sorted(years.items())) for key, years in sorted(groups.items())}


def choose(statements: Iterable[Statement]) -> Figure:
    """The figure of one issuer, metric and year; there is at least one statement."""
    ordered = sorted(statements, key=lambda s: (-s.vintage, s.preference, *_place(s)))
    chosen = ordered[0]
    figure = Figure(
        chosen=chosen,
        first=min(ordered, key=lambda s: (s.vintage, s.preference, *_place(s))),
        flags=set(chosen.quality_flags),
    )
    versions = [s for s in ordered if s.vintage == chosen.vintage and s.report_id != chosen.report_id]
    if any(not agree(chosen, statement) for statement in versions):
        figure.flags.add(VERSION_FLAG)
    for statement in ordered:
        if agree(chosen, statement):
            for name, answer in statement.facets.items():
                figure.facets.setdefault(name, answer)
    return figure


def _place(statement: Statement) -> tuple[str, int, int, str]:
    return (statement.report_id, statement.start_char, statement.end_char, statement.observation_id)
