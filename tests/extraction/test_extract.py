"""The promises of the mention record, for any text; how the parts work together on a whole report."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tongbi import catalogue
from tongbi.extraction import extract
from tongbi.records import ROLES, Identity, Mention, ReportType

if TYPE_CHECKING:
    from conftest import Read

ALPHABET = "0123456789零〇一二两三四五六七八九十百千、，。；的（）“”《》万亿余多近约%件个次年月 \n"
# words that the rules look for, so that texts made of them reach what single signs do not
WORDS = (
    "办理", "行政复议", "案件", "同比", "增长", "下降", "分别", "均为", "其中", "累计", "以来", "2021年",
    "近三年", "至", "力争", "下一步", "专项行动中", "每个乡镇", "由", "提升至", "全年", "合格率", "参考率",
    "城镇", "就业", "二、2024年打算\n", "比上年", "“十四五”", "国内生产总值", "预期目标是：", "五年来",
    "百分之", "三分之一", "以上", "不超过", "的", "|", "\t", "3—5", "12件", "90%", "1.2万", "，", "。", "；",
    "、", "\n",
)  # fmt: skip

FAMILY: ReportType = "law_based_government"
FAMILIES = st.sampled_from(get_args(ReportType))
TEXTS = st.text(ALPHABET, max_size=80) | st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


def read_as(text: str, family: ReportType) -> list[Mention]:
    return extract(text, Identity("云屏县人民政府", "county", family, 2023))


def shown(mentions: list[Mention], shift: int = 0) -> list[tuple[object, ...]]:
    return [
        (m.start + shift, m.end + shift, m.surface, m.value, m.low, m.high, m.unit, m.metric_id, m.role,
         m.period, m.scope)
        for m in mentions
    ]  # fmt: skip


@given(TEXTS | st.text(max_size=100), FAMILIES)
@settings(max_examples=60, deadline=None)
@example("１，２３４件", FAMILY)
@example("“3件", FAMILY)
@example("3-5-7件", FAMILY)
@example("万" * 60 + "件", FAMILY)
@example("1" * 60 + "件", FAMILY)
def test_a_mention_keeps_the_promises_of_the_record(text: str, family: ReportType) -> None:
    known = catalogue.load().metrics
    for mention in read_as(text, family):
        assert text[mention.start : mention.end] == mention.surface != ""
        assert -math.inf < mention.low <= mention.value <= mention.high < math.inf
        assert mention.unit
        assert mention.role in ROLES
        assert mention.metric_id is None or mention.metric_id in known
        assert bool(mention.rule) == (mention.metric_id is not None)


@given(TEXTS, FAMILIES)
@settings(max_examples=60, deadline=None)
def test_two_mentions_share_no_character_or_all(text: str, family: ReportType) -> None:
    for left, right in pairwise(read_as(text, family)):
        assert left.end <= right.start or (left.start, left.end) == (right.start, right.end)
        assert left.end <= right.start or left.metric_id != right.metric_id


@given(TEXTS, FAMILIES)
@settings(max_examples=60, deadline=None)
def test_reading_twice_gives_the_same(text: str, family: ReportType) -> None:
    assert read_as(text, family) == read_as(text, family)


SENTENCES = (
    "全年办理行政复议案件38件，同比增长12%。",
    "自2021年以来，累计调解纠纷1200件。",
    "行政处罚340件，行政检查560次；其中县市场监管局检查20次。",
    "下一步，力争举办培训班12期。",
    "网上可办率由76%提升至92%。",
    "专项整治行动中，查处案件96件。",
    "2021年至2023年满意度分别为73.5、76.7、80.1分。",
    "印发手册9.5万余册，培训近5万人次。",
)
DOCUMENTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(
    lambda sentences: "一、主要工作成效\n" + "\n".join(sentences) + "\n"
)


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_of_two_texts_in_a_row_each_says_what_it_says_alone(first: str, second: str) -> None:
    together = read_as(f"{first}\n{second}", FAMILY)
    alone = shown(read_as(first, FAMILY))
    alone += shown(read_as(second, FAMILY), len(first) + 1)
    assert shown(together) == alone


WIDE = str.maketrans("0123456789%.", "０１２３４５６７８９％．")


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_full_width_signs_change_no_value(text: str) -> None:
    wide = text.translate(WIDE)
    narrow_mentions = read_as(text, FAMILY)
    wide_mentions = read_as(wide, FAMILY)
    assert [row[:2] + row[3:] for row in shown(wide_mentions)] == [
        row[:2] + row[3:] for row in shown(narrow_mentions)
    ]


@given(st.integers(min_value=10, max_value=999_999), st.sampled_from(["件", "万件", "%", "个工作日"]))
@settings(max_examples=60, deadline=None)
def test_spaces_and_separators_between_digits_change_no_value(number: int, unit: str) -> None:
    plain, spaced, parted = (
        [(m.value, m.unit, m.metric_id) for m in read_as(f"全年办理行政复议案件{digits}{unit}。", FAMILY)]
        for digits in (str(number), " ".join(str(number)) + " ", f"{number:,}")
    )
    assert plain == spaced == parted != []


REPORT = """云屏县人民政府2023年度法治政府建设情况报告

