"""Quantities that recur without a metric are grouped by what they count."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.extraction import extract
from tongbi.records import Identity, Mention
from tongbi.suggesting import Unmatched, suggest, unmatched
from tongbi.suggesting.clusters import likeness, plain_name

ROOT = Path(__file__).parents[2]


def _annotated():
    """Text, identity and annotations of every law-based-government sample."""
    for gold in sorted((ROOT / "tests" / "gold").glob("*.gold.jsonl")):
        name = gold.name.removesuffix(".gold.jsonl")
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        if "complete_for" in rows[0]:
            continue
        text = next((ROOT / "sources" / "samples").rglob(f"{name}.txt")).read_bytes().decode()
        issuer, year = name.rsplit("-", 1)
        yield text, Identity(issuer, "county", "law_based_government", int(year)), rows


@pytest.mark.parametrize("seed", [7, 2024, 31415])
def test_of_ten_metrics_held_back_at_random_at_least_seven_come_back(seed):
    documents = list(_annotated())
    stated = defaultdict(set)
    for _, identity, rows in documents:
        for row in rows:
            if row.get("metric_id") and row["role"] == "actual" and not row.get("scope"):
                stated[row["metric_id"]].add((identity.issuer_name, identity.report_year))
    recurring = sorted(metric for metric, reports in stated.items() if len(reports) > 1)
    hidden = frozenset(random.Random(seed).sample(recurring, 10))
    found, truth = [], {}
    for text, identity, rows in documents:
        found += unmatched(text, identity, extract(text, identity, without=hidden))
        for row in rows:
            truth[identity.issuer_name, identity.report_year, row["surface"]] = row.get("metric_id")
    back = set()
    for suggestion in suggest(found):
        counted = Counter(truth.get((m.issuer_name, m.year, m.surface)) for m in suggestion.members)
        metric, members = counted.most_common(1)[0]
        if metric in hidden and 2 * members >= len(suggestion.members):
            back.add(metric)
    assert len(back) >= 7, f"not suggested: {sorted(hidden - back)}"


def _item(issuer: str, year: int, name: str, unit_class: str = "cases", unit: str = "件") -> Unmatched:
    return Unmatched(issuer, year, name, unit, unit_class, "3件", f"{name}3件")


def test_what_one_report_alone_states_is_not_offered():
    assert suggest([_item("甲县", 2022, "化解信访积案"), _item("甲县", 2022, "化解信访积案")]) == []


def test_names_of_one_thing_are_one_suggestion_and_units_keep_apart():
    found = [
        _item("甲县", 2022, "化解信访积案"),
        _item("乙县", 2023, "信访积案"),
        _item("乙县", 2022, "信访积案", "persons", "人"),
    ]
    (only,) = suggest(found)
    assert (only.issuers, only.issuer_years, only.unit) == (2, 2, "件")
    assert set(only.names) == {"化解信访积案", "信访积案"}


@given(
    st.permutations(
        [_item("甲县", y, n) for y in (2021, 2022) for n in ("信访积案", "公证事项", "办理公证事项")]
    )
)
def test_the_order_of_reports_does_not_matter(found):
    assert suggest(found) == suggest(sorted(found, key=lambda m: (m.year, m.name)))


@given(st.text("信访积案公证", min_size=2, max_size=6), st.text("信访积案公证", min_size=2, max_size=6))
def test_likeness_is_symmetric_and_at_most_one(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def test_targets_changes_and_parts_of_the_year_are_no_new_metric():
    def mention(**fields):
        return Mention(0, 2, "3件", 3, 3, 3, "件", **({"object": "信访积案"} | fields))

    identity = Identity("甲县", "county", "law_based_government", 2023)
    mentions = [mention(), mention(role="target"), mention(scope="1—6月"), mention(metric_id="mediators")]
    assert len(unmatched("3件信访积案", identity, mentions)) == 1


def test_a_name_is_a_noun_without_brackets_and_numbers():
    assert plain_name("各类信访积案（含上年结转）") == "信访积案"


def test_the_words_around_a_quantity_are_one_line_though_it_is_broken_over_two():
    text = "甲县法治政府建设报告\n全年化解重大信访积案12\n件，完成。次年再议。"
    identity = Identity("甲县人民政府", "county", "law_based_government", 2023)
    (found,) = unmatched(text, identity, extract(text, identity))
    assert found.quote == "全年化解重大信访积案12件，完成"
