from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tongbi import catalogue, project
from tongbi.comparability import ComparabilityError, knowledge, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(project.sources() / "comparability", tmp_path / "comparability")


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> str:
    with pytest.raises(ComparabilityError) as raised:
        knowledge.read(folder, catalogue.load())
    return str(raised.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("facets.yaml", "compare: one", "compare: two", r"facets.yaml: facets.0.compare"),
        ("facets.yaml", "'直接纠错'", "'(直接纠错'", r"correction_kind: '\(直接纠错' is not a pattern"),
        ("facets.yaml", "[admin_litigation_cases]", "[admin_lawsuits]", "no metric admin_lawsuits"),
        ("breaks.yaml", "since: 2024-01-01", "sinse: 2024-01-01", "breaks.0.sinse"),
        ("breaks.yaml", "unless: edition", "unless: version", "there is no facet version"),
        ("units.yaml", "person_time: [人次]", "person_time: [人次, 件]", "件 is in class"),
        ("units.yaml", "[item, event]", "[item, events]", "there is no class events"),
        ("identities.yaml", "whole: admin_penalty_cases,", "whole: penalties,", "no metric penalties"),
        ("inheritance.yaml", "law_exam_pass_rate:", "exam_rate:", "no metric exam_rate"),
        ("reasons.yaml", "{code: tie,", "{code: draw,", "reasons.yaml: reasons."),
        ("applicability.yaml", "levels: [nation]", "levels: [planet]", "applicability.yaml: levels."),
        ("issuers.yaml", "successions: []", "successions: {", "issuers.yaml: not valid YAML"),
    ],
)
def test_a_mistake_in_the_declarations_names_file_and_entry(
    folder: Path, file: str, old: str, new: str, told: str
) -> None:
    change(folder, file, old, new)
    with pytest.raises(ComparabilityError, match=told):
        knowledge.read(folder, catalogue.load())


def test_a_missing_file_and_all_other_problems_are_told_at_once(folder: Path) -> None:
    (folder / "units.yaml").unlink()
    change(folder, "breaks.yaml", "code: law", "code: lore")
    told = problems(folder)
    assert "units.yaml: is missing" in told and "breaks.yaml: breaks.0.code" in told


def test_a_facet_given_twice_is_told(folder: Path) -> None:
    change(folder, "facets.yaml", "- id: edition", "- id: window")
    assert "a facet id is given twice" in problems(folder)


def test_what_breaks_a_metric_is_told_in_both_languages() -> None:
    text = load().breaks_text("legal_aid_cases")
    assert text == "法律援助法自2022-01-01起施行 / 法律援助法 in force since 2022-01-01"
    assert load().breaks_text("mediators") == ""


def test_questions_are_asked_only_of_the_metrics_that_they_concern() -> None:
    asked = {question.facet.id for question in load().questions_of("mediation_success_rate")}
    assert {"mediation_body", "base", "includes"} <= asked
    assert not asked & {"window", "online_kind"}  # a rate has no window of its own
