"""Rich Text Format: the text without its control words and without what tracked changes deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.reading.formats import TRACKED, FormatError, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined

_CHANGED = re.compile(rb"\\(?:deleted|revised)(?![a-z0])")
# A control word with its number, a sign by its code, another control sign, a brace, or text.
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]+", re.IGNORECASE | re.DOTALL
)
# Control words that stand for signs.
_SIGNS = frozenset([
    "u", "par", "line", "tab", "cell", "row", "emdash", "endash", "emspace", "enspace", "qmspace",
    "bullet", "lquote", "rquote", "ldblquote", "rdblquote",
])  # fmt: skip


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a file. Raises FormatError for a file that is damaged."""
    from striprtf.striprtf import rtf_to_text

    try:
        # RTF is ASCII by its definition; what is not is escaped, or in the code page that the file names
        source = content.decode("latin-1")
        tracked = _CHANGED.search(content) is not None
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            _without_deleted(source) if tracked else source, encoding=_code_page(content), errors="strict"
        )
        # a sign beyond the basic plane is written as its two halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        why = f"not a readable RTF document ({type(error).__name__})"
        raise FormatError(why, "open it with a word processor and save it as .docx") from error
    cells = re.sub(r"\|(?=\n|$)", "", text).replace("|", "\t")
    yield Piece(text=cells, path=path, format="rtf", notes=(TRACKED,) if tracked else ())


def _without_deleted(source: str) -> str:
    """The source without the signs that are marked as deleted; all else of it stays as it is."""
    parts: list[str] = []
    # whether signs are deleted in each of the groups that are open
    deleted = [False]
    at = 0
    while match := _TOKEN.match(source, at):
        part, word = match[0], (match[1] or "").lower()
        at = match.end()
        if word == "bin":
            at += max(int(match[2] or 0), 0)
            parts.append(source[match.start() : at])
        elif part in "{}":
            parts.append(part)
            if part == "{":
                deleted.append(deleted[-1])
            elif len(deleted) > 1:
                deleted.pop()
        elif word in ("deleted", "plain"):
            deleted[-1] = word == "deleted" and match[2] != "0"
            parts.append(part)
        elif not deleted[-1] or (word and word not in _SIGNS) or part == "\\*":
            parts.append(part)
    return "".join(parts) + source[at:]


def _code_page(content: bytes) -> str:
    """The code page that the file names, Chinese where it names none."""
    named = re.search(rb"\\ansicpg(\d{3,5})", content[:2000])
    number = named[1].decode() if named else "936"
    return "gb18030" if number == "936" else f"cp{number}"
