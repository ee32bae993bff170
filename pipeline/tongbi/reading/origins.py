"""Where a span of a document's text stands in its original, and whether it was recognised well.

Belongs here: looking that up, and packing it into one text for a frame. Does not belong here: finding places
(`pages`, `recognition`).
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tongbi.records import Place

if TYPE_CHECKING:
    from tongbi.records import Document

_FIELDS = ("start", "end", "page", "left", "top", "right", "bottom", "confidence")


def place_of(document: Document, start: int, end: int) -> Place | None:
    """Where `text[start:end]` stands in the original; None where the format has no pages.

    That is the row which holds its first sign, or the box around all rows over which it is broken, as
    far as they are on the same page.
    """
    places = document.places
    index = bisect_right(places, start, key=lambda place: place.start) - 1
    if index < 0:
        return None
    place = places[index]
    for row in places[index + 1 : bisect_left(places, end, key=lambda place: place.start)]:
        if row.page == place.page:
            place = _around(place, row)
    return place


def _around(one: Place, other: Place) -> Place:
    known = [place.confidence for place in (one, other) if place.confidence is not None]
    return Place(
        start=one.start,
        end=other.end,
        page=one.page,
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
        confidence=min(known, default=None),
    )


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
