"""Bodies that a document names where an issuer may stand, place by place in the order of their weight."""

from __future__ import annotations

import pytest

from tongbi.reading.issuers import addressee, issuers
from tongbi.reading.lines import foot_lines, head_lines
from tongbi.reading.titles import find_title


def named(text: str, name: str = "report") -> list[tuple[str, str]]:
    """Place and name of each body that the document of this text and file name shows."""
    head = head_lines(text)
    title = find_title(head)
    below = head[title.last + 1 :] if title else head
    opening = "".join(line.normal for line in below)
    found = issuers(title, head, below, opening, foot_lines(text), name, text)
    return [(place, body.name) for place, body in found]


def test_the_places_come_in_the_order_of_their_weight() -> None:
    text = (
        "砚溪县2023年法治政府建设年度报告\n\n"
        "2023年，砚溪县人民政府扎实推进依法行政。现将有关情况报告如下。\n砚溪县人民政府\n2024年1月18日\n"
    )
    assert named(text) == [(place, "砚溪县人民政府") for place in ("title", "opening", "signature", "text")]


def test_bodies_that_lead_or_guide_are_not_the_issuer() -> None:
    text = (
        "2022年，在区委、区政府的领导下，在区司法局的指导下，我街认真落实。现将法治政府建设情况报告如下。\n"
    )
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "place", "issuer"),
    [
        ("桐陵市司法局文件\n关于2023年法治政府建设情况的报告\n", "masthead", "桐陵市司法局"),
        ("政府工作报告\n砚溪县人民政府县长　某某\n", "speaker", "砚溪县人民政府"),
        (
            "政府工作报告\n——2023年1月9日在砚溪县第十七届人民代表大会第二次会议上\n",
            "session",
            "砚溪县人民政府",
        ),
        ("政府工作报告\n——2012年3月5日在第十一届全国人民代表大会第五次会议上\n", "session", "国务院"),
        (
            "法治政府建设情况报告\n发布机构：砚溪县人民政府办公室\n",
            "publisher",
            "砚溪县人民政府",
        ),
    ],
)
def test_each_place_gives_its_body(text: str, place: str, issuer: str) -> None:
    assert (place, issuer) in named(text)


def test_the_file_name_gives_a_body_with_a_title_or_without() -> None:
    for name in ("砚溪县人民政府2021年法治政府建设情况报告", "03_砚溪县"):
        assert named("法治政府建设情况报告\n", name) == [("file name", "砚溪县人民政府")]


def test_of_several_governments_of_one_level_the_text_tells_none() -> None:
    one = "由砚溪县人民政府办理。"
    assert ("text", "砚溪县人民政府") in named(one)
    assert not [place for place, _ in named(one + "由澄浦县人民政府办理。") if place == "text"]


def test_the_body_that_a_report_goes_to_is_not_its_issuer() -> None:
    text = "关于2023年法治政府建设情况的报告\n砚溪县人民政府：\n我局坚持依法行政。\n"
    assert addressee(head_lines(text)) == "砚溪县人民政府:"
    assert addressee(head_lines("我局坚持依法行政。\n")) == ""
    assert [place for place, _ in named(text) if place == "opening"] == []
