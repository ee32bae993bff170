from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import tongbi
from tongbi import project
from tongbi.orchestration.store import fingerprint


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, of which fingerprints are taken."""
    root = tmp_path / "project"
    without = shutil.ignore_patterns("__pycache__", "*.duckdb", "*.store")
    shutil.copytree(Path(tongbi.__file__).parent, root / "pipeline" / "tongbi", ignore=without)
    for folder in ("sources", "warehouse"):
        shutil.copytree(project.root() / folder, root / folder, ignore=without)
    monkeypatch.setattr(tongbi, "__file__", str(root / "pipeline" / "tongbi" / "__init__.py"))
    monkeypatch.setattr(project, "root", lambda: root)
    return root


def taken() -> dict[str, str]:
    fingerprint.of.cache_clear()
    found = {scope: fingerprint.of(scope) for scope in ("reading", "extraction", "everything")}
    fingerprint.of.cache_clear()
    return found


def changed(before: dict[str, str]) -> set[str]:
    after = taken()
    return {scope for scope in before if before[scope] != after[scope]}


@pytest.mark.parametrize(
    ("file", "concerns"),
    [
        ("pipeline/tongbi/records.py", {"reading", "extraction", "everything"}),
        ("pipeline/tongbi/reading/decoding.py", {"reading", "extraction", "everything"}),
        ("pipeline/tongbi/orchestration/reading/frames.py", {"reading", "extraction", "everything"}),
        ("pipeline/tongbi/orchestration/store/plain.py", {"reading", "extraction", "everything"}),
        ("pipeline/tongbi/orchestration/extraction/frames.py", {"extraction", "everything"}),
        ("pipeline/tongbi/extraction/numerals.py", {"extraction", "everything"}),
        ("sources/catalogue/law_based_government/disputes.yaml", {"extraction", "everything"}),
        ("pipeline/tongbi/publishing/publish.py", {"everything"}),
        ("pipeline/tongbi/cli/app.py", set()),
        ("warehouse/queries/README.md", set()),
    ],
)
def test_a_file_concerns_the_stages_that_depend_on_it(copy: Path, file: str, concerns: set[str]) -> None:
    before = taken()
    with (copy / file).open("a", encoding="utf-8") as stream:
        stream.write("\n# a remark\n")
    assert changed(before) == concerns


def test_the_place_of_the_project_does_not_matter(copy: Path, tmp_path: Path, monkeypatch) -> None:
    before = taken()
    moved = tmp_path / "moved"
    copy.rename(moved)
    monkeypatch.setattr(tongbi, "__file__", str(moved / "pipeline" / "tongbi" / "__init__.py"))
    monkeypatch.setattr(project, "root", lambda: moved)
    assert changed(before) == set()
