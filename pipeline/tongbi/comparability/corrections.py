"""The corrections register: decisions on single figures, guarded by what the report said then.

Belongs here: the register's entries, reading them, and applying them to statements. Does not belong here:
writing entries (the quarantine workflow does), or checks that find what needs correcting (the validation
does).
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the annotation when the model is built
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import ValidationError, model_validator

from tongbi import declaring, project
from tongbi.comparability.declared import Declared, Word
from tongbi.comparability.statements import from_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from tongbi.comparability.statements import Statement

Action = Literal["drop", "override", "scale", "flag", "accept"]

DOUBTED_FLAG, ACCEPTED_FLAG = "corrected_flag", "corrected_accept"
"""What the actions flag and accept set; each action sets `corrected_` and its name."""


CORRECTED = ("corrected_value", "corrected_low", "corrected_high")
"""What the actions override and scale make of value, low and high."""


class CorrectionError(ValueError):
    """The register cannot be used, or one of its guards found that the source has changed."""


class Correction(Declared):
    """One entry of the register; which figure, what to do, why, and the value that the report stated then."""

    issuer: Word
    metric: Word
    period: Word
    action: Action
    expect: float | int
    reason: Word
    source: Word
    date: dt.date
    vintage: int | None = None
    observation: Word | None = None
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    factor: float | int | None = None

    @model_validator(mode="after")
    def _complete(self) -> Correction:
        if (self.action == "override") != (self.value is not None):
            raise ValueError("`value` belongs to the action override, and to no other")
        if (self.action == "scale") != (self.factor is not None):
            raise ValueError("`factor` belongs to the action scale, and to no other")
        return self

    def concerns(self, statement: Statement) -> bool:
        """Whether the entry is about this statement; one that names an observation is about no other."""
        if self.observation is not None:
            return statement.observation_id == self.observation
        return (
            statement.issuer_name == self.issuer
            and statement.metric_id == self.metric
            and statement.period == self.period
            and statement.headline
            and self.vintage in (None, statement.vintage)
        )


class Register(Declared):
    """The file corrections.yaml."""

    corrections: list[Correction]


@cache
def load() -> tuple[Correction, ...]:
    """The project's register, read once a process."""
    return read(project.corrections())


def read(path: Path) -> tuple[Correction, ...]:
    """The entries of a register, none for a missing file; `CorrectionError` names file and entry."""
    if not path.exists():
        return ()
    try:
        data = declaring.parse(path.read_text(encoding="utf-8")) or {"corrections": []}
        return tuple(Register.model_validate(data).corrections)
    except yaml.YAMLError as error:
        raise CorrectionError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        problems = [
            f"{path.name}: {'.'.join(map(str, detail['loc']))}: {detail['msg']}"
            for detail in error.errors(include_url=False)
        ]
        raise CorrectionError("\n".join(problems)) from error


def taken_out(
    observation: pd.DataFrame, report: pd.DataFrame, register: Sequence[Correction]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The observations without those that the register drops, and those: what is not used is not checked.

    Raises what `apply` raises.
    """
    entries = [entry for entry in register if entry.action == "drop"]
    concerned = observation["issuer_name"].isin({entry.issuer for entry in entries})
    dropped = set()
    for statement in from_frame(observation[concerned], report):
        for entry in entries:
            if entry.concerns(statement):
                _guard(entry, statement)
                dropped.add(statement.observation_id)
    out = observation["observation_id"].isin(dropped)
    return observation[~out].reset_index(drop=True), observation[out].reset_index(drop=True)


def told(observation: pd.DataFrame, report: pd.DataFrame, register: Sequence[Correction]) -> pd.DataFrame:
    """The observations as stated, with what the register makes of each: its flags, the columns `CORRECTED`.

    Those are null where the register changes no value. Raises what `apply` raises.
    """
    table = observation.reset_index(drop=True).assign(**dict.fromkeys(CORRECTED, float("nan")))
    concerned = table[table["issuer_name"].isin({entry.issuer for entry in register})]
    stated = {statement.observation_id: statement for statement in from_frame(concerned, report)}
    row_of = {observation_id: row for row, observation_id in concerned["observation_id"].items()}
    for statement in apply(stated.values(), register):
        before, row = stated[statement.observation_id], row_of[statement.observation_id]
        table.loc[row, "quality_flags"] = ",".join(sorted(statement.quality_flags))
        values = (statement.value, statement.low, statement.high)
        if values != (before.value, before.low, before.high):
            table.loc[row, list(CORRECTED)] = values
    return table


def apply(statements: Iterable[Statement], register: Sequence[Correction]) -> list[Statement]:
    """The statements with the register applied; entries about figures that are not there do nothing.

    A guard that finds another value than it expects raises `CorrectionError` naming the entry: the source
    has been corrected since, and the entry must be looked at again.
    """
    by_key: dict[tuple[str, str, str], list[Correction]] = {}
    for entry in register:
        by_key.setdefault((entry.issuer, entry.metric, entry.period), []).append(entry)
    kept = []
    for statement in statements:
        corrected: Statement | None = statement
        for entry in by_key.get((statement.issuer_name, statement.metric_id, statement.period or ""), []):
            if corrected is not None and entry.concerns(statement):
                _guard(entry, statement)
                corrected = _corrected(entry, corrected)
        if corrected is not None:
            kept.append(corrected)
    return kept


def _guard(entry: Correction, statement: Statement) -> None:
    if abs(statement.value - entry.expect) > 1e-9 * max(1.0, abs(entry.expect)):
        raise CorrectionError(
            f"corrections.yaml: {entry.issuer} {entry.metric} {entry.period} ({entry.action}, {entry.date}): "
            f"the entry expects {entry.expect:g}, the report of {statement.vintage} now states "
            f"{statement.value:g}; look at the source again and change or remove the entry."
        )


def _corrected(entry: Correction, statement: Statement) -> Statement | None:
    flags = statement.quality_flags | {f"corrected_{entry.action}"}
    if entry.action == "drop":
        return None
    if entry.action == "override":
        value = float(entry.value or 0.0)
        low = value if entry.low is None else float(entry.low)
        high = value if entry.high is None else float(entry.high)
        return replace(statement, value=value, low=low, high=high, precision=0.0, quality_flags=flags)
    if entry.action == "scale":
        factor = float(entry.factor or 1.0)
        low, high = sorted((statement.low * factor, statement.high * factor))
        return replace(
            statement,
            value=statement.value * factor,
            low=low,
            high=high,
            precision=statement.precision * abs(factor),
            quality_flags=flags,
        )
    return replace(statement, quality_flags=flags)
