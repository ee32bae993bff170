"""`docs/data-quality.md` lists every expectation as it is declared; TONGBI_RENEW=1 renews the list."""

from __future__ import annotations

import os
import re

import pytest

from tongbi import project
from tongbi.validation import FRAMES, expectations
from tongbi.validation.listing import expectations_markdown

DOCUMENT = project.root() / "docs" / "data-quality.md"
LIST = re.compile(r"(<!-- begin: expectations .*?-->\n)(.*?)(<!-- end: expectations -->)", re.DOTALL)


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


def test_the_document_holds_the_list() -> None:
    if not DOCUMENT.exists():
        pytest.skip("docs/ is not part of an installed package")
    text = DOCUMENT.read_text(encoding="utf-8")
    found = LIST.search(text)
    assert found, "the marks around the list are gone"
    listed = f"\n{expectations_markdown()}\n"
    if os.environ.get("TONGBI_RENEW"):
        DOCUMENT.write_text(text[: found.start(2)] + listed + text[found.end(2) :], encoding="utf-8")
        return
    assert found[2] == listed
