"""Plain text: the decoded bytes without a byte order mark, else unchanged, as offsets count its signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.reading.decoding import decode
from tongbi.reading.formats import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a file. Raises UndecodableError for what is no text."""
    yield Piece(text=decode(content).text, path=path, format="text")
