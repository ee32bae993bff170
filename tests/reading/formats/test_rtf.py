"""Rich Text with tracked changes: deleted text is not read."""

from __future__ import annotations

import pytest

from tongbi.reading.formats import TRACKED, Piece, rtf


def read(body: str) -> Piece:
    coded = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in body)
    (piece,) = rtf.read(f"{{\\rtf1\\ansi\\ansicpg936 {coded}}}".encode(), "report.rtf")
    assert isinstance(piece, Piece)
    return piece


@pytest.mark.parametrize(
    "body",
    [
        r"受理{\deleted 十一件}{\revised 12件}。",
        r"受理{\deleted\revauthdel1 11\'bc\'fe\par 又{\b 13}件}12件。",
        r"受理{\b\deleted 11件\deleted0 12件}。",
        r"受理{\deleted 11件\plain 12件}。",
        r"受理{\deleted 11{\*\x 甲}\{\}}12件。",
    ],
)
def test_deleted_text_is_left_out_and_told(body: str) -> None:
    piece = read(body)
    assert piece.text.strip() == "受理12件。"
    assert piece.notes == (TRACKED,)


def test_text_without_changes_is_as_it_was() -> None:
    piece = read(r"受理\deleted0 12件\par 办结\{13\}件。")
    assert piece.text.split() == ["受理12件", "办结{13}件。"]
    assert piece.notes == ()
