"""What the catalogue says of values and units."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tongbi import catalogue
from tongbi.validation import Context
from tongbi.validation.declared import knowledge
from tongbi.validation.evidence import catalogued

CATALOGUE = catalogue.load().metrics


def evidence(metric_id: str | None, role: str, unit: str) -> dict[str, Any]:
    frame = pd.DataFrame({"metric_id": [metric_id], "role": [role], "unit": [unit]}).astype(
        {"metric_id": "object"}
    )
    found = catalogued.domain_evidence(frame, Context(metrics=CATALOGUE))
    return {column: values[0] for column, values in found.items()}


@pytest.mark.parametrize(
    ("metric_id", "role", "unit", "fits"),
    [
        ("admin_penalty_cases", "actual", "宗", True),
        ("admin_penalty_cases", "actual", "%", False),
        ("admin_penalty_cases", "actual", "元", False),
        ("admin_penalty_cases", "growth", "%", None),
        ("admin_penalty_cases", "target", "%", True),
        ("official_court_appearance_rate", "actual", "%", True),
        ("official_court_appearance_rate", "actual", "件", False),
        ("public_satisfaction_law_gov", "actual", "分", True),
        ("fines_confiscations_amount", "actual", "元", True),
        ("fines_confiscations_amount", "actual", "件", False),
        ("grain_output", "actual", "吨", True),
        ("gdp_growth_rate", "actual", "%", True),
        ("trade_volume", "average", "%", True),
        (None, "actual", "件", None),
    ],
)
def test_units_that_suit_a_metric(metric_id: str | None, role: str, unit: str, fits: bool | None) -> None:
    assert evidence(metric_id, role, unit)["unit_fits"] is fits


@pytest.mark.parametrize(
    ("metric_id", "role", "low", "high"),
    [
        ("official_court_appearance_rate", "actual", 0, 100),
        ("official_court_appearance_rate", "change", None, None),
        ("admin_penalty_cases", "actual", 0, None),
        ("admin_penalty_cases", "growth", -100, None),
        ("gdp_growth_rate", "actual", -100, 1000),
    ],
)
def test_values_that_a_metric_may_take(
    metric_id: str, role: str, low: float | None, high: float | None
) -> None:
    found = evidence(metric_id, role, "件")
    assert (found["domain_low"], found["domain_high"]) == (low, high)


def test_every_kind_and_role_of_a_level_has_a_domain() -> None:
    kinds = {metric.kind for metric in CATALOGUE.values()}
    for kind in kinds:
        for role in ("actual", "target", "average", "cumulative"):
            assert catalogued.domain_of(kind, role) != (None, None), (kind, role)


def test_every_unit_of_the_catalogue_suits_its_own_metric() -> None:
    for metric_id, metric in CATALOGUE.items():
        assert evidence(metric_id, "actual", metric.unit)["unit_fits"] is True, metric_id


def test_an_unknown_metric_is_told_and_no_metric_is_not() -> None:
    assert evidence("no_such_metric", "actual", "件")["metric_is_known"] is False
    assert evidence(None, "actual", "件")["metric_is_known"] is None


def test_no_unit_is_in_two_families() -> None:
    units = [unit for family in knowledge().unit_families.values() for unit in family]
    assert len(units) == len(set(units))
