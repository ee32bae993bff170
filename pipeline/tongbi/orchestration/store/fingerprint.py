"""Fingerprints of what a result depends on beside its documents: code, declared knowledge, libraries.

Belongs here: which files and libraries each stage's result depends on. Does not belong here: the documents
(see `stock`).
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import tongbi
from tongbi import project

if TYPE_CHECKING:
    from collections.abc import Iterable

Scope = Literal["reading", "extraction", "everything"]

_STORE = tuple(f"orchestration/store/{name}.py" for name in ("found", "plain", "readings", "stock"))
_READING = ("records.py", "declaring.py", "reading", "orchestration/reading", *_STORE)
_EXTRACTION = (*_READING, "catalogue", "extraction", "orchestration/extraction")
_CODE: dict[Scope, tuple[str, ...]] = {"reading": _READING, "extraction": _EXTRACTION, "everything": ("",)}
_KNOWLEDGE: dict[Scope, tuple[str, ...]] = {
    "reading": ("sources/language", "sources/reading"),
    "extraction": ("sources/language", "sources/reading", "sources/catalogue"),
    "everything": ("sources", "warehouse/migrations", "warehouse/views"),
}
# What is not installed counts as well: with it, more can be read.
_LIBRARIES: dict[Scope, tuple[str, ...]] = {
    "reading": (
        "selectolax", "charset-normalizer", "pypdfium2", "python-docx", "olefile", "ofdkit", "striprtf",
        "markdown-it-py", "pillow", "rapidocr", "onnxruntime",
    ),
    "extraction": (),
    "everything": ("duckdb", "pandas", "great-expectations"),
}  # fmt: skip
_PROGRAMS = ("soffice", "libreoffice", "antiword")
# Reports, where they come from, commands and screens do not change what a report says.
_LEFT_OUT = ("samples", "registry.yaml", "fetching", "cli", "alerting", "__pycache__", "_project", "schema")


@cache
def of(scope: Scope) -> str:
    """The fingerprint of all that the results of a scope depend on, as 16 hexadecimal digits."""
    package = Path(tongbi.__file__).parent
    digest = hashlib.sha256()
    for root, parts in ((package, _CODE[scope]), (project.root(), _KNOWLEDGE[scope])):
        for path in _files(root, parts):
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES[scope]:
        digest.update(f"{library}={_version(library)}\0".encode())
    if scope == "reading":
        digest.update(repr([bool(shutil.which(program)) for program in _PROGRAMS]).encode())
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _files(root: Path, parts: Iterable[str]) -> list[Path]:
    found: set[Path] = set()
    for part in parts:
        path = root / part
        found.update([path] if path.is_file() else path.rglob("*"))
    return sorted(
        path
        for path in found
        if path.suffix in {".py", ".yaml", ".json", ".csv", ".tsv", ".sql"}
        and path.is_file()
        and not set(path.relative_to(root).parts) & set(_LEFT_OUT)
    )
