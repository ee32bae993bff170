"""Old Word documents: text by the table of pieces, tables by their cell marks, others told."""

from __future__ import annotations

import struct

import pytest

from tongbi.reading.formats import FormatError, Piece, doc

TEXT = (
    "砚溪县人民政府\r关于2023年法治政府建设情况的报告\r"
    "指标\x072022年\x07\x07处罚\x07\x07\x07全年办结1 342件。\r"
)


def streams(text: str, *, flags: int = 0x0200, magic: int = 0xA5EC) -> tuple[bytes, bytes]:
    """A document stream with its text in one wide and one narrow piece, and its table stream."""
    wide, narrow = text.encode("utf-16-le"), b"PAGE 1"
    main = bytearray(2048)
    struct.pack_into("<HH", main, 0, magic, 0x00C1)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<i", main, 0x4C, len(text) + len(narrow))
    pieces = struct.pack("<3i", 0, len(text), len(text) + len(narrow))
    for code in (2048, ((2048 + len(wide)) * 2) | 0x4000_0000):
        pieces += struct.pack("<HIH", 0, code, 0)
    table = b"\x01" + struct.pack("<H", 2) + b"ab" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(table))
    return bytes(main) + wide + narrow, table


def test_pieces_rows_and_empty_cells() -> None:
    text = doc._text(*streams(TEXT))
    assert text is not None
    assert doc._lines(text).splitlines() == [
        "砚溪县人民政府",
        "关于2023年法治政府建设情况的报告",
        "指标\t2022年",
        "处罚",
        "全年办结1 342件。",
        "PAGE 1",
    ]


def test_a_field_is_what_it_shows() -> None:
    assert doc._lines("第\x13 PAGE \x14" + "3\x15页，共\x13 TITLE \x15件\r") == "第3页，共件\n"


def test_what_is_encrypted_or_damaged_is_told() -> None:
    with pytest.raises(FormatError, match="encrypted"):
        doc._text(*streams(TEXT, flags=0x0300))
    main, table = streams(TEXT)
    with pytest.raises(FormatError, match="damaged"):
        doc._text(main[:2060], table)
    assert doc._text(*streams(TEXT, magic=0xA5DC)) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<html><body><p>砚溪县2023年法治政府建设年度报告，全年办理案件三百件。</p></body></html>", "html"),
        ("砚溪县2023年法治政府建设年度报告", "text"),
    ],
)
def test_a_page_or_a_text_with_the_ending_doc_is_read_as_what_it_is(content: str, kind: str) -> None:
    (piece,) = doc.read(content.encode(), "report.doc")
    assert isinstance(piece, Piece)
    assert piece.format == kind
