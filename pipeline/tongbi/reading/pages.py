"""From rows on pages to a text: page numbers left out, paragraphs joined again, each row with its place.

Belongs here: whatever formats with pages have in common once it is known what stands in each row. Does not
belong here: finding the rows of a page (`rows`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from tongbi.reading.rows import rows
from tongbi.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.reading.rows import Fragment, Page, Row

_PAGE_NUMBER = re.compile(r"^[-—–_\s·.]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–_\s·.]*$")
_ENDS = re.compile(r"[。！？：；.!?:;][”’）)]?$")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BEGINS = re.compile(
    rf"^(?:{_NUMERAL}、|[（(](?:{_NUMERAL}|\d{{1,2}})[）)]|\d{{1,2}}[.．、](?!\d)|第{_NUMERAL}[部章])"
)
# Distances in heights of a line of text, which for Chinese is the width of a sign.
_INDENT = 0.8
_DEEPEST_INDENT = 3.5
_SHORT_OF_THE_EDGE = 1.8
# An unbreakable number moves to the next line as a whole and leaves so much room behind.
_RAGGED = 7.0
# A title's type is so much larger than the text's; a line of it as wide as this share of the text goes on.
_LARGER, _LONG_TITLE = 1.15, 0.8
# A line as long as this share of the longest shows where the margins are.
_LONG = 0.6


@dataclass(frozen=True, slots=True)
class Composed:
    """A text, where each of its rows stands, and the spans of signs recognised with little confidence."""

    text: str
    places: tuple[Place, ...]
    doubtful: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Line:
    """A row with its text and its box."""

    row: Row
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_prose(self) -> bool:
        return len(self.row.cells) == 1


@dataclass(slots=True)
class _Margins:
    """The edges of the block of text, and whether paragraphs begin with an indent."""

    left: float
    right: float
    sign: float
    indents: bool = False


@dataclass(slots=True)
class _Writer:
    """The text so far, with the places of what was written."""

    doubtful_below: float
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def write_line(self, line: _Line) -> None:
        start, signs, sure = self.length, 0, 0.0
        for number, cell in enumerate(line.row.cells):
            if number:
                self.write("\t")
            before = ""
            for fragment in cell.fragments:
                text, confidence = _trimmed(fragment)
                if before:
                    self.write(_glue(before, text))
                if confidence is not None:
                    signs, sure = signs + len(confidence), sure + sum(confidence)
                    self._doubt(confidence)
                self.write(text)
                before = text
        page = line.row.page
        self.places.append(
            Place(
                start=start,
                end=self.length,
                page=page.number,
                left=_share(line.left, page.width),
                top=_share(line.top, page.height),
                right=_share(line.right, page.width),
                bottom=_share(line.bottom, page.height),
                confidence=round(sure / signs, 3) if signs else None,
            )
        )

    def _doubt(self, confidence: tuple[float, ...]) -> None:
        for index, sure in enumerate(confidence):
            if sure < self.doubtful_below:
                at = self.length + index
                if self.doubtful and self.doubtful[-1][1] == at:
                    self.doubtful[-1] = (self.doubtful[-1][0], at + 1)
                else:
                    self.doubtful.append((at, at + 1))


def _share(distance: float, whole: float) -> float:
    if whole <= 0:
        return 0.0
    share = distance / whole
    return round(share, 4) if 0.0 <= share <= 1.0 else float(share > 1.0)


def compose(pages: Iterable[Page], *, doubtful_below: float = 0.0) -> Composed:
    """The text of some pages: a paragraph or a table's row a line, cells parted by tabs.

    Page numbers and running heads are left out. Signs recognised with less confidence than `doubtful_below`
    are told in `doubtful`.
    """
    by_page = [_without_number([_line(row) for row in rows(page)]) for page in pages]
    heads = _running_heads(by_page)
    by_page = [[line for line in lines if line.text not in heads] for lines in by_page]
    everywhere = _margins([line for lines in by_page for line in lines])
    writer = _Writer(doubtful_below)
    before: tuple[_Line, _Margins] | None = None
    for lines in by_page:
        here = _margins(lines, everywhere)
        for line in lines:
            if before is not None:
                joined = _goes_on(before[0], before[1], line, here)
                writer.write(_glue(before[0].text, line.text) if joined else "\n")
            writer.write_line(line)
            before = (line, here)
    if before is not None:
        writer.write("\n")
    return Composed("".join(writer.parts), tuple(writer.places), tuple(writer.doubtful))


def _line(row: Row) -> _Line:
    left, top, right, bottom = row.box()
    return _Line(row, row.text, left, top, right, bottom)


def _trimmed(fragment: Fragment) -> tuple[str, tuple[float, ...] | None]:
    text = fragment.text.strip()
    if fragment.confidence is None or text == fragment.text:
        return text, fragment.confidence
    start = len(fragment.text) - len(fragment.text.lstrip())
    return text, fragment.confidence[start : start + len(text)]


def _glue(before: str, after: str) -> str:
    """Words of Latin script keep the space that a line's end or a gap was."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def _without_number(lines: list[_Line]) -> list[_Line]:
    """A page without the row that holds its number, at either end."""
    if lines and _PAGE_NUMBER.match(lines[-1].text):
        lines = lines[:-1]
    if lines and _PAGE_NUMBER.match(lines[0].text):
        lines = lines[1:]
    return lines


