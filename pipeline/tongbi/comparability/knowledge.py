"""The declared knowledge about comparability, read once, checked as a whole, with its patterns compiled.

Belongs here: reading `sources/comparability/*.yaml`, what must hold between the files, and look-ups by
metric. Does not belong here: what one file may hold (`declared`), or what is done with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from tongbi import catalogue, declaring, project
from tongbi.comparability.declared import (
    ApplicabilityFile,
    BreadthFile,
    Break,
    BreakFile,
    Code,
    Facet,
    FacetFile,
    IdentityFile,
    InheritanceFile,
    IssuerFile,
    Reason,
    ReasonFile,
    UnitFile,
)
from tongbi.comparability.units import Units
from tongbi.comparability.wording import Reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tongbi.catalogue import Catalogue

_Model = TypeVar("_Model", bound=BaseModel)
_METRIC_ID = re.compile("[a-z]+(?:_[a-z0-9]+)+")


class ComparabilityError(ValueError):
    """The declared knowledge cannot be used; the message lists every problem, one a line."""


@dataclass(frozen=True, slots=True)
class Question:
    """A facet with its patterns compiled: `answers` in declared order, `capture` with a group `value`."""

    facet: Facet
    answers: tuple[tuple[str, re.Pattern[str]], ...]
    capture: re.Pattern[str] | None
    never: re.Pattern[str] | None


@dataclass(frozen=True)
class Knowledge:
    """Everything that is declared, by metric where that is how it is asked for."""

    catalogue: Catalogue
    questions: dict[str, Question]
    breaks: tuple[Break, ...]
    reach: Reach
    units: Units
    identities: IdentityFile
    inheritance: InheritanceFile
    applicability: ApplicabilityFile
    issuers: IssuerFile
    reasons: dict[Code, Reason]
    like_for_like: re.Pattern[str]
    _by_metric: dict[str, tuple[Question, ...]] = field(default_factory=dict)
    _breaks_by_metric: dict[str, tuple[Break, ...]] = field(default_factory=dict)

    def questions_of(self, metric_id: str) -> tuple[Question, ...]:
        """The facets that concern a metric, in declared order; a facet may be limited to kinds of metrics."""
        known = self._by_metric.get(metric_id)
        if known is None:
            kind = self.kind(metric_id)
            known = tuple(
                question
                for question in self.questions.values()
                if question.facet.concerns(metric_id)
                and (not question.facet.kinds or kind in question.facet.kinds)
            )
            self._by_metric[metric_id] = known
        return known

    def breaks_of(self, metric_id: str) -> tuple[Break, ...]:
        """The dated breaks that concern a metric, in declared order."""
        known = self._breaks_by_metric.get(metric_id)
        if known is None:
            known = tuple(entry for entry in self.breaks if entry.concerns(metric_id))
            self._breaks_by_metric[metric_id] = known
        return known

    def kind(self, metric_id: str) -> str:
        """The metric's kind in the catalogue; '' for a metric that the catalogue does not hold."""
        metric = self.catalogue.metrics.get(metric_id)
        return metric.kind if metric else ""

    def named(self, note: str, language: Literal["zh", "en"]) -> str:
        """A note of a check on figures with the names of metrics in place of their ids."""

        def name(found: re.Match[str]) -> str:
            metric = self.catalogue.metrics.get(found[0])
            return found[0] if metric is None else metric.name_zh if language == "zh" else metric.name_en

        return _METRIC_ID.sub(name, note)

    def applies(self, metric_id: str, level: str) -> bool:
        """Whether a body of this level can have the metric at all."""
        return all(level in entry.levels for entry in self.applicability.levels if entry.concerns(metric_id))

    def breaks_text(self, metric_id: str) -> str:
        """What breaks a metric's series by date, in both languages; the catalogue's table shows it."""
        lines = []
        for entry in self.breaks_of(metric_id):
            since = entry.since.isoformat() if entry.since else ""
            lines.append(f"{entry.zh.format(since=since)} / {entry.en.format(since=since)}")
        return "\n".join(lines)


@cache
def load() -> Knowledge:
    """The project's declared knowledge, read once; `ComparabilityError` says what is wrong with it."""
    return read(project.sources() / "comparability", catalogue.load())


