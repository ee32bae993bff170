"""Decisions on what is in quarantine: listed, written with a reason, honoured by the next run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import yaml

from tongbi.comparability import corrections
from tongbi.validation import decisions, validate

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2025, 6, 2)
REGISTER = """# What was decided, and why.
corrections: []
"""


@pytest.fixture
def held(clean: Any) -> tuple[Any, pd.DataFrame]:
    """A run in which one rate reads 971 %, and its quarantine."""
    bad = clean
    for column in ("value", "low", "high"):
        bad = bad.with_cell("observation", 6, column, 971.0)
    return bad, validate("observation", bad.observation, context=bad.context()).quarantined


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "corrections.yaml"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def listed(held: tuple[Any, pd.DataFrame], register: Path) -> list[decisions.Item]:
    return decisions.items(held[1], held[0].observation, corrections.read(register))


def test_what_is_held_back_is_listed_with_figure_and_quote(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    assert (item.number, item.status, item.value) == (1, "open", 971.0)
    assert item.issuer_name == "岚溪县人民政府"
    assert item.metric_id == "official_court_appearance_rate"
    assert "出庭应诉率" in item.quote
    assert item.expectations == ("observation_value_is_in_domain",)


def test_an_accepted_figure_passes_in_the_next_run(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    decisions.record(register, item, "accept", reason="原文如此", date=DAY)
    entries = corrections.read(register)
    assert decisions.items(held[1], held[0].observation, entries)[0].status == "accepted"
    accepted = decisions.accepted_keys(entries, held[0].observation)
    again = validate(
        "observation", held[0].observation, context=replace(held[0].context(), accepted=accepted)
    )
    assert again.quarantined.empty
    assert item.key in set(again.frame["observation_id"])


def test_an_accepted_figure_passes_in_its_series_too(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    series = held[0].series
    row = series.index[series["observation_id"] == item.key][0]
    bad = held[0]
    for column in ("value", "low", "high"):
        bad = bad.with_cell("series", row, column, 971.0)
    before = validate("series", bad.series, context=bad.context())
    assert set(before.quarantined["expectation"]) == {"series_value_is_in_domain"}
    decisions.record(register, item, "accept", reason="原文如此", date=DAY)
    accepted = decisions.accepted_keys(corrections.read(register), bad.observation)
    again = validate("series", bad.series, context=replace(bad.context(), accepted=accepted))
    assert again.quarantined.empty
    assert len(again.frame) == len(series)


def test_a_rejected_figure_is_dropped(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    decisions.record(register, item, "reject", reason="漏排小数点", source="纸质公报", date=DAY)
    (entry,) = corrections.read(register)
    assert (entry.action, entry.expect, entry.source, entry.date) == ("drop", 971.0, "纸质公报", DAY)
    kept, dropped = corrections.taken_out(held[0].observation, held[0].report, [entry])
    assert list(dropped["observation_id"]) == [item.key]
    assert len(kept) == len(held[0].observation) - 1
    assert validate("observation", kept, context=held[0].context()).quarantined.empty
    assert listed(held, register)[0].status == "rejected"


def test_comments_and_earlier_entries_stay_as_they_are(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    decisions.record(register, item, "accept", reason="第一", date=DAY)
    first = register.read_text(encoding="utf-8")
    assert first.startswith("# What was decided, and why.\n")
    decisions.record(
        register, replace(item, key="0" * 16), "reject", reason="第二: 带冒号 # 和井号", date=DAY
    )
    text = register.read_text(encoding="utf-8")
    assert text.startswith(first)
    assert [entry.reason for entry in corrections.read(register)] == ["第一", "第二: 带冒号 # 和井号"]


def test_a_register_that_does_not_exist_is_begun(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    register.unlink()
    decisions.record(register, item, "accept", reason="原文如此", date=DAY)
    assert len(corrections.read(register)) == 1


def test_the_same_item_is_not_decided_twice(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    decisions.record(register, item, "accept", reason="原文如此", date=DAY)
    (again,) = listed(held, register)
    with pytest.raises(decisions.DecisionError, match="already accepted: edit its entry"):
        decisions.record(register, again, "reject", reason="改主意", date=DAY)


def test_a_decision_needs_a_reason(held: Any, register: Path) -> None:
    (item,) = listed(held, register)
    with pytest.raises(decisions.DecisionError, match="needs a reason"):
        decisions.record(register, item, "accept", reason="  ", date=DAY)
    assert register.read_text(encoding="utf-8") == REGISTER


def test_a_mention_cannot_be_accepted(clean: Any, register: Path) -> None:
    bad = clean.with_cell("mention", 3, "role", "forecast")
    outcome = validate("mention", bad.mention, context=bad.context())
    (item,) = decisions.items(outcome.quarantined, bad.observation, [])
    with pytest.raises(decisions.DecisionError, match="a mention cannot be accepted or rejected"):
        decisions.record(register, item, "accept", reason="原文如此", date=DAY)


def test_documents_set_aside_are_items_of_their_own(held: Any) -> None:
    documents = pd.DataFrame(
        {
            "what": ["document", "document"], "why": ["empty", "no year"], "where": ["a.txt", "b.txt"],
            "report_id": [None, None], "start_char": [None, None], "end_char": [None, None],
            "quote": ["", ""], "suggestion": ["remove it", "add NAME.meta.yaml"],
            "expectation": ["", ""], "row_key": ["", ""],
        }
    )  # fmt: skip
    both = pd.concat([documents, held[1].assign(where="c.txt:3-5")], ignore_index=True)
    found = decisions.items(both, held[0].observation, [])
    assert [(item.number, item.key) for item in found][:2] == [(1, "a.txt"), (2, "b.txt")]
    assert found[2].value == 971.0


@pytest.mark.parametrize("text", ["corrections: 3\n", "- a\n", "corrections:\n  - {issuer: x}\nother: 1\n"])
def test_a_register_in_another_form_is_left_alone(held: Any, register: Path, text: str) -> None:
    (item,) = listed(held, register)
    register.write_text(text, encoding="utf-8")
    with pytest.raises((decisions.DecisionError, corrections.CorrectionError, yaml.YAMLError)):
        decisions.record(register, item, "accept", reason="原文如此", date=DAY)
    assert register.read_text(encoding="utf-8") == text
    assert [path.name for path in register.parent.iterdir()] == [register.name]


def test_an_entry_without_observation_is_matched_by_its_figure(clean: Any) -> None:
    entry = corrections.Correction(
        issuer="岚溪县人民政府", metric="admin_penalty_cases", period="2022", action="accept", expect=6391.0,
        reason="另有口径", source="年鉴", date=DAY,
    )  # fmt: skip
    assert decisions.accepted_keys([entry], clean.observation) == {clean.observation["observation_id"][11]}
    dropping = entry.model_copy(update={"action": "drop"})
    assert decisions.accepted_keys([dropping], clean.observation) == frozenset()
    later = entry.model_copy(update={"vintage": 2023})
    assert decisions.accepted_keys([later], clean.observation) == frozenset()
