"""The catalogue read from `sources/catalogue/` and checked as a whole.

Belongs here: reading the files, what must hold between them, and messages that name file, entry and field.
Does not belong here: what a single entry may hold (`model`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from tongbi import declaring, project
from tongbi.catalogue.model import Catalogue, CatalogueFile, Domain, Metric
from tongbi.records import REPORT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class CatalogueError(ValueError):
    """The catalogue cannot be used; the message lists every problem, one a line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@cache
def load() -> Catalogue:
    """The project's catalogue, read once a process; a `CatalogueError` lists what is wrong with it."""
    return read(project.sources() / "catalogue")


def read(folder: Path) -> Catalogue:
    """The catalogue of the files `folder/<family>/<domain>.yaml`; a `CatalogueError` lists every problem."""
    problems: list[str] = []
    files: dict[str, CatalogueFile] = {}
    paths = sorted(folder.glob("*/*.yaml"))
    if not paths:
        problems.append(f"{folder}: holds no file <family>/<domain>.yaml, so there is no metric to read.")
    for path in paths:
        label = path.relative_to(folder.parent).as_posix()
        content = _content(path, label, problems)
        if content is not None:
            files[label] = content
    catalogue = _assembled(files)
    problems += _disagreements(files)
    # A base that sits in a file that could not be read is not missing: say the first thing first.
    if not problems:
        problems += _missing_bases(files, catalogue)
    if problems:
        raise CatalogueError(problems)
    return catalogue


def _content(path: Path, label: str, problems: list[str]) -> CatalogueFile | None:
    try:
        data = declaring.parse(path.read_text(encoding="utf-8"))
        return CatalogueFile.model_validate(data)
    except UnicodeDecodeError as error:
        problems.append(f"{label}: not UTF-8 at byte {error.start}; save the file as UTF-8.")
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        problems.append(f"{label}{line}: not valid YAML: {error.problem}.")
    except ValidationError as error:
        problems += [_located(label, data, dict(detail)) for detail in error.errors(include_url=False)]
    return None


def _located(label: str, data: Any, detail: Mapping[str, Any]) -> str:
    """One validation failure as a sentence that names file, entry and field."""
    location = list(detail["loc"])
    where = label
    if len(location) >= 2 and location[0] == "metrics":
        entry = data["metrics"][location[1]]
        name = entry.get("id") if isinstance(entry, dict) else None
        where += f": metric {name or f'number {location[1] + 1}'}"
        location = location[2:]
    field = f" field `{'.'.join(map(str, location))}`:" if location else ""
    given = detail["input"]
    shown = f" (given: {given!r})" if isinstance(given, (str, int, float)) else ""
    message = {
        "extra_forbidden": "there is no such field",
        "missing": "is missing",
    }.get(detail["type"], detail["msg"].replace("Input should", "should"))
    return f"{where}:{field} {message}{shown}."


def _assembled(files: Mapping[str, CatalogueFile]) -> Catalogue:
    ordered = sorted(files.values(), key=lambda file: (REPORT_TYPES.index(file.family), file.domain.order))
    domains = [Domain(family=file.family, **dict(file.domain)) for file in ordered]
    metrics = [
        Metric(family=file.family, domain=file.domain.id, **dict(entry))
        for file in ordered
        for entry in file.metrics
    ]
    return Catalogue(
        metrics={metric.id: metric for metric in metrics}, domains={domain.id: domain for domain in domains}
    )


def _disagreements(files: Mapping[str, CatalogueFile]) -> Iterator[str]:
    """What is given twice, and files that lie in another place than they say."""
    metric_homes: dict[str, str] = {}
    domain_homes: dict[str, str] = {}
    order_homes: dict[tuple[str, int], str] = {}
    for label, file in files.items():
        expected = f"catalogue/{file.family}/{file.domain.id}.yaml"
        if label != expected:
            yield f"{label}: declares domain `{file.domain.id}` of `{file.family}`; move it to {expected}."
        home = domain_homes.setdefault(file.domain.id, label)
        if home != label:
            yield f"{label}: field `domain.id`: {file.domain.id} is already the domain of {home}."
        home = order_homes.setdefault((file.family, file.domain.order), label)
        if home != label:
            yield f"{label}: field `domain.order`: {file.domain.order} is already the place of {home}."
        for entry in file.metrics:
            if entry.id in metric_homes:
                yield f"{label}: metric {entry.id}: field `id`: already declared in {metric_homes[entry.id]}."
            metric_homes.setdefault(entry.id, label)


def _missing_bases(files: Mapping[str, CatalogueFile], catalogue: Catalogue) -> Iterator[str]:
    for label, file in files.items():
        for entry in file.metrics:
            for base in entry.base_ids:
                if base == entry.id:
                    yield f"{label}: metric {entry.id}: field `base`: names the metric itself."
                elif base not in catalogue.metrics:
                    yield f"{label}: metric {entry.id}: field `base`: the catalogue holds no metric {base}."
