"""Rows of a page: lines of prose, and tables whose cells stand in columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading.rows import Fragment, Page, rows


def piece(text: str, left: float, top: float, size: float = 10.0) -> Fragment:
    return Fragment(text, left, top, left + size * len(text), top + size)


def texts(*fragments: Fragment) -> list[str]:
    return [row.text for row in rows(Page(1, 600.0, 800.0, fragments))]


def test_pieces_of_one_line_stand_together_whatever_their_order() -> None:
    assert texts(piece("法治", 10, 40), piece("县", 20, 20), piece("全", 10, 21)) == ["全县", "法治"]


def test_a_wide_gap_parts_cells() -> None:
    assert texts(piece("索引号", 10, 10), piece("发布机构", 80, 10)) == ["索引号\t发布机构"]


def test_columns_of_other_rows_part_cells_that_stand_close() -> None:
    table = [
        piece("指标", 10, 10), piece("甲", 100, 10), piece("乙", 140, 10),
        piece("行政处罚案件件", 10, 30), piece("12", 100, 30), piece("34", 140, 30),
        piece("不予及免予处罚案", 10, 50), piece("56", 100, 50), piece("78", 140, 50),
    ]  # fmt: skip
    assert texts(*table) == ["指标\t甲\t乙", "行政处罚案件件\t12\t34", "不予及免予处罚案\t56\t78"]


def test_the_rest_of_a_cell_goes_into_it() -> None:
    table = [
        piece("指标", 10, 10), piece("甲", 100, 10), piece("乙", 140, 10),
        piece("行政处罚案件", 10, 30), piece("12", 100, 30), piece("34", 140, 30),
        piece("（件）", 10, 45),
        piece("人员", 10, 60), piece("56", 100, 60), piece("78", 140, 60),
    ]  # fmt: skip
    assert texts(*table) == ["指标\t甲\t乙", "行政处罚案件（件）\t12\t34", "人员\t56\t78"]


def test_an_empty_cell_keeps_its_place() -> None:
    table = [
        piece("指标", 10, 10), piece("甲", 100, 10), piece("乙", 140, 10),
        piece("处罚", 10, 30), piece("12", 100, 30), piece("34", 140, 30),
        piece("检查", 10, 50), piece("78", 140, 50),
    ]  # fmt: skip
    assert texts(*table)[-1] == "检查\t\t78"


@given(
    st.lists(st.tuples(st.text("法治县12，", min_size=1, max_size=9), st.floats(0, 500), st.floats(0, 700)))
)
def test_no_text_is_lost_or_doubled(pieces: list[tuple[str, float, float]]) -> None:
    fragments = [piece(text, left, top) for text, left, top in pieces]
    kept = "".join(texts(*fragments)).replace("\t", "")
    assert sorted(kept) == sorted("".join(text for text, _, _ in pieces))
