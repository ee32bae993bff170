"""What stands side by side on a page: lines of prose, and rows of tables with their cells in columns.

Belongs here: the model of a page, and its rows from top to bottom. Does not belong here: joining rows to
paragraphs (`pages`), getting pieces of text out of a file (`formats/pdf`, `formats/ofd`, `recognition`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Distances in heights of a line of text, which for Chinese is the width of a sign.
SMALLEST_GAP = 0.5
"""A gap of this width may part two cells, where other rows have a gap at the same place."""
_GAP_BETWEEN_CELLS = 1.6
# A cell's text goes on in its next line where what follows would not have fitted behind it.
_WIDEST_WORD = 3.5
_EDGE = 0.3


class Fragment(NamedTuple):
    """A piece of text in one row: its box in the page's own unit, y downwards.

    `confidence` holds one figure between 0 and 1 for each sign of a recognised text, None for a text that the
    file itself holds.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: tuple[float, ...] | None = None

    @property
    def height(self) -> float:
        """How high a line of its text is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The fragments of a page in any order; `number` counts from 1."""

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]


@dataclass(slots=True)
class Cell:
    """Pieces of text that belong together, in order: side by side, or lines of one cell of a table."""

    fragments: list[Fragment] = field(default_factory=list)

    @property
    def left(self) -> float:
        """The left edge of its first line."""
        return self.fragments[0].left

    @property
    def right(self) -> float:
        """The right edge of its last piece."""
        return self.fragments[-1].right


