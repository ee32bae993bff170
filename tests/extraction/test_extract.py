"""Promises of the mention record that hold for any text whatever."""

from __future__ import annotations

import itertools
import math
from dataclasses import astuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tongbi.extraction import extract
from tongbi.records import ROLES, Identity, Mention, ReportType

COUNTY = Identity("云屏县人民政府", "county", "law_based_government", 2023)
PROVINCE = Identity("岚江省人民政府", "province", "government_work", 2023)

# what numbers are made of, and words that rules look for
PARTS = [
    *"0123456789〇一二三十百千万亿，、。；：的余近约%个件次人年月“”（） \n",
    "其中",
    "分别",
    "同比增长",
    "下降",
    "较上年的",
    "由",
    "提高到",
    "万余",
    "个工作日",
    "行政复议",
    "行政处罚",
    "合格率",
    "均为",
    "2022年",
    "以来",
    "下一步",
    "全年",
    "每个村",
    "专项行动期间",
    "不超过",
    "以上",
    "百分之",
    "三分之一",
    "3—5天",
    "国内生产总值",
    "预期目标是：",
    "五年来",
]
NOISE = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)
ANY = st.one_of(NOISE, st.text(max_size=200))
FAMILY = st.sampled_from([COUNTY, PROVINCE])
QUICK = settings(max_examples=150, deadline=None)

SENTENCES = [
    "全年收到行政复议申请56件，同比增长12%，审结53件。",
    "作出行政处罚决定8600件，罚没1.2亿元；开展行政检查3.3万次。",
    "政府投资、企业投资项目审批时限分别压缩至42个、38个工作日。",
    "对6个乡镇、9个部门开展法治督察，反馈问题34个，其中完成整改30个。",
    "进驻率由2022年的76%提升至92%，提高16个百分点。",
    "近三年累计举办讲座120场，2023年举办40余场。",
    "学法考试参考率、合格率均为100%，近5万名干部参加。",
]


def keyed(mentions: list[Mention], shift: int = 0) -> list[tuple[object, ...]]:
    return [(m.start + shift, m.end + shift, *astuple(m)[2:]) for m in mentions]


@QUICK
@given(ANY, FAMILY)
@example("１，２３４件", COUNTY)
@example("“3件", COUNTY)
@example("3-5-7件", COUNTY)
@example("万" * 60 + "件", COUNTY)
@example("1" * 60 + "件", COUNTY)
def test_every_mention_is_what_the_record_says(text: str, identity: Identity) -> None:
    for mention in extract(text, identity):
        assert mention.surface
        assert text[mention.start : mention.end] == mention.surface
        assert mention.low <= mention.value <= mention.high
        assert math.isfinite(mention.low)
        assert math.isfinite(mention.high)
        assert mention.unit
        assert mention.role in ROLES


@QUICK
@given(ANY, FAMILY)
def test_two_mentions_are_disjoint_or_have_one_span(text: str, identity: Identity) -> None:
    found = extract(text, identity)
    for left, right in itertools.pairwise(found):
        assert left.end <= right.start or (left.start, left.end) == (right.start, right.end)


@QUICK
@given(ANY, FAMILY)
def test_the_same_text_gives_the_same_mentions(text: str, identity: Identity) -> None:
    assert extract(text, identity) == extract(text, identity)


@QUICK
@given(st.lists(st.sampled_from(SENTENCES), min_size=1), st.lists(st.sampled_from(SENTENCES), min_size=1))
def test_two_documents_under_one_another_are_the_union_of_their_mentions(
    one: list[str], other: list[str]
) -> None:
    first, second = "\n".join(one), "\n".join(other)
    gap = "\n\n"
    together = extract(f"{first}{gap}{second}", COUNTY)
    apart = keyed(extract(first, COUNTY)) + keyed(extract(second, COUNTY), len(first) + len(gap))
    assert keyed(together) == apart


WIDE = str.maketrans("0123456789%,.()", "０１２３４５６７８９％，．（）")


@QUICK
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n".join))
def test_full_width_digits_and_signs_change_nothing_but_the_surface(text: str) -> None:
    plain, wide = extract(text, COUNTY), extract(text.translate(WIDE), COUNTY)
    assert [astuple(m)[3:7] for m in plain] == [astuple(m)[3:7] for m in wide]
    assert [(m.metric_id, m.role, m.period) for m in plain] == [(m.metric_id, m.role, m.period) for m in wide]


@QUICK
@given(st.integers(min_value=100, max_value=10**7))
def test_spaces_between_digits_and_thousands_separators_change_no_value(number: int) -> None:
    written = [str(number), " ".join(str(number)), f"{number:,}"]
    found = [extract(f"全年办理行政许可{digits}件。", COUNTY) for digits in written]
    assert {(len(mentions), mentions[0].value, mentions[0].metric_id) for mentions in found} == {
        (1, float(number), "admin_license_cases")
    }


@pytest.mark.parametrize("family", ["law_based_government", "government_work"])
@pytest.mark.parametrize("text", ["", " \n\n", "。", "《", "3", "件", "\ufeff", "\x003件", "💡3件"])
def test_texts_of_next_to_nothing(family: ReportType, text: str) -> None:
    found = extract(text, Identity("云屏县人民政府", "county", family, 2023))
    assert [m.surface for m in found] == (["3件"] if "3件" in text else [])


def test_mentions_come_in_text_order() -> None:
    text = "审结3件。\n\n执法情况（件）\n项目\n数量\n许可\n12\n处罚\n3\n强制\n4\n\n受理5件。"
    starts = [m.start for m in extract(text, COUNTY)]
    assert starts == sorted(starts)
    assert len(starts) == 5
