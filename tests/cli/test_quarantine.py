"""`tongbi quarantine` shows what is held back and writes decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from tongbi.cli import quarantine
from tongbi.cli.app import app
from tongbi.comparability import corrections
from tongbi.orchestration.store.frames import FrameStore

if TYPE_CHECKING:
    from pathlib import Path

HELD: dict[str, list[Any]] = {
    "what": ["document", "observation"],
    "why": [
        "the file is empty",
        "observation_value_is_in_domain: 在范围内。 In domain.",
    ],
    "where": ["a.txt", "b.txt:3-7"],
    "report_id": [None, "r1"],
    "start_char": [None, 3],
    "end_char": [None, 7],
    "quote": ["", "出庭应诉率为971%"],
    "suggestion": ["remove it", "核对引文。 Check the quote."],
    "expectation": ["", "observation_value_is_in_domain"],
    "row_key": ["", "o1"],
}
OBSERVED: dict[str, list[Any]] = {
    "observation_id": ["o1"], "issuer_name": ["云屏县人民政府"], "period": ["2023"], "value": [971.0],
    "metric_id": ["official_court_appearance_rate"],
}  # fmt: skip


@pytest.fixture
def checked(settings: Any) -> Any:
    """Settings of a run that held back a document and a figure."""
    frames = FrameStore(settings.staged)
    frames.write("quarantine", pd.DataFrame(HELD))
    frames.write("observation", pd.DataFrame(OBSERVED).iloc[:0])
    frames.write("observation_set_aside", pd.DataFrame(OBSERVED))
    return settings


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "corrections.yaml"
    path.write_text("corrections: []\n", encoding="utf-8")
    return path


def test_items_are_listed_with_reason_quote_and_remedy(checked: Any, capsys: Any) -> None:
    assert quarantine.listed(checked.warehouse) == 0
    shown = capsys.readouterr()
    assert "1  document, open: a.txt" in shown.out
    assert "2  observation, open: 云屏县人民政府 official_court_appearance_rate 2023 = 971" in shown.out
    assert "“出庭应诉率为971%”" in shown.out
    assert "      b.txt:3-7\n" in shown.out
    assert "→ 核对引文。 Check the quote." in shown.out
    assert "2 held back, 2 of them open" in shown.err


def test_a_decision_is_written_to_the_register(checked: Any, register: Path, capsys: Any) -> None:
    assert quarantine.decide(checked.warehouse, "accept", 2, "原文如此", "公报", register) == 0
    (entry,) = corrections.read(register)
    assert (entry.action, entry.observation, entry.reason, entry.source) == (
        "accept",
        "o1",
        "原文如此",
        "公报",
    )
    assert "the next `tongbi run` honours it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "reason", "message"),
    [
        (9, "x", "there is no item 9"),
        (1, "x", "a document cannot be accepted or rejected: remove it"),
        (2, "", "needs a reason"),
    ],
)
def test_what_cannot_be_decided_says_why(
    checked: Any, register: Path, capsys: Any, number: int, reason: str, message: str
) -> None:
    assert quarantine.decide(checked.warehouse, "reject", number, reason, "", register) == 2
    assert message in capsys.readouterr().err
    assert corrections.read(register) == ()


def test_before_any_run_it_says_what_comes_first(settings: Any, capsys: Any) -> None:
    assert quarantine.listed(settings.warehouse) == 2
    assert "`tongbi run` comes first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["drop", "2"], "drop: the action is one of list, accept, reject"),
        (["accept"], "accept what? Give the number of an item"),
        (["accept", "9", "--reason", "x"], "there is no item 9"),
    ],
)
def test_what_is_typed_wrongly_is_explained(checked: Any, typed: list[str], message: str) -> None:
    shown = CliRunner().invoke(app, ["quarantine", *typed, "--warehouse", str(checked.warehouse)])
    assert shown.exit_code == 2
    assert message in shown.output


def test_listing_is_what_the_command_does_by_itself(checked: Any) -> None:
    shown = CliRunner().invoke(app, ["quarantine", "--warehouse", str(checked.warehouse)])
    assert shown.exit_code == 0
    assert "2 held back" in shown.output
