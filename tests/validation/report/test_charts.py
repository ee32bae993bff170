"""Charts are well-formed SVG that keeps its labels and its proportions."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tongbi.validation.report import charts

POINTS = [(2021, 10.0, 10.0, 20.0, 1), (2022, 30.0, 30.0, 30.0, 1), (2023, 5.0, 5.0, 5.0, 2)]


def test_a_bar_is_divided_in_proportion() -> None:
    root = ElementTree.fromstring(
        charts.stacked_bar([("a", 3, "#000"), ("b", 1, "#111"), ("c", 0, "#222")], width=80)
    )
    assert [float(rect.attrib["width"]) for rect in root.iter("rect")] == [60.0, 20.0]
    assert root.attrib["aria-label"] == "a 3, b 1, c 0"


def test_a_bar_of_nothing_is_empty() -> None:
    assert not list(ElementTree.fromstring(charts.stacked_bar([("a", 0, "#000")])).iter("rect"))


def test_a_line_shows_points_intervals_and_breaks() -> None:
    root = ElementTree.fromstring(charts.line(POINTS, "行政处罚案件 <件>"))
    assert len(list(root.iter("circle"))) == 3
    strokes = list(root.iter("line"))
    assert sum("stroke-dasharray" in stroke.attrib for stroke in strokes) == 1
    assert sum(stroke.attrib.get("stroke-width") == "5" for stroke in strokes) == 1
    assert "行政处罚案件 <件>" in [text.text for text in root.iter("text")]


def test_every_point_lies_inside_the_picture() -> None:
    root = ElementTree.fromstring(charts.line(POINTS, "x", width=200, height=90))
    for circle in root.iter("circle"):
        assert 0 <= float(circle.attrib["cx"]) <= 200
        assert 0 <= float(circle.attrib["cy"]) <= 90


@pytest.mark.parametrize(
    "points", [[(2021, 0.0, 0.0, 0.0, 1), (2022, 0.0, 0.0, 0.0, 1)], [(2021, 7.0, 7.0, 7.0, 1)]]
)
def test_flat_and_single_series_can_be_drawn(points: list[tuple[int, float, float, float, int]]) -> None:
    assert not re.search(r"nan|inf", charts.line(points, "x"))


def test_no_points_no_picture() -> None:
    assert charts.line([], "x") == ""


def test_bars_are_as_tall_as_their_counts_and_none_is_invisible() -> None:
    root = ElementTree.fromstring(
        charts.bars([("06-01", 0.0, "#000"), ("06-08", 4.0, "#111"), ("06-15", 2.0, "#222")], "不符 <行>")
    )
    _, *drawn = root.iter("{http://www.w3.org/2000/svg}rect")
    heights = [float(rect.attrib["height"]) for rect in drawn]
    assert heights[1] == pytest.approx(2 * heights[2])
    assert 0 < heights[0] < heights[2]
    said = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert said == ["不符 <行>", "0", "06-01", "4", "2", "06-15"]
