"""Pictures of pages (.png, .jpg, .tiff of one or more pages): what is recognised in them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from tongbi.reading import recognition
from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.pages import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.reading.rows import Page
    from tongbi.records import Quarantined

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP")


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The one text of a picture. Raises FormatError for a damaged, too large or unreadable one."""
    if not recognition.available():
        raise FormatError("a picture, which is not read", recognition.REMEDY)
    pages = list(_pages(content))
    composed = compose(pages, doubtful_below=files().recognition.doubtful_below)
    recognition.refuse_unreadable(composed)
    if not composed.text.strip():
        raise FormatError("a picture without text", "remove it, or get the report again")
    yield Piece(
        text=composed.text,
        path=path,
        format="image",
        places=composed.places,
        doubtful=composed.doubtful,
    )


def _pages(content: bytes) -> Iterator[Page]:
    from PIL import Image, ImageSequence

    limits = files().limits
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            count = getattr(image, "n_frames", 1)
            if count > limits.scanned_pages:
                raise FormatError(
                    f"a picture of {count:,} pages, more than {limits.scanned_pages:,}", "split it"
                )
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
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
