"""What the expectations said in the runs before this one, so that a check can show its trend.

Belongs here: one small file a frame in the store beside the warehouse, a line a run. It outlives `--again`
and tells of blocked runs, of which the published warehouse knows nothing. Does not belong here: judging the
trend.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi import whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tongbi.orchestration.store.frames import FrameStore
    from tongbi.validation.results import CheckResult

FOLDER = "checks"
KEPT_RUNS = 60


@dataclass(frozen=True, slots=True)
class Past:
    """One evaluation: at `at` (ISO 8601, UTC), `unexpected` of `checked` rows failed.

    `computed` is False where the expectation could not be computed; its counts then say nothing.
    """

    at: str
    unexpected: int
    checked: int
    success: bool
    computed: bool = True


def note(frames: FrameStore, name: str, at: str, results: Iterable[CheckResult]) -> None:
    """Add a run's results of a frame; only the last 60 runs are kept."""
    said = {r.expectation: [r.unexpected_count, r.element_count, r.success, r.error is None] for r in results}
    path = _path(frames, name)
    lines = [*_lines(path), json.dumps({"at": at, "said": said})][-KEPT_RUNS:]
    whole.write(path, "\n".join(lines) + "\n")


def read(frames: FrameStore, name: str) -> dict[str, list[Past]]:
    """The evaluations of each expectation of a frame, oldest first."""
    found: dict[str, list[Past]] = {}
    for line in _lines(_path(frames, name)):
        run = _parsed(line)
        for expectation, counts in run["said"].items():
            found.setdefault(expectation, []).append(Past(run["at"], *counts))
    return found


def _path(frames: FrameStore, name: str) -> Path:
    return frames.folder.parent / FOLDER / f"{name}.jsonl"


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    return [line for line in text.splitlines() if line]


def _parsed(line: str) -> Any:
    """A line's run; a line that someone damaged counts as no run, for a trend never stops a check."""
    try:
        return json.loads(line)
    except ValueError:
        return {"at": "", "said": {}}
