from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tongbi.cli import ui
from tongbi.cli.app import app

if TYPE_CHECKING:
    from tongbi.orchestration.store.settings import Settings


def test_dagster_is_given_the_settings_and_a_home_that_is_ready(settings: Settings) -> None:
    environment = ui.environment(settings)
    assert environment["TONGBI_WAREHOUSE"] == str(settings.warehouse)
    assert environment["DAGSTER_DISABLE_TELEMETRY"] == "1"
    assert (Path(environment["DAGSTER_HOME"]) / "dagster.yaml").is_file()


def test_a_path_that_does_not_exist_is_told_before_anything_starts(tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["ui", str(tmp_path / "nowhere")])
    assert shown.exit_code == 2
    assert "nowhere" in shown.stderr


def test_in_the_background_of_a_script_it_can_still_be_ended(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "execve", lambda *_: 0)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ui.ui(settings.sources, settings.warehouse, host="127.0.0.1", port=3000)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_ui_answers_with_the_projects_assets(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tongbi", "ui", str(settings.sources[0]), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--warehouse", str(settings.warehouse)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        question = b'{"query": "{ assetsOrError { ... on AssetConnection { nodes { key { path } } } } }"}'
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/graphql", question, {"Content-Type": "application/json"}
        )
        deadline = time.monotonic() + 120
        while True:
            try:
                with urllib.request.urlopen(request, timeout=20) as response:
                    answer = response.read().decode()
                if "warehouse" in answer:
                    break
            except OSError:
                pass
            if time.monotonic() > deadline:
                pytest.fail("the UI did not answer within two minutes")
            time.sleep(0.5)
        assert all(f'"{name}"' in answer for name in ("document", "mention", "series", "warehouse"))
    finally:
        # Ctrl+C, as its user ends it; how long a busy machine takes over that is not the point here.
        os.killpg(process.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
