"""How alike two texts are, and which figures differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented_reports import text

from tongbi.reading.collating.content import content_of
from tongbi.reading.collating.likeness import differences, is_part, shared_figures, similarity

REPORT = content_of(text())


def test_a_text_is_like_itself_and_unlike_others() -> None:
    assert similarity(REPORT, REPORT) == 1.0
    assert similarity(REPORT, content_of("今日天气晴朗。")) < 0.1
    assert not differences(REPORT, REPORT).changed


def test_a_changed_figure_is_shown_among_its_words() -> None:
    found = differences(content_of("办理许可120件，培训30期。"), content_of("办理许可130件，培训30期。"))
    assert found.told() == "办理许可120件 → 办理许可130件"


def test_a_figure_left_out_is_not_changed() -> None:
    whole = content_of("办理许可120件，培训30期，发放资料5000份。")
    part = content_of("办理许可120件，发放资料5000份。")
    assert not differences(whole, part).changed
    assert not differences(part, whole).changed


def test_figures_of_other_words_at_one_place_are_not_one_figure_changed() -> None:
    found = differences(
        content_of("办理许可120件。联系电话为：88"), content_of("办理许可120件。阅读人数 1523")
    )
    assert not found.changed


def test_many_changes_are_counted() -> None:
    one = content_of("".join(f"第{sign}项办理{at + 10}件，" for at, sign in enumerate("甲乙丙丁戊己庚")))
    other = content_of("".join(f"第{sign}项办理{at + 50}件，" for at, sign in enumerate("甲乙丙丁戊己庚")))
    assert differences(one, other).told().endswith("and 2 more")


def test_a_part_is_told_from_a_short_text_that_is_alike_by_chance() -> None:
    half = content_of("\n".join(text().splitlines()[:14]))
    assert is_part(half, REPORT, similarity(half, REPORT))
    assert not is_part(REPORT, half, similarity(half, REPORT))
    scrap = content_of("2022年，云屏县人民政府深入推进依法行政。")
    assert not is_part(scrap, REPORT, similarity(scrap, REPORT))


def test_new_figures_in_old_sentences_are_not_shared() -> None:
    assert shared_figures(REPORT, content_of(text(year=2023))) == 1.0
    assert shared_figures(REPORT, content_of(text(seed=9))) < 0.2


@given(st.integers(1, 30), st.integers(1, 30))
def test_likeness_has_no_direction(one: int, other: int) -> None:
    first, second = content_of(text(seed=one, sentences=6)), content_of(text(seed=other, sentences=6))
    assert similarity(first, second) == similarity(second, first)
    assert shared_figures(first, second) == shared_figures(second, first)
    assert len(differences(first, second).changed) == len(differences(second, first).changed)
