"""What a metric's kind and a verb of change make of each other, in sentences of work reports."""

from __future__ import annotations

import pytest

from tongbi import catalogue
from tongbi.extraction import extract
from tongbi.records import Identity, Mention, ReportType


def read_as(text: str, family: ReportType) -> list[Mention]:
    return extract(text, Identity("云屏县人民政府", "county", family, 2013))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a fall has a sign, a loss that is counted as such has none
        ("财政收入下降5%。", [("fiscal_revenue", "growth", -5)]),
        ("农村贫困人口减少55万人。", [("rural_poor_reduction", "actual", 550_000)]),
        ("单位国内生产总值能耗下降3.4%。", [("energy_intensity_decline_rate", "actual", 3.4)]),
        # a rate of decline that rises is one below zero
        ("单位国内生产总值能耗上升1.2%。", [("energy_intensity_decline_rate", "actual", -1.2)]),
        # the growth of a level is a metric of its own, whose figure of the year is no growth of it
        ("国内生产总值增长8%。", [("gdp_growth_rate", "actual", 8)]),
        ("国内生产总值增长2倍。", [("gdp_growth_rate", "actual", 200)]),
        # how many times a level grew is told in per cent
        ("财政收入增长2倍。", [("fiscal_revenue", "growth", 200)]),
        # a planned change of a level is no level that is planned
        ("今年计划财政收入增加5亿元。", [(None, "target", 500_000_000)]),
    ],
)
def test_what_a_change_states(text: str, told: list[tuple[str | None, str, float]]) -> None:
    mentions = read_as(text, "government_work")
    assert [(m.metric_id, m.role, m.value) for m in mentions] == told


def test_a_time_that_was_cut_is_a_figure_of_the_rate_of_reduction() -> None:
    (mention,) = read_as("审批时限压缩70.5%。", "law_based_government")
    assert (mention.metric_id, mention.role, mention.value) == (
        "approval_time_reduction_rate",
        "actual",
        70.5,
    )


def test_gains_and_losses_are_of_metrics_of_the_catalogue() -> None:
    known = catalogue.load()
    told = {metric.id: metric.change for metric in known.metrics.values() if metric.change}
    assert {"railway_added": "gain", "rural_poor_reduction": "loss"}.items() <= told.items()
    assert known.reduction_of["rural_poor_population"] == "rural_poor_reduction"
    assert known.added_to["railway_length"] == "railway_added"
