"""The Dagster instance of the project, with no set-up beforehand.

Belongs here: where the instance's state lies, and its `dagster.yaml` there, made from the one at the root of
the project. Does not belong here: what the instance runs. Importing this module does not import Dagster.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tongbi import declaring, project, whole
from tongbi.orchestration.store.settings import default_warehouse, home

if TYPE_CHECKING:
    from dagster import DagsterInstance

    from tongbi.orchestration.store.settings import Settings

HOME_VARIABLE = "DAGSTER_HOME"
STATE = ".dagster_state"
MARK = "# Written by tongbi from the dagster.yaml of the project; edit that one.\n"


def prepare(settings: Settings) -> Path:
    """The instance's home, ready to use: DAGSTER_HOME where it is set, else a folder of the warehouse's own.

    That is `.dagster_state` of the project for the project's warehouse, and of the store beside it for any
    other: what the UI shows of an asset is what was said of it last, whichever warehouse it went to.
    A `dagster.yaml` is written there that says what that of the project says, with absolute paths, unless the
    folder is the user's own and has one.
    """
    given = os.environ.get(HOME_VARIABLE)
    folder = Path(given).absolute() if given else _own(settings) / STATE
    target = folder / "dagster.yaml"
    if given and target.is_file() and not target.read_text(encoding="utf-8").startswith(MARK):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    source = (project.root() / "dagster.yaml").read_text(encoding="utf-8")
    declared = declaring.parse(source)
    text = MARK + yaml.safe_dump(_absolute(declared, folder), sort_keys=False)
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        whole.write(target, text)
    return folder


def _own(settings: Settings) -> Path:
    """Whose folder holds the state: the project, or the store of a warehouse that is not the project's."""
    return home() if settings.warehouse == default_warehouse() else settings.store


def open_instance(settings: Settings) -> DagsterInstance:
    """The instance for runs inside this process; output of steps stays on this process's own streams."""
    from dagster import DagsterInstance
    from dagster._core.instance.ref import InstanceRef

    folder = prepare(settings)
    overrides = {
        "compute_logs": {
            "module": "dagster._core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        }
    }
    return DagsterInstance.from_ref(InstanceRef.from_dir(str(folder), overrides=overrides))


def _absolute(value: Any, folder: Path) -> Any:
    """`value` with each `base_dir` under `.dagster_state` put under `folder`."""
    if not isinstance(value, dict):
        return value
    return {
        name: str(folder / Path(each).relative_to(STATE)) if name == "base_dir" else _absolute(each, folder)
        for name, each in value.items()
    }
