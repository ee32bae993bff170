from __future__ import annotations

import pytest

from tongbi.orchestration.store.frames import FrameStore
from tongbi.orchestration.validation import history
from tongbi.orchestration.validation.history import Past
from tongbi.validation.results import CheckResult


def result(unexpected: int, error: str | None = None) -> CheckResult:
    return CheckResult(
        suite="series", expectation="series_is_a", severity="warning", success=not unexpected and not error,
        blocking=False, unexpected_count=unexpected, element_count=40, description_zh="中",
        description_en="en", error=error,
    )  # fmt: skip


@pytest.fixture
def frames(tmp_path) -> FrameStore:
    return FrameStore(tmp_path / "staged")


def test_evaluations_come_back_in_the_order_of_the_runs(frames) -> None:
    assert history.read(frames, "series") == {}
    history.note(frames, "series", "2025-06-01", [result(0)])
    history.note(frames, "series", "2025-06-08", [result(3)])
    history.note(frames, "series", "2025-06-15", [result(0, "no column")])
    assert history.read(frames, "series")["series_is_a"] == [
        Past("2025-06-01", 0, 40, True),
        Past("2025-06-08", 3, 40, False),
        Past("2025-06-15", 0, 40, False, computed=False),
    ]


def test_only_the_last_runs_are_kept(frames) -> None:
    for number in range(history.KEPT_RUNS + 5):
        history.note(frames, "series", f"run {number}", [result(number)])
    kept = history.read(frames, "series")["series_is_a"]
    assert [kept[0].at, kept[-1].at] == ["run 5", f"run {history.KEPT_RUNS + 4}"]


def test_a_damaged_line_is_no_run_and_stops_nothing(frames, tmp_path) -> None:
    history.note(frames, "series", "2025-06-01", [result(1)])
    (path,) = (tmp_path / history.FOLDER).glob("*.jsonl")
    path.write_text(path.read_text() + '{"at": "2025-0\n')
    history.note(frames, "series", "2025-06-15", [result(2)])
    assert [past.unexpected for past in history.read(frames, "series")["series_is_a"]] == [1, 2]
