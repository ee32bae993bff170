"""Word documents with tracked changes and content controls: inserted text is read, deleted text is not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx as word
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tongbi.reading.formats import TRACKED, Piece, docx

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def run(text: str, name: str = "t") -> str:
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


def ins(content: str) -> str:
    return f'<w:ins w:id="1" w:author="x">{content}</w:ins>'


def gone(content: str) -> str:
    return f'<w:del w:id="2" w:author="x">{content}</w:del>'


def read(*paragraphs: str) -> Piece:
    document = word.Document()
    body = document.element.body
    for content in paragraphs:
        block: BaseOxmlElement = parse_xml(f"<w:sdt {nsdecls('w')}>{content}</w:sdt>")
        for child in list(block):
            body.insert(len(body) - 1, child)
    made = io.BytesIO()
    document.save(made)
    (piece,) = docx.read(made.getvalue(), "report.docx")
    assert isinstance(piece, Piece)
    return piece


MARK_DELETED = "<w:pPr><w:rPr><w:del w:id='3' w:author='x'/></w:rPr></w:pPr>"


def row(name: str, value: str, change: str = "") -> str:
    cells = (f"<w:tc><w:p>{run(each)}</w:p></w:tc>" for each in (name, value))
    return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(cells)}</w:tr>"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (
            f"<w:p>{run('受理')}{gone(run('11.1万件', 'delText'))}{ins(run('12.7万件'))}{run('。')}</w:p>",
            ["受理12.7万件。"],
        ),
        (f"<w:p>{ins(run('一') + gone(run('二', 'delText')))}{run('三全年办结')}</w:p>", ["一三全年办结"]),
        (
            "<w:p>{}<w:moveFrom w:id='4'>{}</w:moveFrom><w:moveTo w:id='5'>{}</w:moveTo></w:p>".format(
                *map(run, ("全年办结", "11件", "12件"))
            ),
            ["全年办结12件"],
        ),
        (
            f"<w:p>{MARK_DELETED}{run('全年')}</w:p><w:p>{MARK_DELETED}{run('办结')}</w:p><w:p>{run('12件。')}</w:p>",
            ["全年办结12件。"],
        ),
        (
            "<w:tbl>"
            + row("办结", "12")
            + row("办结", "11", "<w:del w:id='6'/>")
            + row("受理事项总数", "13", "<w:ins w:id='7'/>")
            + "</w:tbl>",
            ["办结\t12", "受理事项总数\t13"],
        ),
    ],
)
def test_changes_are_read_as_accepted_and_told(content: str, lines: list[str]) -> None:
    piece = read(content)
    assert piece.text.splitlines() == lines
    assert piece.notes == (TRACKED,)


def test_what_is_wrapped_is_read() -> None:
    def control(inner: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    contents = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    piece = read(
        control(f"<w:p>{run('一、基本情况 1')}</w:p>", contents),
        control(f"<w:p>{run('一、基本情况')}</w:p>"),
        f"<w:p>{run('全年')}{control(control(run('受理')))}"
        f"<w:fldSimple w:instr='X'>{run('12')}</w:fldSimple><w:smartTag>{run('件')}</w:smartTag></w:p>",
    )
    assert piece.text.splitlines() == ["一、基本情况", "全年受理12件"]
    assert piece.notes == ()
