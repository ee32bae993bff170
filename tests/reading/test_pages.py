"""Paragraphs of pages, and where each of their rows stands."""

from __future__ import annotations

from tongbi.reading.origins import is_doubtful, pack, place_of, unpack
from tongbi.reading.pages import compose
from tongbi.reading.rows import Fragment, Page
from tongbi.records import Document

LINE = "全年办结行政许可和行政处罚案件并按时公开各项结果"


def page(*lines: tuple[str, float], number: int = 1, step: float = 20.0, size: float = 10.0) -> Page:
    fragments = tuple(
        Fragment(text, left, 40 + step * n, left + size * len(text), 40 + step * n + size)
        for n, (text, left) in enumerate(lines)
    )
    return Page(number, 300.0, 800.0, fragments)


def test_an_indent_begins_a_paragraph_and_a_full_line_goes_on() -> None:
    first, second = LINE[:22], LINE
    made = compose(
        [page((first, 50), (second, 30), ("共五件。", 30), (first, 50), (second, 30), ("完。", 30))]
    )
    assert made.text.splitlines() == [f"{first}{second}共五件。", f"{first}{second}完。"]


def test_a_paragraph_goes_on_over_the_page_and_its_number() -> None:
    first = page((LINE[:22], 50), (LINE, 30), ("— 1 —", 130))
    second = page((LINE, 30), ("完。", 30), (LINE[:22], 50), (LINE, 30), number=2)
    assert compose([first, second]).text.splitlines()[0] == f"{LINE[:22]}{LINE}{LINE}完。"


def test_each_row_has_its_place() -> None:
    made = compose([page(("县人民政府", 30), ("报告", 60)), page(("二、处罚12件", 30), number=2)])
    for place in made.places:
        assert made.text[place.start : place.end] in ("县人民政府", "报告", "二、处罚12件")
    last = made.places[-1]
    assert (last.page, last.left, last.top, last.bottom) == (2, 0.1, 0.05, 0.0625)
    document = Document("a.pdf", made.text, "0" * 64, "pdf", places=made.places)
    at = made.text.index("12")
    assert place_of(document, at, at + 2) == last
    assert unpack(pack(document)) == (made.places, ())


def test_a_figure_broken_over_rows_has_the_box_of_them_all() -> None:
    made = compose(
        [page((LINE[:22], 50), (f"{LINE[:22]}12", 30), ("34件。", 30)), page(("56件。", 30), number=2)]
    )
    assert "1234件。" in made.text
    document = Document("a.pdf", made.text, "0" * 64, "pdf", places=made.places)
    at = made.text.index("1234")
    (_, upper, lower, _) = made.places
    alone, broken = place_of(document, at, at + 2), place_of(document, at, at + 4)
    assert alone == upper
    assert broken is not None
    assert (broken.page, broken.left, broken.right) == (1, upper.left, upper.right)
    assert (broken.top, broken.bottom) == (upper.top, lower.bottom)
    over_the_page = place_of(document, at + 2, len(made.text))
    assert over_the_page == lower


def test_signs_of_little_confidence_are_told_by_their_place() -> None:
    sure = Fragment(" 处罚12件", 30, 10, 90, 20, (1.0, 1.0, 1.0, 1.0, 0.4, 1.0))
    made = compose([Page(1, 300.0, 800.0, (sure,))], doubtful_below=0.8)
    at = made.text.index("2")
    assert made.doubtful == ((at, at + 1),)
    document = Document("a.png", made.text, "0" * 64, "image", places=made.places, doubtful=made.doubtful)
    assert is_doubtful(document, at - 1, at + 1)
    assert not is_doubtful(document, at + 1, at + 2)
    assert made.places[0].confidence == 0.88