@dataclass(slots=True)
class Row:
    """Cells from left to right; prose is a row of one cell. A cell of a table may be empty."""

    page: Page
    cells: list[Cell]

    @property
    def text(self) -> str:
        """The row as it is written: cells parted by tabs."""
        return "\t".join(["".join([f.text.strip() for f in cell.fragments]) for cell in self.cells])

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all that stands in the row."""
        pieces = [fragment for cell in self.cells for fragment in cell.fragments]
        if len(pieces) == 1:
            return pieces[0][1:5]
        return (
            min(f.left for f in pieces),
            min(f.top for f in pieces),
            max(f.right for f in pieces),
            max(f.bottom for f in pieces),
        )


def rows(page: Page) -> list[Row]:
    """The rows of a page from top to bottom. Fragments without text are left out."""
    lines = list(_lines(page))
    wide = [_cut(line, _GAP_BETWEEN_CELLS) for line in lines]
    made: list[Row] = []
    at = 0
    while at < len(lines):
        end, columns = _table(lines, wide, at)
        if columns:
            made += _in_columns(page, lines[at:end], columns)
            at = end
        else:
            made.append(Row(page, wide[at]))
            at += 1
    return made


def _lines(page: Page) -> Iterator[list[Fragment]]:
    """The fragments of each line from left to right: those whose middles are at one height."""
    waiting = sorted(
        (f for f in page.fragments if f.text.strip()), key=lambda f: (f.top + f.bottom, f.left, f.text)
    )
    line: list[Fragment] = []
    # of the line so far: the sum of its middles, and its smallest height
    middles, smallest = 0.0, 0.0
    for fragment in waiting:
        middle, height = (fragment.top + fragment.bottom) / 2, fragment.bottom - fragment.top
        if line:
            least = min(height, smallest)
            if abs(middle - middles / len(line)) < 0.5 * max(least, 1e-6):
                line.append(fragment)
                middles, smallest = middles + middle, least
                continue
            yield _from_left_to_right(line)
        line, middles, smallest = [fragment], middle, height
    if line:
        yield _from_left_to_right(line)


def _from_left_to_right(line: list[Fragment]) -> list[Fragment]:
    return sorted(line, key=lambda f: (f.left, f.right)) if len(line) > 1 else line


def _cut(line: Sequence[Fragment], gap: float) -> list[Cell]:
    """The cells of a line that gaps of so many signs part."""
    if len(line) == 1:
        return [Cell([line[0]])]
    sign = median(fragment.height for fragment in line)
    cells = [Cell([line[0]])]
    edge = line[0].right
    for fragment in line[1:]:
        if fragment.left - edge >= gap * sign:
            cells.append(Cell())
        cells[-1].fragments.append(fragment)
        edge = max(edge, fragment.right)
    return cells


def _table(lines: list[list[Fragment]], wide: list[list[Cell]], start: int) -> tuple[int, list[float]]:
    """Where the table that begins with line `start` ends, and where its columns after the first begin.

    No columns where no table begins there: a table shows two rows of as many cells with gaps at the same
    places, and every line of it stands in these columns.
    """
    if len(wide[start]) < 2 and len(lines[start]) < 2:
        return start, []
    end = start
    while end < len(lines) and (len(wide[end]) > 1 or len(lines[end]) > 1 or _is_narrow(lines, end)):
        end += 1
    while end > start:
        narrow = [_cut(line, SMALLEST_GAP) for line in lines[start:end]]
        columns = _columns(narrow) or _columns(wide[start:end])
        fitting = 0
        while columns and start + fitting < end and _fits(lines[start + fitting], columns):
            fitting += 1
        if not columns or fitting == end - start:
            break
        end = start + fitting
    rows_with_columns = sum(len(cells) > 1 for cells in wide[start:end])
    return (end, columns) if end > start and columns and rows_with_columns > 1 else (start, [])


def _is_narrow(lines: list[list[Fragment]], index: int) -> bool:
    """Whether a line may be a further line of a cell: no wider than a half of the line before it."""
    if not index:
        return False
    (left, right), before = (lines[index][0].left, lines[index][-1].right), lines[index - 1]
    return right - left < 0.5 * (before[-1].right - before[0].left) or len(before) == 1


def _columns(wide: Sequence[Sequence[Cell]]) -> list[float]:
    """Where columns begin, by the rows of the most usual number of cells; [] where their gaps do not meet."""
    counts = Counter(len(cells) for cells in wide if len(cells) > 1)
    if not counts:
        return []
    width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    if times < 2:
        return []
    full = [cells for cells in wide if len(cells) == width]
    borders = []
    for column in range(width - 1):
        before = max(cells[column].right for cells in full)
        after = min(cells[column + 1].left for cells in full)
        if before >= after:
            return []
        # a longer cell than these may reach up to the next column
        borders.append(after - min(after - before, _EDGE * full[0][column].fragments[0].height))
    return borders


def _fits(line: Sequence[Fragment], columns: Sequence[float]) -> bool:
    """Whether no piece of a line reaches from one column into the next."""
    return all(
        _column(f.left, columns) == _column(max(f.right - f.height * _EDGE, f.left), columns) for f in line
    )


def _column(x: float, columns: Sequence[float]) -> int:
    return sum(x >= begin for begin in columns)


def _in_columns(page: Page, lines: Sequence[list[Fragment]], columns: Sequence[float]) -> Iterator[Row]:
    """The rows of a table. A line that can only be the rest of cells above it is added to them."""
    row: Row | None = None
    for line in lines:
        cells = [Cell() for _ in range(len(columns) + 1)]
        for fragment in line:
            cells[_column(fragment.left, columns)].fragments.append(fragment)
        if row is not None and _is_rest(row, cells, columns):
            for cell, rest in zip(row.cells, cells, strict=True):
                cell.fragments += rest.fragments
            continue
        if row is not None:
            yield row
        row = Row(page, cells)
    if row is not None:
        yield row


def _is_rest(row: Row, cells: Sequence[Cell], columns: Sequence[float]) -> bool:
    """Whether each cell of a line goes on from a cell above that had no room for it."""
    if all(cell.fragments for cell in cells):
        return False
    for index, (above, cell) in enumerate(zip(row.cells, cells, strict=True)):
        if not cell.fragments:
            continue
        if not above.fragments or index >= len(columns):
            return False
        sign = cell.fragments[0].height
        width = sum(0.5 if letter.isascii() else 1.0 for letter in cell.fragments[0].text)
        needed = min(width, _WIDEST_WORD) * sign
        if columns[index] - above.right > needed + _EDGE * sign:
            return False
    return True
