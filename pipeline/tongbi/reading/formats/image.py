"""Pictures of pages (.png, .jpg, .tiff of one or more pages, or inside documents): what is recognised."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from tongbi.reading import recognition
from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.pages import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.reading.rows import Page
    from tongbi.records import Quarantined

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP")


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a picture. Raises FormatError for a damaged, too large or unreadable one."""
    yield piece_of([content], path, "image")


def piece_of(pictures: Iterable[bytes], path: str, kind: str) -> Piece:
    """What is recognised in the pictures that a file of some format holds, one after the other.

    Raises FormatError where one is damaged or too large, where they are unreadable or too many, and where
    nothing recognises them.
    """
    if not recognition.available():
        why = (
            "a picture, which is not read"
            if kind == "image"
            else "a document without text (pictures of pages)"
        )
        raise FormatError(why, recognition.REMEDY)
    pages: list[Page] = []
    for content in pictures:
        pages += pages_of(content, len(pages) + 1)
    composed = compose(pages, doubtful_below=files().recognition.doubtful_below)
    recognition.refuse_unreadable(composed)
    if not composed.text.strip():
        raise FormatError("a picture without text", "remove it, or get the report again")
    return Piece(
        text=composed.text,
        path=path,
        format=kind,
        places=composed.places,
        doubtful=composed.doubtful,
    )


def pages_of(content: bytes, first: int) -> Iterator[Page]:
    """The pages of a picture file as they are recognised, numbered from `first`."""
    from PIL import Image, ImageSequence

    limits = files().limits
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            count = first - 1 + getattr(image, "n_frames", 1)
            if count > limits.scanned_pages:
                raise FormatError(
                    f"a picture of {count:,} pages, more than {limits.scanned_pages:,}", "split it"
                )
            for number, frame in enumerate(ImageSequence.Iterator(image), start=first):
                width, height = frame.size
                if width * height > limits.megapixels * 1_000_000:
                    raise FormatError(
                        f"a picture of more than {limits.megapixels} megapixels",
                        "scan it again with 300 dots per inch",
                    )
                yield recognition.recognise(_array(frame), number)
    except FormatError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes it stumble over
        raise FormatError(f"a damaged picture ({type(error).__name__})", "get the file again") from error


def _array(frame: Any) -> Any:
    """Rows, columns and three colours; upright as the camera says, what is transparent white."""
    import numpy
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    elif upright.mode.startswith(("I", "F")):
        # 16 bits a sign: scale to what the darkest and the lightest point are
        upright = ImageOps.autocontrast(upright.convert("F").point(lambda v: v / 257).convert("L"))
    return numpy.asarray(upright.convert("RGB"))
