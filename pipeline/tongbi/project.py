"""Where the declared knowledge lies: `sources/` and `warehouse/` of a checkout, or of an installed wheel.

Belongs here: paths. Does not belong here: reading what lies there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds `sources/`, `warehouse/` and `dagster.yaml`."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "_project", package.parents[1]):
        if (candidate / "sources" / "catalogue").is_dir():
            return candidate
    raise FileNotFoundError(
        f"no folder sources/catalogue beside {package}: the installation is incomplete, install tongbi again"
    )


def home() -> Path:
    """The folder that holds what this project makes and decides: the checkout, else the current folder."""
    return Path.cwd() if root().name == "_project" else root()


def corrections() -> Path:
    """The register that decisions are written to; an installed wheel is shared, and replaced by the next."""
    return home() / "sources" / "corrections.yaml"


def sources() -> Path:
    """The declared knowledge: catalogue, language, comparability, sample reports."""
    return root() / "sources"


def warehouse_sql() -> Path:
    """The SQL of the warehouse: `migrations/`, `views/`, `queries/`, `exports/`, `release_diff/`."""
    return root() / "warehouse"
