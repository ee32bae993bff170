"""The Dagster instance of the project, with no set-up beforehand.

Belongs here: where the instance's state lies, and its `dagster.yaml` there, made from the one at the root of
the project. Does not belong here: what the instance runs. Importing this module does not import Dagster.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tongbi import project
from tongbi.orchestration.store.settings import home

if TYPE_CHECKING:
    from dagster import DagsterInstance

HOME_VARIABLE = "DAGSTER_HOME"
STATE = ".dagster_state"


def prepare() -> Path:
    """The instance's home, ready to use: DAGSTER_HOME where it is set, else `.dagster_state` of the project.

    In the latter a `dagster.yaml` is written that says what the project's says, with absolute paths.
    """
    if given := os.environ.get(HOME_VARIABLE):
        folder = Path(given).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    folder = home() / STATE
    folder.mkdir(parents=True, exist_ok=True)
    declared = yaml.load(
        (project.root() / "dagster.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    text = yaml.safe_dump(_absolute(declared, home()), sort_keys=False)
    target = folder / "dagster.yaml"
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(target)
    return folder


def open_instance() -> DagsterInstance:
    """The instance for runs inside this process; output of steps stays on this process's own streams."""
    from dagster import DagsterInstance
    from dagster._core.instance.ref import InstanceRef

    folder = prepare()
    overrides = {
        "compute_logs": {
            "module": "dagster._core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        }
    }
    return DagsterInstance.from_ref(InstanceRef.from_dir(str(folder), overrides=overrides))


def _absolute(value: Any, root: Path) -> Any:
    if isinstance(value, dict):
        return {
            name: str(root / each) if name == "base_dir" and isinstance(each, str) else _absolute(each, root)
            for name, each in value.items()
        }
    return value
