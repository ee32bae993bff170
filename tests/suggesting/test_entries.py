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


def test_entries_that_would_share_an_id_get_the_class_of_their_measure_words_or_a_number() -> None:
    name = "省级重点项目"
    written = as_yaml(
        [
            suggestion(*TWO, name=name),
            suggestion(*TWO, name=name, unit="元", unit_class="money"),
            suggestion(*TWO, name="公证事项"),
            suggestion(*TWO, name="公正事项"),
        ]
    )
    entries = yaml.safe_load(written)
    assert [entry["metric"]["id"] for entry in entries] == [
        "sheng_ji_zhong_dian_xiang_mu_cases",
        "sheng_ji_zhong_dian_xiang_mu_money",
        "gong_zheng_shi_xiang_cases",
        "gong_zheng_shi_xiang_cases_2",
    ]
    assert all(entry["metric"]["id"] in entry["phrases"] for entry in entries)


def test_the_unit_is_one_of_the_catalogue_and_an_entry_without_one_is_a_comment() -> None:
    (entry,) = yaml.safe_load(as_yaml([suggestion(*TWO, unit="宗")]))
    assert entry["metric"]["unit"] == "件"
    area = as_yaml([suggestion(*TWO, name="高标准农田", unit="亩", unit_class="area")])
    assert all(line.startswith("#") for line in area.splitlines())
    assert "no unit of the catalogue counts in 亩" in area
    assert "# - metric:" in area


def test_a_noun_behind_its_number_is_a_phrase_behind_it() -> None:
    behind = Unmatched("甲县", 2022, "展柜擦洗", "个", "pieces", "3个", "3个展柜擦洗", follows=True)
    before = Unmatched("乙县", 2022, "陨石展柜", "处", "pieces", "3处", "陨石展柜3处")
    group = Suggestion("陨石展柜", "个", "pieces", ("展柜擦洗", "陨石展柜"), (behind, before))
    (entry,) = yaml.safe_load(as_yaml([group]))
    assert entry["phrases"]["yun_shi_zhan_gui"] == [
        {"units": ["pieces"], "before": ["陨石展柜"]},
        {"units": ["pieces"], "after": ["展柜擦洗"]},
    ]
