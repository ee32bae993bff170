from __future__ import annotations

import yaml

from tongbi import project
from tongbi.orchestration import instance


def test_the_instance_says_what_the_projects_file_says_but_with_absolute_paths(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    folder = instance.prepare()
    written = yaml.safe_load((folder / "dagster.yaml").read_text())
    declared = yaml.safe_load((project.root() / "dagster.yaml").read_text())
    assert written["storage"]["sqlite"]["base_dir"] == str(tmp_path / "home" / "storage")
    assert written["telemetry"] == declared["telemetry"] == {"enabled": False}
    assert written["concurrency"] == declared["concurrency"]
    assert declared["concurrency"]["pools"]["default_limit"] == 1


def test_without_dagster_home_it_lies_in_the_project(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("DAGSTER_HOME")
    monkeypatch.setattr(instance, "home", lambda: tmp_path)
    assert instance.prepare() == tmp_path / ".dagster_state"
    written = yaml.safe_load((tmp_path / ".dagster_state" / "dagster.yaml").read_text())
    assert written["storage"]["sqlite"]["base_dir"] == str(tmp_path / ".dagster_state" / "storage")


def test_an_instance_of_the_users_own_is_left_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    assert instance.prepare() == tmp_path
    assert (tmp_path / "dagster.yaml").read_text() == "telemetry: {enabled: false}\n"


def test_runs_in_this_process_keep_the_streams_of_this_process(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    with instance.open_instance() as opened:
        assert type(opened.compute_log_manager).__name__ == "NoOpComputeLogManager"
        assert not opened.telemetry_enabled
