"""Data flows one way: who may import whom, and which layer knows which library (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

import tongbi
from tongbi import project

PACKAGE = Path(tongbi.__file__).parent

# What a package imports of the others, beside EVERYWHERE, which knows none of them.
MAY_IMPORT = {
    "catalogue": set(),
    "reading": set(),
    "fetching": {"reading"},
    "extraction": {"catalogue"},
    "suggesting": {"catalogue", "extraction"},
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

# The libraries that a package knows, beside COMMON; nothing else may come in unseen.
KNOWS = {
    "catalogue": {"pandas"},
    "reading": {
        "PIL", "charset_normalizer", "cv2", "datasketch", "docx", "markdown_it", "numpy", "ofdkit", "olefile",
        "pypdfium2", "rapidfuzz", "rapidocr", "selectolax", "striprtf",
    },
    "fetching": {"brotli", "httpcore", "protego", "selectolax"},
    "extraction": {"ahocorasick"},
    "suggesting": {"pypinyin"},
    "explaining": {"rich"},
    "comparability": {"pandas"},
    "validation": {"great_expectations", "numpy", "pandas"},
    "alerting": set(),
    "publishing": {"duckdb", "openpyxl", "pandas", "pysdmx", "rich"},
    "orchestration": {"dagster", "duckdb", "pandas"},
    "cli": {"pandas", "rich", "typer"},
}  # fmt: skip

# Declared files are YAML and modelled wherever there are some.
COMMON = {"pydantic", "yaml"}

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


@pytest.mark.parametrize("package", KNOWS)
def test_a_library_is_known_where_it_belongs(package: str) -> None:
    known = {name.split(".")[0] for name in imports(package)} - sys.stdlib_module_names - {"tongbi"}
    assert known - COMMON == KNOWS[package]


def test_the_table_of_the_architecture_names_the_libraries_of_each_stage() -> None:
    text = (project.root() / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = {
        match["package"]: match["may_know"].lower().replace(" ", "_").replace("-", "_")
        for match in re.finditer(r"^\|[^|]+\| `(?P<package>\w+)/` \|.*\|(?P<may_know>[^|]+)\|$", text, re.M)
    }
    assert set(rows) == {
        "catalogue", "reading", "fetching", "extraction", "comparability", "validation", "publishing",
    }  # fmt: skip
    del rows["reading"]  # it has a library for each format: the table tells what they are for
    for package, may_know in rows.items():
        assert [library for library in sorted(KNOWS[package]) if library.lower() not in may_know] == []
