"""Where a checkout and an installed wheel keep what users decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi import project
from tongbi.orchestration.store.freshness import run_key

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_checkout_keeps_its_decisions_among_its_sources() -> None:
    assert project.corrections() == project.sources() / "corrections.yaml"


def test_an_installed_wheel_keeps_them_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "root", lambda: tmp_path / "site-packages" / "tongbi" / "_project")
    monkeypatch.chdir(tmp_path)
    assert project.corrections() == tmp_path / "sources" / "corrections.yaml"


def test_a_decision_is_reason_for_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = tmp_path / "corrections.yaml"
    monkeypatch.setattr(project, "corrections", lambda: register)
    before = run_key("stock")
    register.write_text("corrections: []\n", encoding="utf-8")
    assert run_key("stock") != before
