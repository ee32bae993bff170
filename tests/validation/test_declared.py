"""Declarations are complete, follow the scheme of names, and say what is wrong with them."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from tongbi import project
from tongbi.validation import FRAMES, declared

MINIMAL = """
frame: series
columns: [value]
key: [value]
shows: [value]
expectations:
- name: series_value_is_there
  type: ExpectColumnValuesToNotBeNull
  kwargs: {column: value}
  severity: warning
  description: {zh: 有值。, en: There is a value.}
  suggestion: {zh: 补上。, en: Add it.}
"""


def test_a_minimal_suite_is_read() -> None:
    suite = declared.parse_suite(yaml.safe_load(MINIMAL), "x.yaml")
    (spec,) = suite.expectations
    assert (spec.name, spec.severity, spec.blocking, spec.quarantines) == (
        "series_value_is_there", "warning", False, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("name: series_value_is_there", "name: yoy_value_is_there"), "must begin with series_"),
        (("name: series_value_is_there", "name: Value"), "expectations.0.name"),
        (("severity: warning", "severity: bad"), "expectations.0.severity"),
        (("severity: warning", "severity: warning\n  structural: true"), "must have severity critical"),
        (("kwargs:", "arguments:"), "expectations.0.arguments"),
        (("columns: [value]", "columns: []"), "columns"),
    ],
)
def test_a_wrong_declaration_is_explained(change: tuple[str, str], message: str) -> None:
    with pytest.raises(declared.DeclarationError) as caught:
        declared.parse_suite(yaml.safe_load(MINIMAL.replace(*change)), "sources/validation/series.yaml")
    assert "sources/validation/series.yaml" in str(caught.value)
    assert message in str(caught.value)


def test_a_name_declared_twice_is_refused() -> None:
    raw = yaml.safe_load(MINIMAL)
    raw["expectations"] *= 2
    with pytest.raises(declared.DeclarationError, match="declared twice"):
        declared.parse_suite(raw, "x.yaml")


def test_every_frame_has_a_suite_with_a_structural_expectation() -> None:
    for name in FRAMES:
        specs = declared.expectations(name)
        assert any(spec.structural for spec in specs), name
        assert declared.suite(name).frame == name


def test_files_and_frames_agree() -> None:
    files = {path.stem for path in (project.sources() / "validation").glob("*.yaml")}
    assert files == {*FRAMES, "knowledge"}


def test_critical_warning_and_info_all_occur() -> None:
    severities = {spec.severity for name in FRAMES for spec in declared.expectations(name)}
    assert severities == {"critical", "warning", "info"}


def test_core_metrics_are_in_the_catalogue() -> None:
    from tongbi import catalogue

    known = catalogue.load().metrics
    for levels in declared.knowledge().core_metrics.values():
        for metrics in levels.values():
            assert set(metrics) <= set(known)


def test_listing_expectations_imports_no_heavy_library() -> None:
    code = (
        "import sys; from tongbi.validation import expectations; expectations('series');"
        "print(sorted({'pandas', 'great_expectations', 'dagster', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
