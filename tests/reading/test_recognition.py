"""Recognition of scans: what its signs mean, and one page of figures read by its models."""

from __future__ import annotations

import pytest

from tongbi.reading import recognition
from tongbi.reading.formats import FormatError, image, pdf
from tongbi.reading.pages import compose
from tongbi.reading.rows import Fragment, Page


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("(一)依法行政:办结1,342件;", "（一）依法行政：办结1,342件；"),
        ("共5，120名", "共5,120名"),
        ("用时10:30,共3件", "用时10:30，共3件"),
    ],
)
def test_punctuation_has_the_width_of_its_script(read: str, meant: str) -> None:
    assert recognition.widened(read) == meant


def test_each_sign_has_its_own_confidence_where_the_library_tells_them() -> None:
    signs = [("处", 0.9, None), ("12", 0.5, None)]
    assert list(recognition._confidence("处 12", 0.7, signs)) == [0.9, 1.0, 0.5, 0.5]
    assert list(recognition._confidence("处罚", 0.7, signs)) == [0.7, 0.7]


def test_a_page_that_reads_like_noise_is_refused() -> None:
    noise = Fragment("处罚件", 0, 0, 30, 10, (0.5, 0.4, 0.5))
    with pytest.raises(FormatError, match="too poor"):
        recognition.refuse_unreadable(compose([Page(1, 300.0, 300.0, (noise,))]))


def test_without_the_library_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "available", lambda: False)
    with pytest.raises(FormatError) as raised:
        list(image.read(b"\x89PNG\r\n\x1a\n", "scan.png"))
    assert "tongbi[ocr]" in raised.value.remedy


def scan(kind: str) -> bytes:
    """A page with one line of digits in the font that the imaging library brings along."""
    import io

    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(picture).text((60, 100), "2023   1,342   5,126", fill=0, font=ImageFont.load_default(48))
    buffer = io.BytesIO()
    picture.save(buffer, kind, resolution=150)
    return buffer.getvalue()


@pytest.mark.skipif(not recognition.available(), reason="the extra tongbi[ocr] is not installed")
@pytest.mark.parametrize(("kind", "read"), [("PDF", pdf.read), ("TIFF", image.read)])
def test_figures_of_a_scan_are_read_with_place_and_confidence(kind: str, read: object) -> None:
    (piece,) = read(scan(kind), f"scan.{kind.lower()}")  # type: ignore[operator]
    assert [figure in piece.text for figure in ("2023", "1,342", "5,126")] == [True] * 3, piece.text
    (place,) = piece.places
    assert place.page == 1
    assert place.top < 0.4 < place.bottom < 0.7
    assert place.confidence is not None
    assert place.confidence > 0.8
