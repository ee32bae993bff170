"""PDF: the text layer of each page, or what is recognised in the picture of a page that has none.

Belongs here: getting lines of text and their boxes out of pages. Does not belong here: joining them
(`reading.pages`), recognising signs (`reading.recognition`).
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

from tongbi.reading import recognition
from tongbi.reading.declared import files
from tongbi.reading.decoding import plausibility
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.inventory import refuse
from tongbi.reading.pages import compose
from tongbi.reading.rows import SMALLEST_GAP, Fragment, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined

_SIGNS_OF_A_PAGE_WITH_TEXT = 10
# A text layer whose fonts lack their tables reads like no prose at all.
_SIGNS_TO_JUDGE, _SIGNS_JUDGED = 40, 400
_GIBBERISH = 0.02
# The library's mark of a hyphen at a line's end, and signs without a code.
_GAP = re.compile(r" +")
_REPLACED = str.maketrans({"\ufffe": "-", "\x02": "-", "\0": None})


_Rectangle = tuple[float, float, float, float]


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a PDF, and the pages of it that cannot be read.

    Raises FormatError where it is damaged, encrypted, too long or without text.
    """
    import pypdfium2

    limits = files().limits
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "an encrypted PDF" if locked else "a damaged PDF"
        raise FormatError(why, "save it without a password" if locked else "get the file again") from error
    try:
        if len(document) > limits.pages:
            raise FormatError(f"a PDF of {len(document):,} pages, more than {limits.pages:,}", "split it")
        pages = [_page(document, number) for number in range(len(document))]
        scans = [page.number for page in pages if not _has_text(page)]
        unread: list[int] = []
        if scans and len(scans) <= limits.scanned_pages and recognition.available():
            for number in scans:
                pages[number - 1] = _recognised(document, number) or pages[number - 1]
        else:
            unread = [number for number in scans if _has_pictures(document, number)]
            for number in unread:
                pages[number - 1] = Page(number, 1.0, 1.0, ())
    finally:
        document.close()
    composed = compose(pages, doubtful_below=files().recognition.doubtful_below)
    recognition.refuse_unreadable(composed)
    if len("".join(composed.text.split())) < _SIGNS_OF_A_PAGE_WITH_TEXT:
        raise FormatError("a PDF without text (a scan, it seems)", _remedy(len(scans)))
    yield Piece(
        text=composed.text,
        path=path,
        format="pdf",
        places=composed.places,
        doubtful=composed.doubtful,
    )
    if unread:
        named = ", ".join(map(str, unread[:10])) + (" …" if len(unread) > 10 else "")
        yield refuse(f"{path}, page {named}", "pages without text (scans, it seems)", _remedy(len(scans)))


def _remedy(scans: int) -> str:
    if scans > files().limits.scanned_pages:
        return f"split it: at most {files().limits.scanned_pages:,} scanned pages of one file are read"
    return recognition.REMEDY


def _page(document: Any, number: int) -> Page:
    """The lines of one page with their boxes; a page that cannot be read has none."""
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(number + 1, 1.0, 1.0, ())
    try:
        fragments = tuple(_fragments(textpage, page.get_bbox(), page.get_rotation()))
    finally:
        textpage.close()
        page.close()
    return Page(number + 1, width, height, fragments)


def _fragments(textpage: Any, page: _Rectangle, rotation: int) -> Iterator[Fragment]:
    """The pieces of each line as the library divides them, cut where cells of a table may end."""
    text = _whole_text(textpage)
    signs = _Signs(textpage)
    has_marks = any(chr(mark) in text for mark in _REPLACED)
    start = 0
    for line in text.split("\n"):
        for piece, at, length in _cut(signs, line, start):
            # the loose box of a sign is as high as its line, whatever the sign
            box = first = signs.box(at)
            if length > 1:
                last = signs.box(at + length - 1)
                box = (
                    min(first[0], last[0]),
                    min(first[1], last[1]),
                    max(first[2], last[2]),
                    max(first[3], last[3]),
                )
            yield Fragment(piece.translate(_REPLACED) if has_marks else piece, *_upright(box, page, rotation))
        start += len(line) + 1


