"""What the catalogue of metrics says: the models of its files, and the catalogue that they make together.

Belongs here: the fields of a metric and of a domain, the closed lists that they draw on, and look-ups. Does
not belong here: reading files (`load`), or anything that applies a metric to a text or to a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping  # noqa: TC003 - the dataclass below is part of the public, inspectable surface
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tongbi.records import ReportType

Kind = Literal["count_flow", "stock", "rate", "growth_rate", "money", "duration"]
"""An amount counted over the year, a level at its end, a share, a relative change over
the year, a sum of money, or a length of time. The kind decides what may be compared with what, and how."""

Change = Literal["gain", "loss"]
"""What a metric counts of another, or of a thing that has no metric: how much it gained, or how much it lost.
A loss is a positive number, whether it is told in so many or in per cent."""

Unit = Literal[
    "%", "万元", "个", "人", "人次", "件", "份", "元", "公里", "场次",
    "小时", "工作日", "户", "斤", "条", "枚", "次", "类", "美元", "项",
]  # fmt: skip
"""The unit in which a metric is told to a reader. A text may use another measure word of the same class."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*[a-z0-9]$")]
BaseFormula = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*( / [a-z][a-z0-9_]*)?$")]
Sentence = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]


class UnknownMetricError(LookupError):
    """A metric id that the catalogue does not hold."""


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Definition(_Declared):
    """One sentence: what is counted, at which stage, what is left out, what to heed in comparing years."""

    zh: Sentence
    en: Sentence


class MetricEntry(_Declared):
    """A metric as a file declares it."""

    id: Identifier = Field(description="Never changes once published: warehouses and queries refer to it.")
    name_zh: Sentence
    name_en: Sentence
    unit: Unit
    kind: Kind
    base: BaseFormula | None = Field(
        default=None,
        description="Id of the whole that this is a part of, or of what this is the growth or share of; "
        "`numerator / denominator` of a rate where both are metrics.",
    )
    change: Change | None = Field(
        default=None,
        description="`gain` where it counts what its base gained, `loss` where it counts what was lost, "
        "a positive number; left out for every other metric, a plain growth rate among them.",
    )
    definition: Definition

    @property
    def base_ids(self) -> tuple[str, ...]:
        """The ids that `base` names: none, one, or numerator and denominator."""
        return tuple(self.base.split(" / ")) if self.base else ()


class Metric(MetricEntry):
    """A metric with the family of reports and the domain of the file that declares it."""

    family: ReportType
    domain: Identifier


class DomainEntry(_Declared):
    """A domain as a file declares it; `order` is its place among its family's domains."""

    id: Identifier
    order: int = Field(ge=1)
    name_zh: Sentence
    name_en: Sentence


class Domain(DomainEntry):
    """A domain with the family of reports that it belongs to."""

    family: ReportType


class CatalogueFile(_Declared):
    """One file under `sources/catalogue/<family>/<domain>.yaml`."""

    family: ReportType
    domain: DomainEntry
    metrics: list[MetricEntry] = Field(min_length=1)


@dataclass(frozen=True)
class Catalogue:
    """Every metric and domain by id, in the order of family, domain and file."""

    metrics: Mapping[str, Metric]
    domains: Mapping[str, Domain]

    def family(self, report_type: ReportType) -> dict[str, Metric]:
        """The metrics that reports of this type may state, by id."""
        return {metric.id: metric for metric in self.metrics.values() if metric.family == report_type}

    def in_domain(self, domain_id: str) -> list[Metric]:
        """The metrics of a domain in the order of its file; empty for a domain that is not declared."""
        return [metric for metric in self.metrics.values() if metric.domain == domain_id]

    @cached_property
    def growth_of(self) -> Mapping[str, str]:
        """By metric, the id of the one that is its growth rate: gdp_total → gdp_growth_rate."""
        return self._by_base(metric for metric in self.metrics.values() if metric.kind == "growth_rate")

    @cached_property
    def added_to(self) -> Mapping[str, str]:
        """By metric, the id of the one that counts what it gained."""
        return self._by_base(metric for metric in self.metrics.values() if metric.change == "gain")

    @cached_property
    def reduction_of(self) -> Mapping[str, str]:
        """By metric, the id of the one that counts what it lost."""
        return self._by_base(metric for metric in self.metrics.values() if metric.change == "loss")

    @cached_property
    def level_of(self) -> Mapping[str, str]:
        """By metric of a growth, a gain or a loss, the id of what grew, gained or lost."""
        changes = (self.growth_of, self.added_to, self.reduction_of)
        return {change: level for told in changes for level, change in told.items()}

    @cached_property
    def rates_of(self) -> Mapping[str, list[Metric]]:
        """By metric, the rates that it is the numerator of, in the order of the catalogue."""
        rates: dict[str, list[Metric]] = {}
        for metric in self.metrics.values():
            if metric.kind == "rate" and metric.base_ids:
                rates.setdefault(metric.base_ids[0], []).append(metric)
        return rates

    @staticmethod
    def _by_base(metrics: Iterable[Metric]) -> dict[str, str]:
        found: dict[str, str] = {}
        for metric in metrics:
            if metric.base:
                found.setdefault(metric.base, metric.id)
        return found

    def require(self, metric_id: str) -> Metric:
        """The metric of this id; `UnknownMetricError` says what the catalogue holds instead."""
        metric = self.metrics.get(metric_id)
        if metric is not None:
            return metric
        close = get_close_matches(metric_id, self.metrics, n=3)
        hint = f"did you mean {', '.join(close)}?" if close else "see docs/adding-a-metric.md to declare it."
        raise UnknownMetricError(f"the catalogue holds no metric {metric_id!r}; {hint}")
