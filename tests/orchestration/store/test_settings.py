from __future__ import annotations

import os
from pathlib import Path

import pytest

from tongbi import project
from tongbi.orchestration.store.settings import Settings, home, short


def test_without_anything_the_samples_become_the_warehouse_of_the_project(tmp_path: Path) -> None:
    settings = Settings.from_environment({"TONGBI_FETCHED": str(tmp_path / "none yet")})
    assert settings.sources == (project.sources() / "samples",)
    assert settings.warehouse == home() / "warehouse" / "tongbi.duckdb"


def test_pages_that_were_fetched_are_read_beside_the_samples(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    settings = Settings.from_environment({"TONGBI_FETCHED": str(tmp_path / "pages")})
    assert settings.sources == (project.sources() / "samples", tmp_path / "pages")


def test_the_environment_names_several_sources_as_a_path_does(tmp_path: Path) -> None:
    given = {
        "TONGBI_SOURCES": os.pathsep.join([str(tmp_path / "a"), "", str(tmp_path / "b")]),
        "TONGBI_WAREHOUSE": str(tmp_path / "x.duckdb"),
    }
    settings = Settings.from_environment(given)
    assert settings.sources == (tmp_path / "a", tmp_path / "b")
    assert settings.warehouse == tmp_path / "x.duckdb"
    assert Settings.from_environment(settings.as_environment()) == settings


def test_arguments_win_over_the_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TONGBI_SOURCES", str(tmp_path / "of the environment"))
    monkeypatch.setenv("TONGBI_WAREHOUSE", str(tmp_path / "e.duckdb"))
    settings = Settings.of([tmp_path / "given"])
    assert settings.sources == (tmp_path / "given",)
    assert settings.warehouse == tmp_path / "e.duckdb"


def test_relative_paths_become_absolute_so_that_every_process_means_the_same(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.of([Path("reports")], Path("out/w.duckdb"))
    assert settings.sources == (tmp_path / "reports",)
    assert settings.store == tmp_path / "out" / "w.store"


def test_paths_inside_the_project_are_told_without_the_machine() -> None:
    inside = project.sources() / "samples" / "a.txt"
    assert short(f"{inside}: no year") == "sources/samples/a.txt: no year"
    assert short("/elsewhere/a.txt") == "/elsewhere/a.txt"


@pytest.mark.parametrize(("said", "asked"), [("1", True), ("0", False), ("", False)])
def test_data_docs_are_asked_for_by_the_environment_and_passed_on(said: str, asked: bool) -> None:
    settings = Settings.from_environment({"TONGBI_DATA_DOCS": said})
    assert settings.data_docs is asked
    assert Settings.from_environment(settings.as_environment()) == settings
    assert settings.docs.parent == settings.quality.parent


def test_only_whole_paths_lose_the_folder_of_the_project() -> None:
    assert short(f"{home()}/reports/a.txt") == "reports/a.txt"
    assert short(f"set aside {home()}/a.txt: it has ({home()}/b.txt)") == "set aside a.txt: it has (b.txt)"
    assert short(f"/backup{home()}/a.txt") == f"/backup{home()}/a.txt"
