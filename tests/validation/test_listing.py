"""`docs/data-quality.md` lists every expectation as it is declared."""

from __future__ import annotations

import pytest

from tongbi import project
from tongbi.validation import FRAMES, expectations
from tongbi.validation.listing import expectations_markdown, with_list


def test_every_expectation_is_listed_with_its_effect() -> None:
    text = expectations_markdown()
    for name in FRAMES:
        assert f"### `{name}`" in text
        for spec in expectations(name):
            row = next(line for line in text.splitlines() if f"`{spec.name}`" in line)
            assert spec.description.zh in row
            assert spec.severity in row
            assert ("blocks" in row) == spec.structural
            assert ("quarantines" in row) == spec.quarantines


def test_the_document_is_the_one_that_make_docs_writes() -> None:
    text = (project.root() / "docs" / "data-quality.md").read_text(encoding="utf-8")
    assert text == with_list(text), "a declaration has changed: run make docs"


def test_a_document_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lost the marks"):
        with_list("# no list")
