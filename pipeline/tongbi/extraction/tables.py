"""Figures in tables: a cell's number with the words of its row and its column.

Belongs here: tables whose cells became lines, and lines whose cells are parted by tabs or bars. Does not
belong here: finding where a table begins (`layout`), or what a phrase means (`phrases`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from tongbi import catalogue
from tongbi.extraction import numerals
from tongbi.extraction.connectives import connectives
from tongbi.extraction.layout import BARE_CELL, measured_cell
from tongbi.extraction.lexicon import declared, lexicon
from tongbi.extraction.patterns import any_of
from tongbi.extraction.quantity import Quantity, interval
from tongbi.extraction.years import YEAR
from tongbi.records import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.extraction.layout import Table
    from tongbi.extraction.phrases import PhraseBook
    from tongbi.records import Role

_TOPIC_LASTS = 200
_NUMBER = re.compile(r"-?(\d[\d, ]*(?:\.\d+)?) ?(%)?")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    whole: list[str]
    plain: list[str]
    units: list[str]
    grows: list[str]
    planned: list[str]
    title_ends: list[str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    whole: re.Pattern[str]
    plain: frozenset[str]
    units: frozenset[str]
    grows: re.Pattern[str]
    planned: re.Pattern[str]
    title_end: re.Pattern[str]
    unit: re.Pattern[str]
    year: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = declared(_Words, "tables.yaml")
    unit = f"(?:{any_of(words.units)})："
    return _Patterns(
        whole=re.compile(any_of(words.whole)),
        plain=frozenset(words.plain),
        units=frozenset(words.units),
        grows=re.compile(any_of(words.grows)),
        planned=re.compile(any_of(words.planned)),
        title_end=re.compile(f"(?:{any_of(words.title_ends)})*表?$"),
        unit=re.compile(rf"（(?:{unit})?([^（）]{{1,6}})）|{unit}\s?([^（）\s，。]{{1,6}})"),
        year=re.compile(rf"({YEAR})年?{connectives().year_ends}?"),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: its place, the words of its row, column and title, its unit and year.

    `grows` and `planned` tell that its column is one of growth, or of what is to be reached.
    """

    start: int
    text: str
    label: str
    head: str
    title: str
    unit: str
    year: int | None
    grows: bool = False
    planned: bool = False


def cells(table: Table) -> Iterator[Cell]:
    """The numbers of one table.

    The table is read by columns: so many numbers follow each row's label, and the measure word where the
    table has a column of them. A table whose rows differ in length is refused: its numbers would be attached
    to the wrong words.
    """
    is_number = [_is_number(text) for _, text in table]
    with_units = any(text in _patterns().units for _, text in table)
    rows: list[tuple[int, list[int]]] = []
    index = 0
    while index < len(table):
        if is_number[index]:
            end = index
            while end < len(table) and is_number[end]:
                end += 1
            named = with_units and index > 1 and measure_word(table[index - 1][1]) is not None
            rows.append((index - 1 - named, list(range(index, end))))
            index = end
        else:
            index += 1
    if not rows or rows[0][0] < 0:
        return
    width = len(rows[0][1])
    if any(len(numbers) != width for _, numbers in rows):
        return
    first = rows[0][0]
    header = [table[i][1] for i in range(max(0, first - width), first)]
    if len(header) < width:
        header = [""] * width
    title = " ".join(table[i][1] for i in range(max(0, first - width)))
    title_unit = _unit(title)
    for label_index, numbers in rows:
        label, told_in = table[label_index][1], table[numbers[0] - 1][1]
        for column, at in enumerate(numbers):
            start, text = table[at]
            head = header[column]
            grows, planned = _patterns().grows.search(head), _patterns().planned.search(head)
            year = _patterns().year.search(head) if planned else _patterns().year.fullmatch(head)
            own = told_in if label_index < numbers[0] - 1 else ""
            unit = _unit(label) or _unit(head) or own or title_unit
            yield Cell(
                start,
                text,
                _unnamed(label),
                "" if year else _unnamed(head),
                _summary(title),
                unit,
                int(year[1]) if year else None,
                bool(grows),
                bool(planned),
            )


def _is_number(text: str) -> bool:
    if measured_cell(text) is not None:
        return True
    written = number_in(text)
    if written is None or BARE_CELL.fullmatch(text):
        return BARE_CELL.fullmatch(text) is not None
    return not text[len(written) :] or lexicon().after.fullmatch(text, len(written)) is not None


