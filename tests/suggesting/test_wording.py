"""The declared words of names are validated; a mistake names its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi import project
from tongbi.suggesting.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    wording.cache_clear()
    yield
    wording.cache_clear()


def test_classes_of_one_thing_have_one_name() -> None:
    said = wording()
    assert said.measure("documents") == said.measure("cases") != said.measure("persons") == "persons"


def test_a_pattern_that_does_not_compile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (project.sources() / "suggesting" / "names.yaml").read_text(encoding="utf-8")
    (tmp_path / "suggesting").mkdir()
    (tmp_path / "suggesting" / "names.yaml").write_text(text.replace("各类", "'各(类'"), encoding="utf-8")
    monkeypatch.setattr(project, "sources", lambda: tmp_path)
    with pytest.raises(ValueError, match=r"names\.yaml(.|\n)*empty_heads(.|\n)*not a regular expression"):
        wording()
