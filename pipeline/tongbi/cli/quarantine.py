"""`tongbi quarantine`: what is held back, and decisions on it.

Belongs here: showing items, and from a user's words to a decision. Does not belong here: what a decision
means (see `tongbi.validation.decisions`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.validation.decisions import Decision, Item


def quarantine(action: str, number: int | None, warehouse: Path | None, *, reason: str, source: str) -> int:
    """Do what the user typed; returns the exit status."""
    if action == "list":
        return listed(warehouse)
    if action not in ("accept", "reject"):
        return _complain(f"{action}: the action is one of list, accept, reject")
    if number is None:
        return _complain(f"{action} what? Give the number of an item; `tongbi quarantine list` shows them")
    return decide(warehouse, "accept" if action == "accept" else "reject", number, reason, source)


def listed(warehouse: Path | None) -> int:
    """Show what the last run held back, with its number; returns the exit status."""
    found = _items(warehouse)
    if found is None:
        return 2
    for item in found:
        sys.stdout.write(_shown(item))
    still = sum(item.status == "open" for item in found)
    sys.stderr.write(f"tongbi: {len(found)} held back, {still} of them open\n")
    return 0


def decide(
    warehouse: Path | None,
    decision: Decision,
    number: int,
    reason: str,
    source: str,
    register: Path | None = None,
) -> int:
    """Write a decision on an item to the corrections register; returns the exit status."""
    from tongbi import project
    from tongbi.comparability import CorrectionError
    from tongbi.orchestration.store import stock as stocks
    from tongbi.orchestration.store.settings import short
    from tongbi.validation import decisions

    found = _items(warehouse, register)
    if found is None:
        return 2
    item = next((item for item in found if item.number == number), None)
    if item is None:
        return _complain(f"there is no item {number}; `tongbi quarantine list` shows what there is")
    path = register or project.corrections()
    try:
        decisions.record(path, item, decision, reason=reason, source=source, date=stocks.today())
    except (decisions.DecisionError, CorrectionError) as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{path}: cannot be written ({error.strerror}); make it writable, then decide again")
    sys.stdout.write(f"{short(str(path))}: item {number} {decision}ed; the next `tongbi run` honours it\n")
    return 0


def _items(warehouse: Path | None, register: Path | None = None) -> list[Item] | None:
    """The items of the last run; None, told on standard error, where there are none to decide on."""
    from tongbi import project
    from tongbi.comparability import CorrectionError, corrections
    from tongbi.orchestration.store.frames import FrameStore
    from tongbi.orchestration.store.settings import Settings
    from tongbi.validation import decisions

    frames = FrameStore(Settings.of(warehouse=warehouse).staged)
    if not frames.parts("quarantine") or not frames.parts("observation"):
        _complain("nothing was checked yet; `tongbi run` comes first")
        return None
    import pandas as pd

    kept = [frames.read(name) for name in ("observation", "observation_set_aside") if frames.parts(name)]
    parts = [frames.read("report_by_year", part) for part in frames.parts("report_by_year")]
    issuers = {
        str(report_id): str(issuer)
        for part in parts
        for report_id, issuer in zip(part["report_id"], part["issuer_name"], strict=True)
    }
    try:
        entries = corrections.read(register or project.corrections())
    except CorrectionError as error:
        _complain(str(error))
        return None
    return decisions.items(frames.read("quarantine"), pd.concat(kept, ignore_index=True), entries, issuers)


def _shown(item: Item) -> str:
    head = " ".join(part for part in (item.issuer_name, item.metric_id, item.period) if part)
    value = "" if item.value is None else f" = {item.value:,.10g}"
    lines = [f"{item.number:>4}  {item.what}, {item.status}: {head or item.key}{value}"]
    lines += [f"      {line}" for line in item.why.splitlines()]
    if item.where and item.where not in lines[0]:
        lines.append(f"      {item.where}")
    if item.quote:
        lines.append(f"      “{' '.join(item.quote.split())}”")
    if item.suggestion and not item.why.endswith(item.suggestion):
        lines.append(f"      → {item.suggestion}")
    return "\n".join(lines) + "\n"


def _complain(message: str) -> int:
    sys.stderr.write(f"tongbi: {message}\n")
    return 2
