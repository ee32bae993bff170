"""What `benchmarks/words.py` takes away is one word of a list, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tongbi import project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def words(script: Callable[[str], Any]) -> Any:
    return script("words")


def test_a_word_goes_with_its_comma(words: Any) -> None:
    plan = "plan: [今年, '打算(?!盘)',\n    力争]  # why"
    text = f"# a head\nkinds:\n  {plan}\n  one: [唯一]\nrest: {{a: [甲, 乙]}}\n"
    found = list(words.words_of("cues.yaml", text))
    assert [(word.field, word.word) for word in found] == [
        ("kinds.plan", "今年"),
        ("kinds.plan", "打算(?!盘)"),
        ("kinds.plan", "力争"),
        ("rest.a", "甲"),
        ("rest.a", "乙"),
    ]
    left = [yaml.safe_load(words.without(text, word))["kinds"]["plan"] for word in found[:3]]
    assert left == [["打算(?!盘)", "力争"], ["今年", "力争"], ["今年", "打算(?!盘)"]]


@pytest.mark.parametrize(
    "path", sorted((project.sources() / "language").glob("*.yaml")), ids=lambda p: p.stem
)
def test_each_word_of_the_language_can_be_taken_away_alone(words: Any, path: Path) -> None:
    def listed(node: Any) -> int:
        if isinstance(node, dict):
            return sum(map(listed, node.values()))
        return sum(map(listed, node)) if isinstance(node, list) else 1

    text = path.read_text(encoding="utf-8")
    whole = listed(yaml.safe_load(text))
    for word in list(words.words_of(path.name, text))[::25]:
        assert listed(yaml.safe_load(words.without(text, word))) == whole - 1, word
