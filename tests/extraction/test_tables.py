"""Figures of tables: by row and column, with the header's unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract
from tongbi.extraction.tables import cells, measure_word, number_in
from tongbi.records import Identity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Read

# surface, value, unit, metric, period
Told = tuple[str, float, str, str | None, str | None]


def told(read: Read, text: str) -> list[Told]:
    return [(m.surface, m.value, m.unit, m.metric_id, m.period) for m in read(text)]


BY_ROW = [
    ("1,120", 1120, "件", "admin_license_cases", "2023"),
    ("40", 40, "件", "admin_penalty_cases", "2023"),
    ("50", 50, "件", "admin_inspections", "2023"),
]


@pytest.mark.parametrize(
    "text",
    [
        "数量（件）\n行政许可\n1,120\n行政处罚\n40\n行政检查\n50\n",
        "类别\t数量（件）\n行政许可\t1,120\n行政处罚\t40\n行政检查\t50\n",
        "类别 | 数量（件）\n行政许可 | 1,120\n行政处罚 | 40\n行政检查 | 50\n",
        "单位：件\n类别  数量\n行政许可  1,120\n行政处罚  40\n行政检查  50\n",
    ],
    ids=["a cell a line", "tabs", "bars", "wide gaps"],
)
def test_the_unit_stands_in_the_header(read: Read, text: str) -> None:
    assert told(read, text) == BY_ROW


@pytest.mark.parametrize(
    "text",
    [
        "项目 | 行政处罚 | 行政许可 | 行政强制\n数量（件） | 61 | 22 | 15\n",
        "项目 | 行政处罚 | 行政许可 | 行政强制\n数量 | 61件 | 22件 | 15件\n",
    ],
    ids=["a unit in the label", "a unit in each cell"],
)
def test_a_label_that_only_says_number_narrows_nothing(read: Read, text: str) -> None:
    assert [(m.value, m.unit, m.metric_id, m.scope) for m in read(text)] == [
        (61, "件", "admin_penalty_cases", ""),
        (22, "件", "admin_license_cases", ""),
        (15, "件", "admin_coercion_cases", ""),
    ]


def test_a_row_may_have_a_unit_and_a_column_a_year(read: Read) -> None:
    text = (
        "项目\t2022年\t2023年\n行政许可（件）\t120\t130\n罚没金额（万元）\t30.5\t40\n行政检查（次）\t50\t60\n"
    )
    assert told(read, text) == [
        ("120", 120, "件", "admin_license_cases", "2022"),
        ("130", 130, "件", "admin_license_cases", "2023"),
        ("30.5", 305000, "元", "fines_confiscations_amount", "2022"),
        ("40", 400000, "元", "fines_confiscations_amount", "2023"),
        ("50", 50, "次", "admin_inspections", "2022"),
        ("60", 60, "次", "admin_inspections", "2023"),
    ]


def test_a_column_of_measure_words_and_columns_of_growth_and_of_plans() -> None:
    text = (
        "主要指标完成情况\n指标\n单位\n实绩\n比上年增长（%）\n2024年预期增长（%）\n地区生产总值\n亿元\n860.5\n3.9\n6左右\n"
        "一般公共预算收入\n亿元\n61.2\n-4.1\n6.5\n城镇新增就业\n万人\n5.1\n2.0\n—\n"
    )
    identity = Identity("岚江市人民政府", "city", "government_work", 2024)
    found = [(m.surface, m.value, m.unit, m.metric_id, m.role, m.period) for m in extract(text, identity)]
    assert found == [
        ("860.5", 86.05e9, "元", "gdp_total", "actual", "2023"),
        ("3.9", 3.9, "%", "gdp_growth_rate", "actual", "2023"),
        ("6左右", 6, "%", "gdp_growth_rate", "target", "2024"),
        ("61.2", 6.12e9, "元", "fiscal_revenue", "actual", "2023"),
        ("-4.1", -4.1, "%", "fiscal_revenue", "growth", "2023"),
        ("6.5", 6.5, "%", "fiscal_revenue", "target", "2024"),
        ("5.1", 51000, "人", "urban_new_jobs", "actual", "2023"),
        ("2.0", 2, "%", "urban_new_jobs", "growth", "2023"),
    ]


def test_a_dash_is_no_figure(read: Read) -> None:
    text = "项目\t2022年\t2023年\n行政许可（件）\t120\t—\n行政处罚（件）\t—\t40\n行政检查（次）\t50\t60\n"
    assert [(surface, period) for surface, *_, period in told(read, text)] == [
        ("120", "2022"), ("40", "2023"), ("50", "2022"), ("60", "2023"),
    ]  # fmt: skip


def test_a_table_whose_rows_differ_in_length_is_refused(read: Read) -> None:
    text = "项目\n2022年\n2023年\n行政许可（件）\n120\n130\n行政处罚（件）\n40\n行政检查（次）\n50\n60\n"
    assert told(read, text) == []


def test_a_number_without_a_known_unit_is_left_out(read: Read) -> None:
    assert told(read, "类别\t数量\n行政许可\t120\n行政处罚\t40\n行政检查\t50\n") == []


def test_the_parts_of_a_sum_are_scoped_by_their_row(read: Read) -> None:
    header = "2023年行政处罚案件情况\n单位\t行政处罚（件）\t行政检查（次）\n"
    text = f"{header}甲局\t12\t30\n乙局\t28\t20\n合计\t40\t50\n"
    found = {(m.metric_id, m.scope): m.value for m in read(text)}
    assert found["admin_penalty_cases", "甲局"] == 12
    assert found["admin_penalty_cases", ""] == 40
    assert found["admin_inspections", ""] == 50


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,120", "1,120"), ("12 345", "12 345"), ("98.5%", "98.5%"), ("—", None), ("无", None)],
)
def test_the_number_of_a_cell(cell: str, number: str | None) -> None:
    assert number_in(cell) == number


@pytest.mark.parametrize(
    ("unit", "known"),
    [
        ("万元", ("元", "money", "万")),
        ("件", ("件", "cases", "")),
        ("亿元", ("元", "money", "亿")),
        ("垛", None),
        ("", None),
    ],
)
def test_the_unit_of_a_header(unit: str, known: tuple[str, str, str] | None) -> None:
    assert measure_word(unit) == known


def test_a_table_that_begins_with_a_number_has_no_labels() -> None:
    assert list(cells([(0, "12"), (3, "13"), (6, "14")])) == []


def test_a_missing_field_of_the_words_of_tables_is_named(
    read: Read, declared: Callable[[str, str, str], Path]
) -> None:
    path = declared("tables.yaml", "whole: [", "hole: [")
    with pytest.raises(ValueError, match="whole") as raised:
        read("数量（件）\n行政许可\n1,120\n行政处罚\n40\n行政检查\n50\n")
    assert str(path) in str(raised.value)
