"""Old Word documents with tracked changes: which bytes are deleted, and that their signs are not read."""

from __future__ import annotations

import struct

import pytest

from tongbi.reading.formats import doc
from tongbi.reading.formats.doc_changes import Changes, changes_of

BOLD, FONT, PICTURE = b"\x35\x08\x01", b"\x4f\x4a\x02\x00", b"\x03\x6a\x00\x00\x00\x00"
VARIABLE = b"\x89\xca\x03\x00\x08\x01"
DELETED, INSERTED, NOT_DELETED = b"\x00\x08\x01", b"\x01\x08\x01", b"\x00\x08\x00"


def streams(runs: list[tuple[str, bytes]]) -> tuple[bytes, bytes]:
    """The streams of a document that consists of these texts with their properties."""
    text = "".join(part for part, _ in runs)
    page, place = bytearray(512), 1024
    edges = [place]
    top = 510
    for number, (part, properties) in enumerate(runs):
        edges.append(edges[-1] + 2 * len(part))
        if properties:
            top -= (len(properties) + 2) // 2 * 2
            page[4 * (len(runs) + 1) + number] = top // 2
            page[top : top + 1 + len(properties)] = bytes([len(properties)]) + properties
    struct.pack_into(f"<{len(edges)}I", page, 0, *edges)
    page[511] = len(runs)
    main = bytearray(512) + page + text.encode("utf-16-le")
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<i", main, 0x4C, len(text))
    pieces = struct.pack("<2iHIH", 0, len(text), 0, place, 0)
    listed = struct.pack("<3I", place, edges[-1], 1)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(table))
    struct.pack_into("<II", main, 0xFA, len(table), len(listed))
    return bytes(main), table + listed


@pytest.mark.parametrize("before", [b"", BOLD, FONT + PICTURE, VARIABLE + BOLD])
def test_deleted_signs_are_not_read(before: bytes) -> None:
    main, table = streams(
        [
            ("受理", before),
            ("11件", before + DELETED),
            ("12件", INSERTED),
            ("13件", before + DELETED),
            ("。", b""),
        ]
    )
    changes = changes_of(main, table)
    assert changes == Changes([(1028, 1034), (1040, 1046)], True)
    assert doc._text(main, table, changes.deleted) == "受理12件。"


def test_properties_that_only_look_like_a_mark_delete_nothing() -> None:
    main, table = streams([("受理", VARIABLE), ("12件", NOT_DELETED)])
    assert changes_of(main, table) == Changes([], False)


def test_inserted_signs_alone_are_tracked_changes() -> None:
    assert changes_of(*streams([("受理", b""), ("12件", INSERTED)])) == Changes([], True)


def test_properties_that_lead_nowhere_change_nothing() -> None:
    main, table = streams([("受理", DELETED)])
    assert changes_of(main[:600], table) == Changes([], False)
    assert changes_of(main, table[:-6]) == Changes([], False)
