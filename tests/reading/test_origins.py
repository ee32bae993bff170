"""Where a span of a text stands in its original, and whether it was recognised well."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading.origins import is_doubtful, pack, place_of, unpack
from tongbi.records import Document, Place

# three rows of ten signs, two on the first page and one on the second
ROWS = (
    Place(0, 10, 1, 0.1, 0.1, 0.9, 0.2),
    Place(10, 20, 1, 0.2, 0.2, 0.8, 0.3, confidence=0.7),
    Place(20, 30, 2, 0.1, 0.1, 0.9, 0.2),
)


def document(places: tuple[Place, ...] = ROWS, doubtful: tuple[tuple[int, int], ...] = ()) -> Document:
    return Document("a.pdf", "字" * 30, "0" * 64, "pdf", places=places, doubtful=doubtful)


def test_a_span_stands_in_the_row_that_holds_it() -> None:
    assert place_of(document(), 12, 15) == ROWS[1]


def test_a_span_over_two_rows_has_the_box_of_both_and_the_lower_confidence() -> None:
    assert place_of(document(), 8, 12) == Place(0, 20, 1, 0.1, 0.1, 0.9, 0.3, confidence=0.7)


def test_a_span_over_two_pages_stands_on_the_first() -> None:
    assert place_of(document(), 18, 22) == ROWS[1]


def test_a_format_without_pages_has_no_places() -> None:
    assert place_of(document(()), 3, 5) is None
    assert place_of(document(ROWS[1:]), 3, 5) is None, "the first row of the text has no place"


@given(st.integers(0, 29), st.integers(1, 10))
def test_a_span_is_doubtful_where_it_touches_a_doubtful_sign(start: int, length: int) -> None:
    doubtful = ((4, 5), (12, 15), (29, 30))
    signs = {sign for first, last in doubtful for sign in range(first, last)}
    touched = not signs.isdisjoint(range(start, start + length))
    assert is_doubtful(document(doubtful=doubtful), start, start + length) == touched


def test_what_was_packed_comes_back() -> None:
    made = document(doubtful=((4, 5), (12, 15)))
    assert unpack(pack(made)) == (ROWS, ((4, 5), (12, 15)))
    assert pack(document(())) == ""
    assert unpack("") == ((), ())
