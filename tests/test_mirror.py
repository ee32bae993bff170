"""The tree of tests mirrors that of modules, so that who changes one knows where its tests are.

Belongs here: which module may lack tests of its name, why, and which tests show what it does instead.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tongbi

PACKAGE = Path(tongbi.__file__).parent
TESTS = Path(__file__).parent

# Reason: module and the tests that show what it does. A module that gets tests of its own leaves the list.
EXCEPTIONS = {
    "wiring, which only a whole run or all definitions show": {
        "orchestration/describe.py": "orchestration/test_definitions.py",
        "orchestration/execution.py": "cli/test_run.py",
        "orchestration/extraction/assets.py": "orchestration/test_jobs.py",
        "orchestration/failures.py": "orchestration/test_alerts.py",
        "orchestration/reading/assets.py": "orchestration/test_jobs.py",
        "orchestration/resources.py": "orchestration/test_jobs.py",
        "orchestration/sources/assets.py": "orchestration/test_jobs.py",
        "orchestration/store/freshness.py": "orchestration/test_jobs.py",
        "orchestration/validation/assets.py": "orchestration/test_jobs.py",
    },
    "names and help texts of commands, each of which has its own tests": {
        "cli/results.py": "cli/test_export.py",
    },
    "a format that must read as all others do": {
        "reading/formats/__init__.py": "reading/formats/test_registry.py",
        "reading/formats/docx.py": "reading/formats/test_same_report.py",
        "reading/formats/image.py": "reading/test_recognition.py",
        "reading/formats/markdown.py": "reading/formats/test_same_report.py",
        "reading/formats/ofd_pictures.py": "reading/formats/test_pictures.py",
        "reading/formats/tar.py": "reading/formats/test_containers.py",
        "reading/formats/text.py": "reading/formats/test_same_report.py",
        "reading/formats/zip.py": "reading/formats/test_containers.py",
    },
    "a part of a search that one sees in its result alone": {
        "extraction/fillers.py": "extraction/test_phrases.py",
        "extraction/seeking.py": "extraction/test_phrases.py",
        "extraction/signs.py": "extraction/test_phrases.py",
    },
    "evidence of expectations, all of which one table of faults tries": {
        "validation/evidence/__init__.py": "validation/test_every_expectation.py",
        "validation/evidence/figures.py": "validation/test_every_expectation.py",
        "validation/evidence/silence.py": "validation/test_every_expectation.py",
        "validation/row_expectations.py": "validation/test_every_expectation.py",
    },
    "a record or a place that its users' tests hold": {
        "fetching/problems.py": "fetching/test_client.py",
        "orchestration/store/found.py": "orchestration/store/test_readings.py",
        "orchestration/store/plain.py": "orchestration/store/test_readings.py",
        "publishing/connection.py": "publishing/test_publish.py",
        "publishing/schema.py": "publishing/test_dictionary.py",
        "reading/collating/declared.py": "reading/collating/test_likeness.py",
        "reading/declared.py": "reading/test_inventory.py",
        "records.py": "reading/test_reports.py",
        "validation/report/skeleton.py": "orchestration/validation/test_pages.py",
        "validation/results.py": "validation/test_validate.py",
    },
}
COVERED = {module: tests for modules in EXCEPTIONS.values() for module, tests in modules.items()}


def behaves(module: Path) -> bool:
    """Whether a function of the module does anything: records and protocols have nothing to be shown."""
    return any(
        not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
    )


MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if behaves(path))


def has_its_own(module: str) -> bool:
    """Whether a test module of its name, with that of its package before it or without, is in its place."""
    path = Path(module)
    place = TESTS / path.parent
    return any((place / f"test_{prefix}{path.name}").exists() for prefix in ("", f"{path.parent.name}_"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_tests_of_its_name_or_a_reason(module: str) -> None:
    assert has_its_own(module) or module in COVERED


@pytest.mark.parametrize("module", COVERED)
def test_an_exception_is_needed_and_names_tests_that_there_are(module: str) -> None:
    assert module in MODULES, "the module is gone, or has nothing to be tested"
    assert not has_its_own(module), "the module has tests of its own"
    assert (TESTS / COVERED[module]).exists()