def read(folder: Path, metrics: Catalogue) -> Knowledge:
    """The knowledge declared in a folder; `ComparabilityError` lists every problem by file."""
    problems: list[str] = []
    facets = _file(folder / "facets.yaml", FacetFile, problems)
    breaks = _file(folder / "breaks.yaml", BreakFile, problems)
    breadth = _file(folder / "breadth.yaml", BreadthFile, problems)
    units = _file(folder / "units.yaml", UnitFile, problems)
    identities = _file(folder / "identities.yaml", IdentityFile, problems)
    inheritance = _file(folder / "inheritance.yaml", InheritanceFile, problems)
    applicability = _file(folder / "applicability.yaml", ApplicabilityFile, problems)
    issuers = _file(folder / "issuers.yaml", IssuerFile, problems)
    reasons = _file(folder / "reasons.yaml", ReasonFile, problems)
    if not (
        facets
        and breaks
        and breadth
        and units
        and identities
        and inheritance
        and applicability
        and issuers
        and reasons
    ):
        raise ComparabilityError("\n".join(problems))
    knowledge = Knowledge(
        catalogue=metrics,
        questions={facet.id: _compiled(facets, facet) for facet in facets.facets},
        breaks=tuple(breaks.breaks),
        reach=Reach.of(breadth),
        units=Units(units),
        identities=identities,
        inheritance=inheritance,
        applicability=applicability,
        issuers=issuers,
        reasons={reason.code: reason for reason in reasons.reasons},
        like_for_like=re.compile(facets.like_for_like),
    )
    problems += _disagreements(knowledge, facets)
    if problems:
        raise ComparabilityError("\n".join(problems))
    return knowledge


def _file(path: Path, model: type[_Model], problems: list[str]) -> _Model | None:
    label = f"comparability/{path.name}"
    try:
        data = declaring.parse(path.read_text(encoding="utf-8"))
        return model.model_validate(data)
    except FileNotFoundError:
        problems.append(f"{label}: is missing.")
    except yaml.YAMLError as error:
        problems.append(f"{label}: not valid YAML: {error}.")
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where = ".".join(map(str, detail["loc"]))
            problems.append(f"{label}: {where or 'the file'}: {detail['msg']}.")
    return None


def _compiled(file: FacetFile, facet: Facet) -> Question:
    answers = tuple(
        (name, re.compile("|".join(f"(?:{file.expand(pattern)})" for pattern in patterns)))
        for name, patterns in facet.values.items()
    )
    return Question(
        facet=facet,
        answers=answers,
        capture=re.compile(file.expand(facet.capture)) if facet.capture else None,
        never=re.compile("|".join(file.expand(pattern) for pattern in facet.never)) if facet.never else None,
    )


def _disagreements(knowledge: Knowledge, facets: FacetFile) -> Iterator[str]:
    known = knowledge.catalogue.metrics
    for facet in facets.facets:
        yield from _unknown_metrics("facets.yaml", facet.id, facet.metrics, known)
    if len(knowledge.questions) < len(facets.facets):
        yield "comparability/facets.yaml: a facet id is given twice."
    for entry in knowledge.breaks:
        yield from _unknown_metrics("breaks.yaml", entry.id, entry.metrics, known)
        if entry.unless and entry.unless not in knowledge.questions:
            yield f"comparability/breaks.yaml: {entry.id}: there is no facet {entry.unless}."
    for total in knowledge.identities.sums:
        named = [total.whole, *total.parts, *total.optional]
        yield from _unknown_metrics("identities.yaml", total.whole, named, known)
    for rate in knowledge.identities.rates:
        named = [rate.metric, rate.numerator, *rate.denominators.values()]
        yield from _unknown_metrics("identities.yaml", rate.metric, named, known)
    for pair in knowledge.identities.parts:
        yield from _unknown_metrics("identities.yaml", pair.part, [pair.part, pair.whole], known)
    for follower, leader in knowledge.inheritance.follows.items():
        yield from _unknown_metrics("inheritance.yaml", follower, [follower, leader], known)
    for number, levels in enumerate(knowledge.applicability.levels, 1):
        yield from _unknown_metrics("applicability.yaml", f"entry {number}", levels.metrics, known)
    missing = set(get_args(Code)) - knowledge.reasons.keys()
    if missing:
        yield f"comparability/reasons.yaml: does not declare {', '.join(sorted(missing))}."


def _unknown_metrics(file: str, entry: str, ids: list[str], known: Mapping[str, object]) -> Iterator[str]:
    for metric_id in ids:
        if "*" not in metric_id and metric_id not in known:
            yield f"comparability/{file}: {entry}: the catalogue holds no metric {metric_id}."
