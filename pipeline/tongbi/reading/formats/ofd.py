"""OFD (GB/T 33190), the fixed-layout format of Chinese offices: its texts by their places on the pages.

Pages that are pictures are recognised (`ofd_pictures` finds them).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from html import unescape
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from tongbi.reading import recognition
from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, Piece, image
from tongbi.reading.formats.ofd_pictures import Pictures
from tongbi.reading.inventory import refuse
from tongbi.reading.pages import compose
from tongbi.reading.rows import Fragment, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tongbi.records import Quarantined

_REMEDY = "open it with an OFD reader and print it to PDF, or save its text as .txt"
# A run's box reaches from above its baseline to a little below it, in sizes of its type.
_ASCENT, _DESCENT = 0.86, 0.14
_UNIT = re.compile(r"""<[^<>]*CompositeGraphicUnit\b[^<>]*?\sID\s*=\s*["']([^"']*)""")
_DRAWN = re.compile(r"""CompositeObject\b[^<>]*?\sResourceID\s*=\s*["']([^"']*)""")
_MOST_DRAWINGS, _DEEPEST = 100_000, 32


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a document, and the pages of it that cannot be read.

    Raises FormatError for one that is damaged, too large or without text.
    """
    import ofdkit

    _refuse_bombs(content)
    limits = files().limits
    damaged: list[int] = []
    try:
        with ofdkit.open(content) as document:
            if len(document.pages) > limits.pages:
                why = f"an OFD document of {len(document.pages):,} pages, more than {limits.pages:,}"
                raise FormatError(why, "split it")
            pages = [_page(page, damaged) for page in document.pages]
            places = [page.location for page in document.pages]
    except FormatError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        raise FormatError(f"not a readable OFD document ({type(error).__name__})", _REMEDY) from error
    unread = _recognise(pages, places, content)
    composed = compose(pages, doubtful_below=files().recognition.doubtful_below)
    recognition.refuse_unreadable(composed)
    if "\ufffd" in composed.text:
        raise FormatError("an OFD document with damaged text", _REMEDY)
    if not composed.text.strip():
        why = "an OFD document without text (pictures of pages, it seems)"
        raise FormatError(why, _REMEDY if recognition.available() else recognition.REMEDY)
    yield Piece(
        text=composed.text, path=path, format="ofd", places=composed.places, doubtful=composed.doubtful
    )
    for numbers, why, remedy in (
        (damaged, "damaged pages", _REMEDY),
        (unread, "pages without text (pictures, it seems)", _remedy_of_pictures(len(unread))),
    ):
        if numbers:
            named = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
            yield refuse(f"{path}, page {named}", why, remedy)


def _recognise(pages: list[Page], places: Sequence[str | None], content: bytes) -> list[int]:
    """Put what is recognised in place of pages that are pictures; the numbers of those that are not read."""
    empty = [(page.number, place) for page, place in zip(pages, places, strict=True) if not page.fragments]
    if not empty:
        return []
    unread: list[int] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            drawn = Pictures(package)
            parts = {number: part for number, place in empty if place and (part := drawn.part_of(place))}
            if not recognition.available() or len(parts) > files().limits.scanned_pages:
                return sorted(parts)
            for number, part in parts.items():
                try:
                    pages[number - 1] = next(image.pages_of(package.read(part), number))
                except FormatError:
                    unread.append(number)
    except Exception as error:  # zipfile raises whatever a damaged file makes it stumble over
        raise FormatError(
            f"an OFD document with damaged pictures ({type(error).__name__})", _REMEDY
        ) from error
    return unread


def _remedy_of_pictures(count: int) -> str:
    if count > files().limits.scanned_pages:
        return f"split it: at most {files().limits.scanned_pages:,} scanned pages of one file are read"
    return _REMEDY if recognition.available() else recognition.REMEDY


def _refuse_bombs(content: bytes) -> None:
    limits = files().limits
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            # the library reads no member beyond the size that is claimed here
            total = sum(member.file_size for member in members)
            if len(members) > limits.members or total > limits.unpacked_bytes:
                why = f"an OFD document that unpacks to more than {limits.unpacked_megabytes} MB"
                raise FormatError(why, _REMEDY)
            drawings = _drawings(
                package.read(member) for member in members if member.filename.lower().endswith(".xml")
            )
    except FormatError:
        raise
    except Exception as error:  # zipfile raises whatever a damaged file makes it stumble over
        raise FormatError("a damaged OFD document", _REMEDY) from error
    if drawings > _MOST_DRAWINGS:
        raise FormatError("an OFD document that draws one thing within another without end", _REMEDY)


def _drawings(parts: Iterable[bytes]) -> int:
    """How many composite objects the units of a document draw when each of them is drawn once.

    The library follows units in units, 32 deep: two in each of them would keep it busy for hours.
    """
    inside: dict[str, list[str]] = {}
    for part in parts:
        is_wide = b"\0" in part[:4]
        if not is_wide and b"CompositeGraphicUnit" not in part:
            continue
        text = part.decode("utf-16" if is_wide else "latin-1", "replace")
        starts = [*_UNIT.finditer(text)]
        for start, following in zip_longest(starts, starts[1:]):
            end = following.start() if following else len(text)
            drawn = _DRAWN.finditer(text, start.end(), end)
            inside.setdefault(unescape(start[1]), []).extend(unescape(match[1]) for match in drawn)
    known: dict[str, int] = {}

    def count(unit: str, depth: int) -> int:
        if depth > _DEEPEST:
            return _MOST_DRAWINGS + 1
        if unit not in known:
            times = Counter(inside.get(unit, ()))
            known[unit] = 1 + sum(number * count(each, depth + 1) for each, number in times.items())
        return known[unit]

    return sum(count(unit, 0) for unit in inside)


def _page(page: Any, damaged: list[int]) -> Page:
    """The runs of one page with their boxes in millimetres; one that cannot be read is told in `damaged`."""
    import ofdkit

    number = page.index + 1
    try:
        west, north, width, height = page.box
        runs = page.runs
    except ofdkit.OFDError:
        damaged.append(number)
        return Page(number, 1.0, 1.0, ())
    drawn: set[tuple[str, int, int]] = set()
    fragments = []
    for run in runs:
        x, y = run.x - west, run.y - north
        # bold type is sometimes made by drawing a run twice
        key = (run.text, round(x * 4), round(y * 4))
        if key in drawn or not (-2 <= x <= width + 2 and -2 <= y <= height + 2):
            continue
        drawn.add(key)
        size = run.size or 4.0
        fragments.append(Fragment(run.text, x, y - _ASCENT * size, x + run.width, y + _DESCENT * size))
    return Page(number, width, height, tuple(fragments))
