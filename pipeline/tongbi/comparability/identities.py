"""What must hold between the figures of one report: sums, rates and their counts, parts and wholes.

Belongs here: finding the figures of one year and scope that a declared identity ties together, testing it
within what the wording allows, and marking the statements. Does not belong here: the identities
(`identities.yaml`), or what a failed one does to a verdict (`verdict`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.comparability.facets import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tongbi.comparability.declared import IdentityFile, Part, Rate, Sum
    from tongbi.comparability.statements import Statement
    from tongbi.comparability.units import Units

SUM_FLAG = "sum_mismatch"
RATE_FLAG = "rate_mismatch"
PART_FLAG = "part_exceeds_whole"
_ROUNDING = 1e-9


def check(statements: Iterable[Statement], declared: IdentityFile, units: Units) -> None:
    """Mark the statements of one report: what fails an identity, and the base of each rate that fits.

    Of several statements of one metric, year and scope the preferred one stands for all. Marks are set on
    the statements themselves.
    """
    groups: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for statement in statements:
        if statement.role == "actual" and statement.year is not None:
            group = groups.setdefault((statement.period or "", statement.scope), {})
            group.setdefault(statement.metric_id, []).append(statement)
    for group in groups.values():
        chosen = {
            metric_id: min(same, key=lambda s: (s.preference, s.start_char))
            for metric_id, same in group.items()
        }
        for total in declared.sums:
            _check_sum(total, chosen, group, units)
        for pair in declared.parts:
            _check_part(pair, chosen, group, units)
        for rate in declared.rates:
            _check_rate(rate, chosen, group)


def _check_sum(
    total: Sum, chosen: Mapping[str, Statement], group: Mapping[str, list[Statement]], units: Units
) -> None:
    whole = chosen.get(total.whole)
    parts = [chosen[part] for part in total.parts if part in chosen]
    if whole is None or len(parts) < len(total.parts):
        return
    optional = [chosen[part] for part in total.optional if part in chosen]
    complete = len(optional) == len(total.optional)
    parts += optional
    if any(units.factor(part.unit, whole.unit) != 1.0 for part in parts):
        return
    low = sum(part.bounds[0] for part in parts)
    high = sum(part.bounds[1] for part in parts)
    whole_low, whole_high = whole.bounds
    too_large = low > whole_high * (1 + _ROUNDING)
    too_small = complete and high < whole_low * (1 - _ROUNDING)
    if too_large or too_small:
        left = " + ".join(plain(part.value) for part in parts)
        note = f"{left} = {plain(sum(part.value for part in parts))} ≠ {plain(whole.value)}"
        for metric_id in [total.whole, *(part.metric_id for part in parts)]:
            _mark(group[metric_id], SUM_FLAG, note)


def _check_part(
    pair: Part, chosen: Mapping[str, Statement], group: Mapping[str, list[Statement]], units: Units
) -> None:
    part, whole = chosen.get(pair.part), chosen.get(pair.whole)
    if part is None or whole is None or units.factor(part.unit, whole.unit) != 1.0:
        return
    if part.bounds[0] <= whole.bounds[1] * (1 + _ROUNDING):
        return
    note = f"{pair.part} {plain(part.value)} > {pair.whole} {plain(whole.value)}"
    for metric_id in (pair.part, pair.whole):
        _mark(group[metric_id], PART_FLAG, note)


def _check_rate(rate: Rate, chosen: Mapping[str, Statement], group: Mapping[str, list[Statement]]) -> None:
    stated, numerator = chosen.get(rate.metric), chosen.get(rate.numerator)
    counts = {name: chosen[metric] for name, metric in rate.denominators.items() if metric in chosen}
    if stated is None or numerator is None or not counts:
        return
    fitting = {name: count for name, count in counts.items() if _reproduces(stated, numerator, count)}
    if fitting:
        fractions = {name: f"{plain(numerator.value)}/{plain(c.value)} {name}" for name, c in fitting.items()}
        for statement in group[rate.metric]:
            _add_base(statement, fractions)
    elif rate.strict:
        tried = "; ".join(
            f"{plain(numerator.value)}/{plain(count.value)} = {100 * numerator.value / count.value:.2f}%"
            for count in counts.values()
            if count.value
        )
        _mark(group[rate.metric], RATE_FLAG, f"{tried} ≠ {plain(stated.value)}%")


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
        statement.quality_flags.add(flag)
        if note not in statement.quality_note:
            statement.quality_note = "; ".join(filter(None, (statement.quality_note, note)))


def plain(value: float) -> str:
    """A number as a reader writes it: no trailing zeros, no exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