　　2023年，云屏县深入推进依法行政，现将有关情况报告如下。
　　一、主要举措和成效
　　（一）规范执法。实施行政许可120件，行政处罚340件，行政检查560次。罚没金额22.7万元，同比下降12%。
　　（二）化解争议。收到行政复议申请38件，较2022年的27件增加40.7%；审结35件，其中维持20件、纠错5件。
自2021年以来，累计调解纠纷近1.2万件。
　　二、存在的不足和原因
　　3个乡镇执法人员不足5人。
　　三、2024年工作安排
　　举办执法人员培训班12期以上。
"""


@pytest.mark.parametrize("change", ["增长-12%", "下降12%", "下降-12%", "下降百分之十二"])
def test_a_fall_has_one_sign(read: Read, change: str) -> None:
    assert [mention.value for mention in read(f"收到行政复议申请38件，同比{change}。")] == [38, -12]


def test_a_whole_report(read: Read) -> None:
    assert [(m.surface, m.metric_id, m.role, m.period, m.scope) for m in read(REPORT)] == [
        ("120件", "admin_license_cases", "actual", "2023", ""),
        ("340件", "admin_penalty_cases", "actual", "2023", ""),
        ("560次", "admin_inspections", "actual", "2023", ""),
        ("22.7万元", "fines_confiscations_amount", "actual", "2023", ""),
        ("12%", "fines_confiscations_amount", "growth", "2023", ""),
        ("38件", "admin_reconsideration_applications_received", "actual", "2023", ""),
        ("27件", "admin_reconsideration_applications_received", "actual", "2022", ""),
        ("40.7%", "admin_reconsideration_applications_received", "growth", "2023", ""),
        ("35件", "admin_reconsideration_cases_concluded", "actual", "2023", ""),
        ("20件", None, "actual", "2023", ""),
        ("5件", "admin_reconsideration_corrected", "actual", "2023", ""),
        ("近1.2万件", "mediation_disputes_accepted", "cumulative", "2021-2023", ""),
        ("3个", None, "actual", "2023", ""),
        ("不足5人", None, "actual", "2023", "3个乡镇"),
        ("12期以上", "rule_of_law_training_sessions", "target", "2024", ""),
    ]


def test_half_width_punctuation_says_the_same(read: Read) -> None:
    narrow = REPORT.translate(str.maketrans("，；：（）", ",;:()"))
    assert read(narrow) == read(REPORT)


def test_a_metric_held_back_is_not_named() -> None:
    identity = Identity("云屏县人民政府", "county", "law_based_government", 2023)
    without = frozenset(["admin_license_cases"])
    ids = [m.metric_id for m in extract(REPORT, identity, without=without)]
    assert "admin_license_cases" not in ids
    assert "admin_penalty_cases" in ids


def test_mentions_of_prose_and_tables_come_in_text_order(read: Read) -> None:
    text = "审结3件。\n\n执法情况（件）\n项目\n数量\n许可\n12\n处罚\n3\n强制\n4\n\n受理5件。"
    assert [m.value for m in read(text)] == [3, 12, 3, 4, 5]


@pytest.mark.parametrize("text", ["", "\n", "　", "法治", "0", "件", "“", "《", "\ufeff", "（" * 50])
def test_a_text_without_quantities_states_nothing(read: Read, text: str) -> None:
    assert read(text) == []


def test_offsets_count_the_signs_of_the_text_as_it_stands(read: Read) -> None:
    assert [(m.surface, m.start) for m in read("\x00💡3件")] == [("3件", 2)]
    text = "\r\n　　办理\u00a0案件（含旧案）１２件。\r\n𠮷县办理3件。"
    assert [(m.surface, m.start) for m in read(text)] == [
        ("１２件", text.index("１")),
        ("3件", text.index("3")),
    ]
