"""The quarantine as a workflow: what is open, and decisions that the next run honours.

Belongs here: listing, matching and writing decisions, as functions of frames and of the text of the
corrections register. Does not belong here: the register's meaning for series (see
`tongbi.comparability.corrections`), or any dialogue with a user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import yaml

from tongbi import declaring, whole
from tongbi.comparability import corrections
from tongbi.validation import held

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pandas import DataFrame

    from tongbi.comparability import Correction

Decision = Literal["accept", "reject"]
Status = Literal["open", "accepted", "rejected"]

_ACTIONS = {"accept": "accept", "reject": "drop"}
_EMPTY = "corrections: []"


class DecisionError(ValueError):
    """A decision that cannot be taken; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row in quarantine: what the user decides on. `number` counts from 1 in the order of the list.

    `where` is the path of its document with the offsets in it.
    """

    number: int
    what: str
    key: str
    issuer_name: str
    metric_id: str
    period: str
    value: float | None
    expectations: tuple[str, ...]
    why: str
    quote: str
    suggestion: str
    status: Status
    where: str = ""


def items(
    quarantine: DataFrame,
    observations: DataFrame,
    register: Iterable[Correction],
    issuers: Mapping[str, str] | None = None,
) -> list[Item]:
    """What is in quarantine, one item for each row set aside, in the order of the frame.

    `observations` are all observations, those set aside included; `register` are the entries of the
    corrections register; `issuers` gives the issuer of a report_id. A row that failed several expectations is
    one item.
    """
    entries = list(register)
    found: list[Item] = []
    # What was set aside before any expectation ran (a document) has no key: its place stands for it.
    places = quarantine["where"] if "where" in quarantine else quarantine["report_id"]
    keys = quarantine["row_key"].where(quarantine["row_key"] != "", places).fillna("")
    for (what, key), group in quarantine.groupby([quarantine["what"], keys], sort=False):
        first = group.iloc[0]
        (about,) = held.about(group.head(1), observations, issuers or {})
        found.append(
            Item(
                number=len(found) + 1,
                what=str(what),
                key=str(key),
                issuer_name=about.issuer_name,
                metric_id=about.metric_id,
                period=about.period,
                value=about.value,
                expectations=tuple(group["expectation"]),
                why="\n".join(group["why"]),
                quote=str(first["quote"]),
                suggestion=str(first["suggestion"]),
                status=_status(str(key), entries),
                where=str(first.get("where") or ""),
            )
        )
    return found


def _status(key: str, entries: list[Correction]) -> Status:
    actions = [entry.action for entry in entries if entry.observation == key]
    if "accept" in actions:
        return "accepted"
    return "rejected" if "drop" in actions else "open"


def accepted_keys(register: Iterable[Correction], observations: DataFrame) -> frozenset[str]:
    """The observation ids whose figure is to be used although it fails an expectation.

    An entry is about an observation by its id or by what it states.
    """
    found: set[str] = set()
    for entry in register:
        if entry.action != "accept":
            continue
        if entry.observation is not None:
            found.add(entry.observation)
            continue
        same = (
            (observations["issuer_name"] == entry.issuer)
            & (observations["metric_id"] == entry.metric)
            & (observations["period"] == entry.period)
            & (observations["role"] == "actual")
            & (observations["scope"].fillna("") == "")
        )
        if entry.vintage is not None:
            same &= observations["vintage"] == entry.vintage
        found.update(observations.loc[same, "observation_id"])
    return frozenset(found)


def entry_of(
    item: Item, decision: Decision, *, reason: str, source: str = "", date: dt.date
) -> dict[str, Any]:
    """The register's entry for a decision; DecisionError where it cannot be taken or has no reason."""
    if not reason.strip():
        raise DecisionError("a decision needs a reason: give one with --reason")
    if item.what != "observation":
        raise DecisionError(
            f"a {item.what} cannot be accepted or rejected: "
            f"{item.suggestion or 'correct its source and run again'}"
        )
    if item.status != "open":
        raise DecisionError(
            f"item {item.number} is already {item.status}: "
            "edit its entry in sources/corrections.yaml to change that"
        )
    if item.value is None:
        raise DecisionError(
            f"item {item.number} is not among the observations any more: run again and list anew"
        )
    return {
        "issuer": item.issuer_name,
        "metric": item.metric_id,
        "period": item.period,
        "action": _ACTIONS[decision],
        "observation": item.key,
        "expect": item.value,
        "reason": reason.strip(),
        "source": source.strip() or ", ".join(item.expectations),
        "date": date,
    }


def with_entry(register_text: str, entry: Mapping[str, Any]) -> str:
    """The register's text with one entry added at its end; everything else, comments too, stays as it is."""
    parsed = declaring.parse(register_text) or {}
    if not isinstance(parsed, dict) or not isinstance(parsed.get("corrections", []), list):
        raise DecisionError("sources/corrections.yaml has no list `corrections`: restore it before deciding")
    block = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=100)
    indented = "".join(f"  {line}\n" for line in block.splitlines())
    base = register_text.rstrip("\n") + "\n"
    if not parsed.get("corrections"):
        kept = (
            base.replace(_EMPTY, "corrections:") if _EMPTY in base.splitlines() else f"{base}corrections:\n"
        )
        result = kept + indented
    else:
        result = base + indented
    written = declaring.parse(result)
    if written.get("corrections", [])[:-1] != (parsed.get("corrections") or []):
        raise DecisionError(
            "no entry can be added to sources/corrections.yaml as it is laid out: "
            "`corrections` must be its last key, its entries indented by two spaces"
        )
    return result


def record(
    register: Path, item: Item, decision: Decision, *, reason: str, source: str = "", date: dt.date
) -> None:
    """Write a decision to the register at its path: written beside it, read back, and renamed."""
    text = register.read_text(encoding="utf-8") if register.exists() else f"{_EMPTY}\n"
    result = with_entry(text, entry_of(item, decision, reason=reason, source=source, date=date))
    register.parent.mkdir(parents=True, exist_ok=True)
    with whole.replacing(register) as unfinished:
        unfinished.write_text(result, encoding="utf-8")
        corrections.read(unfinished)