def _summary(title: str) -> str:
    """The noun of a table's title: 2022年行政处罚案件情况 → 行政处罚案件."""
    return _patterns().title_end.sub("", _unnamed(title)).strip(" ")


def _unnamed(words: str) -> str:
    """The words of a label without the measure word in it."""
    return _patterns().unit.sub("", words)


def _unit(words: str) -> str:
    match = _patterns().unit.search(words)
    return (match[1] or match[2]) if match else ""


def ways_to_say(cell: Cell) -> list[tuple[str, str]]:
    """The words that may name a cell, the best first, each with the scope that they leave."""
    narrows = cell.label not in _patterns().plain and not _patterns().whole.search(cell.label)
    scope = cell.label if narrows else ""
    if not cell.head or cell.grows or cell.planned:
        return [(cell.label, "")]
    return [
        (f"{cell.title}，{cell.head}", scope),
        (f"{cell.title}{cell.head}", scope),
        (f"{cell.label}{cell.head}", ""),
    ]


def number_in(cell: str) -> str | None:
    """The number of a cell as written, None for a dash or words."""
    match = _NUMBER.match(cell)
    return match[0].strip() if match else None


def measure_word(unit: str) -> tuple[str, str, str] | None:
    """A header's unit as measure word, class and multiplier: 万元 → (元, money, 万); None if unknown."""
    for multiplier in ("万亿", "亿", "万", "千", "百", ""):
        word = unit.removeprefix(multiplier) if unit.startswith(multiplier) else ""
        known = lexicon().words.get(word)
        if known:
            return word, known.unit_class, multiplier
    return None


def figures(text: str, table: Table, book: PhraseBook, results_year: int) -> Iterator[Mention]:
    """The figures of one table of a text; a number whose header names no known unit is left out."""
    # what the text before the table speaks of, and what its rows name, are its topics
    topics = text[max(0, table[0][0] - _TOPIC_LASTS) : table[0][0]] + "\n"
    topics += "\n".join(words for _, words in table if not BARE_CELL.fullmatch(words))
    for cell in cells(table):
        figure = _figure(text, cell)
        if figure is None:
            continue
        value, unit_class = figure.value, figure.unit_class
        match, scope = None, ""
        for words, left in ways_to_say(cell):
            topic = f"{topics}\n{cell.title}\n{cell.label}"
            better = book.match(words, "", unit_class, topic, any_unit=cell.grows)
            if better and (match is None or (better.metric_id != match.metric_id and not left)):
                match, scope = better, left
        metric_id = match.metric_id if match else None
        if metric_id and cell.grows:
            metric_id = catalogue.load().growth_of.get(metric_id, metric_id)
        yield Mention(
            start=cell.start,
            end=figure.end,
            surface=text[cell.start : figure.end],
            value=float(value),
            low=float(figure.low),
            high=float(figure.high),
            unit=figure.unit,
            object=cell.label + cell.head,
            metric_id=metric_id,
            role=_role(cell, metric_id, results_year),
            period=str(cell.year or results_year + cell.planned),
            scope=scope,
            rule=f"table.{match.words}" if match else "",
        )


def _figure(text: str, cell: Cell) -> Quantity | None:
    """What a cell states, in the measure word of its own, its row or its column; None where there is none."""
    own = measured_cell(cell.text)
    if own is not None:
        return replace(own, start=cell.start, end=cell.start + own.end, number_start=cell.start)
    written = number_in(cell.text)
    if written is None:
        return None
    known = ("%", "share", "") if written.endswith("%") else measure_word(cell.unit)
    if known is None:
        return None
    unit, unit_class, multiplier = known
    value, place = numerals.arabic(written.strip("-% "), multiplier)
    value *= -1 if written.startswith("-") else 1
    end = cell.start + len(written)
    figure = Quantity.exact((cell.start, end), value, place, (unit, unit_class))
    if after := lexicon().after.match(text, end):
        figure.low, figure.high = interval(value, place, lexicon().kind[after[0]])
        figure.end = after.end()
    return figure


def _role(cell: Cell, metric_id: str | None, results_year: int) -> Role:
    if cell.planned or (cell.year and cell.year > results_year):
        return "target"
    metric = catalogue.load().metrics.get(metric_id or "")
    return "growth" if cell.grows and not (metric and metric.kind == "growth_rate") else "actual"
