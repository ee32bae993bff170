"""The resource that every asset asks where things lie.

Belongs here: settings and the store of staged frames as a Dagster resource. Does not belong here: what the
settings mean (see `store.settings`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import dagster as dg

from tongbi.orchestration.store import turn
from tongbi.orchestration.store.frames import FrameStore
from tongbi.orchestration.store.settings import Settings


class Sight(dg.ConfigurableResource[None]):
    """The reports that are read and the warehouse file that they become, to be looked at."""

    sources: list[str]
    warehouse: str
    data_docs: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The resource for settings."""
        return cls(
            sources=[str(path) for path in settings.sources],
            warehouse=str(settings.warehouse),
            data_docs=settings.data_docs,
        )

    @property
    def settings(self) -> Settings:
        """The paths as the rest of the code takes them."""
        return Settings(tuple(map(Path, self.sources)), Path(self.warehouse), self.data_docs)

    @property
    def frames(self) -> FrameStore:
        """The frames staged by earlier assets."""
        return FrameStore(self.settings.staged)


class Workspace(Sight):
    """The same, to be worked in: a run has the store for itself from its first step to its last."""

    # Dagster declares that a resource of no declared value yields None; it hands on what is yielded.
    @contextmanager
    def yield_for_execution(  # type: ignore[override]
        self,
        context: dg.InitResourceContext,  # noqa: ARG002
    ) -> Iterator[Self]:
        """Wait for the turn of the run, and hold it while the run executes."""
        with turn.taken(self.settings.store):
            yield self
