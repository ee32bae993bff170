"""Twin characters become one, and no offset moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.normalise import normalise

TWINS = (
    '０１９％﹪．。○◯－–～()（）:：;；\u3000\u00a0\r\n"“”,，兩萬億餘個項復議「」『』〈〉二〇年a1'
    "伍陆拾佰队大收零"
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("１２件", "12件"),
        ("８５％", "85%"),
        ("1．62万件", "1.62万件"),
        ("５，１２０件", "5,120件"),
        ("３件，１２０件", "3件，120件"),
        ("审结案件1\n2件", "审结案件1\u20602件"),
        ("办结率98.\n5%", "办结率98.\u20605%"),
        ("共3\n2023年办理", "共3\n2023年办理"),
        ("共审结3\n2.加强宣传", "共审结3\n2.加强宣传"),
        ("61\n22件", "61\n22件"),
        ("(一)抓落实;", "（一）抓落实；"),
        ("受理案件67件,较上年增加19件", "受理案件67件，较上年增加19件"),
        ("1,577宗,办结1, 563宗", "1,577宗，办结1, 563宗"),
        ("行政復議案件３餘件", "行政复议案件3余件"),
        ("「一件事」", "“一件事”"),
        ('办理"一件事"49件', "办理“一件事”49件"),
        ("二○二二年", "2022年"),
        ("二〇二四年、一九九八年", "2024年、1998年"),
        ("二〇二四次", "二〇二四次"),
        ("二00二年", "2002年"),
        ("壹佰贰拾元", "一百二十元"),
        ("伍拾陆名", "五十六名"),
        ("队伍拾壹支，大陆地区，收拾十件", "队伍十一支，大陆地区，收拾十件"),
        ("−３／４", "-3/4"),
        ("办理\u00a012\u3000件", "办理 12 件"),
    ],
)
def test_what_means_the_same_is_written_the_same(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_quotation_marks_pair_within_a_line() -> None:
    assert normalise('"甲\n"乙"') == "“甲\n“乙”"


@given(st.text(TWINS, max_size=60) | st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_character_keeps_its_place(text: str) -> None:
    plain = normalise(text)
    assert len(plain) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [
        i for i, c in enumerate(plain) if c == "\n" and text[i] != "\u2028"
    ]


@given(st.text(TWINS, max_size=60))
@settings(max_examples=60, deadline=None)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
