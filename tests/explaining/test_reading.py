"""What is said of each mention of a text, and why it was read so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi import catalogue
from tongbi.explaining import explained, mark
from tongbi.explaining.reading import ROLE_ZH, counts, fields, interval, number, rule_in_words
from tongbi.extraction import extract
from tongbi.records import ROLES, Mention

if TYPE_CHECKING:
    from tongbi.records import Identity


@given(text=st.text(alphabet="受理案件,0123456789万件%，。\n<&>", max_size=80))
def test_the_pieces_are_the_text_again(identity: Identity, text: str) -> None:
    assert "".join(piece.text for piece in mark(text, extract(text, identity))) == text


def test_a_value_stated_of_several_subjects_is_one_piece() -> None:
    each = [Mention(6, 10, "100%", 100, 100, 100, "%", object=noun) for noun in ("参考率", "合格率")]
    before, shared, after = mark("两率分别均为100%。完", reversed(each))
    assert (before.mentions, after.mentions) == ((), ())
    assert (shared.text, len(shared.mentions)) == ("100%", 2)


def test_a_quantity_tells_what_gave_its_role_and_a_nameless_one_what_almost_named_it(
    identity: Identity,
) -> None:
    text = "下一步，力争办理行政复议申请38件。全年收到行政复议申请40人，同比增长8%。"
    mentions, reasons = explained(text, identity)
    assert mentions == extract(text, identity)
    planned, nameless, growth = (reasons[mention.start] for mention in mentions)
    assert "计划" in planned.because
    assert planned.near == ()
    assert [near.lack for near in nameless.near][:1] == ["unit"]
    assert "增长" in growth.because


@pytest.mark.parametrize(
    ("value", "said"),
    [(27_000.0, "27,000"), (99.8, "99.8"), (0.5, "0.5"), (100.0, "100"), (1e12, "1" + ",000" * 4)],
)
def test_numbers_have_no_exponent_and_no_needless_decimals(value: float, said: str) -> None:
    assert number(value) == said


def test_an_interval_is_shown_where_the_wording_leaves_one() -> None:
    def mention(low: float, high: float) -> Mention:
        return Mention(0, 4, "150余件", 150, low, high, "件")

    assert interval(mention(150, 150)) == "150"
    assert interval(mention(150, 160)) == "150 [150, 160]"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("say.受理…复议", "由短语命名：受理…复议"),
        ("carried", "主语承自前文"),
        ("unheard_of.words", "unheard_of：words"),
        ("", ""),
    ],
)
def test_a_rule_is_told_in_words(rule: str, said: str) -> None:
    assert rule_in_words(rule) == said


def test_a_mention_is_told_with_what_it_has_alone(mentions: list[Mention]) -> None:
    plain = Mention(0, 2, "3件", 3, 3, 3, "件")
    labels = [label for label, _ in fields(plain, catalogue.load())]
    assert labels == ["指标 metric", "数值 value", "性质 role", "时期 period"]
    narrowed = Mention(0, 2, "3件", 3, 3, 3, "件", object="案件", scope="1—6月")
    assert {"范围 scope", "对象 object"} <= {label for label, _ in fields(narrowed, catalogue.load())}
    told = dict(fields(mentions[0], catalogue.load()))
    assert "admin_reconsideration_cases_accepted" in told["指标 metric"]
    assert told["数值 value"] == "120 [120, 130] 件"


def test_counts_add_up_and_every_role_has_a_name(mentions: list[Mention]) -> None:
    total, named, nameless, *roles = (count for _, count in counts(mentions))
    assert total == named + nameless == sum(roles) == len(mentions)
    assert set(ROLE_ZH) == set(ROLES)
