"""Ranges, and numbers that share a measure word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.joining import find_quantities
from tongbi.extraction.normalise import normalise

Shown = tuple[str, float, float, float, str]


def found(text: str) -> list[Shown]:
    return [
        (text[q.start : q.end], float(q.value), float(q.low), float(q.high), q.unit)
        for q in find_quantities(normalise(text))
    ]


@pytest.mark.parametrize(
    ("text", "surface", "value", "low", "high", "unit"),
    [
        ("压缩至10—15个工作日", "10—15个工作日", 12.5, 10, 15, "工作日"),
        ("每年2至3期", "2至3期", 2.5, 2, 3, "期"),
        ("罚款3—5万元", "3—5万元", 40000, 30000, 50000, "元"),
        ("罚款3万—5万元", "3万—5万元", 40000, 30000, 50000, "元"),
        ("比例80%-90%", "80%-90%", 85, 80, 90, "%"),
        ("比例5%至8%", "5%至8%", 6.5, 5, 8, "%"),
        ("共3~5家", "3~5家", 4, 3, 5, "家"),
    ],
)
def test_a_range_is_one_quantity(
    text: str, surface: str, value: float, low: float, high: float, unit: str
) -> None:
    assert found(text) == [(surface, value, low, high, unit)]


@pytest.mark.parametrize(
    "text",
    ["15—10个工作日", "2023年至5件", "3月至5次"],
    ids=["falling", "year", "month"],
)
def test_what_is_no_range(text: str) -> None:
    assert all(low == high for _, _, low, high, _ in found(text))


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        (
            "审批时间为4.6、3.1、2.8个工作日",
            [("4.6", "工作日"), ("3.1", "工作日"), ("2.8个工作日", "工作日")],
        ),
        ("分别达到4895和608亿元", [("4895", "元"), ("608亿元", "元")]),
        ("分别为30件、40件", [("30件", "件"), ("40件", "件")]),
        ("分别为73.5、76.7和80.1分", [("73.5", "分"), ("76.7", "分"), ("80.1分", "分")]),
        ("缩减至38个、42个工作日", [("38个", "工作日"), ("42个工作日", "工作日")]),
        ("5个乡镇、38个工作日", [("5个", "个"), ("38个工作日", "工作日")]),
        ("2022、2023年办理3件", [("3件", "件")]),
        ("一、3件", [("3件", "件")]),
        ("\n1、3件", [("3件", "件")]),
    ],
)
def test_a_shared_measure_word(text: str, shared: list[tuple[str, str]]) -> None:
    assert [(surface, unit) for surface, *_, unit in found(text)] == shared


@given(st.text("0123456789.，、—至到和 件个万余近%年月\n", max_size=40))
@settings(max_examples=60, deadline=None)
def test_quantities_are_in_order_and_share_no_character(text: str) -> None:
    spans = [(q.start, q.end) for q in find_quantities(text)]
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "surface", "low", "high"),
    [
        ("罚款3-5万元", "3-5万元", 30000, 50000),
        ("0-6岁儿童", "0-6岁", 0, 6),
        ("需3.5-4.5天", "3.5-4.5天", 3.5, 4.5),
    ],
)
def test_a_hyphen_may_join_a_range(text: str, surface: str, low: float, high: float) -> None:
    assert [(shown[0], *shown[2:4]) for shown in found(text)] == [(surface, low, high)]


@pytest.mark.parametrize("text", ["0831-5件", "2023-12件", "2023/3件", "5-3件"])
def test_numbers_that_a_hyphen_or_a_stroke_ties_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_a_multiplier_at_the_end_of_a_list_is_that_of_all() -> None:
    assert [value for _, value, *_ in found("分别达到4895和608亿元")] == [489_500_000_000, 60_800_000_000]


def test_every_piece_of_a_list_is_short_for_the_measure_word_at_its_end() -> None:
    assert [unit for *_, unit in found("缩减至36个、38个、42个工作日")] == ["工作日"] * 3
