"""The index finds what is alike and little else, whatever the order."""

from __future__ import annotations

import random

from invented_reports import text

from tongbi.reading.collating.content import content_of
from tongbi.reading.collating.index import Index, figure_features, prose_features


def test_copies_are_found_among_many_others() -> None:
    index = Index(0.5)
    contents = [content_of(text(f"第{number}县", 2015 + number % 8, number)) for number in range(60)]
    for number, content in enumerate(contents):
        index.add(number, index.sketch(figure_features(content)))
    for number in (0, 17, 59):
        copy = content_of(text("另一县", 2024, number))
        assert index.like(index.sketch(figure_features(copy))) == [number]


def test_small_changes_of_wording_are_found_by_the_prose() -> None:
    index = Index(0.5)
    original = text()
    index.add(7, index.sketch(prose_features(content_of(original))))
    drawn = random.Random(3)
    signs = list(original)
    for _ in range(len(signs) // 40):
        signs[drawn.randrange(len(signs))] = "改"
    assert index.like(index.sketch(prose_features(content_of("".join(signs))))) == [7]


def test_texts_without_features_are_like_none() -> None:
    index = Index(0.5)
    index.add(1, index.sketch(figure_features(content_of("无数可报"))))
    assert index.like(index.sketch(figure_features(content_of("无数可报")))) == []
    assert prose_features(content_of("")) == set()


def test_of_very_many_that_are_alike_the_most_alike_are_given() -> None:
    index = Index(0.4)
    base = [f"f{number}" for number in range(100)]
    for name in range(40):
        index.add(name, index.sketch([*base[: 100 - name], *(f"{name}-{at}" for at in range(name))]))
    found = index.like(index.sketch(base))
    assert len(found) < 40
    assert 0 in found