def _running_heads(pages: Sequence[list[_Line]]) -> set[str]:
    """Rows that stand first or last on most of at least three pages."""
    if len(pages) < 3:
        return set()
    ends: Counter[str] = Counter()
    for lines in pages:
        ends.update({lines[0].text, lines[-1].text} if lines else ())
    return {text for text, count in ends.items() if count > len(pages) * 0.6}


def _margins(lines: Sequence[_Line], otherwise: _Margins | None = None) -> _Margins:
    """The margins that the long lines show; those of the whole document where a page has too few of them."""
    prose = [line for line in lines if line.is_prose]
    widest = max((line.right - line.left for line in prose), default=0.0)
    long = [line for line in prose if line.right - line.left >= _LONG * widest]
    if otherwise is not None and len(long) < 4:
        return otherwise
    if not long:
        return _Margins(0.0, 0.0, 1.0)
    sign = median(line.height for line in long)
    # a scan that leans a little moves single lines: the margin is where several of them begin and end
    left = sorted(line.left for line in long)[len(long) // 10]
    right = sorted(line.right for line in long)[-1 - len(long) // 10]
    indented = sum(_INDENT * sign < line.left - left < _DEEPEST_INDENT * sign for line in long)
    indents = otherwise.indents if otherwise is not None else indented > 1
    return _Margins(left, right, sign, indents)


def _goes_on(line: _Line, margins: _Margins, following: _Line, next_margins: _Margins) -> bool:
    """Whether a line's paragraph goes on in the following line."""
    if not (line.is_prose and following.is_prose):
        return False
    if _is_title(line, margins) and _is_title(following, next_margins):
        return line.right - line.left > _LONG_TITLE * (margins.right - margins.left)
    if following.left > next_margins.left + _INDENT * next_margins.sign:
        return False
    ends = bool(_ENDS.search(line.text))
    short = (margins.right - line.right) / max(margins.sign, 1e-6)
    full = short <= _SHORT_OF_THE_EDGE
    if _BEGINS.match(following.text) and (ends or not full):
        return False
    if margins.indents:
        return full or (not ends and short <= _RAGGED)
    return full and not ends


def _is_title(line: _Line, margins: _Margins) -> bool:
    """Whether a line of larger type stands in the middle of the block of text."""
    middle = (margins.left + margins.right) / 2
    return (
        line.height > _LARGER * margins.sign and abs((line.left + line.right) / 2 - middle) < 2 * margins.sign
    )
