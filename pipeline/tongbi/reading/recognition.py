"""Characters recognised in pictures of pages, with the models that the library brings along.

Belongs here: making a picture fit to be read, and what the library's answer means. Does not belong here:
opening image files, joining lines (`reading.pages`). The library is an extra, `tongbi[ocr]`, imported where
it is used.
"""

from __future__ import annotations

import importlib.util
import logging
import math
import re
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError
from tongbi.reading.rows import Fragment, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.reading.pages import Composed

REMEDY = "install the extra that recognises scans (pip install 'tongbi[ocr]'), or save its text as .txt"
# A line below this share of confidence is a stain or a stamp.
_NO_TEXT = 0.3
# Of a picture that lies on its side the boxes of lines stand upright.
_TALL = 1.5
# Those that stand between two digits or letters (1,342 or 10:30) are meant.
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_THOUSANDS = re.compile(r"(?<![0-9，.])[0-9]{1,3}(?:，[0-9]{3})+(?![0-9])")
_NARROW = re.compile(r"[()]|(?<![0-9A-Za-z])[,:;?!]|[,:;?!](?![0-9A-Za-z])")
# Enlarging a picture further shows nothing more.
_MOST_ENLARGED, _LONGEST_ENLARGED = 3.0, 3000
# The library enlarges the shorter side of a picture; a narrow strip would grow without bound.
_NARROWEST = 2.5


