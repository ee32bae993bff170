"""The phrase book: how metrics are said, and which of several phrases fits best."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from tongbi import catalogue, project
from tongbi.extraction.phrases import PhraseBook, Rule, content_end, parse_pattern, phrase_book, phrases
from tongbi.records import ReportType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def rule(**fields: object) -> Rule:
    return Rule.model_validate({"units": ["cases"], **fields})


def named(rules: dict[str, list[Rule]], before: str, after: str = "", context: str = "") -> str | None:
    match = PhraseBook(rules).match(before, after, "cases", context or before)
    return match.metric_id if match else None


def test_a_pattern_is_parted_by_its_gaps_and_groups() -> None:
    assert parse_pattern("[收到|受理]复议…申请") == ((("收到复议", "受理复议"), ("申请",)), False)
    assert parse_pattern("…申请") == ((("申请",),), True)


class TestWhichPhraseFits:
    def test_the_longer_one(self) -> None:
        rules = {"short": [rule(before=["复议"])], "long": [rule(before=["行政复议"])]}
        assert named(rules, "收到行政复议") == "long"

    def test_the_nearer_one(self) -> None:
        rules = {"far": [rule(before=["复议"])], "near": [rule(before=["诉讼"])]}
        assert named(rules, "复议、办理诉讼") == "near"

    def test_fillers_do_not_part_it_from_the_number(self) -> None:
        assert content_end("复议案件共计") == len("复议")

    def test_a_clause_ends_what_it_may_reach_back_to(self) -> None:
        rules = {"metric": [rule(before=["复议"])]}
        assert named(rules, "办理复议") == "metric"
        assert named(rules, "办理复议，开展宣讲活动，收到感谢信") is None

    def test_words_with_a_gap_stand_in_one_clause(self) -> None:
        rules = {"metric": [rule(before=["收到…复议"])]}
        assert named(rules, "收到各类复议") == "metric"
        assert named(rules, "复议收到") is None

    def test_directly_before_the_number(self) -> None:
        rules = {"metric": [rule(before=["复议$"])]}
        assert named(rules, "收到复议") == "metric"
        assert named(rules, "收到复议申请材料") is None

    def test_after_the_number(self) -> None:
        rules = {"metric": [rule(after=["复议"])]}
        assert named(rules, "办理", "复议") == "metric"
        assert named(rules, "办理", "各类群众来信来访以及复议") is None

    def test_on_both_sides(self) -> None:
        rules = {"metric": [rule(before=["收到"], after=["复议"])]}
        assert named(rules, "收到", "复议") == "metric"
        assert named(rules, "办理", "复议") is None

    def test_a_word_that_must_not_stand_there(self) -> None:
        rules = {"metric": [rule(before=["复议"], **{"not": ["培训"]})]}
        assert named(rules, "复议培训") is None

    def test_a_topic_that_must_have_been_named(self) -> None:
        rules = {"metric": [rule(before=["受理"], of=["复议"])]}
        assert named(rules, "受理", context="一、行政复议\n收到10件，受理") == "metric"
        assert named(rules, "受理", context="一、信访\n收到10件，受理") is None

    def test_a_topic_may_be_too_far(self) -> None:
        rules = {"metric": [rule(before=["受理"], of=["复议"], within=10)]}
        assert named(rules, "受理", context="行政复议工作规范有序地扎实开展，受理") is None

    def test_a_later_topic_takes_over(self) -> None:
        rules = {"metric": [rule(before=["受理"], of=["复议"], unless=["信访"])]}
        assert named(rules, "受理", context="信访；复议，受理") == "metric"
        assert named(rules, "受理", context="复议；信访，受理") is None

    def test_the_topic_alone_where_a_rule_allows_it(self) -> None:
        rules = {"metric": [rule(of=["复议"], bare=True)]}
        assert named(rules, "", context="复议52批次、") == "metric"
        assert named(rules, "信访", context="复议52批次、信访") is None

    def test_another_class_of_measure_words(self) -> None:
        book = PhraseBook({"metric": [rule(before=["复议"])]})
        assert book.match("收到复议", "", "persons", "收到复议") is None
        assert book.match("收到复议", "", "share", "收到复议", any_unit=True) is not None


@pytest.mark.parametrize("family", get_args(ReportType))
def test_every_metric_that_is_said_is_in_the_catalogue_of_its_family(family: ReportType) -> None:
    known = {m.id for m in catalogue.load().metrics.values() if m.family == family}
    assert set(phrases(family)) <= known


@pytest.mark.parametrize("family", get_args(ReportType))
def test_no_way_to_say_a_metric_is_empty(family: ReportType) -> None:
    for metric, ways in phrases(family).items():
        assert ways, metric
        for way in ways:
            assert way.before or way.after or (way.bare and way.of), metric


def test_metrics_may_be_held_back() -> None:
    metric = "admin_reconsideration_applications_received"
    words = ("收到行政复议申请", "", "cases", "收到行政复议申请")
    full = phrase_book("law_based_government").match(*words)
    assert full is not None
    assert full.metric_id == metric
    less = phrase_book("law_based_government", frozenset([metric])).match(*words)
    assert less is None or less.metric_id != metric


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "units: [persons, person_times]",
            "units: [people]",
            "law_exam|no measure word has the class people",
        ),
        ("units: [times]", "unit: [times]", r"gov_meetings_on_law_based_gov\.0\.unit"),
        (
            "before: [会前学法,",
            "before: ['[会前|学法',",
            r"executive_meeting_law_study_sessions\.0\.before\.0",
        ),
        ("gov_meetings_on_law_based_gov:\n", "gov_meetings_on_law_based_gov: 3\nnothing:\n", "gov_meetings"),
    ],
)
def test_a_wrong_entry_is_named(
    declared: Callable[[str, str, str], Path], old: str, new: str, told: str
) -> None:
    path = declared("phrases/law_based_government.yaml", old, new)
    with pytest.raises(ValueError, match=told) as raised:
        phrases("law_based_government")
    assert str(path) in str(raised.value)


def test_every_metric_is_said_or_is_the_growth_of_one_that_is() -> None:
    for family in get_args(ReportType):
        said = phrases(family).keys()
        known = catalogue.load().family(family)
        assert said <= known.keys()
        silent = [known[metric] for metric in known.keys() - said]
        assert [m.id for m in silent if m.kind != "growth_rate" or m.base not in said] == []


def test_the_guides_phrases_read_what_the_guide_says(declared) -> None:
    guide = (project.root() / "docs" / "adding-a-metric.md").read_text(encoding="utf-8")
    entry = guide.split("```yaml\n")[2].split("```")[0]
    declared(
        "phrases/law_based_government.yaml", "\nlegal_consultations:\n", f"\n{entry}\nlegal_consultations:\n"
    )
    book = phrase_book("law_based_government")
    found = book.match("举行复议听证", "", "times", "办理行政复议案件，举行复议听证")
    assert found is not None
    assert found.metric_id == "admin_reconsideration_hearings"
    assert book.match("举行行政许可听证", "", "times", "行政复议案件；举行行政许可听证") is None
