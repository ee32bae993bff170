from __future__ import annotations

import dagster as dg
import pandas as pd
import pytest

from tongbi.orchestration.validation import checks
from tongbi.validation import FRAMES, expectations
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


def test_a_failed_check_shows_its_counts_and_failing_rows() -> None:
    failing = result(
        success=False,
        unexpected_count=2,
        sample=({"quote": "近5万名", "value": 5}, {"quote": "约3件", "low": None}),
    )
    (told,) = checks.materialised(validation(failing))
    (check,) = told.check_results
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.ERROR
    assert check.metadata["unexpected"].value == 2
    records = check.metadata["failing_rows"].records
    assert [record.data for record in records] == [
        {"quote": "近5万名", "value": 5, "low": ""},
        {"quote": "约3件", "value": "", "low": ""},
    ]


def test_a_warning_is_never_an_error() -> None:
    (told,) = checks.materialised(validation(result(severity="warning", blocking=False, success=False)))
    assert told.check_results[0].severity == dg.AssetCheckSeverity.WARN


def test_a_critical_check_that_could_not_be_computed_fails_the_asset_after_its_results_are_told() -> None:
    broken = result(success=False, blocking=False, error="no such column")
    telling = checks.materialised(validation(broken))
    told = next(telling)
    assert told.check_results[0].metadata["error"].value == "no such column"
    with pytest.raises(dg.Failure, match="mention_key_is_unique: no such column"):
        next(telling)
