"""Evidence: columns beside a frame's own that an expectation compares with them.

A rule that needs another row, another frame or the text of the report (last year's value, what stands at
the offsets, what the metric may hold) finds it in a column computed here. Belongs here: looking up and
computing such columns, as pure functions of frames and texts. Does not belong here: deciding what fails
(see `conditions.py` and the declarations). A missing value in a column of evidence always means: does not
apply to this row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.validation.evidence import accounts, catalogued, figures, history, reports, silence, wording

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from tongbi.validation.context import Context
    from tongbi.validation.declared import FrameName


def with_evidence(name: FrameName, frame: DataFrame, context: Context) -> DataFrame:
    """`frame` with the columns of evidence for its suite; the frame must have the columns of its suite."""
    added = _evidence(name, frame, context)
    return frame.assign(**{column: _typed(values, frame) for column, values in added.items()})


def _typed(values: Any, frame: DataFrame) -> Series:
    """A column of evidence; one without any value is made float, so that every expectation reads it."""
    import pandas as pd

    column = pd.Series(values, index=frame.index) if not isinstance(values, pd.Series) else values
    return column.astype("float64") if column.isna().all() else column.infer_objects()


def _evidence(name: FrameName, frame: DataFrame, context: Context) -> dict[str, Any]:
    if name == "report":
        return reports.report_evidence(frame, context)
    if name == "mention":
        return {
            **figures.references(frame, context),
            **wording.surface_evidence(frame, context),
            **catalogued.metric_is_known(frame, context),
            **figures.overlaps(frame),
        }
    if name == "observation":
        return {
            **figures.references(frame, context),
            **wording.surface_evidence(frame, context),
            **wording.meaning_evidence(frame, context),
            **catalogued.domain_evidence(frame, context),
            **figures.rivals(frame),
            **figures.crossed(frame),
            **accounts.account_evidence(frame, context),
        }
    if name == "series":
        source = figures.origin(frame, context)
        traced = frame.assign(role="actual", **source)
        return {
            **source,
            **catalogued.domain_evidence(traced, context),
            **history.history_evidence(traced, context),
        }
    if name == "yoy":
        return figures.growth_evidence(frame, context)
    if name == "revision":
        return figures.revision_evidence(frame, context)
    return silence.coverage_evidence(frame, context)
