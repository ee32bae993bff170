"""The state of the last published run: how a run finds out that there is nothing to do.

Belongs here: reading and writing `state.json`. Does not belong here: deciding what the state depends on.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from tongbi import whole

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class State:
    """What the last published run saw (`key`), the file that it published, and the counts that it told."""

    key: str
    run_id: str
    size: int
    modified: int
    counts: dict[str, int] = field(default_factory=dict)

    def holds(self, key: str, warehouse: Path) -> bool:
        """Whether a run with this key would publish the very file that lies there."""
        return self.key == key and _stamp(warehouse) == (self.size, self.modified)


def read(path: Path) -> State | None:
    """The state written last; None where there is none or it is not whole."""
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write(path: Path, *, key: str, run_id: str, warehouse: Path, counts: dict[str, int]) -> State:
    """Record that `warehouse` holds what a run with `key` publishes."""
    size, modified = _stamp(warehouse) or (0, 0)
    state = State(key, run_id, size, modified, counts)
    whole.write(path, json.dumps(asdict(state), ensure_ascii=False, indent=1))
    return state


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
