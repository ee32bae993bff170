"""What a report counts without a metric gets a name and a quote that can be read."""

from __future__ import annotations

import pytest

from tongbi.extraction import extract
from tongbi.records import Identity, Mention
from tongbi.suggesting import Unmatched, unmatched
from tongbi.suggesting.naming import plain_name

IDENTITY = Identity("甲县人民政府", "county", "law_based_government", 2023)


def _found(sentence: str) -> list[Unmatched]:
    text = f"甲县法治政府建设报告\n{sentence}\n"
    return unmatched(text, IDENTITY, extract(text, IDENTITY))


def test_targets_changes_and_parts_of_the_year_are_no_new_metric():
    def mention(**fields):
        return Mention(0, 2, "3件", 3, 3, 3, "件", **({"object": "信访积案"} | fields))

    mentions = [mention(), mention(role="target"), mention(scope="1—6月"), mention(metric_id="mediators")]
    assert len(unmatched("3件信访积案", IDENTITY, mentions)) == 1


def test_a_rate_is_a_level_though_a_verb_of_change_names_it_and_a_part_that_its_name_holds_is_a_whole():
    def mention(**fields):
        return Mention(0, 3, "80%", 80, 80, 80, "%", **fields)

    rate, growth = (mention(role="growth", object=name) for name in ("时限压缩率", "出口"))
    part, narrowed = (mention(scope="涉企", object=name) for name in ("涉企检查", "检查"))
    assert [item.name for item in unmatched("80%", IDENTITY, [rate, growth, part, narrowed])] == [
        "时限压缩率",
        "涉企检查",
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("各类信访积案（含上年结转）", "信访积案"),
        ("新增高速公路通车里程", "新增高速公路通车里程"),
        ("共享单车", "共享单车"),
        ("共排查隐患", "排查隐患"),
        ("其他执法人员", "其他执法人员"),
        ("国考断面水质优良比例由", "国考断面水质优良比例"),
        ("调整行政权力事项清单", "调整行政权力事项"),
        ("为年度目标", ""),
        ("年度目标任务", ""),
        ("维持", ""),
        ("被撤销", ""),
        ("终止", ""),
        ("案", ""),
    ],
)
def test_a_name_is_a_whole_noun_or_none(words, name):
    assert plain_name(words) == name


def test_an_object_that_was_cut_begins_with_a_word_or_is_none():
    assert [item.name for item in _found("《甲县电动自行车管理条例（草案）》向社会征集意见2,316条。")] == [
        "向社会征集意见"
    ]
    assert _found("全年擦洗陨石展柜" + "旧" * 30 + "柜37个。") == []


def test_words_between_two_numbers_are_the_second_ones():
    (found,) = _found("412个省级重点展柜完成擦洗5,136亿元。")
    assert (found.surface, found.name) == ("5,136亿元", "省级重点展柜完成擦洗")


def test_a_noun_behind_its_number_is_told():
    (found,) = _found("全县擦洗37个陨石展柜。")
    assert (found.name, found.follows) == ("陨石展柜", True)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("全年擦洗陨石展柜37个。", "全年擦洗陨石展柜37个"),
        (
            f"{'先说别的事情' * 12}，又说一件，擦洗陨石展柜37个，{'再说别的事情' * 8}。",
            "又说一件，擦洗陨石展柜37个",
        ),
        (f"{'不停地' * 30}擦洗的陨石展柜37个。", f"{'不停地' * 30}擦洗的陨石展柜37个"),
    ],
)
def test_a_quote_has_whole_clauses_and_no_mark_at_its_ends(sentence, quote):
    assert [item.quote for item in _found(sentence)] == [quote]


def test_the_words_around_a_quantity_are_one_line_though_it_is_broken_over_two():
    text = "甲县法治政府建设报告\n全年化解重大信访积案12\n件，完成。次年再议。"
    (found,) = unmatched(text, IDENTITY, extract(text, IDENTITY))
    assert found.quote == "全年化解重大信访积案12件，完成"
