"""Data flows one way: who may import whom, and which layer knows which library (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tongbi

PACKAGE = Path(tongbi.__file__).parent

# What a package imports of the others, beside EVERYWHERE, which knows none of them.
MAY_IMPORT = {
    "catalogue": set(),
    "reading": set(),
    "fetching": {"reading"},
    "extraction": {"catalogue"},
    "suggesting": {"extraction"},
    "explaining": {"catalogue", "extraction"},
    "comparability": {"catalogue", "reading"},
    "validation": {"comparability"},
    "alerting": set(),
    "publishing": set(),
    "orchestration": {
        "alerting", "catalogue", "comparability", "extraction", "fetching", "publishing", "reading",
        "validation",
    },
    "cli": {
        "catalogue", "comparability", "explaining", "extraction", "fetching", "orchestration", "publishing",
        "reading", "suggesting", "validation",
    },
}  # fmt: skip

# Libraries that shape a layer, and the only packages that know them.
KNOWN_BY = {
    "dagster": {"orchestration"},
    "great_expectations": {"validation"},
    "duckdb": {"orchestration", "publishing"},
    "pysdmx": {"publishing"},
    "openpyxl": {"publishing"},
    "typer": {"cli"},
    "pandas": {"catalogue", "cli", "comparability", "orchestration", "publishing", "validation"},
}

EVERYWHERE = {"declaring", "project", "records", "whole"}


def imports(package: str) -> set[str]:
    """The dotted names that the modules of a package import, wherever in them."""
    found: set[str] = set()
    for path in (PACKAGE / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_every_package_has_its_place() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(MAY_IMPORT)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_what_stands_to_its_left(package: str) -> None:
    others = {name.split(".")[1] for name in imports(package) if name.startswith("tongbi.")}
    assert others - {package} - EVERYWHERE == MAY_IMPORT[package]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_library_is_known_where_it_belongs(package: str) -> None:
    known = {name.split(".")[0] for name in imports(package)}
    assert known & KNOWN_BY.keys() == {library for library, by in KNOWN_BY.items() if package in by}
