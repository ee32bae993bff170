"""PDF with text: its lines joined to paragraphs again, page numbers and running heads left out.

Belongs here: the text layer. Does not belong here: recognising characters in pictures; a PDF without text is
told.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.records import Quarantined

_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–\s]*$")
_ENDS = re.compile(r"[。！？：；.!?:;”）)]$")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BEGINS = re.compile(
    rf"^(?:[\u3000 ]{{2,}}|{_NUMERAL}、|[（(](?:{_NUMERAL}|\d{{1,2}})[）)]|\d{{1,2}}[.．、](?!\d))"
)
_SIGNS_OF_A_PAGE_WITH_TEXT = 10


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a PDF. Raises FormatError where it is damaged, encrypted, too long or without text."""
    pages = [_without_numbers(page) for page in _pages(content)]
    heads = _running_heads(pages)
    text = "\n".join(_paragraphs([line for line in chain.from_iterable(pages) if line.strip() not in heads]))
    if len(re.sub(r"\s", "", text)) < _SIGNS_OF_A_PAGE_WITH_TEXT:
        raise FormatError(
            "a PDF without text (a scan, it seems)",
            "recognise its text and save that as .txt, or find the page it came from",
        )
    yield Piece(text=text + "\n", path=path, format="pdf")


def _pages(content: bytes) -> list[list[str]]:
    """The lines of each page as they stand."""
    import pypdfium2

    most = files().limits.pages
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "an encrypted PDF" if locked else "a damaged PDF"
        raise FormatError(why, "save it without a password" if locked else "get the file again") from error
    try:
        if len(document) > most:
            raise FormatError(f"a PDF of {len(document):,} pages, more than {most:,}", "split it")
        return [_lines_of(document, number) for number in range(len(document))]
    finally:
        document.close()


def _lines_of(document: object, number: int) -> list[str]:
    """The lines of one page; a page that cannot be read gives none."""
    import pypdfium2

    try:
        page = document[number]  # type: ignore[index]
        text = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return []
    # the library marks a hyphen at a line's end with U+FFFE
    return [line for line in text.replace("\ufffe", "-").replace("\0", "").splitlines() if line.strip()]


def _without_numbers(page: list[str]) -> list[str]:
    """A page without the line that holds its number, at either end."""
    if page and _PAGE_NUMBER.match(page[-1]):
        page = page[:-1]
    if page and _PAGE_NUMBER.match(page[0]):
        page = page[1:]
    return page


def _running_heads(pages: Sequence[list[str]]) -> set[str]:
    """Lines that stand first or last on most of at least three pages."""
    if len(pages) < 3:
        return set()
    ends = Counter(chain.from_iterable({page[0].strip(), page[-1].strip()} for page in pages if page))
    return {line for line, count in ends.items() if count > len(pages) * 0.6}


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines joined where one goes on in the next: a full line that does not end a sentence."""
    full = max((len(line.strip()) for line in lines), default=0) * 0.85
    paragraph = ""
    for line in lines:
        if paragraph and _BEGINS.match(line):
            yield paragraph
            paragraph = ""
        stripped = line.strip()
        # words of Latin script keep the space that the line break was
        glue = " " if paragraph[-1:].isascii() and paragraph[-1:].isalpha() and stripped[:1].isascii() else ""
        paragraph = f"{paragraph}{glue}{stripped}" if paragraph else stripped
        if len(stripped) < full or (_ENDS.search(stripped) and len(stripped) < full * 1.1):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
