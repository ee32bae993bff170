"""What narrows a figure to less than the issuer's whole area and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract
from tongbi.extraction.signs import signs_of
from tongbi.records import Identity

if TYPE_CHECKING:
    from conftest import Read


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        # headline
        ("全年评查行政执法案卷150余卷。", [""]),
        ("全县开展行政检查560次。", [""]),
        ("县乡共保留政务服务事项240项。", [""]),
        ("截至目前，调解纠纷499件。", [""]),
        ("截至2023年12月底，办理行政复议案件80件。", [""]),
        ("1—12月，办理行政复议案件80件。", [""]),
        # part of the year
        ("1—11月，办理行政复议案件80件。", ["1—11月"]),
        ("截至11月底，办理行政复议案件80件。", ["1—11月"]),
        ("前三季度办理行政复议案件60件。", ["前三季度"]),
        ("上半年办理行政复议案件30件，全年办理80件。", ["上半年", ""]),
        # said of the whole sentence in its first clause, until it is widened
        ("1—5月，办结信访件50件；办理行政复议案件80件。", ["1—5月", "1—5月"]),
        ("上半年，检查商户300户次；全年检查商户800户次。", ["上半年", ""]),
        ("1—11月全县检查商户300户次。", ["1—11月"]),
        # a campaign
        ("道路运输专项整治行动中，查处案件96件。", ["道路运输专项整治行动"]),
        ("护航行动期间检查商户300户次。", ["护航行动"]),
        ("护航行动期间检查商户300户次，全县全年检查5000户次。", ["护航行动", ""]),
        ("护航行动期间，累计检查商户300户次，累计罚款3万元。", ["护航行动", "护航行动"]),
        ("燃气安全领域专项监督抽取案卷60卷。", ["燃气安全领域专项监督"]),
        ("开展涉及营商环境领域文件专项清理，废止3件。", ["开展涉及营商环境领域文件专项清理"]),
        # a time of the year with a name, but not the years of a plan
        ("疫情防控期间，检查商户300户次。", ["疫情防控"]),
        ("“十三五”期间，累计办理法律援助案件80件。", [""]),
        ("隐患清理行动排查问题26个。", ["隐患清理行动"]),
        ("开展妨碍公平竞争政策措施清理，废止3件。", ["开展妨碍公平竞争政策措施清理"]),
        # with a superior, in a part of the area, by a body
        ("会同上级评查案卷6卷。", ["会同上级评查案卷"]),
        ("园区建成调解室3个。", ["园区"]),
        ("走进工地、园区、企业开展普法宣传32场。", [""]),
        ("办理法律援助案件80件，其中县法律援助中心办理20件。", ["", "县法律援助中心"]),
        ("收到行政复议申请80件，其中，省政府本级收到行政复议申请20件。", ["", "省政府本级"]),
        ("评查案卷160卷，其中省级抽查48卷。", ["", "省级"]),
        ("办结行政复议案件80件，其中省厅办结20件。", ["", "省厅"]),
        ("4个设区的市败诉率超过15%。", ["", "4个设区的市"]),
        # by a department that does what all do, until the whole is named again
        ("市环保局全年作出行政处罚决定56件，罚款30万元。", ["市环保局", "市环保局"]),
        ("2023年，县公安局作出行政处罚8900件，全县共作出行政处罚9200件。", ["县公安局", ""]),
        ("县水利局作出行政处罚6件；全年办理行政许可300件。", ["县水利局", ""]),
        ("全县各级行政执法部门作出行政处罚决定5600件。", [""]),
        ("县司法局办理行政复议案件80件。", [""]),
        ("县应急局组织行政复议案件听证3次。", [""]),
        ("市本级收到行政复议申请120件，全市收到340件。", ["市本级", ""]),
        # a part named by the metric's own noun
        ("受理矛盾纠纷2000件，调解成功率98%，其中涉疫纠纷130件。", ["", "", "涉疫"]),
        ("全县有人民调解组织90个，行业性调解组织7个。", ["", "行业性"]),
        ("全县有人民调解员1200人，专职人民调解员80人。", ["", "专职"]),
        ("办理法律援助案件80件，其中农民工案件20件。", ["", "农民工"]),
        # 其中 and the same metric once more: a part, whatever names it
        ("办理法律援助案件80件，其中值班帮助法律援助案件20件。", ["", "值班帮助法律援助案件"]),
        # what the metric's own name says narrows nothing
        ("办理涉企行政复议案件21件，开展涉企行政检查80次。", ["涉企", ""]),
        # a zone that opens a group, for its first figure
        ("高新区综合执法局挂牌运行，作出行政处罚决定90件，开展行政检查300次。", ["高新区", ""]),
        ("加快高新区建设，作出行政处罚决定90件。", [""]),
        ("清理不符合执法条件人员57名，全县办理行政许可300件。", ["清理不符合执法条件人员", ""]),
        ("全县318名专职人民调解员活跃在一线。", ["专职"]),
        ("组织隐性壁垒专项排查，发现问题29个。", ["隐性壁垒专项排查"]),
        # cases of one kind, some of the bodies
        ("办理涉企行政复议案件21件。", ["涉企"]),
        ("部分社区普法活动全年不足2场。", ["部分社区"]),
        # the sentence goes on after 。其中
        ("1—8月，作出行政处罚2645件。其中，罚款金额8.8亿元。", ["1—8月", "1—8月"]),
        # as respondent, told afterwards
        ("办理行政复议案件2件、行政诉讼案件1件，均为被申请人。", ["被申请人", "被申请人"]),
        # by outcome: a figure of its own, not a narrower one
        ("审结行政复议案件100件，其中维持70件。", ["", ""]),
        # per unit
        ("每个乡镇开展普法宣传活动不少于2场。", ["每个乡镇"]),
        ("每季度召开会议1次。", ["每季度"]),
        ("全市12个司法所平均持证执法人员不足4人。", ["", "司法所"]),
        # as respondent and as defendant
        ("办理以我局为被申请人的行政复议案件3件。", ["被申请人"]),
        ("办理以我局为被告的行政诉讼案件4件。", [""]),
        ("平均每年办理法律援助案件20件。", [""]),
        # a sum of unlike units
        ("抽取4个县和11家市直部门开展法治督察。", ["县", "市直部门"]),
        ("对6个乡镇、9个县直部门实地法治督察。", ["乡镇", "县直部门"]),
        # bodies of one kind are a part of those inspected, all kinds together are none
        ("对5个设区的市开展法治督察。", ["设区的市"]),
        ("对14个单位开展法治督察。", [""]),
        # a part told by its grade alone
        ("建成省级民主法治示范村4个、市级16个。", ["建成省级民主法治示范村", "市级"]),
    ],
)
def test_scope(read: Read, text: str, scopes: list[str]) -> None:
    assert [mention.scope for mention in read(text)] == scopes


def test_what_the_metric_says_by_its_name_narrows_nothing(read: Read) -> None:
    text = "居民人均可支配收入"
    assert "per_unit" in signs_of(text)
    assert read("全县人均行政复议经费3元。")[0].scope == "人均"


def test_what_a_street_does_in_its_own_report_is_of_the_whole() -> None:
    text = "一、工作开展情况\n街道综合行政执法队共有持证执法人员23人。"
    street = Identity("柳堤街道办事处", "township", "law_based_government", 2023)
    county = Identity("云屏县人民政府", "county", "law_based_government", 2023)
    assert [mention.scope for mention in extract(text, street)] == [""]
    assert [mention.scope for mention in extract(text, county)] == ["街道"]


def test_what_a_township_tells_of_reconsideration_it_tells_as_respondent() -> None:
    text = "一、工作开展情况\n办理行政复议案件6件，行政诉讼案件2件。"
    street = Identity("柳堤街道办事处", "township", "law_based_government", 2023)
    assert [mention.scope for mention in extract(text, street)] == ["被申请人", ""]


def test_what_a_department_does_in_its_own_report_is_of_the_whole() -> None:
    text = "一、工作开展情况\n市水利局作出行政处罚6件。"
    bureau = Identity("某市水利局", "department", "law_based_government", 2023)
    assert [mention.scope for mention in extract(text, bureau)] == [""]
