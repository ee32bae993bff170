"""Pages that a browser saved as one file: the page in it is read, what is cut off is told."""

from __future__ import annotations

import base64
import quopri

import pytest

from tongbi.reading.formats import FormatError, Piece, mhtml

LINES = ["砚溪县2023年法治政府建设年度报告", "全年办理行政处罚案件一百二十件，较上年减少三件。"]
PAGE = f"<html><head><meta charset=gb2312></head><body>{''.join(f'<p>{x}</p>' for x in LINES)}</body></html>"
ADDRESS = "https://www.example.gov.cn/1.html"


def saved(page: bytes, coding: str, kind: str = "text/html") -> bytes:
    """A page as a browser saves it, with a style before and a picture behind."""
    coded = base64.encodebytes(page) if coding == "base64" else quopri.encodestring(page)
    part = f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + coded
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/css\r\n\r\np {margin: 9px}\r\n".encode()
        + part
        + b"\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n--b--\r\n"
    )


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
@pytest.mark.parametrize(
    ("encoding", "kind"),
    [("utf-8", "text/html"), ("utf-8", 'text/html; charset="utf-8"'), ("gbk", "text/html; charset=gb2312")],
)
def test_the_page_is_read_and_its_address_known(coding: str, encoding: str, kind: str) -> None:
    (piece,) = mhtml.read(saved(PAGE.encode(encoding), coding, kind), "a.mhtml")
    assert isinstance(piece, Piece)
    assert piece.text.splitlines() == LINES
    assert (piece.format, piece.hints["source_uri"]) == ("mhtml", ADDRESS)


def test_a_plain_page_with_the_ending_is_read() -> None:
    (piece,) = mhtml.read(PAGE.encode(), "a.mht")
    assert isinstance(piece, Piece)
    assert piece.text.splitlines() == LINES


def test_what_is_cut_off_or_holds_no_page_is_told() -> None:
    whole = saved(PAGE.encode(), "base64")
    with pytest.raises(FormatError, match="cut off"):
        list(mhtml.read(whole[:600], "a.mhtml"))
    with pytest.raises(FormatError, match="without a page"):
        list(mhtml.read(saved(b"", "base64", "text/plain"), "a.mhtml"))
    with pytest.raises(FormatError, match="lacks the head"):
        list(mhtml.read("全年办结12件。\n".encode(), "a.mhtml"))
