"""Tracked changes of old Word documents: where in the file signs stand that are marked as deleted.

Belongs here: the properties of characters as [MS-DOC] stores them, as far as changes need it. Does not belong
here: the text (`doc`).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Place in the file information block of where the table stream lists the pages of properties.
_LIST_OF_PAGES = 0x00FA
_PAGE = 512
_PAGE_NUMBER = 0x003F_FFFF
_DELETED, _INSERTED = 0x0800, 0x0801
# How a mark that is set is written: a document without these bytes has none, and is not looked through.
_SET = tuple(struct.pack("<HB", code, 1) for code in (_DELETED, _INSERTED))
# Bytes of a property's value by the three high bits of its code; None: the first byte tells.
_VALUE = (1, 1, 2, 4, 2, 2, None, 3)


class Changes(NamedTuple):
    """Spans of bytes in the document stream that are deleted, in order; whether changes were tracked."""

    deleted: list[tuple[int, int]]
    tracked: bool


def changes_of(main: bytes, table: bytes) -> Changes:
    """The tracked changes of a document by its two streams; none where its properties cannot be followed."""
    deleted: list[tuple[int, int]] = []
    tracked = False
    if not any(mark in main for mark in _SET):
        return Changes([], False)
    try:
        for start, end, properties in _runs(main, table):
            marks = {code for code, value in _each(properties) if value == 1}
            tracked = tracked or not marks.isdisjoint((_DELETED, _INSERTED))
            if _DELETED in marks and start < end:
                deleted.append((start, end))
    except (struct.error, IndexError):
        return Changes([], False)
    return Changes(sorted(deleted), tracked)


def _runs(main: bytes, table: bytes) -> Iterator[tuple[int, int, bytes]]:
    """For each run of characters the bytes at which it begins and ends, and its properties."""
    place, length = struct.unpack_from("<II", main, _LIST_OF_PAGES)
    count = (length - 4) // 8
    if count <= 0:
        return
    for number in struct.unpack_from(f"<{count}I", table, place + 4 * (count + 1)):
        at = (number & _PAGE_NUMBER) * _PAGE
        page = main[at : at + _PAGE]
        runs = page[_PAGE - 1]
        edges = struct.unpack_from(f"<{runs + 1}I", page)
        for index in range(runs):
            found = 2 * page[4 * (runs + 1) + index]
            properties = page[found + 1 : found + 1 + page[found]] if found else b""
            yield edges[index], edges[index + 1], properties


def _each(properties: bytes) -> Iterator[tuple[int, int]]:
    """Each property's code and the first byte of its value."""
    at = 0
    while at + 2 < len(properties):
        (code,) = struct.unpack_from("<H", properties, at)
        yield code, properties[at + 2]
        length = _VALUE[code >> 13]
        at += 2 + (1 + properties[at + 2] if length is None else length)
