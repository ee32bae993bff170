"""Word documents (.docx), in order: paragraphs as lines, rows of tables as lines of cells parted by tabs."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tongbi.reading.declared import files
from tongbi.reading.formats import TRACKED, FormatError, Piece
from tongbi.reading.formats.docx_changes import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Word
    from docx.table import Table

    from tongbi.records import Quarantined

_REMEDY = "open it with a word processor and save it anew"
# A document of fewer signs is one of pictures, where it holds any.
_SIGNS_OF_A_TEXT = 10
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a document. Raises FormatError for a damaged file and one that unpacks to too much."""
    _refuse_bombs(content)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        tracked = settle(document.element.body)
        lines = list(_lines(document))
        pictures = [] if sum(map(len, lines)) >= _SIGNS_OF_A_TEXT else _pictures(document)
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        raise FormatError(f"not a readable Word document ({type(error).__name__})", _REMEDY) from error
    if pictures:
        from tongbi.reading.formats import image

        yield image.piece_of(pictures, path, "docx")
    else:
        notes = (TRACKED,) if tracked else ()
        yield Piece(text="\n".join(lines) + "\n", path=path, format="docx", notes=notes)


def _refuse_bombs(content: bytes) -> None:
    limits = files().limits
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FormatError("a damaged Word document", _REMEDY) from error
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise FormatError(
            f"a Word document that unpacks to more than {limits.unpacked_megabytes} MB", _REMEDY
        )
    if "word/document.xml" not in {member.filename for member in members}:
        raise FormatError("no Word document: it holds no word/document.xml", _REMEDY)


def _pictures(document: Word) -> list[bytes]:
    """The pictures in the order in which they stand in the text."""
    parts = document.part.related_parts
    named = [blip.get(_EMBEDDED) for blip in document.element.body.iter(_BLIP)]
    return [parts[name].blob for name in named if name in parts]


def _lines(document: Word) -> Iterator[str]:
    for block in document.iter_inner_content():
        rows = getattr(block, "rows", None)
        if rows is None:
            yield from (line for line in block.text.split("\n") if line.strip())  # type: ignore[union-attr]
        else:
            yield from _rows(block)  # type: ignore[arg-type]


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            # a merged cell is met once for each column that it covers
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(" ".join(cell.text.split()))
        yield "\t".join(cells)
