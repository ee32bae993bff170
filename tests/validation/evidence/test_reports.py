"""Evidence about reports: when they are due, what they share with one another."""

from __future__ import annotations

import datetime as dt

import pytest

from tongbi.validation.evidence import reports


def test_a_law_report_is_due_in_the_first_half_of_the_next_year() -> None:
    assert reports.due_window("law_based_government", 2023) == (dt.date(2024, 1, 1), dt.date(2024, 6, 30))


def test_a_work_report_is_due_early_in_its_own_year() -> None:
    assert reports.due_window("government_work", 2024) == (dt.date(2023, 12, 1), dt.date(2024, 4, 30))


@pytest.mark.parametrize("year", [0, 1948, 22024])
def test_an_impossible_year_has_no_window(year: int) -> None:
    assert reports.due_window("law_based_government", year) is None


def test_an_unknown_type_has_no_window() -> None:
    assert reports.due_window("news", 2023) is None


SENTENCES = [f"本县全年依法办理第{number}类事项{number * 37}件。" for number in range(3, 13)]


def test_copies_are_measured_by_sentences_with_figures() -> None:
    texts = {
        "a": "".join(SENTENCES),
        "b": "".join(SENTENCES[:8])
        + "此处另有一句不含数字的长句，不计入比例。"
        + "办理其他各类行政事项共计9999件。" * 2,
        "c": "完全不同的另一份报告，全年办理其他事项12345件。",
        "d": "没有数字的报告，讲了许多道理却没有给出任何结果。",
    }
    shares = reports.copied_shares(texts)
    assert shares == {"a": 0.8, "b": pytest.approx(8 / 9), "c": 0.0, "d": 0.0}


def test_a_copy_with_other_spacing_is_still_a_copy() -> None:
    texts = {"a": "".join(SENTENCES), "b": "\n".join(s.replace("依法", " 依 法 ") for s in SENTENCES)}
    assert reports.copied_shares(texts) == {"a": 1.0, "b": 1.0}


def test_texts_of_one_body_and_year_do_not_copy_one_another() -> None:
    texts = {"a": "".join(SENTENCES), "b": "".join(SENTENCES[:9]), "c": "".join(SENTENCES[:4])}
    shares = reports.copied_shares(
        texts, {"a": ("岚溪县", 2023), "b": ("岚溪县", 2023), "c": ("岚溪县", 2022)}
    )
    assert shares == {"a": 0.4, "b": pytest.approx(4 / 9), "c": 1.0}
