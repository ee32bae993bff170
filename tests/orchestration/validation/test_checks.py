from __future__ import annotations

import dagster as dg
import pandas as pd
import pytest

from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.validation import checks
from tongbi.validation import FRAMES, check_result_frame, expectations
from tongbi.validation.results import QUARANTINE_COLUMNS, CheckResult, Validation


def result(**changes) -> CheckResult:
    given = {
        "suite": "mention", "expectation": "mention_key_is_unique", "severity": "critical", "success": True,
        "blocking": True, "unexpected_count": 0, "element_count": 9, "description_zh": "中",
        "description_en": "en",
    }  # fmt: skip
    return CheckResult(**{**given, **changes})


def validation(*results: CheckResult) -> Validation:
    frame = pd.DataFrame({"report_id": ["r"]})
    return Validation("mention", list(results), frame, pd.DataFrame(columns=list(QUARANTINE_COLUMNS)))


@pytest.mark.parametrize("name", FRAMES)
def test_each_expectation_is_one_check_and_only_structural_ones_block(name) -> None:
    specs = {spec.name: spec for spec in checks.specs(name)}
    assert specs.keys() == {spec.name for spec in expectations(name)}
    for spec in expectations(name):
        assert specs[spec.name].blocking == spec.structural
        assert spec.description.zh in str(specs[spec.name].description)
        assert spec.description.en in str(specs[spec.name].description)


@pytest.fixture
def workspace(settings) -> Workspace:
    return Workspace.of(settings)


def test_a_failed_check_shows_its_counts_and_failing_rows(workspace) -> None:
    failing = result(success=False, blocking=False, severity="warning", unexpected_count=2, sample=(
        {"quote": "近5万名", "value": 5}, {"quote": "约3件", "low": None},
    ))  # fmt: skip
    (told,) = checks.materialised(validation(failing), workspace)
    (check,) = told.check_results
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.WARN
    assert check.metadata["unexpected"].value == 2
    records = check.metadata["failing_rows"].records
    assert [record.data for record in records] == [
        {"quote": "近5万名", "value": 5, "low": ""},
        {"quote": "约3件", "value": "", "low": ""},
    ]
    assert "quality_report" not in told.metadata


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_a_warning_is_never_an_error(workspace, severity) -> None:
    failing = validation(result(severity=severity, blocking=False, success=False))
    (told,) = checks.materialised(failing, workspace)
    assert told.check_results[0].severity == dg.AssetCheckSeverity.WARN


def staged(workspace: Workspace, *results: CheckResult) -> None:
    """What the asset `mention` has staged when its checks are told, and stale frames of an earlier run."""
    frames = workspace.frames
    frames.write("report", pd.DataFrame({"report_id": ["r"], "issuer_name": ["云屏县人民政府"]}))
    frames.write("series", pd.DataFrame({"issuer_name": ["旧县人民政府"]}))
    for part, rows in (("mention", results), ("series", [result(suite="series", expectation="series_old")])):
        frames.write("check_result", check_result_frame(rows, run_id="", checked_at="2025-06-01"), part=part)
        empty = pd.DataFrame(columns=["what", "why", "quote", "suggestion", "report_id", "row_key"])
        frames.write("quarantine", empty, part=part)


def test_a_check_that_blocks_leaves_the_quality_page_of_what_the_run_came_to(workspace) -> None:
    blocked = result(success=False, unexpected_count=4)
    staged(workspace, blocked)
    (told,) = checks.materialised(validation(blocked), workspace)
    assert told.check_results[0].severity == dg.AssetCheckSeverity.ERROR
    page = workspace.settings.quality.read_text(encoding="utf-8")
    assert "Nothing was published" in page
    assert "Stopped by: <code>mention_key_is_unique</code>" in page
    assert "Not reached: observation, series, yoy, revision, coverage" in page
    assert "series_old" not in page
    assert "mention_key_is_unique" in told.metadata["quality_report"].value


def test_a_critical_check_that_could_not_be_computed_fails_the_asset_after_its_results_are_told(
    workspace,
) -> None:
    broken = result(success=False, blocking=False, error="no such column")
    staged(workspace, broken)
    telling = checks.materialised(validation(broken), workspace)
    told = next(telling)
    (check,) = told.check_results
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.ERROR
    assert check.metadata["error"].value == "no such column"
    assert check.description == "no such column"
    assert "unexpected" not in check.metadata
    with pytest.raises(dg.Failure, match="mention_key_is_unique: no such column"):
        next(telling)
    assert "no such column" in workspace.settings.quality.read_text(encoding="utf-8")