def available() -> bool:
    """Whether the library is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def recognise(picture: Any, number: int) -> Page:
    """The page `number` as its picture reads: an array of rows, columns and three colours, 8 bits each.

    Large type is read as well, and faster, in a smaller picture; small type in a larger one.
    """
    known = files().recognition
    original, picture = picture, _padded(picture)
    scale = min(1.0, known.longest_side / max(picture.shape[:2]))
    lines = _lines(_scaled(picture, scale))
    heights = [_height(corners) for _, _, corners in lines]
    if heights and median(heights) < known.smallest_line:
        wanted = scale * 1.5 * known.smallest_line / max(median(heights), 1.0)
        larger = min(max(wanted, scale), _MOST_ENLARGED, _LONGEST_ENLARGED / max(picture.shape[:2]))
        if again := _lines(_scaled(picture, larger)):
            lines, scale = again, larger
    if lines and (_sure(lines) < known.unreadable_below or _is_on_its_side(lines)):
        turned, lines, scale = _turned(picture, lines, scale)
        original = original if turned is picture else turned
    height, width = original.shape[:2]
    lean = _lean(lines)
    fragments = tuple(_fragment(line, lean, scale, width, height) for line in lines)
    return Page(number, float(width), float(height), fragments)


def _padded(picture: Any) -> Any:
    """A narrow picture on a sheet of paper that is not; what stands in it stays where it is."""
    import cv2

    height, width = picture.shape[:2]
    down = max(0, int(width / _NARROWEST) - height)
    across = max(0, int(height / _NARROWEST) - width)
    if not down and not across:
        return picture
    return cv2.copyMakeBorder(picture, 0, down, 0, across, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def _scaled(picture: Any, scale: float) -> Any:
    import cv2

    if scale == 1.0:
        return picture
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)


def refuse_unreadable(composed: Composed) -> None:
    """Raise FormatError where the recognised part of a text is, on average, not to be believed."""
    known = [
        (place.confidence, place.end - place.start)
        for place in composed.places
        if place.confidence is not None
    ]
    signs = sum(count for _, count in known)
    if signs and sum(sure * count for sure, count in known) / signs < files().recognition.unreadable_below:
        raise FormatError(
            "a scan too poor to be read", "scan it again with 300 dots per inch, or type its text into a .txt"
        )


_Line = tuple[str, tuple[float, ...], Any]


@cache
def _engine() -> Any:
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": _NO_TEXT,
            "Global.max_side_len": _LONGEST_ENLARGED,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
        }
    )


def _lines(picture: Any) -> list[_Line]:
    """Each line: its text, the confidence of each sign, its corners clockwise from the upper left."""
    found = _engine()(picture)
    if found.txts is None or found.boxes is None:
        return []
    words = found.word_results if found.word_results and len(found.word_results) == len(found.txts) else None
    lines: list[_Line] = []
    for index, (text, score, box) in enumerate(zip(found.txts, found.scores, found.boxes, strict=True)):
        if text.strip():
            signs = words[index] if words else ()
            lines.append((widened(text), tuple(_confidence(text, float(score), signs)), box))
    return lines


def widened(text: str) -> str:
    """Punctuation in full width, as Chinese prose has it, but for the comma inside a number.

    A picture hardly shows the difference.
    """
    wide = _NARROW.sub(lambda match: _WIDE[match[0]], text)
    return _THOUSANDS.sub(lambda match: match[0].replace("，", ","), wide)


def _confidence(text: str, score: float, signs: Any) -> Iterator[float]:
    """The confidence of each sign; that of the line where the library does not tell them apart."""
    known = [(str(sign[0]), float(sign[1])) for sign in signs or ()]
    if "".join(sign for sign, _ in known) != "".join(text.split()):
        yield from (score for _ in text)
        return
    waiting = iter([sure for sign, sure in known for _ in sign])
    for sign in text:
        yield 1.0 if sign.isspace() else next(waiting)


def _sure(lines: Sequence[_Line]) -> float:
    signs = [sure for _, confidence, _ in lines for sure in confidence]
    return sum(signs) / len(signs)


def _height(corners: Any) -> float:
    return math.dist(corners[0], corners[3])


def _width(corners: Any) -> float:
    return math.dist(corners[0], corners[1])


def _is_on_its_side(lines: Sequence[_Line]) -> bool:
    tall = sum(len(text) for text, _, corners in lines if _upright_extent(corners) > _TALL and len(text) > 2)
    return tall * 2 > sum(len(text) for text, _, _ in lines)


def _upright_extent(corners: Any) -> float:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return (max(ys) - min(ys)) / max(max(xs) - min(xs), 1.0)


def _turned(picture: Any, lines: list[_Line], scale: float) -> tuple[Any, list[_Line], float]:
    """The picture turned by quarters until it reads best."""
    import numpy

    best = (_sure(lines) if not _is_on_its_side(lines) else 0.0, picture, lines, scale)
    for quarters in (1, 3, 2):
        turned = numpy.ascontiguousarray(numpy.rot90(picture, quarters))
        found = _lines(_scaled(turned, scale))
        if found and not _is_on_its_side(found) and _sure(found) > best[0] + 0.05:
            best = (_sure(found), turned, found, scale)
        if best[0] > 0.9:
            break
    return best[1:]


def _lean(lines: Sequence[_Line]) -> float:
    """The angle by which the long lines of a page lean, in radians."""
    angles = sorted(
        (math.atan2(corners[1][1] - corners[0][1], corners[1][0] - corners[0][0]), _width(corners))
        for _, _, corners in lines
        if _width(corners) > 8 * _height(corners)
    )
    half, so_far = sum(width for _, width in angles) / 2, 0.0
    for angle, width in angles:
        so_far += width
        if so_far >= half:
            return angle
    return 0.0


def _fragment(line: _Line, lean: float, scale: float, width: int, height: int) -> Fragment:
    """A line with its box on the page as if it did not lean."""
    text, confidence, corners = line
    cosine, sine = math.cos(-lean), math.sin(-lean)
    xs, ys = [], []
    for x, y in corners:
        across, down = float(x) / scale - width / 2, float(y) / scale - height / 2
        xs.append(across * cosine - down * sine + width / 2)
        ys.append(across * sine + down * cosine + height / 2)
    # the corners of a leaning box bulge: the middles of its short sides do not
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    return Fragment(text, min(xs), top, max(xs), bottom, confidence)
