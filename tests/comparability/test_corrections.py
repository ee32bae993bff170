from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from comparability_marked import COUNTY, Marked, frames

from tongbi.comparability import Correction, CorrectionError, compare, corrections, observations

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

METRIC = "fines_confiscations_amount"
TEXT = f"罚没金额[1386.5元 {METRIC}]。"


def entry(**changes: Any) -> Correction:
    fields: dict[str, Any] = {
        "issuer": COUNTY,
        "metric": METRIC,
        "period": "2023",
        "action": "scale",
        "factor": 10000,
        "expect": 1386.5,
        "reason": "万元误作元",
        "source": "附表三",
        "date": dt.date(2024, 5, 20),
    }
    fields.update(changes)
    return Correction(**{name: value for name, value in fields.items() if value is not None})


def series(*register: Correction) -> pd.DataFrame:
    report, mention, texts = frames([Marked(2023, TEXT)])
    return compare(report, observations(report, mention, texts), register=register).series


def test_a_slip_of_unit_is_scaled_and_says_so() -> None:
    row = series(entry()).iloc[0]
    assert (row["value"], row["low"], row["high"]) == (13865000, 13865000, 13865000)
    assert row["quality_flags"] == "corrected_scale"


def test_a_figure_is_overridden_or_dropped() -> None:
    override = entry(action="override", factor=None, value=14000000, low=13900000, high=14100000)
    row = series(override).iloc[0]
    assert (row["value"], row["low"], row["high"]) == (14000000, 13900000, 14100000)
    assert row["quality_flags"] == "corrected_override"
    assert series(entry(action="drop", factor=None)).empty


def test_the_observation_keeps_what_the_report_says() -> None:
    report, mention, texts = frames([Marked(2023, TEXT)])
    observation = observations(report, mention, texts)
    compare(report, observation, register=(entry(),))
    assert observation["value"].tolist() == [1386.5]


def test_the_observation_is_told_with_what_the_register_makes_of_it() -> None:
    report, mention, texts = frames([Marked(2023, TEXT), Marked(2022, TEXT)])
    observation = observations(report, mention, texts)
    told = corrections.told(observation[::-1], report, [entry()])
    assert told["value"].tolist() == [1386.5, 1386.5]
    corrected = told[told["corrected_value"].notna()]
    assert corrected[["period", "quality_flags", *corrections.CORRECTED]].to_numpy().tolist() == [
        ["2023", "corrected_scale", 13865000, 13865000, 13865000]
    ]
    assert compare(report, told, register=[entry()]).series.equals(
        compare(report, observation, register=[entry()]).series
    )


def test_a_figure_that_is_only_accepted_has_no_corrected_value() -> None:
    report, mention, texts = frames([Marked(2023, TEXT)])
    observation = observations(report, mention, texts)
    told = corrections.told(observation, report, [entry(action="accept", factor=None)])
    assert told["quality_flags"].tolist() == ["corrected_accept"]
    assert told[list(corrections.CORRECTED)].isna().all(axis=None)
    assert corrections.told(observation, report, [])["quality_flags"].tolist() == [""]


def test_the_guard_stops_the_run_once_the_source_says_something_else() -> None:
    with pytest.raises(CorrectionError, match=r"fines_confiscations_amount 2023 .*expects 99, .*1386\.5"):
        series(entry(expect=99))


def test_an_entry_about_a_figure_that_is_not_there_does_nothing() -> None:
    row = series(entry(period="2019"), entry(vintage=2022), entry(observation="nothing")).iloc[0]
    assert (row["value"], row["quality_flags"]) == (1386.5, "")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [({"factor": None}, "factor"), ({"action": "override"}, "value"), ({"action": "erase"}, "action")],
)
def test_an_incomplete_entry_is_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        entry(**changes)


def test_the_register_is_read_from_yaml_and_names_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    assert corrections.read(path) == ()
    path.write_text(
        f"corrections:\n  - {{issuer: {COUNTY}, metric: {METRIC}, period: '2023', action: drop, expect: 1,"
        " reason: 甲, source: 乙, date: 2024-05-20}\n",
        encoding="utf-8",
    )
    assert [read.action for read in corrections.read(path)] == ["drop"]
    path.write_text("corrections: [{issuer: 甲, colour: red}]", encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"corrections\.yaml: corrections\.0\.colour"):
        corrections.read(path)
    path.write_text("corrections: [", encoding="utf-8")
    with pytest.raises(CorrectionError, match="not valid YAML"):
        corrections.read(path)


def test_the_register_that_ships_is_readable() -> None:
    assert isinstance(corrections.load(), tuple)


def test_what_is_dropped_is_taken_out_and_guarded_and_its_report_still_states_it() -> None:
    report, mention, texts = frames([Marked(2023, TEXT), Marked(2022, TEXT)])
    observation = observations(report, mention, texts)
    drop = entry(action="drop", factor=None)
    kept, dropped = corrections.taken_out(observation, report, [drop])
    assert list(kept["period"]) == ["2022"]
    assert list(dropped["period"]) == ["2023"]
    compared = compare(report, kept, register=[drop], dropped=dropped)
    assert list(compared.series["period"]) == ["2022"]
    told = compared.coverage[compared.coverage["metric_id"] == METRIC]
    assert list(told["status"]) == ["stated", "stated"]
    with pytest.raises(CorrectionError, match="look at the source again"):
        corrections.taken_out(observation, report, [entry(action="drop", factor=None, expect=1.0)])


def test_an_entry_that_names_an_observation_is_about_it_whatever_its_role() -> None:
    text = f"罚没金额[1386.5元 {METRIC}]，增长[20% {METRIC} role=growth]。"
    report, mention, texts = frames([Marked(2023, text)])
    observation = observations(report, mention, texts)
    growth = observation[observation["role"] == "growth"].iloc[0]
    named = entry(action="drop", factor=None, expect=20, observation=growth["observation_id"])
    kept, _ = corrections.taken_out(observation, report, [named])
    assert list(kept["role"]) == ["actual"]
