"""Makes the clean frames importable as `validation_clean` (tests are no packages), and a fixture."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

_NAME = "validation_clean"


def _load() -> Any:
    if _NAME not in sys.modules:
        spec = importlib.util.spec_from_file_location(_NAME, Path(__file__).with_name("clean.py"))
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[_NAME] = module
        spec.loader.exec_module(module)
    return sys.modules[_NAME]


_load()


@pytest.fixture(scope="session")
def clean() -> Any:
    """The frames of a clean run."""
    return _load().frames()
