"""The texts of the staged reports and where they come from, kept for all suites of a run.

Belongs here: one memory of them, which holds as long as no part of `report_by_year` is staged anew. Does not
belong here: what is looked for in a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.orchestration.store.frames import FrameStore

STAGED = "report_by_year"
_TOLD = ["path", "title", "source_uri", "text"]


@dataclass(frozen=True, slots=True)
class Texts:
    """By report_id, also of reports that were set aside.

    A document is `path`, `title`, `source_uri` and `text`.
    """

    texts: Mapping[str, str]
    documents: Mapping[str, Mapping[str, Any]]


def of(frames: FrameStore) -> Texts:
    """The texts that are staged now."""
    return _texts(frames, frames.stamp(STAGED))


@lru_cache(maxsize=1)
def _texts(frames: FrameStore, stamp: tuple[tuple[str, int], ...]) -> Texts:
    texts: dict[str, str] = {}
    documents: dict[str, Mapping[str, Any]] = {}
    for part, _ in stamp:
        rows = cast(
            "list[dict[str, Any]]", frames.read(STAGED, part)[["report_id", *_TOLD]].to_dict("records")
        )
        for row in rows:
            report_id = row.pop("report_id")
            texts[report_id], documents[report_id] = row["text"], row
    return Texts(texts, documents)
