"""Words of the language stand in data files: how many the modules of extraction still hold, and why.

Belongs here: counting them. Does not belong here: what they do, which each module's own tests show.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tongbi import extraction

PACKAGE = Path(extraction.__file__).parent

# Reason: module and how many strings with two Chinese signs or more it holds. A number may fall, never rise.
LEFT = {
    "signs that numbers and their fractions are made of": {
        "lexicon.py": 7,
        "normalise.py": 2,
        "quantity.py": 2,
        "tables.py": 1,
    },
    "signs of dates and of numbers of items: 第, 年, 月, 日, 号": {
        "cues.py": 1,
        "eras.py": 1,
        "joining.py": 5,
        "sections.py": 2,
        "signs.py": 1,
    },
    "single signs that happen to stand in one pattern: 年 and 月, 等 and 的, 类 twice": {
        "narrowing.py": 4,
    },
}
HELD = {module: number for modules in LEFT.values() for module, number in modules.items()}
MODULES = sorted(path.name for path in PACKAGE.glob("*.py"))

_SIGN = re.compile("[一-鿿]")
_ANY_SIGN = re.compile("一-鿿")


def words_in(source: str) -> list[str]:
    """The strings with two Chinese signs or more; docstrings, comments and "any Chinese sign" are none."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    )
    return [string for string in strings if len(_SIGN.findall(_ANY_SIGN.sub("", string))) > 1]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_holds_more_words_than_it_has_a_reason_for(module: str) -> None:
    found = words_in((PACKAGE / module).read_text(encoding="utf-8"))
    held = HELD.get(module, 0)
    assert len(found) <= held, f"{module} holds {found}: words belong to sources/language/*.yaml"
    assert len(found) >= held, f"{module} holds {len(found)} only: lower its number to keep it there"


def test_the_table_names_modules_that_exist() -> None:
    assert set(HELD) <= set(MODULES)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""模块说明"""\n# 注释文字\ndef f():\n    """函数说明"""\n', []),
        ('X = "其中"', ["其中"]),
        ('X = f"(?:同比|{y})环"', ["(?:同比|"]),
        ('X = "年"\nY = "[一-鿿]年"', []),
    ],
    ids=["documented", "plain", "in a pattern", "one sign"],
)
def test_what_counts_as_words(source: str, found: list[str]) -> None:
    assert words_in(source) == found
