"""`tongbi ui`: Dagster's webserver and daemon on this project.

Belongs here: the command line and the environment that Dagster is started with. Does not belong here:
anything that the UI shows.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.orchestration import instance
from tongbi.orchestration.store.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def ui(paths: Sequence[Path], warehouse: Path | None, *, host: str, port: int) -> int:
    """Become the Dagster process; returns, with status 2, only where a path does not exist."""
    settings = Settings.of(paths, warehouse)
    if missing := [str(path) for path in settings.sources if not path.exists()]:
        sys.stderr.write(f"tongbi: no such file or folder: {', '.join(missing)}\n")
        return 2
    sys.stderr.write(f"tongbi: http://{host}:{port} in some ten seconds; Ctrl+C ends it\n")
    sys.stderr.flush()
    surroundings = environment(settings)
    # Started in the background of a script it would ignore Ctrl+C, and Dagster then ignores SIGTERM as well.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = command(Path(surroundings[instance.HOME_VARIABLE]), host, port)
    return os.execve(arguments[0], arguments, surroundings)  # noqa: S606


def command(home: Path, host: str, port: int) -> list[str]:
    """The command line of Dagster; what it is to load is said by a file in its home."""
    workspace = home / "workspace.yaml"
    location = "{module_name: tongbi.orchestration.definitions, location_name: tongbi}"
    workspace.write_text(f"load_from: [{{python_module: {location}}}]\n", encoding="utf-8")
    dagster = [sys.executable, "-m", "dagster", "dev", "--workspace", str(workspace)]
    return [*dagster, "--host", host, "--port", str(port)]


def environment(settings: Settings) -> dict[str, str]:
    """The environment of Dagster: this one, the settings, and the instance's home, made ready."""
    return {
        **os.environ,
        **settings.as_environment(),
        instance.HOME_VARIABLE: str(instance.prepare(settings)),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        # Dagster greets users of `dagster dev` with a hint at another command; it is of no use here.
        "PYTHONWARNINGS": "ignore",
    }
