"""Which metric a quantity states: by its own words, by its neighbours, by what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi import catalogue
from tongbi.extraction.metrics import bare, change_metric, growth_metric, subject

if TYPE_CHECKING:
    from conftest import Read

RECEIVED, HANDLED = "admin_reconsideration_applications_received", "admin_reconsideration_cases_handled"
CONCLUDED, CORRECTED = "admin_reconsideration_cases_concluded", "admin_reconsideration_corrected"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # its own words, on either side of the number
        ("收到行政复议申请38件。", [RECEIVED]),
        ("17次主持召开会议研究法治政府建设。", ["gov_meetings_on_law_based_gov"]),
        ("553个村（社区）法律顾问全覆盖。", ["village_legal_counsel_covered"]),
        ("办理49件“一件事”。", ["one_thing_integrated_services"]),
        # a list that shares a verb
        ("实施行政许可120件，行政处罚340件，行政检查560次。",
         ["admin_license_cases", "admin_penalty_cases", "admin_inspections"]),
        ("梳理权力清单25项、公共服务事项23项。",
         ["admin_power_items_total", "public_service_items_total"]),
        # the verb of the first member is that of the others, but never their noun
        ("新建普法阵地3个、法治广场2处。", ["rule_of_law_venues_new", "rule_of_law_venues_new"]),
        ("新建普法阵地3个、停车场2处。", ["rule_of_law_venues_new", None]),
        ("废止行政规范性文件6件、修改3件。", ["normative_docs_repealed", "normative_docs_amended"]),
        # the number stands inside its phrase, or before it; the noun right after it is what is counted
        ("全年举办42场应急演练。", ["emergency_drills"]),
        ("9400余件矛盾纠纷经人民调解组织受理。", ["mediation_disputes_accepted"]),
        ("32个机关单位聘请了法律顾问。", [None]),
        # quotation marks say nothing
        ("“一网通办”率达到98.2%。", ["online_service_rate"]),
        # a part named by its metric's own noun, by a body, and the next part of the list
        ("调解矛盾纠纷640件，其中邻里纠纷87件。", ["mediation_disputes_accepted"] * 2),
        ("制定行政规范性文件52件，其中市政府11件、部门41件。", ["normative_docs_issued"] * 3),
        # what was added to a stock, and what was done of a plan, are other figures
        ("现有公共服务事项327项，本年新增13项。", ["public_service_items_total", None]),
        ("推进法治为民办实事项目12个，已完成11个。", ["law_for_people_projects", None]),
        # nothing parts two counts of one noun
        ("归集电子证照71类64.8万本。", ["e_license_types_claimed", "e_licenses_signed"]),
        # a level by a verb of reaching has the metric of the earlier one
        ("人民调解员由2021年的1120名发展到目前的1298名。", ["mediators", "mediators"]),
        ("电子印章申请单位53个，同比增加17个。", ["e_seal_units", "e_seal_units"]),
        # a shortened time states the rate itself, whatever else its words name
        ("政务服务事项承诺办理时限压缩81.3%。", ["approval_time_reduction_rate"]),
        # 清单25项 after 调整 are 25 items adjusted, not 25 lists
        ("动态调整权力清单25项。", ["admin_power_items_adjusted"]),
        # one number for several verbs: the joint metric, never a part's
        ("废止、修改行政规范性文件26件。", ["normative_docs_repealed_or_amended"]),
        # a change has the metric of its level
        ("收到行政复议申请38件，同比增长12%。", [RECEIVED, RECEIVED]),
        ("收到行政复议申请38件，较2022年的27件增加40.7%。", [RECEIVED, RECEIVED, RECEIVED]),
        ("行政复议案件同比下降12%。", [HANDLED]),
        ("行政诉讼案件减少17件。", ["admin_litigation_cases"]),
        # a part by outcome has none, unless the catalogue has one for it
        ("审结行政复议案件100件，其中维持70件、纠错10件。", [CONCLUDED, None, CORRECTED]),
        # a part by a body keeps that of the whole
        ("办理行政复议案件80件，其中市场监管局办理20件。", [HANDLED, HANDLED]),
        # the rate whose numerator was just counted
        ("行政复议案件调解和解58件、占20.1%。",
         ["admin_reconsideration_settled", "admin_reconsideration_settlement_rate"]),
        # how far apart two places are is neither a change nor a level
        ("行政机关败诉率11.7%，低于全省平均水平2.2个百分点，同比下降1.1个百分点。",
         ["admin_litigation_loss_rate", None, "admin_litigation_loss_rate"]),
        # what a figure is so many times of is no topic of the next
        ("收到行政复议申请90件，是行政诉讼案件的2.7倍；审结81件。", [RECEIVED, None, CONCLUDED]),
        # a doing that is told with its change
        ("办理法律援助案件503件，同比多办41件。", ["legal_aid_cases", "legal_aid_cases"]),
        # what was not done is no figure of what is done
        ("12个村未配备法律顾问。", [None]),
        ("未办结行政复议案件8件。", [None]),
        # a bare verb takes the topic only where nothing else was named since
        ("办理行政复议案件56件。受理消费投诉532件，办结520件。", [HANDLED, None, None]),
        ("办理行政复议案件56件，审结50件。", [HANDLED, CONCLUDED]),
        # what stands in a bracket that has closed is not gone on with
        ("作出行政处罚决定2357件（含免罚110件），同比增加两成。",
         ["admin_penalty_cases", "no_penalty_cases", "admin_penalty_cases"]),
        # how many there are after some were added
        ("新增“一件事”12件，累计49件。", [None, "one_thing_integrated_services"]),
        # a change of something else stands between a level and what follows
        ("罚没金额213万元，案件数较上年上升8%。", ["fines_confiscations_amount", None]),
        # items of a list of powers are no cases
        ("行政权力事项136项，其中行政许可31项、行政处罚72项。", ["admin_power_items_total", None, None]),
        # a rate of reduction is told by its verb, whatever its subject is
        ("承诺时限由20个工作日压缩至3个工作日，压缩85%。", [None, None, "approval_time_reduction_rate"]),
        # a topic may be named after the number
        ("抽取市场主体936户开展“双随机”检查。", ["double_random_entities_inspected"]),
        # a rate of reduction is a metric of its own
        ("审批时限压缩70.5%。", ["approval_time_reduction_rate"]),
        # nothing but the topic names the second figure
        ("“双随机”抽查52批次、1305户。",
         ["double_random_inspection_tasks", "double_random_entities_inspected"]),
        # a sum of unlike units
        ("对6个乡镇、9个部门开展法治督察。", ["law_inspection_units", "law_inspection_units"]),
        # what the catalogue does not know
        ("栽种行道树1200棵。", [None]),
        ("印发手册3册，其中彩印1册。", [None, None]),
    ],
)  # fmt: skip
def test_the_metric(read: Read, text: str, named: list[str | None]) -> None:
    assert [mention.metric_id for mention in read(text)] == named


def test_the_rule_says_why(read: Read) -> None:
    first, second = read("收到行政复议申请38件，同比增长12%。")
    assert first.rule == "say.行政复议申请"
    assert second.rule == "goes_on"
    assert read("栽种行道树1200棵。")[0].rule == ""


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("，同比增长", ""),
        ("，较2022年的", ""),
        ("，其中今年", ""),
        ("，全市共", ""),
        ("，行政诉讼案件同比增长", "，行政诉讼案件"),
        ("，办理信访件", "，办理信访件"),
    ],
)
def test_what_remains_of_the_words_before_a_change(before: str, left: str) -> None:
    assert bare(before).lstrip("，") == left.lstrip("，")


def test_whose_change_it_is() -> None:
    assert subject("进出口总额比上年增长") == "进出口总额"
    assert subject("进出口总额先后跨越") == "进出口总额"


def test_metrics_of_a_change_or_a_growth() -> None:
    known = catalogue.load()
    assert growth_metric(known, "gdp_total") == "gdp_growth_rate"
    assert growth_metric(known, RECEIVED) is None
    assert change_metric(known, "rural_poor_population", falls=True) == "rural_poor_reduction"
    assert change_metric(known, RECEIVED, falls=True) is None
