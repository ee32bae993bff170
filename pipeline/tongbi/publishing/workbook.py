"""The series as a workbook that an official can open: a sheet for each body, years across, breaks marked.

Belongs here: the layout of the sheets. Does not belong here: any judgement; marks and reasons are those of
the warehouse.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongbi.publishing import connection, sql_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIXED = ("领域", "指标", "单位")
LEGEND = "图例"
BREAK_FILL, DOUBT_FILL, HEAD_FILL = "F8CBAD", "FFE699", "DDEBF7"
MARKS = (
    (BREAK_FILL, "断点：与上年不可比，批注为理由"),
    (DOUBT_FILL, "存疑：与上年是否可比不能判断，批注为理由"),
    (None, "斜体：原文为约数，批注为上下界"),
    (None, "空白：无此年之数"),
)
# Excel allows 31 characters and none of these in the name of a sheet.
NAME_LENGTH, FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\]")


def export_workbook(warehouse: str | Path, path: str | Path) -> Path:
    """Write the series to an .xlsx file: a sheet for each body, metrics down, years across; returns the path.

    Values are numbers in base units. A metric whose measure word changed takes a row for each word.
    """
    import openpyxl

    with connection.read(Path(warehouse)) as database:
        rows = database.execute(sql_text.of("exports", "workbook")).fetchall()
    issuers: dict[str, list[tuple[Any, ...]]] = {}
    for issuer, *rest in rows:
        issuers.setdefault(issuer, []).append(tuple(rest))
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    names = sheet_names(issuers)
    for issuer, cells in issuers.items():
        _sheet(book.create_sheet(names[issuer]), issuer, cells)
    _legend(book)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def sheet_names(issuers: Iterable[str]) -> Mapping[str, str]:
    """A sheet's name for each body: its own without forbidden signs, cut to length, numbered where taken."""
    given: dict[str, str] = {}
    taken: set[str] = {LEGEND}
    for issuer in issuers:
        plain = FORBIDDEN.sub("", issuer).strip("'") or "机关"
        name, number = plain[:NAME_LENGTH], 1
        while name.casefold() in taken:
            number += 1
            tail = f"~{number}"
            name = plain[: NAME_LENGTH - len(tail)] + tail
        taken.add(name.casefold())
        given[issuer] = name
    return given


def _sheet(sheet: Worksheet, issuer: str, cells: list[tuple[Any, ...]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    years = sorted({cell[3] for cell in cells})
    column_of = {year: len(FIXED) + 1 + position for position, year in enumerate(years)}
    sheet.append([issuer])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([*FIXED, *(f"{year}年" for year in years)])
    for head in sheet[2]:
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor=HEAD_FILL)
        head.alignment = Alignment(horizontal="center")
    row_of: dict[tuple[str, str], int] = {}
    for domain, name, unit, year, value, low, high, status, verdict, reason, metric_id in cells:
        row = row_of.setdefault((metric_id, unit), len(row_of) + 3)
        for column, text in enumerate((domain, name, unit), start=1):
            sheet.cell(row, column).value = text
        figure = sheet.cell(row, column_of[year])
        figure.value = value
        figure.number_format = "#,##0" if float(value).is_integer() else "#,##0.0###"
        notes = []
        if low != high:
            figure.font = Font(italic=True)
            notes.append(f"原文为约数：{low:,.12g} 至 {high:,.12g}")
        if verdict == "broken" or status == "B":
            figure.fill = PatternFill("solid", fgColor=BREAK_FILL)
            notes.append(f"与上年不可比：{reason}" if reason else "断点")
        elif verdict == "unknown" or status == "U":
            figure.fill = PatternFill("solid", fgColor=DOUBT_FILL)
            notes.append(f"存疑：{reason}" if reason else "存疑")
        if notes:
            figure.comment = Comment("\n".join(notes), "tongbi")
    sheet.freeze_panes = f"{get_column_letter(len(FIXED) + 1)}3"
    for column, width in enumerate((16, 34, 8), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in column_of.values():
        sheet.column_dimensions[get_column_letter(column)].width = 14


def _legend(book: Workbook) -> None:
    from openpyxl.styles import PatternFill

    sheet = book.create_sheet(LEGEND)
    for line, (colour, text) in enumerate(MARKS, start=1):
        if colour:
            sheet.cell(line, 1).fill = PatternFill("solid", fgColor=colour)
        sheet.cell(line, 2).value = text
    sheet.column_dimensions["B"].width = 48
