"""Names of bodies: areas, levels, full forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading.bodies import parse_body, split_areas

FULL = [
    ("砚溪县", "砚溪县人民政府", "county", ("砚溪县",)),
    ("砚溪县政府", "砚溪县人民政府", "county", ("砚溪县",)),
    ("澄州市汀洲区", "澄州市汀洲区人民政府", "county", ("澄州市", "汀洲区")),
    ("砚溪县柳坝乡", "砚溪县柳坝乡人民政府", "township", ("砚溪县", "柳坝乡")),
    ("北京市", "北京市人民政府", "province", ("北京市",)),
    ("浦东新区", "浦东新区人民政府", "county", ("浦东新区",)),
    ("兰州新区", "兰州新区管理委员会", "county", ("兰州新区",)),
    ("萍乡市", "萍乡市人民政府", "city", ("萍乡市",)),
    ("景德镇市", "景德镇市人民政府", "city", ("景德镇市",)),
    ("津市市", "津市市人民政府", "city", ("津市市",)),
    ("沙市区", "沙市区人民政府", "county", ("沙市区",)),
    ("聊城市", "聊城市人民政府", "city", ("聊城市",)),
    ("镇江市", "镇江市人民政府", "city", ("镇江市",)),
    ("全州县", "全州县人民政府", "county", ("全州县",)),
    ("礼县", "礼县人民政府", "county", ("礼县",)),
    ("神农架林区", "神农架林区人民政府", "county", ("神农架林区",)),
    ("大理白族自治州大理市", "大理白族自治州大理市人民政府", "county", ("大理白族自治州", "大理市")),
    ("国务院", "国务院", "nation", ()),
    ("砚溪县城市管理局", "砚溪县城市管理局", "department", ("砚溪县",)),
    ("砚溪县市场监督管理局", "砚溪县市场监督管理局", "department", ("砚溪县",)),
    ("砚溪县卫健委", "砚溪县卫健委", "department", ("砚溪县",)),
    ("国家税务总局", "国家税务总局", "department", ()),
    ("中共砚溪县委砚溪县人民政府", "砚溪县人民政府", "county", ("砚溪县",)),
    ("中共砚溪县委", "中共砚溪县委", "county", ()),
    ("石桥街", "石桥街道办事处", "township", ("石桥街道",)),
]


@pytest.mark.parametrize(("name", "full", "level", "areas"), FULL)
def test_full_names(name: str, full: str, level: str, areas: tuple[str, ...]) -> None:
    body = parse_body(name)
    assert body is not None
    assert (body.name, body.level, body.areas, body.complete) == (full, level, areas, True)


@pytest.mark.parametrize(
    "name",
    [
        "县人民政府",
        "市司法局",
        "我局",
        "我县",
        "本市",
        "区政府",
        "省人民政府",
        "自治区人民政府",
        "司法局",
        "县委",
    ],
)
def test_names_of_this_place_are_not_complete(name: str) -> None:
    body = parse_body(name)
    assert body is not None
    assert not body.complete


@pytest.mark.parametrize(
    "name", ["", "报告", "工作", "一、总结", "2023", "abc", "深入学习贯彻", "区", "x" * 100]
)
def test_what_names_no_body(name: str) -> None:
    assert parse_body(name) is None


@given(st.text("甲乙丙市县区镇乡州省盟旗人民政府委员会局街道中共党组", max_size=30))
def test_areas_are_the_beginning_of_the_name_and_a_full_name_stays_what_it_is(name: str) -> None:
    areas, rest = split_areas(name)
    assert "".join(areas) + rest == name
    body = parse_body(name)
    if body is not None and body.complete and body.kind == "government":
        again = parse_body(body.name)
        assert again is not None
        assert again.level == body.level
