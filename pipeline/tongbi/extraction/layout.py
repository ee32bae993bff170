"""The parts of a text: headings and their sections, paragraphs, sentences, and tables flattened to lines.

Belongs here: where one part ends and the next begins, and whether a section reviews, plans or complains. Does
not belong here: what the numbers in a part mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.extraction.joining import find_quantities
from tongbi.extraction.lexicon import lexicon
from tongbi.extraction.sections import marks, opening_words
from tongbi.extraction.years import DATED, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.extraction.quantity import Quantity
    from tongbi.extraction.sections import Kind, OpeningWords
    from tongbi.records import ReportType

# the cells of a table in reading order, each with its offset in the text
Table = list[tuple[int, str]]

_STOP = "。！？；：”…"
_LONGEST_HEADING = 42
# figures without which lines are no table
_LEAST_FIGURES = 3
# a line of so many characters may be one that was broken where it was full
_WRAPPED = 16
_YEAR = re.compile(rf"(?<!\d)({YEAR})年(?!{DATED})")


@dataclass(slots=True)
class Section:
    """A heading with what follows it; `kind` says whether its figures are results, targets or complaints."""

    heading: str
    level: int
    kind: Kind


@dataclass(slots=True)
class Sentence:
    """`text[start:end]`, up to and with its full stop; sentences of one paragraph share `paragraph`."""

    start: int
    end: int
    paragraph: int
    section: Section
    kind: Kind


@dataclass(slots=True)
class Layout:
    """The sentences of a text in order, and the lines of its tables (which are in no sentence)."""

    sentences: list[Sentence]
    tables: list[Table]


def lay_out(text: str, results_year: int, report_type: ReportType = "law_based_government") -> Layout:
    """The layout of a normalised text whose results are those of `results_year`.

    A line break inside a sentence is no break: the line before it is long and has no stop, or ends in a
    comma, or the break stands inside a title in 《》.
    """
    lines = _lines(text)
    tables, in_table = _tables(lines)
    cutter = _Cutter(text, results_year, opening_words(report_type))
    open_start: int | None = None
    open_end = 0
    for index, (start, line) in enumerate(lines):
        stripped = line.strip(" ")
        if not stripped or index in in_table:
            if open_start is not None and not stripped:
                cutter.close(open_start, open_end)
                open_start = None
            continue
        following = lines[index + 1][1].strip(" ") if index + 1 < len(lines) else ""
        runs_on = _in_title(stripped, following) or _wraps(stripped, following)
        level = _heading_level(stripped) if open_start is None and not runs_on else None
        if level is None and open_start is not None and _opens(stripped):
            cutter.close(open_start, open_end)
            open_start = None
            level = None if runs_on else _heading_level(stripped)
        if level is not None:
            cutter.enter(stripped, level)
            cutter.close(start, start + len(line))
            continue
        if open_start is None:
            open_start = start
        open_end = start + len(line)
        if not runs_on and not _continues(stripped, following):
            cutter.close(open_start, open_end)
            open_start = None
    if open_start is not None:
        cutter.close(open_start, open_end)
    return Layout(cutter.sentences, tables)


def _lines(text: str) -> list[tuple[int, str]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _opens(line: str) -> bool:
    return marks().opens.match(line) is not None


def _in_title(line: str, following: str) -> bool:
    """Whether a line breaks inside a title: where links became lines, 《 is one of its own."""
    return bool(following) and (line[-1] == "《" or following[0] in "》，。、；")


def _wraps(line: str, following: str) -> bool:
    """Whether a line that could be a heading is broken, its sentence ending on the next, shorter line."""
    return (
        _WRAPPED <= len(line) >= len(following) > 0
        and line[-1] not in _STOP
        and following[-1] == "。"
        and not _opens(line)
        and not _opens(following)
    )


def _continues(line: str, following: str) -> bool:
    if not following or _opens(following):
        return False
    if line[-1].isdigit() and not BARE_CELL.fullmatch(line) and _begins_with_measure(following):
        return True
    return line[-1] in "，、（" or (len(line) >= _WRAPPED and line[-1] not in _STOP)


def _begins_with_measure(line: str) -> bool:
    """Whether a line goes on with the measure word of a number that ends the line before: 12 / 件."""
    number = lexicon().number.match(f"1{line[:8]}")
    return number is not None and (number["unit"] or number["multiplier"]) is not None


def _heading_level(line: str) -> int | None:
    """1 to 3 for a heading, which is short and has no stop; None for prose."""
    if len(line) > _LONGEST_HEADING or line[-1] in "！？；，、" or "。" in line:
        return None
    for level, marker in enumerate(marks().headings, start=1):
        if marker.match(line):
            return level
    if line[-1] == "：" or len(line) < 4:
        return None
    return 1 if not re.search(r"\d", line) or _YEAR.search(line) else None


class _Cutter:
    """Cuts paragraphs into sentences and keeps the sections that they stand in."""

    def __init__(self, text: str, results_year: int, patterns: OpeningWords) -> None:
        self._text, self._results_year, self._patterns = text, results_year, patterns
        self._sections = [Section("", 0, "review")]
        self._paragraph = 0
        self.sentences: list[Sentence] = []

    def enter(self, line: str, level: int) -> None:
        """Open the section of a heading, closing those that it ends."""
        sections, headings = self._sections, self._patterns.headings
        before: Section | None = None
        while len(sections) > 1 and sections[-1].level >= level:
            before = sections.pop()
        parent = sections[-1]
        if not self.sentences and level == 1 and self._patterns.title.search(line) and not _opens(line):
            # the year of a title says nothing of what the report tells
            sections.append(Section(line, level, "review"))
            return
        years = [int(year) for year in _YEAR.findall(line)]
        kind: Kind = parent.kind if parent.level else "review"
        if years and min(years) > self._results_year:
            kind = "plan"
        elif years and headings["plan"].search(line) and max(years) <= self._results_year:
            kind = "review"
        elif headings["problems"].search(line):
            kind = "problems"
        elif headings["review"].search(line):
            kind = "review"
        elif headings["plan"].search(line) or (
            self._patterns.plan_goes_on and before is not None and before.kind == "plan" and not years
        ):
            kind = "plan"
        sections.append(Section(line, level, kind))

    def close(self, start: int, end: int) -> None:
        """Cut one paragraph; one that opens with 下一步 or a later year turns its section into a plan."""
        section, text = self._sections[-1], self._text
        kind = self._kind(section, text[start : start + 24].lstrip(" \n"))
        at = start
        for match in marks().sentence_end.finditer(text, start, end):
            kind = self._add(at, match.end(), section, kind)
            at = match.end()
        if at < end and text[at:end].strip(" \n"):
            self._add(at, end, section, kind)
        self._paragraph += 1

    def _kind(self, section: Section, head: str) -> Kind:
        """What a paragraph is: that of its section, unless its opening words look back."""
        year = _YEAR.match(head)
        looks_back = self._patterns.review_opens.match(head) or (
            self._patterns.plan_goes_on and year is not None and int(year[1]) <= self._results_year
        )
        return "review" if section.kind == "plan" and looks_back else section.kind

    def _add(self, start: int, end: int, section: Section, kind: Kind) -> Kind:
        if section.kind != "plan" and section.level < 3:
            head = self._text[start : start + 24].lstrip(" \n")
            year = _YEAR.match(head)
            later = year is not None and int(year[1]) > self._results_year
            if self._patterns.plan_opens.match(head) or (later and marks().later_opens.match(head)):
                section.kind = kind = "plan"
            elif later and marks().later.match(head):
                # 2024年力争…, among what was done: this sentence alone looks ahead
                self.sentences.append(Sentence(start, end, self._paragraph, section, "plan"))
                return kind
        self.sentences.append(Sentence(start, end, self._paragraph, section, kind))
        return kind


def _tables(lines: list[tuple[int, str]]) -> tuple[list[Table], set[int]]:
    """Tables whose cells became lines: runs of short lines without a stop, three bare numbers among them."""
    tables: list[Table] = []
    inside: set[int] = set()
    run: list[int] = []
    for index, (_, line) in enumerate([*lines, (0, "。")]):
        cell = line.strip(" ")
        parted = "|" in cell or "\t" in cell
        if parted or (
            cell
            and len(cell) <= 30
            and cell[-1] not in "。；，！？："
            and "，" not in cell
            and not _opens(cell)
        ):
            run.append(index)
            continue
        if cell or len(run) < 5:
            found = [cell for i in run for cell in _cells(*lines[i])]
            parted = any("|" in lines[i][1] or "\t" in lines[i][1] for i in run)
            if sum(_is_figure(words, parted=parted) for _, words in found) >= _LEAST_FIGURES:
                tables.append(found)
                inside.update(run)
            run = []
    return tables, inside


def _is_figure(words: str, *, parted: bool) -> bool:
    """Whether a cell is a number; one with a measure word is one only where signs part the cells."""
    return BARE_CELL.fullmatch(words) is not None or (parted and measured_cell(words) is not None)


def measured_cell(words: str) -> Quantity | None:
    """What a cell states that holds its measure word besides the number: 61件."""
    found = find_quantities(words) if words[:1].isdigit() else []
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) else None


BARE_CELL = re.compile(r"(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)? ?%?|[—\-－/]|无")


def _cells(start: int, line: str) -> Iterator[tuple[int, str]]:
    """The cells of one line of a table: parted by tabs, bars or wide gaps."""
    for match in _CELL.finditer(line):
        yield start + match.start(), match[0]


_CELL = re.compile(r"[^\s|](?:[^\n\t|]*?[^\s|])??(?= {2,}| *[\t|]| *$)")
