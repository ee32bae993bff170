from typing import get_args

import pytest
import yaml

from tongbi import project
from tongbi.catalogue import Unit, UnknownMetricError, load
from tongbi.catalogue.model import MetricEntry


def test_families_share_no_metric_and_leave_none_out() -> None:
    catalogue = load()
    law = catalogue.family("law_based_government")
    work = catalogue.family("government_work")
    assert not law.keys() & work.keys()
    assert [*law, *work] == list(catalogue.metrics)


def test_domains_partition_the_metrics() -> None:
    catalogue = load()
    by_domain = [metric.id for domain in catalogue.domains for metric in catalogue.in_domain(domain)]
    assert by_domain == list(catalogue.metrics)
    assert catalogue.in_domain("astronomy") == []


def test_base_ids_are_the_parts_of_the_formula() -> None:
    metrics = load().metrics
    assert metrics["rd_share"].base_ids == ("rd_expenditure", "gdp_total")
    assert metrics["hsr_added"].base_ids == ("hsr_length",)
    assert metrics["grain_output"].base_ids == ()


def test_a_rate_is_of_metrics_that_one_report_can_state() -> None:
    metrics = load().metrics
    formulas = [metric for metric in metrics.values() if metric.kind == "rate" and len(metric.base_ids) == 2]
    families = {metric.id: {metrics[base].family for base in metric.base_ids} for metric in formulas}
    assert len(formulas) > 5
    assert {metric_id for metric_id, found in families.items() if len(found) > 1} == set()


def test_kinds_agree_with_units() -> None:
    unit_of = {(metric.kind, metric.unit) for metric in load().metrics.values()}
    assert {unit for kind, unit in unit_of if kind in ("rate", "growth_rate")} == {"%"}
    assert {unit for kind, unit in unit_of if kind == "money"} <= {"元", "万元", "美元"}
    assert {kind for kind, unit in unit_of if unit == "%"} == {"rate", "growth_rate"}
    assert {unit for kind, unit in unit_of if kind == "duration"} == {"小时", "工作日"}


def test_definitions_are_sentences_of_their_own() -> None:
    metrics = load().metrics.values()
    for language, stop in (("zh", "。"), ("en", ".")):
        sentences = [getattr(metric.definition, language) for metric in metrics]
        assert [s for s in sentences if not s.endswith(stop)] == []
        assert len(set(sentences)) == len(sentences)


def test_every_unit_is_in_use_and_a_measure_word_of_the_language() -> None:
    assert {metric.unit for metric in load().metrics.values()} == set(get_args(Unit))
    declared = yaml.safe_load(
        (project.sources() / "language" / "measure_words.yaml").read_text(encoding="utf-8")
    )
    words = {entry["word"] for entry in declared}
    # A sum may be told in 万元; the text's own multiplier stands before 元.
    assert {unit.removeprefix("万") for unit in get_args(Unit)} - words - {"%"} == set()


def test_an_unknown_metric_is_told_with_its_nearest_neighbours() -> None:
    with pytest.raises(
        UnknownMetricError, match=r"no metric 'admin_penalty_case'; did you mean admin_penalty_cases"
    ):
        load().require("admin_penalty_case")
    with pytest.raises(UnknownMetricError, match=r"no metric '月球'; see docs/adding-a-metric.md"):
        load().require("月球")
    assert load().require("gdp_total").name_zh == "国内生产总值"


def test_the_guides_example_is_a_valid_entry() -> None:
    guide = (project.root() / "docs" / "adding-a-metric.md").read_text(encoding="utf-8")
    (entry,) = yaml.safe_load(guide.split("```yaml\n")[1].split("```")[0])
    example = MetricEntry.model_validate(entry)
    assert set(example.base_ids) <= load().metrics.keys()
    assert example.id not in load().metrics
