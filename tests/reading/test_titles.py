"""Titles: on which lines of a head they stand, and which issuer, family and years they name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading.lines import head_lines
from tongbi.reading.titles import Title, body_in, family_of, find_title, issuer_in

OPENINGS = yaml.safe_load(Path(__file__).with_name("openings.yaml").read_text(encoding="utf-8"))


def title_of(text: str) -> Title:
    found = find_title(head_lines(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("shape", "title"),
    [
        ("table of metadata", "桐陵市人民政府关于2023年法治政府建设工作的报告"),
        (
            "issuer and title on lines of their own",
            "砚溪县人民政府关于2023年法治政府建设工作情况的报告",
        ),
    ],
)
def test_the_title_is_given_without_the_page_around_it(shape: str, title: str) -> None:
    assert title_of(OPENINGS["law_based_government"][shape]["text"]).text == title


def test_a_title_broken_over_lines_is_one_and_tells_where_it_stands() -> None:
    found = title_of(
        "首页 > 政务公开\n桐陵市司法局关于2023年度推进\n法治政府建设情况的报告\n市委、市政府：\n"
    )
    assert found.text == "桐陵市司法局关于2023年度推进法治政府建设情况的报告"
    assert (found.first, found.last, found.years) == (1, 2, (2023,))
    assert found.issuer is not None
    assert found.issuer.name == "桐陵市司法局"


def test_the_place_of_a_speech_is_no_part_of_a_title() -> None:
    found = title_of("2023年法治政府建设情况的报告——2024年1月9日在砚溪县大会上\n")
    assert (found.text, found.years, found.issuer) == ("2023年法治政府建设情况的报告", (2023,), None)


def test_a_title_of_several_years_names_them_in_order() -> None:
    assert title_of("2018年至2022年砚溪县法治政府建设情况报告\n").years == (2018, 2022)


@pytest.mark.parametrize(
    "text", ["", "今日天气晴朗。\n", "一、2023年法治政府建设情况\n", "（二）法治政府建设情况报告\n"]
)
def test_headings_and_sentences_are_no_title(text: str) -> None:
    assert find_title(head_lines(text)) is None


@pytest.mark.parametrize(
    ("form", "family"),
    [
        ("砚溪县2023年法治政府建设年度报告", "law_based_government"),
        ("2023年政府工作报告", "government_work"),
        ("砚溪县法治政府建设年度报告,如下", None),
        ("砚溪县法治政府建设年度报告已经公开。", None),
        ("砚溪县2023年财政预算报告", None),
    ],
)
def test_the_family_is_told_by_the_matter_of_the_title(form: str, family: str | None) -> None:
    assert family_of(form) == family


@pytest.mark.parametrize(
    ("form", "issuer"),
    [
        ("砚溪县人民政府关于2023年法治政府建设情况的报告", "砚溪县人民政府"),
        ("关于砚溪县2023年法治政府建设情况的报告", "砚溪县人民政府"),
        ("附件1:砚溪县2023年法治政府建设情况的报告", "砚溪县人民政府"),
        ("关于2023年法治政府建设情况的报告", None),
    ],
)
def test_the_issuer_stands_before_the_matter(form: str, issuer: str | None) -> None:
    body = issuer_in(form, "law_based_government")
    assert (body.name if body else None) == issuer


@pytest.mark.parametrize(
    ("part", "name"), [("2023年砚溪县", "砚溪县人民政府"), ("附件1", None), ("", None), ("2023年度", None)]
)
def test_a_piece_of_a_title_is_a_body_without_its_years(part: str, name: str | None) -> None:
    body = body_in(part)
    assert (body.name if body else None) == name


@given(st.text(alphabet="砚溪县人民政府关于2023年法治建设工作情况的报告\n：—《》 ", max_size=80))
def test_a_title_stands_on_lines_that_there_are(text: str) -> None:
    lines = head_lines(text)
    found = find_title(lines)
    assert found is None or 0 <= found.first <= found.last < len(lines)
