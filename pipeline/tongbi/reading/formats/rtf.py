"""Rich Text Format: the text without its control words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.reading.formats import FormatError, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a file. Raises FormatError for a file that is damaged."""
    from striprtf.striprtf import rtf_to_text

    try:
        # RTF is ASCII by its definition; what is not is escaped, or in the code page that the file names
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            content.decode("latin-1"), encoding=_code_page(content), errors="strict"
        )
        # a sign beyond the basic plane is written as its two halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        why = f"not a readable RTF document ({type(error).__name__})"
        raise FormatError(why, "open it with a word processor and save it as .docx") from error
    cells = re.sub(r"\|(?=\n|$)", "", text).replace("|", "\t")
    yield Piece(text=cells, path=path, format="rtf")


def _code_page(content: bytes) -> str:
    """The code page that the file names, Chinese where it names none."""
    named = re.search(rb"\\ansicpg(\d{3,5})", content[:2000])
    number = named[1].decode() if named else "936"
    return "gb18030" if number == "936" else f"cp{number}"
