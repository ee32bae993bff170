"""Makes the marked reports and the examples importable (tests are no packages)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def _importable(name: str, file: str) -> None:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(file))
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)


_importable("comparability_marked", "marked.py")
_importable("comparability_examples", "examples.py")
