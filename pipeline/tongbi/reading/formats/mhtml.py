"""Pages that a browser saved as one file (.mhtml, .mht): the page in it, read as any other.

Belongs here: finding the page among the parts. Does not belong here: the page itself (`html`); pictures and
styles beside it are not looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.reading.formats import FormatError, Piece, html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from tongbi.records import Quarantined

_REMEDY = "save the page again, as a complete page or as .html"
_TYPES = ("text/html", "application/xhtml+xml")
_HEADERS = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_HEAD = 10_000
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<")
_HINTS = ("Snapshot-Content-Location", "Content-Location")


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The main text of the saved page. Raises FormatError where there is none."""
    from email import message_from_bytes
    from email.errors import CloseBoundaryNotFoundDefect

    if _PAGE.match(content):
        # some programs give the ending to a plain page
        yield from html.read(content, path)
        return
    if not _HEADERS.match(content[:_HEAD]):
        raise FormatError("no page saved as one file: it lacks the head of one", _REMEDY)
    message = message_from_bytes(content)
    if any(isinstance(each, CloseBoundaryNotFoundDefect) for part in message.walk() for each in part.defects):
        raise FormatError("a saved page that is cut off: its end is missing", _REMEDY)
    page = _page(message)
    if page is None:
        raise FormatError("a saved page without a page in it", _REMEDY)
    for piece in html.read(_bytes_of(page), path):
        if isinstance(piece, Piece):
            piece.format = "mhtml"
            piece.hints = _hints(message, page) | piece.hints
        yield piece


def _page(message: Message) -> Message | None:
    """The part that is the page: the one that the head names, else the first."""
    pages = [part for part in message.walk() if part.get_content_type() in _TYPES]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter(named or pages), None)


def _bytes_of(page: Message) -> bytes:
    """The page's bytes, made UTF-8 where the head of its part tells how to read them.

    A browser writes the signs anew and leaves what the page says of them as it was.
    """
    payload = page.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = page.get_content_charset()
    if charset is None:
        return raw
    try:
        return raw.decode("gb18030" if charset.startswith("gb") else charset).encode()
    except (LookupError, UnicodeError):
        return raw


def _hints(message: Message, page: Message) -> dict[str, str]:
    """The address at which the page was saved."""
    addresses = (str(each) for each in (message.get(_HINTS[0]), page.get(_HINTS[1])) if each)
    return next(({"source_uri": a} for a in addresses if a.startswith(("http://", "https://"))), {})
