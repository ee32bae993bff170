"""Of two years and a growth, or of two reports of one year, the likely wrong figure is named."""

from __future__ import annotations

import pandas as pd
import pytest

from tongbi.validation import Context
from tongbi.validation.evidence.pairs import growth_suspects, revision_suspects

METRIC = "legal_aid_cases"


def series(*values: float) -> pd.DataFrame:
    """A county from 2018 on, beside a calm one."""
    lines = {"岚溪县人民政府": values, "栎川县人民政府": (500.0, 520.0, 515.0, 540.0, 555.0, 570.0)}
    return pd.DataFrame(
        [
            {"issuer_name": issuer, "metric_id": METRIC, "period": str(2018 + position), "value": value,
             "obs_status": "A"}
            for issuer, line in lines.items()
            for position, value in enumerate(line)
        ]
    )  # fmt: skip


def growth(values: tuple[float, ...], year: int, stated: float) -> str | None:
    """Whom a stated growth of one year blames."""
    now, before = values[year - 2018], values[year - 2019]
    pct = 100 * (now / before - 1)
    yoy = pd.DataFrame(
        {"issuer_name": ["岚溪县人民政府"], "metric_id": METRIC, "period": str(year),
         "previous_period": str(year - 1), "value": now, "previous_value": before,
         "stated_growth_pct": stated, "change_pct_low": pct, "change_pct_high": pct}, index=[7]
    )  # fmt: skip
    told = growth_suspects(yoy, Context(series=series(*values)))[7]
    return told if isinstance(told, str) else None


@pytest.mark.parametrize(
    ("values", "year", "stated", "blamed"),
    [
        ((600, 630, 650, 67, 700, 720), 2021, 3.1, "value"),
        ((600, 630, 650, 67, 700, 720), 2022, 4.5, "previous_value"),
        ((600, 630, 650, 670, 700, 720), 2021, 310.0, "stated_growth_pct"),
        ((600, 630, 650, 670, 700, 720), 2021, 5.5, "value, previous_value, stated_growth_pct"),
        ((600, 630, 650, 670, 700, 720), 2021, 3.1, None),
    ],
)
def test_who_does_not_fit_the_other_years_is_named(
    values: tuple[float, ...], year: int, stated: float, blamed: str | None
) -> None:
    assert growth(values, year, stated) == blamed


def test_a_copied_figure_is_named_although_it_fits() -> None:
    copied = (6012.0, 6318.0, 6527.0, 6527.0, 7024.0, 7216.0)
    assert growth(copied, 2021, 4.4) == "value"
    assert growth(copied, 2022, 2.9) == "previous_value"


def revised(first: float, later: float) -> str | None:
    frame = pd.DataFrame(
        {"issuer_name": ["岚溪县人民政府"], "metric_id": METRIC, "period": "2020", "first_value": first,
         "later_value": later}
    )  # fmt: skip
    around = Context(series=series(600, 630, later, 670, 700, 720))
    told = revision_suspects(frame, around)[0]
    return told if isinstance(told, str) else None


@pytest.mark.parametrize(
    ("first", "later", "blamed"),
    [(65.0, 650.0, "first_value"), (650.0, 6500.0, "later_value"), (650.0, 655.0, None)],
)
def test_of_two_reports_of_one_year_the_one_off_the_other_years_is_named(
    first: float, later: float, blamed: str | None
) -> None:
    assert revised(first, later) == blamed


def test_without_a_series_nobody_is_named() -> None:
    frame = pd.DataFrame({"first_value": [1.0], "later_value": [9.0]})
    assert revision_suspects(frame, Context()).isna().all()
