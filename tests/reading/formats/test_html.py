"""Pages: what is main text, what is furniture, and bounds on what is parsed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tongbi.reading.formats import FormatError, Piece, html

if TYPE_CHECKING:
    from types import FrameType


def text_of(source: str) -> str:
    (piece,) = html.read(source.encode(), "page.html")
    assert isinstance(piece, Piece)
    return piece.text


PROSE = "全年办理行政处罚案件一百二十件，较上年减少三件，群众满意率有所提高。"


def test_furniture_and_scripts_are_left_out() -> None:
    text = text_of(
        "<body><script>var count = 99;</script><style>p{width:9px}</style><div>浏览次数：345次</div>"
        f"<p>{PROSE}</p><p>{PROSE}</p><div>字体：大 中 小</div></body>"
    )
    assert text.splitlines() == [PROSE, PROSE]


def test_a_number_across_inline_elements_stays_whole() -> None:
    assert "5900余件" in text_of(f"<body><p>{PROSE}<span>59</span><b>00</b><font>余件</font></p></body>")


@pytest.mark.parametrize(
    "source", ["<html></html>", "<body><script>x</script></body>", "<body><nav>菜单</nav></body>"]
)
def test_a_page_without_text_is_told(source: str) -> None:
    with pytest.raises(FormatError, match="a page without text"):
        text_of(source)


@pytest.mark.parametrize("tag", ["div", "b", "font", "table", "ul"])
def test_a_page_nested_without_end_is_refused(tag: str) -> None:
    with pytest.raises(FormatError, match="nested deeper"):
        text_of(f"<{tag}>" * 200_000 + PROSE)


def test_the_work_grows_with_the_page_and_not_faster() -> None:
    """Calls are counted, which no other load on the machine changes."""

    def calls(paragraphs: int) -> int:
        made = 0

        def count(frame: FrameType, event: str, argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        source = "<body>" + f"<div><p>{PROSE}</p></div>" * paragraphs + "</body>"
        sys.setprofile(count)
        try:
            text_of(source)
        finally:
            sys.setprofile(None)
        return made

    calls(10)
    assert calls(4_000) < 11 * calls(400)


@pytest.mark.parametrize("changed", ["<del>110</del>", "<ins>120</ins>"])
def test_a_page_that_shows_changes_is_told(changed: str) -> None:
    (piece,) = html.read(f"<body><p>{PROSE}</p><p>{changed}件</p></body>".encode(), "page.html")
    assert isinstance(piece, Piece)
    assert "110" not in piece.text
    assert piece.notes
    (plain,) = html.read(f"<body><p>{PROSE}</p><del> </del></body>".encode(), "page.html")
    assert isinstance(plain, Piece)
    assert not plain.notes
