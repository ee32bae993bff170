"""Markdown: the text without its marks, a block a line, rows of tables as lines of cells parted by tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.reading.decoding import decode
from tongbi.reading.formats import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from tongbi.records import Quarantined


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a file. Raises UndecodableError for what is no text."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(decode(content).text)
    yield Piece(text="\n".join(_lines(tokens)) + "\n", path=path, format="markdown")


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "\t".join(row or [])
            row = None
        elif token.type == "inline":
            text = "".join(_signs(token.children or []))
            if row is not None:
                row.append(" ".join(text.split()))
            else:
                yield from text.split("\n")
        elif token.type in ("fence", "code_block"):
            yield from token.content.rstrip("\n").split("\n")


def _signs(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type in ("text", "code_inline", "html_inline"):
            yield child.content
