"""The words that belong to a quantity and to no other."""

from __future__ import annotations

from tongbi.extraction.context import Context, contexts
from tongbi.extraction.joining import find_quantities
from tongbi.extraction.layout import lay_out


def around(text: str) -> list[Context]:
    """The contexts of a text of one sentence."""
    (sentence,) = lay_out(text, 2023).sentences
    return contexts(text, sentence, sentence.start, find_quantities(text))


def test_before_reaches_back_to_the_quantity_before() -> None:
    first, second = around("实施行政许可12件，行政处罚34件。")
    assert (first.before, second.before) == ("实施行政许可", "，行政处罚")


def test_after_ends_with_the_clause_and_is_empty_where_a_mark_follows() -> None:
    first, second = around("对6个乡镇开展督察，办理3件，")
    assert (first.after, second.after) == ("乡镇开展督察", "")


def test_a_verb_of_change_is_not_what_is_counted() -> None:
    first, _ = around("办理12件增长5%。")
    assert first.after == ""


def test_a_bracket_after_a_quantity_belongs_to_it() -> None:
    first, second = around("建成3个（含在建）窗口，办理5件。")
    assert (first.after, second.before) == ("窗口", "窗口，办理")
    first, second = around("办理5件（含旧案），审结3件。")
    assert second.before == "，审结"


def test_leads_begin_at_the_comma_the_semicolon_and_the_sentence() -> None:
    third = around("甲局办理1件；乙局，2022年办理2件，审结3件。")[2]
    assert third.clause_lead == "审结"
    assert third.group_lead == "乙局，2022年办理2件，审结"
    assert third.group_opening == "乙局"
    assert third.sentence_lead == "甲局办理1件；乙局，2022年办理2件，审结"


def test_members_of_a_list_share_what_follows_the_last() -> None:
    first, second = around("对6个乡镇、9个部门开展督察。")
    assert first.after_list == "乡镇、部门开展督察"
    assert second.member
    assert second.before == ""


def test_a_run_is_parted_by_nothing_but_a_joining_sign() -> None:
    assert [context.run for context in around("分别为30件、40件和50件，审结60件。")] == [
        (0, 3), (1, 3), (2, 3), (0, 1),
    ]  # fmt: skip


def test_the_quantity_before_stands_in_the_same_group() -> None:
    first, second, third = around("办理1件，审结2件；培训3人。")
    assert second.previous is first
    assert third.previous is None


def test_how_far_a_quantity_looks_is_bounded() -> None:
    (context,) = around("法治" * 2000 + "办理3件。")
    assert len(context.before) <= 160
    assert len(context.sentence_lead) <= 600
