"""Everything in the warehouse is explained in Chinese and English, in the file and on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import duckdb
import pytest

from tongbi import project
from tongbi.publishing import dictionary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

DOCS = project.root() / "docs"
pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="an installed wheel has no docs")


def examples() -> dict[str, str]:
    """SQL blocks of docs/sql.md, keyed by the name in the heading above."""
    text = (DOCS / "sql.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^## (\w+)[^\n]*$(?:(?!^## ).)*?^```sql\n(.*?)^```", text, flags=re.M | re.S))


def test_nothing_lacks_a_comment_in_either_language() -> None:
    silent = [
        f"{entry.kind} {entry.owner}.{entry.name}"
        for entry in dictionary.entries(dictionary.fresh())
        if not re.search("[一-鿿]", entry.zh)
        or not re.search("[A-Za-z]", entry.en)
        or re.search("[一-鿿]", entry.en)
    ]
    assert silent == []


def test_every_kind_of_thing_is_looked_at() -> None:
    found = dictionary.entries(dictionary.fresh())
    assert {entry.kind for entry in found} == {"table", "view", "macro", "column"}
    names = {(entry.owner, entry.name) for entry in found}
    assert {("yoy", "reason"), ("evidence", "quote"), ("trend", "trend"), ("quarantine", "where")} <= names


def test_the_comments_are_in_the_published_file(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        assert dictionary.entries(connection) == dictionary.entries(dictionary.fresh())


def test_the_page_is_current() -> None:
    page = (DOCS / "warehouse.md").read_text(encoding="utf-8")
    assert page == dictionary.markdown(dictionary.fresh()), (
        "run: python -m tongbi.publishing.dictionary > docs/warehouse.md"
    )


def test_every_view_and_macro_has_an_example() -> None:
    described = {e.name for e in dictionary.entries(dictionary.fresh()) if e.kind in ("view", "macro")}
    assert set(examples()) == described


@pytest.mark.parametrize("name", sorted(examples()))
def test_the_example_runs_and_uses_what_it_explains(
    name: str, ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    sql = examples()[name]
    assert re.search(rf"\b{name}\b", sql)
    ask(sql)
    here = sql.replace("砚溪县人民政府", "云岭市人民政府")
    here = re.sub(r"'(admin_|mediation_)\w+'", "'cases_heard'", here)
    rows = ask(here)
    # nothing of the small world changed between 2022 and now
    assert rows or name == "as_of"
