"""Old Word documents and those of WPS Writer (.doc, .wps): the text by its table of pieces.

Belongs here: the binary format of Word 97 and later, as [MS-DOC] describes it, as far as a text needs it, so
that one file gives one text on every machine. Older versions go to a word processor where there is one
(`reading.office`).
"""

from __future__ import annotations

import io
import re
import struct
from bisect import bisect_left
from typing import TYPE_CHECKING

from tongbi.reading import office
from tongbi.reading.declared import files
from tongbi.reading.formats import TRACKED, FormatError, Piece
from tongbi.reading.formats.doc_changes import changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.records import Quarantined

_REMEDY = "open it with a word processor and save it as .docx"
_REMEDY_OF_PICTURES = "save it as .docx or .pdf with a word processor: pages in these are recognised"
_LOCKED = "remove its password with a word processor and save it as .docx"

# Places and flags in the file information block.
_MAGIC, _FLAGS, _CHARACTERS, _PIECES = 0x0000, 0x000A, 0x004C, 0x01A2
_WORD97, _FIRST_OF_97 = 0xA5EC, 0x00C1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
# Markers in the table of pieces.
_CHANGES, _TABLE = 1, 2
_EIGHT_BITS = 0x4000_0000

_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14([^\x13\x14\x15]*)\x15|\x13[^\x13\x14\x15]*\x15")
# What control signs stand for: nothing where they mark pictures, notes and other things that are no text.
_MEANT = dict.fromkeys([*range(0x07), 0x08, *range(0x0E, 0x20)], "") | {
    0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x1E: "-", 0xA0: " ",
}  # fmt: skip
# Of these signs two stand where a picture is.
_PICTURES = frozenset("\x01\x08")
_PLAIN = bytes(set(range(0x100)) - _MEANT.keys())
_ENCRYPTED_PACKAGE = "EncryptedPackage"


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a document. Raises FormatError where it is damaged, encrypted or of another kind."""
    import olefile

    if not content.startswith(olefile.MAGIC):
        yield from _misnamed(content, path)
        return
    try:
        with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_FATAL) as package:
            streams = {entry[0].lower(): entry for entry in package.listdir(streams=True) if len(entry) == 1}
            if _ENCRYPTED_PACKAGE.lower() in streams:
                raise FormatError("an encrypted document", _LOCKED)
            if "worddocument" not in streams:
                raise FormatError(*_other(set(streams)))
            main = package.openstream(streams["worddocument"]).read()
            name = _table_of(main)
            table = package.openstream(streams[name]).read() if name in streams else b""
    except FormatError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        raise FormatError(
            f"not a readable document of Word or WPS ({type(error).__name__})", _REMEDY
        ) from error
    changes = changes_of(main, table)
    text = _text(main, table, changes.deleted)
    if text is None:
        yield Piece(text=office.text_of(content), path=path, format="doc")
    else:
        lines = _lines(text)
        if not lines.strip() and not _PICTURES.isdisjoint(text):
            raise FormatError("a document without text but with pictures", _REMEDY_OF_PICTURES)
        notes = (TRACKED,) if changes.tracked else ()
        yield Piece(text=lines, path=path, format="doc", notes=notes)


def _misnamed(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """Sites give pages and plain texts the ending .doc, so that Word opens them."""
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<", content):
        from tongbi.reading.formats import html

        yield from html.read(content, path)
    else:
        from tongbi.reading.formats import text

        yield from text.read(content, path)


def _other(streams: set[str]) -> tuple[str, str]:
    if streams & {"workbook", "book"}:
        return "an old Excel workbook, which is not read", "save its text as .txt"
    if "powerpoint document" in streams:
        return "an old PowerPoint presentation, which is not read", "save its text as .txt"
    return "no document of Word or WPS", _REMEDY


def _table_of(main: bytes) -> str:
    """The name of the stream that holds the table of pieces."""
    flags = int.from_bytes(main[_FLAGS : _FLAGS + 2], "little")
    return "1table" if flags & _SECOND_TABLE else "0table"


def _text(main: bytes, table: bytes, deleted: Sequence[tuple[int, int]] = ()) -> str | None:
    """The main text with its control signs, without what is deleted; None for a version before Word 97."""
    try:
        magic, version = struct.unpack_from("<HH", main, _MAGIC)
        (flags,) = struct.unpack_from("<H", main, _FLAGS)
        if flags & _ENCRYPTED:
            raise FormatError("an encrypted document", _LOCKED)
        if magic != _WORD97 or version < _FIRST_OF_97:
            return None
        (characters,) = struct.unpack_from("<i", main, _CHARACTERS)
        place, length = struct.unpack_from("<II", main, _PIECES)
        pieces = _pieces(table[place : place + length])
        return _joined(main, pieces, characters, deleted)
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        raise FormatError(f"a damaged document of Word or WPS ({type(error).__name__})", _REMEDY) from error


def _pieces(table: bytes) -> list[tuple[int, int, int]]:
    """For each piece the first and the last sign that it holds, and the code of its place in the file."""
    at = 0
    while at < len(table) and table[at] == _CHANGES:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= len(table) or table[at] != _TABLE:
        raise struct.error("no table of pieces")
    (length,) = struct.unpack_from("<I", table, at + 1)
    body = table[at + 5 : at + 5 + length]
    count = (len(body) - 4) // 12
    signs = struct.unpack_from(f"<{count + 1}i", body)
    places = [struct.unpack_from("<I", body, 4 * (count + 1) + 8 * index + 2)[0] for index in range(count)]
    return [(signs[index], signs[index + 1], place) for index, place in enumerate(places)]


def _joined(
    main: bytes, pieces: list[tuple[int, int, int]], characters: int, deleted: Sequence[tuple[int, int]]
) -> str:
    most = files().limits.unpacked_bytes
    parts: list[str] = []
    total = 0
    for start, end, code in pieces:
        wanted = min(end, characters) - start
        if wanted <= 0:
            continue
        total += wanted
        if total > most:
            raise FormatError(f"a document of more than {most / 1e6:,.0f} million signs", _REMEDY)
        if code & _EIGHT_BITS:
            place, width, encoding = (code & ~_EIGHT_BITS) // 2, 1, "cp1252"
        else:
            place, width, encoding = code, 2, "utf-16-le"
        raw = main[place : place + width * wanted]
        if len(raw) < wanted:
            raise struct.error("a piece beyond the end")
        parts.extend(span.decode(encoding) for span in _without(raw, place, width, deleted))
    return "".join(parts)


def _without(raw: bytes, place: int, width: int, deleted: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """The bytes of a piece that stands at `place` of the file without the spans that are deleted."""
    done = 0
    for start, end in deleted[bisect_left(deleted, place, key=lambda span: span[1]) :]:
        if start >= place + len(raw):
            break
        at = max(start - place, done) // width * width
        yield raw[done:at]
        done = max((end - place) // width * width, done)
    yield raw[done:]


def _lines(text: str) -> str:
    """A paragraph a line, a table's row a line with its cells parted by tabs; fields by what they show."""
    previous = None if "\x13" in text else text
    while previous != text:
        previous, text = text, _FIELD.sub(lambda match: match[1] or "", text)
    if "\x07" in text:
        text = _rows(text)
    # a text holds few of these signs, so that looking for each is faster than looking at every sign
    for sign in {*text.encode("latin-1", "ignore").translate(None, _PLAIN)}:
        text = text.replace(chr(sign), _MEANT[sign])
    lines = map(str.rstrip, text.replace("\ufeff", "").split("\n"))
    return "\n".join(filter(None, lines)) + "\n"


def _rows(text: str) -> str:
    """Cells end in 0x07 and a row in one more of them; a paragraph's end inside a cell is a space."""
    *parts, rest = text.split("\x07")
    made: list[str] = []
    table: list[str] = []
    for part in parts:
        if not table or (table[-1] == "" and "\r" in part):
            # the paragraphs before a table end where its first cell begins
            before, _, part = part.rpartition("\r")
            made += [*_cells(table), before]
            table = []
        table.append(" ".join(part.split()))
    return "\n".join([*made, *_cells(table), rest])


def _cells(table: list[str]) -> list[str]:
    """The rows of a table given as its cells, the empty one that ends each row among them.

    An empty cell looks like a row's end: the number of columns is the smallest with which all rows end.
    """
    for width in range(1, len(table)):
        if len(table) % (width + 1) == 0 and not any(table[width :: width + 1]):
            return ["\t".join(table[at : at + width]) for at in range(0, len(table), width + 1)]
    return "\t".join(table).split("\t\t") if table else []
