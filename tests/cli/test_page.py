from __future__ import annotations

from tongbi import project
from tongbi.cli.page import names, page


def test_the_page_is_the_one_that_make_docs_writes() -> None:
    written = (project.root() / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == page(), "a help text has changed: run make docs"


def test_every_command_is_on_the_page() -> None:
    assert all(f"## tongbi {name}\n" in page() for name in names())
    assert "run" in names()
