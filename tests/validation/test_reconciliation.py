"""The account of mentions balances, and each fate is told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tongbi.validation import validate
from tongbi.validation.reconciliation import FATES, fates, reconcile

NOTHING = pd.DataFrame({column: [] for column in ("what", "report_id", "start_char", "end_char")})
NOTHING = NOTHING.astype({"what": "str", "report_id": "str", "start_char": "Int64", "end_char": "Int64"})


def fate_of(frames: Any, row: int, quarantine: pd.DataFrame = NOTHING, dropped: tuple[str, ...] = ()) -> str:
    each = fates(frames.mention, frames.observation, frames.series, quarantine, dropped)
    return str(each["fate"][row])


def out_of_series(frames: Any, row: int) -> Any:
    return replace(frames, series=frames.series.drop(row).reset_index(drop=True))


def test_in_a_clean_run_every_mention_is_in_the_series(clean: Any) -> None:
    account = reconcile(clean.mention, clean.observation, clean.series, NOTHING, reports=clean.report)
    assert len(account) == len(clean.report)
    assert (account["mentions"] == 8).all()
    assert (account["in_series"] == 8).all()
    assert (account["balance"] == 0).all()


@pytest.mark.parametrize(
    ("column", "value", "fate"),
    [
        ("role", "target", "other_role"),
        ("scope", "专项活动", "scoped"),
        ("period", "2019-2021", "other_span"),
        ("period", None, "other_span"),
        ("unit", "宗", "superseded"),
    ],
)
def test_an_observation_outside_the_series_has_its_reason(
    clean: Any, column: str, value: Any, fate: str
) -> None:
    frames = out_of_series(clean.with_cell("observation", 3, column, value), 3)
    assert fate_of(frames, 3) == fate
    assert fate_of(frames, 4) == "in_series"


def test_a_dropped_figure_is_told_as_dropped(clean: Any) -> None:
    frames = out_of_series(clean, 3)
    assert fate_of(frames, 3, dropped=(clean.observation["observation_id"][3],)) == "dropped"


def test_a_quantity_without_metric_is_counted(clean: Any) -> None:
    frames = out_of_series(clean.with_cell("mention", 3, "metric_id", None), 3)
    frames = replace(frames, observation=frames.observation.drop(3))
    assert fate_of(frames, 3) == "no_metric"


def test_a_mention_that_vanished_is_unexplained_and_unbalances_the_account(clean: Any) -> None:
    frames = replace(out_of_series(clean, 3), observation=clean.observation.drop(3))
    assert fate_of(frames, 3) == "unexplained"
    account = reconcile(frames.mention, frames.observation, frames.series, NOTHING, reports=frames.report)
    assert account["balance"].tolist() == [1] + [0] * 11


def test_rows_set_aside_by_validation_stay_in_the_account(clean: Any) -> None:
    bad = clean.with_cell("mention", 3, "role", "forecast").with_cell("observation", 12, "unit", "%")
    mention = validate("mention", bad.mention, context=bad.context())
    kept = bad.observation[bad.observation["observation_id"] != clean.observation["observation_id"][3]]
    observation = validate("observation", kept, context=bad.context())
    series = clean.series[clean.series["observation_id"].isin(observation.frame["observation_id"])]
    held = pd.concat([mention.quarantined, observation.quarantined], ignore_index=True)
    found = clean.mention["report_id"].value_counts().to_dict()
    account = reconcile(mention.frame, observation.frame, series, held, reports=clean.report, found=found)
    assert account["quarantined"].tolist() == [1, 1] + [0] * 10
    assert (account["balance"] == 0).all()
    assert account[list(FATES)].to_numpy().sum() == len(clean.mention)


def test_a_mention_lost_before_validation_shows_in_the_balance(clean: Any) -> None:
    found = clean.mention["report_id"].value_counts().to_dict()
    frames = replace(clean, mention=clean.mention.drop(3))
    account = reconcile(
        frames.mention, frames.observation, frames.series, NOTHING, reports=clean.report, found=found
    )
    assert account["balance"].tolist() == [1] + [0] * 11


def test_one_place_may_state_two_metrics(clean: Any) -> None:
    twin = clean.mention.iloc[[3]].assign(metric_id="admin_inspections")
    seen = clean.observation.iloc[[3]].assign(
        metric_id="admin_inspections", observation_id="f" * 16, role="target"
    )
    frames = replace(
        clean,
        mention=pd.concat([clean.mention, twin], ignore_index=True),
        observation=pd.concat([clean.observation, seen], ignore_index=True),
    )
    each = fates(frames.mention, frames.observation, frames.series, NOTHING)
    assert len(each) == len(frames.mention)
    assert (each["fate"][3], each["fate"][len(each) - 1]) == ("in_series", "other_role")
