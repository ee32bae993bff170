"""`tongbi ui`: Dagster's webserver and daemon on this project.

Belongs here: the command line and the environment that Dagster is started with. Does not belong here:
anything that the UI shows.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def ui(paths: Sequence[Path], warehouse: Path | None, *, host: str, port: int) -> int:
    """Become the Dagster process; returns, with status 2, only where a path does not exist."""
    from tongbi.orchestration.store.settings import Settings

    settings = Settings.of(paths, warehouse)
    if missing := [str(path) for path in settings.sources if not path.exists()]:
        sys.stderr.write(f"tongbi: no such file or folder: {', '.join(missing)}\n")
        return 2
    sys.stderr.write(f"tongbi: http://{host}:{port} in some ten seconds; Ctrl+C ends it\n")
    sys.stderr.flush()
    arguments = command(host, port)
    return os.execve(arguments[0], arguments, environment(settings.as_environment()))  # noqa: S606


def command(host: str, port: int) -> list[str]:
    """The command line of Dagster."""
    module = "tongbi.orchestration.definitions"
    return [sys.executable, "-m", "dagster", "dev", "-m", module, "--host", host, "--port", str(port)]


def environment(settings: dict[str, str]) -> dict[str, str]:
    """The environment of Dagster: this one, the settings, and the instance's home, made ready."""
    from tongbi.orchestration import instance

    return {
        **os.environ,
        **settings,
        instance.HOME_VARIABLE: str(instance.prepare()),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        # Dagster greets users of `dagster dev` with a hint at another command; it is of no use here.
        "PYTHONWARNINGS": "ignore",
    }
