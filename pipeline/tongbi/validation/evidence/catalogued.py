"""Evidence that follows from the catalogue: whether a metric exists, what values and units it may have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tongbi.validation.declared import knowledge

if TYPE_CHECKING:
    from pandas import DataFrame

    from tongbi.validation.context import Context, MetricLike


@cache
def domain_of(kind: str, role: str) -> tuple[float | None, float | None]:
    """The smallest and largest value that a metric of a kind may take in a role; None is no bound."""
    for domain in knowledge().domains:
        if kind in domain.kinds and role in domain.roles:
            return domain.minimum, domain.maximum
    return None, None


@cache
def unit_family(unit: str) -> str:
    """The family of a unit (ratio, money, …); a unit that no family names is a count."""
    bare = unit.removeprefix("个") or unit
    for family, units in knowledge().unit_families.items():
        if bare in units or unit in units:
            return family
    return "count"


@cache
def accepted_families(kind: str, unit: str) -> tuple[str, ...]:
    """The families of unit in which a metric of this kind and catalogue unit may be written as a level."""
    return knowledge().kind_unit_families.get(kind, ()) or (unit_family(unit),)


def metric_is_known(frame: DataFrame, context: Context) -> dict[str, list[Any]]:
    """Column `metric_is_known`: None for rows without a metric and where no catalogue is at hand."""
    if not context.metrics:
        return {"metric_is_known": [None] * len(frame)}
    told = {each: each in context.metrics for each in frame["metric_id"].unique() if isinstance(each, str)}
    return {"metric_is_known": [told.get(metric_id) for metric_id in frame["metric_id"].tolist()]}


def _unit_fits(metric: MetricLike, role: str, unit: object) -> bool | None:
    """Whether a unit suits a level of the metric; None for changes and where no unit is given.

    A target or a mean may also be told as a growth rate (力争增长8%, 年均增长6.9%).
    """
    if role not in ("actual", "target", "cumulative", "average") or not isinstance(unit, str) or not unit:
        return None
    family = unit_family(unit)
    as_growth = family == "ratio" and role in ("target", "average")
    return as_growth or family in accepted_families(metric.kind, metric.unit)


def domain_evidence(frame: DataFrame, context: Context) -> dict[str, list[Any]]:
    """Columns `metric_is_known`, `domain_low`, `domain_high`, `unit_fits` (the last for levels alone)."""

    @cache
    def told(metric_id: object, role: str, unit: object) -> tuple[float | None, float | None, bool | None]:
        metric = context.metrics.get(metric_id) if isinstance(metric_id, str) else None
        if metric is None:
            return None, None, None
        return *domain_of(metric.kind, role), _unit_fits(metric, role, unit)

    wanted = (frame[column].tolist() for column in ("metric_id", "role", "unit"))
    rows = [told(*each) for each in zip(*wanted, strict=True)]
    low, high, fits = zip(*rows, strict=True) if rows else ((), (), ())
    return {
        **metric_is_known(frame, context),
        "domain_low": list(low),
        "domain_high": list(high),
        "unit_fits": list(fits),
    }
