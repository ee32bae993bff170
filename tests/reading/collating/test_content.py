"""A text reduced to what is compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading.collating.content import content_of


def values(text: str) -> list[str]:
    return [figure.value for figure in content_of(text).figures]


def test_forms_of_one_figure_are_one_value() -> None:
    for written in (
        "受理1200件",
        "受理１２００件",
        "受理1,200件",
        "受理 1 200件".replace(" ", ""),
        "受理12百件",
    ):
        assert values(written) == ["1200"]
    assert values("发放2.30万份") == values("发放23000份") == ["23000"]
    assert values("办结率99%") != values("办结率99")


def test_years_are_told_from_counts_and_days_are_left_out() -> None:
    content = content_of("2023年办理12件。2024年1月31日，5月6日\n2024-01-31 09:18\n（2024年3月1日）\n")
    assert [figure.value for figure in content.figures] == ["2023年", "12"]
    assert [figure.value for figure in content.counts] == ["12"]


def test_counts_in_words_are_figures_and_enumerators_are_none() -> None:
    assert values("一是统一思想，二是组织三十余次、十二场宣讲") == ["三十", "十二"]


def test_furniture_punctuation_and_line_ends_leave_no_trace() -> None:
    plain = content_of("全年培训30期，参训人员500人次。")
    framed = content_of("浏览次数：88\n全年培训 30期,\n参训人员５００人次\n【打印】【关闭】\n2024-02-01\n")
    assert framed.prose == plain.prose


@given(st.text(alphabet="年月日一十百万亿0123456789.,，。％%-/（） \n件次县", max_size=200))
def test_the_figures_of_any_text_stand_in_its_prose(text: str) -> None:
    content = content_of(text)
    assert all(figure.surface in content.prose for figure in content.figures)