class _Signs:
    """What the library knows of a page's signs, asked with one structure for all of them."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._page, self._box = textpage.raw, pdfium.FS_RECTF()
        self._ask, self._is_generated = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_IsGenerated

    def box(self, index: int) -> _Rectangle:
        """Its loose box: left, bottom, right and top; nothing at all where the library knows none."""
        box = self._box
        if not self._ask(self._page, index, box):
            return 0.0, 0.0, 0.0, 0.0
        return box.left, box.bottom, box.right, box.top

    def are_generated(self, first: int, after: int) -> bool:
        """Whether the library itself put these signs there, because it saw a gap."""
        return all(self._is_generated(self._page, index) for index in range(first, after))


def _cut(signs: _Signs, line: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The pieces of a line, each with its first sign and its length on the page.

    The library writes a space wherever it sees a gap. One beside a Chinese sign is the room that typesetters
    leave between scripts, and no sign of the text.
    """
    line = line.rstrip()
    piece, begin, done = "", 0, 0
    for gap in _GAP.finditer(line):
        first, after = gap.span()
        before = first - 1
        piece += line[done:first]
        done = after
        if before < 0:
            begin = after
            continue
        left, _, edge, _ = signs.box(start + before)
        right, bottom, _, top = signs.box(start + after)
        if right - edge >= SMALLEST_GAP * (top - bottom) or right < left:
            yield piece, start + begin, before + 1 - begin
            piece, begin = "", after
        elif (line[before].isascii() and line[after].isascii()) or not signs.are_generated(
            start + first, start + after
        ):
            piece += gap[0]
    if len(line) > begin:
        yield piece + line[done:], start + begin, len(line) - begin


def _whole_text(textpage: Any) -> str:
    """The page's text with one sign for each of the library's, so that its indices are ours."""
    import pypdfium2.raw as pdfium

    count = textpage.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer) - 1
    if written == count:
        units = bytes(memoryview(buffer)[:written].cast("B"))
        text = units.decode("utf-16-le", "ignore")
        if len(text) == count:
            return text
    # signs outside the basic plane take two units, signs without a code none: ask for one after the other
    return "".join(_sign(pdfium.FPDFText_GetUnicode(textpage, index)) for index in range(count))


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\0"


def _upright(rectangle: _Rectangle, page: _Rectangle, rotation: int) -> _Rectangle:
    """(left, top, right, bottom) as the page is seen, y downwards, of a box in the page's own axes."""
    left, bottom, right, top = rectangle
    west, south, east, north = page
    if rotation == 90:
        return bottom - south, left - west, top - south, right - west
    if rotation == 180:
        return east - right, bottom - south, east - left, top - south
    if rotation == 270:
        return north - top, east - right, north - bottom, east - left
    return left - west, north - top, right - west, north - bottom


def _has_text(page: Page) -> bool:
    text = "".join(fragment.text for fragment in page.fragments)
    signs = "".join(text.split())
    if len(signs) < _SIGNS_OF_A_PAGE_WITH_TEXT:
        return False
    foreign = len(signs) - len(signs.encode("ascii", "ignore"))
    return foreign < _SIGNS_TO_JUDGE or plausibility(signs[:_SIGNS_JUDGED]) >= _GIBBERISH


def _has_pictures(document: Any, number: int) -> bool:
    """Whether a page without text holds anything to look at."""
    import pypdfium2

    try:
        return any(True for _ in document[number - 1].get_objects(max_depth=2))
    except pypdfium2.PdfiumError:
        return False


def _recognised(document: Any, number: int) -> Page | None:
    """A page as its picture reads; None for an empty page and one that cannot be drawn."""
    import pypdfium2

    if not _has_pictures(document, number):
        return None
    known = files()
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = known.recognition.dots_per_inch / 72
        most = known.limits.megapixels * 1_000_000
        scale = min(scale, (most / max(width * height, 1.0)) ** 0.5)
        picture = page.render(scale=scale, rev_byteorder=True).to_numpy()
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return None
    return recognition.recognise(picture, number)
