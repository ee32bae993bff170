"""Documents whose pages are pictures: recognised where the pictures are at hand, else told."""

from __future__ import annotations

import io
import struct
import zipfile

import docx as word
import pytest

from tongbi.reading import recognition
from tongbi.reading.formats import FormatError, Piece, doc, docx, ofd
from tongbi.records import Quarantined

needs_models = pytest.mark.skipif(
    not recognition.available(), reason="the extra tongbi[ocr] is not installed"
)
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TYPED = (
    '<ofd:TextObject ID="9" Boundary="20 20 80 6" Font="1" Size="6">'
    '<ofd:TextCode X="0" Y="5">全年办理案件七件</ofd:TextCode></ofd:TextObject>'
)
DRAWN = '<ofd:ImageObject ID="{0}" CTM="200 0 0 100 0 0" Boundary="0 0 200 100" ResourceID="{0}"/>'


def picture(kind: str, *figures: str) -> bytes:
    """A picture of one line of figures in the font that the imaging library brings along."""
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(sheet).text((60, 100), "   ".join(figures), fill=0, font=ImageFont.load_default(48))
    buffer = io.BytesIO()
    sheet.save(buffer, kind)
    return buffer.getvalue()


def package(*pages: str, **pictures: bytes) -> bytes:
    """An OFD document of these pages; the picture `_7` is the medium 7."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    media = "".join(
        f'<ofd:MultiMedia ID="{name[1:]}" Type="Image" Format="PNG">\n'
        f"<ofd:MediaFile>{name}.png</ofd:MediaFile></ofd:MultiMedia>"
        for name in pictures
    )
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    common = f"{area}<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    document = f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    parts = {
        "OFD.xml": f"<ofd:OFD {OFD}>{root}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}>{document}</ofd:Document>",
        "Doc_0/DocumentRes.xml": f"<ofd:Res {OFD}><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>",
    }
    for number, objects in enumerate(pages):
        layer = f'<ofd:Layer ID="{number + 50}">{objects}</ofd:Layer>'
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {OFD}><ofd:Content>{layer}</ofd:Content></ofd:Page>"
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
        for name, content in pictures.items():
            made.writestr(f"Doc_0/Res/{name}.png", content)
    return buffer.getvalue()


@needs_models
def test_pages_of_an_ofd_that_are_pictures_are_recognised_in_their_places() -> None:
    made = package(TYPED, DRAWN.format(7), _7=picture("PNG", "2023", "1,342"))
    (piece,) = ofd.read(made, "scan.ofd")
    assert isinstance(piece, Piece)
    assert piece.text.splitlines()[0] == "全年办理案件七件"
    assert "1,342" in piece.text
    assert [(place.page, place.confidence is not None) for place in piece.places] == [(1, False), (2, True)]


@needs_models
def test_a_damaged_picture_is_told_and_the_rest_is_read() -> None:
    made = package(TYPED, DRAWN.format(7), _7=b"\x89PNG\r\n\x1a\nnothing")
    piece, row = ofd.read(made, "scan.ofd")
    assert isinstance(piece, Piece)
    assert isinstance(row, Quarantined)
    assert (row.where, row.why) == ("scan.ofd, page 2", "pages without text (pictures, it seems)")


def test_without_the_library_pictures_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "available", lambda: False)
    whole = package(DRAWN.format(7), _7=picture("PNG", "1"))
    with pytest.raises(FormatError, match="pictures") as raised:
        list(ofd.read(whole, "scan.ofd"))
    assert "tongbi[ocr]" in raised.value.remedy
    _, row = ofd.read(package(TYPED, DRAWN.format(7), _7=picture("PNG", "1")), "scan.ofd")
    assert isinstance(row, Quarantined)
    assert "tongbi[ocr]" in row.suggestion


@needs_models
def test_a_word_document_of_pictures_is_recognised_in_their_order() -> None:
    made = word.Document()
    for figures in (("2023", "1,342"), ("2024", "5,126")):
        made.add_picture(io.BytesIO(picture("PNG", *figures)))
    buffer = io.BytesIO()
    made.save(buffer)
    (piece,) = docx.read(buffer.getvalue(), "scan.docx")
    assert isinstance(piece, Piece)
    assert piece.text.index("1,342") < piece.text.index("5,126")
    assert [place.page for place in piece.places] == [1, 2]


def test_a_stamp_beside_a_text_is_no_page() -> None:
    made = word.Document()
    made.add_paragraph("全年办理行政处罚案件一百二十件，较上年减少三件。")
    made.add_picture(io.BytesIO(picture("PNG", "9,999")))
    buffer = io.BytesIO()
    made.save(buffer)
    (piece,) = docx.read(buffer.getvalue(), "report.docx")
    assert isinstance(piece, Piece)
    assert "9,999" not in piece.text


def test_an_old_word_document_of_pictures_says_what_to_save_it_as(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\x01\r\x08\r"
    main = bytearray(2048)
    struct.pack_into("<HHxxxxxxH", main, 0, 0xA5EC, 0x00C1, 0x0200)
    struct.pack_into("<i", main, 0x4C, len(text))
    pieces = struct.pack("<2i", 0, len(text)) + struct.pack("<HIH", 0, 2048, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(table))
    streams = {"WordDocument": bytes(main) + text.encode("utf-16-le"), "1Table": table}

    class Package:
        """What the library gives of such a file; word processors that write it are not on every machine."""

        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> Package:
            return self

        def __exit__(self, *_: object) -> None: ...
        def listdir(self, **_: object) -> list[list[str]]:
            return [[name] for name in streams]

        def openstream(self, entry: list[str]) -> io.BytesIO:
            return io.BytesIO(streams[entry[0]])

    monkeypatch.setattr("olefile.OleFileIO", Package)
    with pytest.raises(FormatError, match="with pictures") as raised:
        list(doc.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "scan.doc"))
    assert ".pdf" in raised.value.remedy
