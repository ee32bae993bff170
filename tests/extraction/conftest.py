"""What the tests of extraction share: a county's report of 2023, and data files that can be altered."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tongbi import project
from tongbi.extraction import (
    connectives,
    context,
    cues,
    eras,
    extract,
    fillers,
    joining,
    lexicon,
    metrics,
    narrowing,
    normalise,
    pairing,
    phrases,
    placing,
    sections,
    signs,
    tables,
    wording,
)
from tongbi.records import Identity, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


class Read(Protocol):
    """Reads a text as a report on law-based government of `year`."""

    def __call__(self, text: str, year: int = 2023) -> list[Mention]: ...


def _read(text: str, year: int = 2023) -> list[Mention]:
    return extract(text, Identity("云屏县人民政府", "county", "law_based_government", year))


@pytest.fixture(scope="session")
def read() -> Read:
    """The mentions of a report of a county that does not exist."""
    return _read


def _spelt(number: int) -> str:
    """A number below 10**12 as it is spelt, written independently of the reader."""
    if number == 0:
        return "零"
    digits, places, groups = "零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿")
    words, written = "", str(number)
    for index, digit in enumerate(written):
        place_index = len(written) - 1 - index
        if digit != "0":
            words += digits[int(digit)] + places[place_index % 4]
        elif words and not words.endswith("零"):
            words += "零"
        if place_index % 4 == 0:
            words = words.rstrip("零")
            group = written[max(0, index - 3) : index + 1]
            if int(group):
                words += groups[place_index // 4]
    return words.rstrip("零")


@pytest.fixture(scope="session")
def spelt() -> Callable[[int], str]:
    """Spells a number below 10**12 in numerals."""
    return _spelt


@pytest.fixture(scope="module")
def script() -> Iterator[Callable[[str], Any]]:
    """Loads a script of `benchmarks/` by its name, as a module."""
    loaded = []

    def load(name: str) -> Any:
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        loaded.append(name)
        spec.loader.exec_module(module)
        return module

    yield load
    for name in loaded:
        del sys.modules[name]


def _forget() -> None:
    """Let everything that was compiled from the data files be compiled anew."""
    for module in (
        connectives,
        context,
        cues,
        eras,
        fillers,
        joining,
        lexicon,
        metrics,
        narrowing,
        normalise,
        pairing,
        phrases,
        placing,
        sections,
        signs,
        tables,
        wording,
    ):
        for made in vars(module).values():
            if hasattr(made, "cache_clear") and made.__module__ == module.__name__:
                made.cache_clear()


@pytest.fixture
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], Path]]:
    """Alter a data file of the language: `declared(file, old, new)` gives the altered copy's path."""
    sources = tmp_path / "sources"
    shutil.copytree(project.sources() / "language", sources / "language")
    shutil.copytree(project.sources() / "catalogue", sources / "catalogue")
    monkeypatch.setattr(project, "sources", lambda: sources)
    _forget()

    def alter(file: str, old: str, new: str) -> Path:
        path = sources / "language" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}: name another entry in this test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        _forget()
        return path

    yield alter
    _forget()
