"""Suggestions as YAML that can be reviewed into the catalogue and the phrase book."""

from __future__ import annotations

import pytest
import yaml

from tongbi.catalogue.model import MetricEntry
from tongbi.extraction.phrases import Rule
from tongbi.suggesting import Suggestion, Unmatched, as_yaml
from tongbi.suggesting.entries import metric_id


def suggestion(
    *stated: tuple[str, int], name: str = "信访积案", unit: str = "件", unit_class: str = "cases"
) -> Suggestion:
    """A group of figures of one name, by the bodies and years that state them."""
    members = tuple(
        Unmatched(issuer, year, name, unit, unit_class, f"3{unit}", f"{name}3{unit}")
        for issuer, year in stated
    )
    return Suggestion(name, unit, unit_class, (name,), members)


TWO = ("甲县", 2022), ("乙县", 2022)


def test_the_yaml_is_ready_for_the_catalogue_and_the_phrase_book() -> None:
    written = as_yaml([suggestion(*TWO)])
    (entry,) = yaml.safe_load(written)
    metric = MetricEntry.model_validate(entry["metric"])
    assert (metric.name_zh, metric.unit, metric.kind) == ("信访积案", "件", "count_flow")
    (rule,) = entry["phrases"][metric.id]
    assert Rule.model_validate(rule).units == ("cases",)
    assert "# 信访积案: 2 reports of 2 issuers" in written
    assert "甲县 2022: 信访积案3件" in written


@pytest.mark.parametrize(
    ("unit", "unit_class", "kind"),
    [
        ("%", "share", "rate"),
        ("元", "money", "money"),
        ("个工作日", "workdays", "duration"),
        ("件", "cases", "count_flow"),
    ],
)
def test_the_kind_follows_the_class_of_the_measure_word(unit: str, unit_class: str, kind: str) -> None:
    (entry,) = yaml.safe_load(as_yaml([suggestion(*TWO, unit=unit, unit_class=unit_class)]))
    assert entry["metric"]["kind"] == kind


def test_several_suggestions_are_one_list_and_none_is_empty() -> None:
    names = ["信访积案", "公证事项"]
    entries = yaml.safe_load(as_yaml(suggestion(*TWO, name=name) for name in names))
    assert [entry["metric"]["name_zh"] for entry in entries] == names
    assert as_yaml([]) == ""


def test_three_examples_are_shown_one_of_each_issuer_first() -> None:
    stated = [("甲县", 2020), ("甲县", 2021), ("甲县", 2022), ("乙县", 2022)]
    shown = [line for line in as_yaml([suggestion(*stated)]).splitlines() if line.startswith("#   ")]
    assert [line.split(":")[0].split()[1:] for line in shown] == [
        ["乙县", "2022"],
        ["甲县", "2020"],
        ["甲县", "2021"],
    ]


def test_an_id_is_made_of_sounds_and_of_nothing_that_an_id_may_not_hold() -> None:
    assert metric_id("政协提案") == "zheng_xie_ti_an"
    assert metric_id("“一件事”") == "yi_jian_shi"
