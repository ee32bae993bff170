"""The workbook reads as an official expects: a sheet a body, years across, breaks and doubts marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from tongbi.publishing import export_workbook, publish, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture(scope="module")
def book(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = export_workbook(warehouse, tmp_path_factory.mktemp("book") / "series.xlsx")
    return openpyxl.load_workbook(path)


def values(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_each_body_has_its_sheet(book: openpyxl.Workbook) -> None:
    assert set(book.sheetnames) == {
        "青禾县人民政府", "云岭市人民政府", "白石区人民政府", "沙洲县人民政府", "图例"
    }  # fmt: skip


def test_years_stand_side_by_side_under_chinese_heads(book: openpyxl.Workbook) -> None:
    sheet = book["云岭市人民政府"]
    assert values(sheet) == [
        ("云岭市人民政府", None, None, None, None, None, None, None),
        ("领域", "指标", "单位", "2018年", "2019年", "2021年", "2022年", "2023年"),
        ("enforcement", "办理案件数", "件", 200, 180, 150, 5900, 6100),
    ]
    assert sheet.freeze_panes == "D3"


def test_breaks_doubts_and_open_wording_are_marked(book: openpyxl.Workbook) -> None:
    broken = book["云岭市人民政府"]["G3"]
    assert broken.fill.fgColor.rgb.endswith(workbook.BREAK_FILL)
    assert broken.font.italic
    assert broken.comment.text == "原文为约数：5,900 至 6,000\n与上年不可比：definition: 含简易程序"
    doubtful = book["青禾县人民政府"]["I4"]
    assert doubtful.value == 99
    assert doubtful.fill.fgColor.rgb.endswith(workbook.DOUBT_FILL)
    plain = book["云岭市人民政府"]["D3"]
    assert plain.comment is None
    assert not plain.font.italic


def test_a_changed_measure_word_takes_a_row_of_its_own(
    frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    at = frames["series"].index[frames["series"]["value"] == 160]
    frames["series"].loc[at, "unit"] = "宗"
    publish(frames, tmp_path / "w.duckdb")
    book = openpyxl.load_workbook(export_workbook(tmp_path / "w.duckdb", tmp_path / "deep" / "w.xlsx"))
    rows = values(book["青禾县人民政府"])[2:]
    assert [row[2] for row in rows] == ["件", "宗", "%"]


def test_names_of_sheets_are_lawful_and_told_apart() -> None:
    long = "某某省某某市某某县某某镇" * 4
    names = workbook.sheet_names([long + "甲", long + "乙", "a/b:c", "图例", "'"])
    assert len(set(names.values())) == 5
    assert all(0 < len(name) <= 31 and not workbook.FORBIDDEN.search(name) for name in names.values())
    assert names["图例"] != "图例"


def test_an_empty_warehouse_gives_a_workbook_with_its_legend(
    frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    empty = {name: pd.DataFrame(columns=list(frame.columns)) for name, frame in frames.items()}
    publish(empty, tmp_path / "w.duckdb")
    assert openpyxl.load_workbook(export_workbook(tmp_path / "w.duckdb", tmp_path / "w.xlsx")).sheetnames == [
        "图例"
    ]
