"""The catalogue as the frame that is published as table `metric`.

Belongs here: the shape of that frame. Does not belong here: what breaks a series, which the comparability
declares and hands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.catalogue.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pandas import DataFrame

    from tongbi.catalogue.model import Catalogue, Metric

COLUMNS = (
    "metric_id",
    "name_zh",
    "name_en",
    "domain",
    "unit",
    "kind",
    "base",
    "definition",
    "breaks",
    "definition_en",
    "family",
    "domain_zh",
    "domain_en",
)


def frame(
    breaks: Mapping[str, str] | Callable[[Metric], str] | None = None, catalogue: Catalogue | None = None
) -> DataFrame:
    """One row a metric in the catalogue's order, all columns text; `base` and `breaks` are '' where none is.

    `breaks` gives, by metric id or by a function of the metric, what breaks its series.
    """
    import pandas as pd

    catalogue = catalogue or load()
    rows = []
    for metric in catalogue.metrics.values():
        domain = catalogue.domains[metric.domain]
        rows.append(
            (
                metric.id,
                metric.name_zh,
                metric.name_en,
                metric.domain,
                metric.unit,
                metric.kind,
                metric.base or "",
                metric.definition.zh,
                _text(breaks, metric),
                metric.definition.en,
                metric.family,
                domain.name_zh,
                domain.name_en,
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _text(breaks: Mapping[str, str] | Callable[[Metric], str] | None, metric: Metric) -> str:
    if breaks is None:
        return ""
    return breaks(metric) if callable(breaks) else breaks.get(metric.id, "")
