"""For every declared expectation: one mutated cell makes exactly that expectation fail; clean frames pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from validation_clean import frames as clean_frames

from tongbi.validation import FRAMES, expectations, validate

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongbi.validation.declared import FrameName

CLEAN = clean_frames()
Frames = Any

# Rows of the first county, by report: 0..3 are 2021..2024; by figure: eight in the order of clean.SENTENCES.
REPORTS, FIGURES = 4, 8


def figure(year: int, metric: int) -> int:
    """The row of a figure of the first county in `mention`, `observation` and `series`."""
    return (year - 2021) * FIGURES + metric


PENALTY_2023 = figure(2023, 3)
RATE_2022 = figure(2022, 6)


def cell(frame: str, row: int, column: str, value: Any) -> Callable[[Frames], Frames]:
    return lambda frames: frames.with_cell(frame, row, column, value)


def without_column(frame: str, column: str) -> Callable[[Frames], Frames]:
    """The one cell is the header's: the column bears another name."""

    def mutate(frames: Frames) -> Frames:

        return replace(frames, **{frame: frames.frame(frame).rename(columns={column: f"{column}_"})})

    return mutate


def empty(frame: str) -> Callable[[Frames], Frames]:
    def mutate(frames: Frames) -> Frames:

        return replace(frames, **{frame: frames.frame(frame).iloc[:0]})

    return mutate


def same_as(frame: str, row: int, other: int, column: str) -> Callable[[Frames], Frames]:
    return lambda frames: frames.with_cell(frame, row, column, frames.frame(frame)[column][other])


def scaled(frame: str, row: int, column: str, factor: float) -> Callable[[Frames], Frames]:
    return lambda frames: frames.with_cell(frame, row, column, frames.frame(frame)[column][row] * factor)


def value(frame: str, row: int, number: float) -> Callable[[Frames], Frames]:
    """A value with its exact interval: what one misread number changes."""

    def mutate(frames: Frames) -> Frames:
        for column in ("value", "low", "high"):
            frames = frames.with_cell(frame, row, column, number)
        return frames

    return mutate


def wording(row: int, old: str, new: str) -> Callable[[Frames], Frames]:
    """Words before a figure are replaced by others of the same length, so that all offsets hold."""
    assert len(old) == len(new)

    def mutate(frames: Frames) -> Frames:
        return frames.with_text(row, old, new)

    return mutate


def copied_text(row: int, other: int) -> Callable[[Frames], Frames]:
    def mutate(frames: Frames) -> Frames:

        ids = frames.report["report_id"]
        return replace(frames, texts={**frames.texts, ids[row]: frames.texts[ids[other]]})

    return mutate


def silent(row: int, metrics: int) -> Callable[[Frames], Frames]:
    """Of the report of a row, the first metrics were all set aside."""

    def mutate(frames: Frames) -> Frames:
        report_id = frames.report["report_id"][row]
        mine = frames.coverage.index[frames.coverage["report_id"] == report_id]
        for position in mine[:metrics]:
            frames = frames.with_cell("coverage", position, "status", "quarantined")
        return frames

    return mutate


