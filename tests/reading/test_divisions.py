"""Codes of divisions: history, namesakes, places that do not exist."""

from __future__ import annotations

import pytest

from tongbi.reading.bodies import parse_body
from tongbi.reading.divisions import _divisions, division_of, find, present_code


def code(name: str, year: int) -> str | None:
    body = parse_body(name)
    assert body is not None
    division = division_of(body, year)
    return division.code if division else None


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("安岳县人民政府", 2023, "512021"),
        ("安岳县人民政府", 1999, "513921"),
        ("襄阳市人民政府", 2015, "420600"),
        ("襄樊市人民政府", 2008, "420600"),
        ("静海区", 2023, "120118"),
        ("静海县", 2010, "120223"),
        ("天津市静海区", 2023, "120118"),
        ("北京市", 2020, "110000"),
        ("四川省司法厅", 2021, "510000"),
        ("安岳县司法局", 2021, "512021"),
        ("安岳县石桥街道", 2021, "512021"),
        ("新疆维吾尔自治区人民政府", 2017, "650000"),
    ],
)
def test_codes_of_their_year(name: str, year: int, expected: str) -> None:
    assert code(name, year) == expected


@pytest.mark.parametrize(
    "name",
    [
        "砚溪县人民政府",
        "澄州市汀洲区人民政府",
        "四川省砚溪县人民政府",
        "国务院",
        "司法部",
        "柳浦镇",
        "县人民政府",
    ],
)
def test_no_code_is_made_up(name: str) -> None:
    assert code(name, 2023) is None


def test_a_name_that_several_places_bear_needs_the_place_above() -> None:
    assert code("鼓楼区人民政府", 2023) is None
    assert code("福州市鼓楼区人民政府", 2023) == "350102"


def test_a_county_that_became_a_district_keeps_one_history() -> None:
    assert present_code("120223") == "120118"
    assert present_code("120118") == "120118"
    assert present_code("999999") == "999999"


def test_the_level_of_a_city_is_that_of_its_code() -> None:
    for name, level in (("临湘市", "county"), ("岳阳市", "city")):
        division = find((name,), 2020)
        assert division is not None
        assert division.level == level


def test_every_division_is_well_formed() -> None:
    count = 0
    for division in _divisions():
        count += 1
        assert len(division.code) == 6
        assert division.code.isdigit()
        assert all(division.path), division
        assert (division.first_year or 0) <= (division.last_year or 9999), division
        assert division.successor is None or len(division.successor) == 6
    assert count > 4000
