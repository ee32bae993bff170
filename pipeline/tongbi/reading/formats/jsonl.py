"""JSON Lines of documents: an object a line with `text` and, if wanted, the fields of a sidecar.

Fields that neither are `text` nor belong to a sidecar are left alone: collections carry ids and notes of
their own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tongbi.reading.declared import files
from tongbi.reading.decoding import UndecodableError, decode
from tongbi.reading.formats import Piece
from tongbi.reading.inventory import refuse
from tongbi.reading.sidecar import FIELDS, DeclarationError, declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The documents of a file, one a line, under the path `FILE:LINE`; bad lines as reasons."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = decode(content).text.encode("utf-8")
    most = files().limits.lines_of_one_file
    start, number = 3 if content.startswith(b"\xef\xbb\xbf") else 0, 0
    # one line at a time: a file at the size limit is not held twice
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        line, start, number = content[start:end], end + 1, number + 1
        if number > most:
            yield refuse(f"{path}:{number}", f"more than {most:,} lines", "split the file")
            return
        if line.strip():
            yield _document(line, f"{path}:{number}")


def _document(line: bytes, where: str) -> Piece | Quarantined:
    try:
        content = json.loads(decode(line).text)
    except UndecodableError as error:
        return refuse(where, f"the line is {error}", "save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return refuse(
            where, f"the line is not JSON: {error}", 'write one object a line, such as {"text": "…"}'
        )
    text = content.get("text") if isinstance(content, dict) else None
    if not isinstance(text, str):
        return refuse(
            where, "the line is no object with a text", 'write one object a line, such as {"text": "…"}'
        )
    if not text.strip():
        return refuse(where, "the line's text is empty", "remove the line, or give it a text")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return refuse(
            where, "the line's text holds half a character (a lone surrogate)", "write the file anew as UTF-8"
        )
    try:
        fields = declared({key: content[key] for key in FIELDS if content.get(key) is not None}, where)
    except DeclarationError as error:
        return refuse(where, str(error).removeprefix(f"{where}: "), "correct the field, or leave it out")
    return Piece(text=text, path=where, format="jsonl", declared=fields, content=line)
