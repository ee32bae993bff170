"""Phrases that almost named a metric, and what each lacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction import extract
from tongbi.extraction.near import near_misses
from tongbi.extraction.phrases import Rule
from tongbi.records import Identity

if TYPE_CHECKING:
    from tongbi.extraction.context import Context

COUNTY = Identity("云屏县人民政府", "county", "law_based_government", 2023)


def context_of(text: str) -> Context:
    """The surroundings of the last quantity of a text."""
    seen: list[Context] = []
    extract(text, COUNTY, watch=lambda context, _: seen.append(context))
    return seen[-1]


@pytest.mark.parametrize(
    ("rule", "text", "lack", "detail"),
    [
        ({"units": ["times"], "before": ["种植…果树"]}, "全年种植各类果树38件。", "unit", "times"),
        ({"units": ["cases"], "before": ["果树"], "not": ["种植"]}, "种植果树38件。", "not", "种植"),
        ({"units": ["cases"], "before": ["果树"], "of": ["梨园"]}, "种植果树38件。", "of", "梨园"),
        ({"units": ["cases"], "before": ["果树"], "unless": ["苗圃"]}, "苗圃。果树38件。", "unless", "苗圃"),
        ({"units": ["cases"], "before": ["果树$"]}, "果树园里种植38件。", "apart", ""),
        ({"units": ["times"], "after": ["果树"]}, "种植38件果树。", "unit", "times"),
    ],
)  # fmt: skip
def test_what_a_phrase_lacked(rule: dict[str, object], text: str, lack: str, detail: str) -> None:
    (near,) = near_misses({"trees": (Rule.model_validate(rule),)}, context_of(text))
    assert (near.metric_id, near.lack, near.detail) == ("trees", lack, detail)


def test_a_phrase_that_is_not_said_is_no_near_miss() -> None:
    rule = Rule.model_validate({"units": ["cases"], "before": ["果树"]})
    assert near_misses({"trees": (rule,)}, context_of("种植行道树38件。")) == []


def test_those_for_the_same_measure_word_come_first_and_few_are_told() -> None:
    rules = {
        f"metric_{number}": (Rule.model_validate({"units": [unit], "before": ["果树"], "not": ["种植"]}),)
        for number, unit in enumerate(["times", "persons", "cases", "items"])
    }
    near = near_misses(rules, context_of("种植果树38件。"), limit=2)
    assert [entry.metric_id for entry in near] == ["metric_2", "metric_0"]
