"""Which earlier figure of its sentence a quantity goes on with, where its own words name nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract
from tongbi.records import Identity

if TYPE_CHECKING:
    from conftest import Read

PENALTIES, FINES = "admin_penalty_cases", "fines_confiscations_amount"
AID, ORGANISATIONS = "legal_aid_cases", "mediation_orgs"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # a change goes on with the last level, past the gap to another place
        ("败诉率8%，低于全省2个百分点，同比下降1个百分点。",
         ["admin_litigation_loss_rate", None, "admin_litigation_loss_rate"]),
        # of figures in a bracket that has closed nothing is gone on with
        ("作出行政处罚决定90件（罚款3万元），同比增加5件。", [PENALTIES, FINES, PENALTIES]),
        # cases are not money, whatever was told last
        ("罚没金额213万元，案件数较上年上升8%。", [FINES, None]),
        ("作出行政处罚决定90件，罚没金额213万元，案件数较上年上升8%。", [PENALTIES, FINES, PENALTIES]),
        # what was done is no level of what is to be done
        ("推进法治为民办实事项目12个，完成11个。", ["law_for_people_projects", None]),
        # a part by its body or its grade has the metric of the whole
        ("办理法律援助案件80件，其中县法律援助中心办理20件。", [AID, AID]),
        ("全市有人民调解组织900个，其中县级45个。", [ORGANISATIONS, ORGANISATIONS]),
    ],
)  # fmt: skip
def test_what_a_figure_goes_on_with(read: Read, text: str, named: list[str | None]) -> None:
    assert [mention.metric_id for mention in read(text)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # what was added to the level just told, what is reached after a loss, a second target of a growth
        (
            "高铁运营里程从1216公里增加到2308公里，五年新增1092公里。",
            ["hsr_length", "hsr_length", "hsr_added"],
        ),
        ("农村贫困人口减少410万人，年末为3597万人。", ["rural_poor_reduction", "rural_poor_population"]),
        ("今年生产总值增长10%，力争达到11%。", ["gdp_growth_rate", "gdp_growth_rate"]),
    ],
)
def test_of_work_reports(text: str, named: list[str | None]) -> None:
    mentions = extract(text, Identity("云屏县人民政府", "county", "government_work", 2016))
    assert [mention.metric_id for mention in mentions] == named


def test_a_growth_is_no_level_that_growths_can_be_of() -> None:
    text = "生产总值92亿元，财政收入7亿元，分别增长5%和8%；甲71亿元、乙64亿元、丙2亿元，分别增长2%、9%和3%。"
    mentions = extract(text, Identity("云屏县人民政府", "county", "government_work", 2016))
    assert [mention.metric_id for mention in mentions if mention.metric_id] == [
        "gdp_total",
        "fiscal_revenue",
        "gdp_growth_rate",
        "fiscal_revenue",
    ]
