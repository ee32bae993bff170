"""What must hold between the figures of one report: sums, rates and their counts, parts and wholes.

Belongs here: finding the figures of one year and scope that a declared identity ties together, testing it
within what the wording allows, and marking the statements. Does not belong here: the identities
(`identities.yaml`), or what a failed one does to a verdict (`verdict`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.comparability.facets import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tongbi.comparability.declared import IdentityFile, Part, Rate, Sum
    from tongbi.comparability.statements import Statement
    from tongbi.comparability.units import Units

    Group = Mapping[str, list[Statement]]

SUM_FLAG = "sum_mismatch"
RATE_FLAG = "rate_mismatch"
PART_FLAG = "part_exceeds_whole"
_ROUNDING = 1e-9

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures of one report that an identity ties together and that do not fit.

    `marked` are the metrics whose statements are doubted for it, `implied` the intervals in which each of its
    metrics would have to lie for the others to be right.
    """

    flag: str
    note: str
    marked: tuple[str, ...]
    implied: Mapping[str, tuple[Interval, ...]]


def check(statements: Iterable[Statement], declared: IdentityFile, units: Units) -> None:
    """Mark the statements of one report: what fails an identity, and the base of each rate that fits.

    Of several statements of one metric, year and scope the preferred one stands for all. Marks are set on
    the statements themselves.
    """
    for group in grouped(statements):
        for found in disagreements(group, declared, units):
            for metric_id in found.marked:
                _mark(group[metric_id], found.flag, found.note)
        for rate in declared.rates:
            _name_base(rate, _chosen(group), group)


def grouped(statements: Iterable[Statement]) -> list[Group]:
    """The levels of one report by year and scope, and in each by metric."""
    groups: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for statement in statements:
        if statement.role == "actual" and statement.year is not None:
            group = groups.setdefault((statement.period or "", statement.scope), {})
            group.setdefault(statement.metric_id, []).append(statement)
    return list(groups.values())


def disagreements(group: Group, declared: IdentityFile, units: Units) -> Iterator[Disagreement]:
    """What does not fit among the levels of one year and scope."""
    chosen = _chosen(group)
    tried = [
        *(_sum(total, chosen, units) for total in declared.sums),
        *(_part(pair, chosen, units) for pair in declared.parts),
        *(_rate(rate, chosen) for rate in declared.rates),
    ]
    yield from (found for found in tried if found is not None)


def _chosen(group: Group) -> Mapping[str, Statement]:
    return {
        metric_id: min(same, key=lambda s: (s.preference, s.start_char)) for metric_id, same in group.items()
    }


def _sum(total: Sum, chosen: Mapping[str, Statement], units: Units) -> Disagreement | None:
    whole = chosen.get(total.whole)
    parts = [chosen[part] for part in total.parts if part in chosen]
    if whole is None or len(parts) < len(total.parts):
        return None
    optional = [chosen[part] for part in total.optional if part in chosen]
    complete = len(optional) == len(total.optional)
    parts += optional
    if any(units.factor(part.unit, whole.unit) != 1.0 for part in parts):
        return None
    low = sum(part.bounds[0] for part in parts)
    high = sum(part.bounds[1] for part in parts)
    whole_low, whole_high = whole.bounds
    too_large = low > whole_high * (1 + _ROUNDING)
    too_small = complete and high < whole_low * (1 - _ROUNDING)
    if not (too_large or too_small):
        return None
    left = " + ".join(plain(part.value) for part in parts)
    return Disagreement(
        SUM_FLAG,
        f"{left} = {plain(sum(part.value for part in parts))} ≠ {plain(whole.value)}",
        (total.whole, *(part.metric_id for part in parts)),
        {
            total.whole: ((low, high if complete else math.inf),),
            **{
                part.metric_id: (
                    (
                        whole_low - (high - part.bounds[1]) if complete else 0.0,
                        whole_high - (low - part.bounds[0]),
                    ),
                )
                for part in parts
            },
        },
    )


