"""Where a span of a document's text stands in its original, and whether it was recognised well.

Belongs here: looking that up, and packing it into one text for a frame. Does not belong here: finding places
(`pages`, `recognition`).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING

from tongbi.records import Place

if TYPE_CHECKING:
    from tongbi.records import Document

_FIELDS = ("start", "end", "page", "left", "top", "right", "bottom", "confidence")


def place_at(document: Document, start: int) -> Place | None:
    """The row of the original that holds the sign at `start`; None where the format has no pages."""
    index = bisect_right(document.places, start, key=lambda place: place.start) - 1
    return document.places[index] if index >= 0 else None


def is_doubtful(document: Document, start: int, end: int) -> bool:
    """Whether a sign of `text[start:end]` was recognised with little confidence."""
    index = bisect_right(document.doubtful, start, key=lambda span: span[1])
    return index < len(document.doubtful) and document.doubtful[index][0] < end


def pack(document: Document) -> str:
    """Places and doubtful spans as one text, '' where there are none."""
    if not document.places:
        return ""
    places = [[getattr(place, name) for name in _FIELDS] for place in document.places]
    return json.dumps({"places": places, "doubtful": document.doubtful}, separators=(",", ":"))


def unpack(packed: str) -> tuple[tuple[Place, ...], tuple[tuple[int, int], ...]]:
    """What `pack` packed: places and doubtful spans."""
    if not packed:
        return (), ()
    raw = json.loads(packed)
    return tuple(Place(*each) for each in raw["places"]), tuple((a, b) for a, b in raw["doubtful"])