def mostly_held_back(frames: Frames) -> Frames:
    """Of each report a little more than half of the metrics was set aside."""
    for _, mine in frames.coverage.groupby("report_id"):
        for position in mine.index[: len(mine) // 2 + 1]:
            frames = frames.with_cell("coverage", position, "status", "quarantined")
    return frames


def later(years: int) -> Callable[[Frames], Frames]:
    """The first county's last report is some years older than the day of the run."""

    def mutate(frames: Frames) -> Frames:

        kept = frames.report.drop(frames.report.index[REPORTS - years : REPORTS]).reset_index(drop=True)
        return replace(frames, report=kept)

    return mutate


MUTATIONS: dict[str, Callable[[Frames], Frames]] = {
    "report_columns_are_present": without_column("report", "published_on"),
    "report_set_is_not_empty": empty("report"),
    "report_key_is_unique": same_as("report", 1, 5, "report_id"),
    "report_issuer_is_named": cell("report", 3, "issuer_name", "?"),
    "report_year_is_possible": cell("report", 3, "report_year", 22024),
    "report_level_is_known": cell("report", 0, "level", "hamlet"),
    "report_type_is_known": cell("report", 3, "report_type", "news"),
    "report_version_is_unique": cell("report", 4, "issuer_name", "岚溪县人民政府"),
    "report_title_names_its_year": cell(
        "report", 2, "title", "岚溪县人民政府关于2020年度法治政府建设情况的报告"
    ),
    "report_text_is_its_own": copied_text(1, 4),
    "report_holds_text": cell("report", 1, "characters", 40),
    "report_series_has_no_gap": lambda frames: _dropped(frames, 1),
    "report_is_published_in_time": cell("report", 2, "published_on", "2024-11-02"),
    "report_latest_is_fresh": later(2),
    "mention_columns_are_present": without_column("mention", "scope"),
    "mention_key_is_unique": lambda frames: _same_place(frames),
    "mention_report_is_known": cell("mention", PENALTY_2023, "report_id", "0123456789abcdef"),
    "mention_surface_stands_at_offsets": cell("mention", PENALTY_2023, "surface", "6530宗"),
    "mention_interval_holds_value": cell("mention", PENALTY_2023, "low", 7000.0),
    "mention_value_is_as_written": value("mention", PENALTY_2023, 653.0),
    "mention_role_is_known": cell("mention", PENALTY_2023, "role", "forecast"),
    "mention_metric_is_catalogued": cell("mention", PENALTY_2023, "metric_id", "no_such_metric"),
    "mention_period_is_well_formed": cell("mention", PENALTY_2023, "period", "2023年"),
    "mention_stands_alone": lambda frames: _overlapping(frames),
    "observation_columns_are_present": without_column("observation", "vintage"),
    "observation_key_is_unique": same_as("observation", PENALTY_2023, RATE_2022, "observation_id"),
    "observation_report_is_known": cell("observation", PENALTY_2023, "report_id", "0123456789abcdef"),
    "observation_metric_is_catalogued": cell("observation", PENALTY_2023, "metric_id", "no_such_metric"),
    "observation_quote_holds_figure": cell("observation", PENALTY_2023, "quote", "依法办结行政处罚案件。"),
    "observation_interval_holds_value": cell("observation", PENALTY_2023, "high", 6000.0),
    "observation_value_is_in_domain": value("observation", RATE_2022, 971.0),
    "observation_unit_fits_metric": cell("observation", PENALTY_2023, "unit", "%"),
    "observation_period_is_well_formed": cell("observation", PENALTY_2023, "period", "23"),
    "observation_actual_is_not_in_future": cell("observation", PENALTY_2023, "period", "2024"),
    "observation_actual_is_no_target": wording(2, "各执法单位依法办结行政", "各执法单位力争办结行政"),
    "observation_period_is_as_named": wording(2, "各执法单位依法办结行政", "执法2022年办结行政"),
    "observation_years_are_not_crossed": lambda frames: _crossed(frames),
    "observation_headline_is_single": lambda frames: _second_headline(frames),
    "observation_part_is_within_whole": cell("observation", 3, "quality_flags", "part_exceeds_whole,tie"),
    "observation_sum_closes": cell("observation", 3, "quality_flags", "sum_mismatch"),
    "observation_is_legible": cell("observation", 3, "quality_flags", "low_confidence"),
    "observation_rate_agrees_with_counts": cell("observation", 6, "quality_flags", "rate_mismatch"),
    "series_columns_are_present": without_column("series", "spell"),
    "series_key_is_unique": same_as("series", PENALTY_2023, figure(2022, 3), "period"),
    "series_observation_is_known": cell("series", PENALTY_2023, "observation_id", "0123456789abcdef"),
    "series_holds_actuals_alone": cell("observation", PENALTY_2023, "role", "target"),
    "series_interval_holds_value": cell("series", PENALTY_2023, "low", 7000.0),
    "series_value_is_in_domain": value("series", figure(2022, 0), -6.0),
    "series_status_is_known": cell("series", PENALTY_2023, "obs_status", "?"),
    "series_spell_is_numbered": cell("series", figure(2021, 3), "spell", 0),
    "series_magnitude_is_kept": value("series", PENALTY_2023, 65_300_000.0),
    "series_change_is_unsurprising": value("series", PENALTY_2023, 653.0),
    "series_figure_is_not_copied": value("series", PENALTY_2023, 6391.0),
    "yoy_columns_are_present": without_column("yoy", "reason"),
    "yoy_key_is_unique": lambda frames: _same_pair(frames),
    "yoy_verdict_is_known": lambda frames: frames.with_cell("yoy", 0, "reason", "?").with_cell(
        "yoy", 0, "verdict", "perhaps"
    ),
    "yoy_verdict_is_explained": cell("yoy", 0, "verdict", "broken"),
    "yoy_periods_are_adjacent": cell("yoy", 2, "previous_period", "2019"),
    "yoy_change_is_the_difference": scaled("yoy", 0, "change", 2.0),
    "yoy_bounds_hold_change": lambda frames: _shifted_bound(frames),
    "yoy_stated_growth_agrees": lambda frames: _other_growth(frames),
    "revision_columns_are_present": without_column("revision", "kind"),
    "revision_looks_back": cell("revision", 3, "later_vintage", 2019),
    "revision_is_moderate": cell("revision", 3, "later_value", 62_140.0),
    "coverage_columns_are_present": without_column("coverage", "status"),
    "coverage_key_is_unique": same_as("coverage", 1, 0, "metric_id"),
    "coverage_status_is_known": cell("coverage", 0, "status", "perhaps"),
    "coverage_is_not_held_back": mostly_held_back,
    "coverage_volume_is_usual": silent(2, 5),
    "coverage_core_is_stated": cell("coverage", 3, "status", "not_stated"),
}
"""By expectation: what changes. Where a rule compares two cells, the smallest change that only it can see."""


def _dropped(frames: Frames, row: int) -> Frames:

    return replace(frames, report=frames.report.drop(row).reset_index(drop=True))


def _same_place(frames: Frames) -> Frames:

    return replace(frames, mention=pd.concat([frames.mention, frames.mention.iloc[[3]]], ignore_index=True))


def _overlapping(frames: Frames) -> Frames:
    """A figure and its twin, which begins one character later."""

    twin = frames.mention.iloc[[PENALTY_2023]].copy()
    twin["start_char"] += 1
    twin["surface"] = twin["surface"].str[1:]
    twin[["value", "low", "high"]] = 530.0
    return replace(frames, mention=pd.concat([frames.mention, twin], ignore_index=True))


def _second_headline(frames: Frames) -> Frames:

    twin = frames.observation.iloc[[PENALTY_2023]].copy()
    twin["observation_id"] = "fedcba9876543210"
    twin[["value", "low", "high"]] = 6500.0
    return replace(frames, observation=pd.concat([frames.observation, twin], ignore_index=True))


def _crossed(frames: Frames) -> Frames:
    """The report of 2023 gives the figure of 2022 as its own, and its own as that of 2022."""

    right = frames.observation["value"]
    twin = frames.observation.iloc[[PENALTY_2023]].copy()
    twin["observation_id"] = "fedcba9876543210"
    twin["period"] = "2022"
    both = replace(frames, observation=pd.concat([frames.observation, twin], ignore_index=True))
    return value("observation", PENALTY_2023, right[figure(2022, 3)])(both)


def _same_pair(frames: Frames) -> Frames:

    return replace(frames, yoy=pd.concat([frames.yoy, frames.yoy.iloc[[0]]], ignore_index=True))


def _shifted_bound(frames: Frames) -> Frames:
    row = int(frames.yoy.index[frames.yoy["stated_growth_pct"].isna()][0])
    return frames.with_cell("yoy", row, "change_pct_low", frames.yoy["change_pct"][row] + 1.0)


def _other_growth(frames: Frames) -> Frames:
    row = int(frames.yoy.index[frames.yoy["stated_growth_pct"].notna()][0])
    return frames.with_cell("yoy", row, "stated_growth_pct", 31.5)


def _frame_of(expectation: str) -> FrameName:
    return next(name for name in FRAMES if expectation.startswith(f"{name}_"))


ALL = [spec.name for name in FRAMES for spec in expectations(name)]


@pytest.mark.parametrize("name", FRAMES)
def test_clean_frames_pass_every_expectation(name: FrameName) -> None:
    outcome = validate(name, CLEAN.frame(name), context=CLEAN.context())
    assert [result.expectation for result in outcome.results] == [spec.name for spec in expectations(name)]
    assert [result.expectation for result in outcome.results if not result.success] == []
    assert not outcome.blocking
    assert outcome.quarantined.empty
    assert len(outcome.frame) == len(CLEAN.frame(name))


def test_no_expectation_is_without_a_mutation() -> None:
    assert sorted(set(ALL) - set(MUTATIONS)) == []
    assert sorted(set(MUTATIONS) - set(ALL)) == []


@pytest.mark.parametrize("expectation", ALL)
def test_one_change_fails_exactly_one_expectation(expectation: str) -> None:
    name = _frame_of(expectation)
    mutated = MUTATIONS[expectation](CLEAN)
    outcome = validate(name, mutated.frame(name), context=mutated.context())
    failed = [result for result in outcome.results if not result.success and result.error is None]
    assert [result.expectation for result in failed] == [expectation]
    spec = next(spec for spec in expectations(name) if spec.name == expectation)
    assert failed[0].severity == spec.severity
    assert failed[0].sample, "a failure shows at least one row"
    assert outcome.blocking == spec.structural
    rows = outcome.failing.get(expectation, ())
    if spec.quarantines:
        assert set(outcome.quarantined["expectation"]) == {expectation}
        assert len(outcome.frame) == len(mutated.frame(name)) - len(set(rows))
    else:
        assert outcome.quarantined.empty
        assert len(outcome.frame) == len(mutated.frame(name))
