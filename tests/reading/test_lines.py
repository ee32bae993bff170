"""Normal forms of lines, years and dates."""

from __future__ import annotations

from datetime import date

import pytest

from tongbi.reading.lines import bare_years, dates, foot_lines, head_lines, normal, years


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("２０２２ 年度：", "2022年度:"),
        ("二〇二三年", "2023年"),
        ("二○二四年度", "2024年度"),
        ("二O二一年", "2021年"),
        ("索 引 号", "索引号"),
        ("一九九八年至二〇〇二年", "1998年至2002年"),
        ("二三四五年", "二三四五年"),
    ],
)
def test_normal_forms(written: str, form: str) -> None:
    assert normal(written) == form


def test_years_are_four_digits_before_their_sign() -> None:
    assert years("2023年度和2024年安排,12023年,2023号") == [2023, 2024]
    assert bare_years("xiwan-2023_v2.2024") == [2023, 2024]
    assert bare_years("20230115") == []


@pytest.mark.parametrize(
    ("form", "days"),
    [
        ("2024-03-2809:18", [date(2024, 3, 28)]),
        ("2021/03/29", [date(2021, 3, 29)]),
        ("2024年1月8日", [date(2024, 1, 8)]),
        ("2024年二月二十九日", [date(2024, 2, 29)]),
        ("2023年2月30日", []),
        ("厅字〔2019〕28号", []),
    ],
)
def test_days(form: str, days: list[date]) -> None:
    assert dates(form) == days


def test_only_head_and_foot_are_looked_at() -> None:
    text = "头\n" + "中\n" * 10_000 + "尾"
    assert head_lines(text)[0].normal == "头"
    assert foot_lines(text)[-1].normal == "尾"
    assert len(head_lines(text)) + len(foot_lines(text)) < 5_000
