"""`validate`: a frame goes in, verdicts, the rows that may go on and the rows set aside come out.

Belongs here: the order of steps and what becomes of failing rows. Does not belong here: any rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.validation import declared, suites
from tongbi.validation.context import Context
from tongbi.validation.evidence import with_evidence
from tongbi.validation.library import uncollected
from tongbi.validation.results import QUARANTINE_COLUMNS, Validation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas import DataFrame, Series

    from tongbi.validation.declared import ExpectationSpec, FrameName, SuiteSpec
    from tongbi.validation.suites import Outcome


_LOOKED_AT = ("report_id", "issuer_name", "metric_id", "role", "unit", "period", "observation_id")
"""Columns of text that evidence looks at one by one, beside those of the rules."""


VALUES = " · "
"""Between a reason for setting a row aside, which many rows share, and the values of the row."""

_SHOWN = ("quote",)
"""Columns that a row set aside shows anyway."""


def validate(
    name: FrameName,
    frame: DataFrame,
    *,
    context: Context | None = None,
    told: Callable[[Any], None] | None = None,
) -> Validation:
    """Run the suite of `name` on `frame`; `told` is given the library's own result of the whole suite.

    Rows that fail a critical row rule are taken out of `.frame` and appear in `.quarantined`, once for each
    rule. Where columns are missing, only the rules on the frame as a whole are run; the others come back as
    not run. Positions in `.failing` count the rows of `frame` as given.
    """
    suite = declared.suite(name)
    given = frame.reset_index(drop=True)
    missing = [column for column in suite.columns if column not in given]
    if missing:
        outcomes = _without_columns(suite, given, missing)
        return Validation(name, [o.result for o in outcomes], frame, _quarantine(suite, given, []))
    around = context or Context()
    with uncollected():
        checked = with_evidence(name, _plain_texts(suite, given), around)
        outcomes = [_decided(suite, checked, o, around) for o in suites.run(suite, checked, told=told)]
    set_aside = [o for o in outcomes if o.rows and suite.expectation(o.result.expectation).quarantines]
    failing = {o.result.expectation: o.rows for o in outcomes if o.rows}
    dropped = {row for outcome in set_aside for row in outcome.rows}
    keep = [position for position in range(len(given)) if position not in dropped]
    kept = given.iloc[keep].reset_index(drop=True) if dropped else given
    return Validation(
        name, [o.result for o in outcomes], kept, _quarantine(suite, checked, set_aside), failing
    )


def _plain_texts(suite: SuiteSpec, frame: DataFrame) -> DataFrame:
    """The frame with texts as Python's own: rules look at each one, which is slow in a packed column."""
    looked_at = {
        *suite.key,
        *_LOOKED_AT,
        *(c for spec in suite.expectations for c in suites.columns_of(spec)),
    }
    packed = [column for column, kind in frame.dtypes.items() if kind == "str" and column in looked_at]
    return frame.astype(dict.fromkeys(packed, "object"))


def _key(suite: SuiteSpec, row: Series) -> str:
    """The values of a row's key, joined by |."""
    return "|".join(str(suites.plain(row[column])) for column in suite.key)


def _decided(suite: SuiteSpec, checked: DataFrame, outcome: Outcome, context: Context) -> Outcome:
    """The outcome without the rows that were accepted by decision; where none are left, it is a pass."""
    if not context.accepted or not outcome.rows:
        return outcome
    left = tuple(row for row in outcome.rows if not _accepted(suite, checked.iloc[row], context))
    return outcome if left == outcome.rows else suites.restricted(suite, checked, outcome, left)


def _accepted(suite: SuiteSpec, row: Series, context: Context) -> bool:
    """Whether a row was accepted, or is the figure of a series whose observation was."""
    figure = row["observation_id"] if suite.frame == "series" else None
    return figure in context.accepted or _key(suite, row) in context.accepted


def _without_columns(suite: SuiteSpec, frame: DataFrame, missing: list[str]) -> list[Outcome]:
    """Outcomes where columns are missing: the rules on the whole frame are run, and no other can be."""
    whole = [spec for spec in suite.expectations if spec.type.startswith("ExpectTable")]
    ran = {outcome.result.expectation: outcome for outcome in suites.run(suite, frame, whole)}
    why = f"not run: the frame {suite.frame} has no column {', '.join(missing)}"
    return [ran.get(spec.name) or suites.not_run(suite, spec, why) for spec in suite.expectations]


def _values(suite: SuiteSpec, spec: ExpectationSpec, row: Series) -> str:
    """The values that a row failed with: those of the frame that the rule reads, and what it tells."""
    own = [column for column in suites.columns_of(spec) if column in suite.columns and column not in _SHOWN]
    told = [f"{column}={suites.plain(row[column])}" for column in (*own, *spec.tells) if column in row]
    return f"{VALUES}{', '.join(told)}" if told else ""


def _quarantine(suite: SuiteSpec, checked: DataFrame, outcomes: list[Outcome]) -> DataFrame:
    """One row for each rule that a row failed, in the order of the frame and then of the rules."""
    import pandas as pd

    rows = []
    for order, outcome in enumerate(outcomes):
        spec = suite.expectation(outcome.result.expectation)
        for position in outcome.rows:
            row = checked.iloc[position]
            quote = row.get("quote", row.get("surface", row.get("title", "")))
            rows.append(
                {
                    "what": suite.frame,
                    "why": f"{spec.name}: {spec.description.both()}{_values(suite, spec, row)}",
                    "report_id": suites.plain(row.get("report_id")),
                    "start_char": suites.plain(row.get("start_char")),
                    "end_char": suites.plain(row.get("end_char")),
                    "quote": suites.plain(quote) or "",
                    "suggestion": spec.suggestion.both(),
                    "expectation": spec.name,
                    "row_key": _key(suite, row),
                    "_order": (position, order),
                }
            )
    rows.sort(key=lambda row: row.pop("_order"))
    frame = pd.DataFrame(rows, columns=list(QUARANTINE_COLUMNS))
    for column in ("start_char", "end_char"):
        frame[column] = frame[column].astype("Int64")
    return frame
