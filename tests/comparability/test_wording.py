from __future__ import annotations

import pytest

from tongbi.comparability import load, wording


@pytest.mark.parametrize(
    ("surface", "unit", "place"),
    [
        ("2.7万件", "件", 1000),
        ("27万份", "份", 10000),
        ("1.2亿元", "元", 10**7),
        ("0.5万亿元", "元", 10**11),
        ("１.２亿元", "元", 10**7),
        ("98.7%", "%", 0.1),
        ("98%", "%", 1),
        ("100%", "%", 0),
        ("5412件", "件", 0),
        ("23 408件", "件", 0),
        ("5900余件", "件", 0),
        ("三千万斤", "斤", 10**7),
        ("万余名", "名", 10**4),
        ("35千米", "千米", 0),
        ("1.1倍", "%", 10),
        ("8 ．8 ％", "%", 0.1),
    ],
)
def test_precision_is_the_place_of_the_last_digit_that_is_written(
    surface: str, unit: str, place: float
) -> None:
    assert wording.precision(surface, unit) == pytest.approx(place)


def test_wider_words_rank_before_a_bare_figure_and_parts_behind_it() -> None:
    breadth = load().reach.breadth
    widest = breadth("全县全年累计开展评查")
    assert widest > breadth("全年开展评查") > breadth("开展评查") > breadth("其中开展评查")