def _part(pair: Part, chosen: Mapping[str, Statement], units: Units) -> Disagreement | None:
    part, whole = chosen.get(pair.part), chosen.get(pair.whole)
    if part is None or whole is None or units.factor(part.unit, whole.unit) != 1.0:
        return None
    if part.bounds[0] <= whole.bounds[1] * (1 + _ROUNDING):
        return None
    return Disagreement(
        PART_FLAG,
        f"{pair.part} {plain(part.value)} > {pair.whole} {plain(whole.value)}",
        (pair.part, pair.whole),
        {pair.part: ((0.0, whole.bounds[1]),), pair.whole: ((part.bounds[0], math.inf),)},
    )


def _counts(rate: Rate, chosen: Mapping[str, Statement]) -> dict[str, Statement]:
    return {name: chosen[metric] for name, metric in rate.denominators.items() if metric in chosen}


def _rate(rate: Rate, chosen: Mapping[str, Statement]) -> Disagreement | None:
    stated, numerator, counts = chosen.get(rate.metric), chosen.get(rate.numerator), _counts(rate, chosen)
    if not rate.strict or stated is None or numerator is None or not counts:
        return None
    if any(_reproduces(stated, numerator, count) for count in counts.values()):
        return None
    tried = "; ".join(
        f"{plain(numerator.value)}/{plain(count.value)} = {100 * numerator.value / count.value:.2f}%"
        for count in counts.values()
        if count.value
    )
    place = stated.precision or 1.0
    least, most = (stated.low - place / 2) / 100, (stated.high + place) / 100
    implied: dict[str, tuple[Interval, ...]] = {
        rate.metric: tuple(
            (100 * numerator.low / count.high, 100 * numerator.high / count.low)
            for count in counts.values()
            if count.low > 0
        ),
        rate.numerator: tuple((least * count.low, most * count.high) for count in counts.values()),
    }
    if least > 0:
        span = (numerator.low / most, numerator.high / least)
        implied |= {count.metric_id: (span,) for count in counts.values()}
    return Disagreement(RATE_FLAG, f"{tried} ≠ {plain(stated.value)}%", (rate.metric,), implied)


def _name_base(rate: Rate, chosen: Mapping[str, Statement], group: Group) -> None:
    stated, numerator, counts = chosen.get(rate.metric), chosen.get(rate.numerator), _counts(rate, chosen)
    if stated is None or numerator is None:
        return
    fractions = {
        name: f"{plain(numerator.value)}/{plain(count.value)} {name}"
        for name, count in counts.items()
        if _reproduces(stated, numerator, count)
    }
    for statement in group[rate.metric] if fractions else ():
        _add_base(statement, fractions)


def _add_base(statement: Statement, fractions: Mapping[str, str]) -> None:
    """Name the base by the fractions that give the rate; words (占受理案件的) settle the rest."""
    words = statement.facets.get("base")
    fitting = set(fractions) & words.means if words else set(fractions)
    if fitting:
        says = [words.says] if words else []
        says += [fraction for name, fraction in fractions.items() if name in fitting]
        statement.facets["base"] = Answer(frozenset(fitting), "，".join(says))


def _reproduces(stated: Statement, numerator: Statement, denominator: Statement) -> bool:
    """Whether the fraction gives the printed rate, rounded or cut off at its last digit."""
    if denominator.low <= 0:
        return False
    least = 100 * numerator.low / denominator.high
    most = 100 * numerator.high / denominator.low
    place = stated.precision or 1.0
    slack = _ROUNDING * 100
    return most >= stated.low - place / 2 - slack and least <= stated.high + place - slack


def _mark(statements: Iterable[Statement], flag: str, note: str) -> None:
    for statement in statements:
        statement.flag(flag, note)


def plain(value: float) -> str:
    """A number as a reader writes it: no trailing zeros, no exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
