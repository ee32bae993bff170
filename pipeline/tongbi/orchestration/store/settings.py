"""What a run reads and where it publishes, from arguments or from the environment.

Belongs here: paths derived from those two choices. Does not belong here: looking at what lies there.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi import project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOURCES_VARIABLE = "TONGBI_SOURCES"
WAREHOUSE_VARIABLE = "TONGBI_WAREHOUSE"
DATA_DOCS_VARIABLE = "TONGBI_DATA_DOCS"
FETCHED_VARIABLE = "TONGBI_FETCHED"


def home() -> Path:
    """The folder whose `warehouse/` and `.dagster_state/` are used: the checkout, else the current folder."""
    return project.home()


def default_warehouse() -> Path:
    """The project's own warehouse: where a run publishes that is told no other place."""
    return _absolute(home() / "warehouse" / "tongbi.duckdb")


def fetched(environment: Mapping[str, str] = os.environ) -> Path:
    """Where fetched pages go: TONGBI_FETCHED, else `fetched/` of the home; read by default if it exists."""
    named = environment.get(FETCHED_VARIABLE)
    return _absolute(Path(named) if named else home() / "fetched")


@dataclass(frozen=True, slots=True)
class Settings:
    """The reports that are read (files or folders) and the warehouse that they become; absolute paths.

    `data_docs` asks for Great Expectations' own pages beside the data-quality report.
    """

    sources: tuple[Path, ...]
    warehouse: Path
    data_docs: bool = False

    @classmethod
    def of(
        cls, sources: Sequence[Path] = (), warehouse: Path | None = None, *, data_docs: bool = False
    ) -> Settings:
        """From arguments; what is not given comes from the environment, then from the project."""
        return cls.from_environment(
            {
                **os.environ,
                **({SOURCES_VARIABLE: os.pathsep.join(map(str, sources))} if sources else {}),
                **({WAREHOUSE_VARIABLE: str(warehouse)} if warehouse else {}),
                **({DATA_DOCS_VARIABLE: "1"} if data_docs else {}),
            }
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """From TONGBI_SOURCES (paths joined as in PATH) and TONGBI_WAREHOUSE, each with its default."""
        sources = [Path(part) for part in environment.get(SOURCES_VARIABLE, "").split(os.pathsep) if part]
        if not sources:
            pages = fetched(environment)
            sources = [project.sources() / "samples", *([pages] if pages.is_dir() else [])]
        warehouse = environment.get(WAREHOUSE_VARIABLE)
        return cls(
            sources=tuple(map(_absolute, sources)),
            warehouse=_absolute(Path(warehouse)) if warehouse else default_warehouse(),
            data_docs=environment.get(DATA_DOCS_VARIABLE, "") not in ("", "0"),
        )

    def as_environment(self) -> dict[str, str]:
        """The variables that give another process the same settings."""
        return {
            SOURCES_VARIABLE: os.pathsep.join(map(str, self.sources)),
            WAREHOUSE_VARIABLE: str(self.warehouse),
            DATA_DOCS_VARIABLE: "1" if self.data_docs else "",
        }

    @property
    def store(self) -> Path:
        """The folder beside the warehouse that holds everything but the warehouse."""
        return self.warehouse.with_name(f"{self.warehouse.stem}.store")

    @property
    def archive(self) -> Path:
        """Originals by SHA-256."""
        return self.store / "archive"

    @property
    def quality(self) -> Path:
        """The first page of the data-quality report of the last run."""
        return self.store / "quality" / "index.html"

    @property
    def docs(self) -> Path:
        """The folder of Great Expectations' own pages of the last run that was asked for them."""
        return self.quality.parent / "data-docs"

    @property
    def staged(self) -> Path:
        """Frames of the stages, one folder an asset."""
        return self.store / "staged"

    @property
    def readings(self) -> Path:
        """What was read of each file of the sources."""
        return self.store / "read"

    @property
    def stock(self) -> Path:
        """What the last look at the sources found, one line a file."""
        return self.store / "stock.jsonl"

    @property
    def state(self) -> Path:
        """What the last published run saw and said."""
        return self.store / "state.json"


def short(text: str) -> str:
    """`text` with paths inside the project's folder relative to it, so that no table names a machine."""
    return re.sub(rf"(?<![\w.\-/\\]){re.escape(f'{home()}{os.sep}')}", "", text)


def _absolute(path: Path) -> Path:
    """`path` from the root, without `..`; links are kept as they are named."""
    return Path(os.path.normpath(path.absolute()))
