from __future__ import annotations

import yaml

from tongbi import project
from tongbi.orchestration import instance
from tongbi.orchestration.definitions import build
from tongbi.orchestration.store.settings import Settings


def test_the_instance_says_what_the_projects_file_says_but_with_absolute_paths(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    folder = instance.prepare(Settings.of())
    written = yaml.safe_load((folder / "dagster.yaml").read_text())
    declared = yaml.safe_load((project.root() / "dagster.yaml").read_text())
    assert written["storage"]["sqlite"]["base_dir"] == str(tmp_path / "home" / "storage")
    assert written["telemetry"] == declared["telemetry"] == {"enabled": False}
    assert written["concurrency"] == declared["concurrency"]
    assert declared["concurrency"]["pools"]["default_limit"] == 1


def test_without_dagster_home_it_lies_in_the_project(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("DAGSTER_HOME")
    monkeypatch.setattr(instance, "home", lambda: tmp_path)
    assert instance.prepare(Settings.of()) == tmp_path / ".dagster_state"
    written = yaml.safe_load((tmp_path / ".dagster_state" / "dagster.yaml").read_text())
    assert written["storage"]["sqlite"]["base_dir"] == str(tmp_path / ".dagster_state" / "storage")


def test_another_warehouse_has_a_state_of_its_own_beside_it(settings, tmp_path, monkeypatch) -> None:
    """Else the UI of one warehouse would show what the checks said of another."""
    monkeypatch.delenv("DAGSTER_HOME")
    monkeypatch.setattr(instance, "home", lambda: tmp_path)
    folder = instance.prepare(settings)
    assert folder == settings.store / ".dagster_state"
    written = yaml.safe_load((folder / "dagster.yaml").read_text())
    assert written["storage"]["sqlite"]["base_dir"] == str(folder / "storage")
    other = Settings(settings.sources, settings.warehouse.with_name("other.duckdb"))
    with instance.open_instance(settings) as one, instance.open_instance(other) as two:
        one.create_run_for_job(build(settings).resolve_job_def("refresh"))
        assert (one.get_runs_count(), two.get_runs_count()) == (1, 0)


def test_an_instance_of_the_users_own_is_left_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    assert instance.prepare(Settings.of()) == tmp_path
    assert (tmp_path / "dagster.yaml").read_text() == "telemetry: {enabled: false}\n"


def test_runs_in_this_process_keep_the_streams_of_this_process(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    with instance.open_instance(Settings.of()) as opened:
        assert type(opened.compute_log_manager).__name__ == "NoOpComputeLogManager"
        assert not opened.telemetry_enabled
