"""YAML is parsed in one way: nothing is lost silently, and every data file is YAML to any reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tongbi import declaring, project

if TYPE_CHECKING:
    from pathlib import Path


def test_values_and_texts() -> None:
    text = "year: 2023\nday: 2024-03-01\nwords: [件, 起]\n"
    assert declaring.parse(text)["year"] == 2023
    assert declaring.parse(text, as_text=True) == {"year": "2023", "day": "2024-03-01", "words": ["件", "起"]}


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", "m: {x: 1, x: 2}\n", "- {x: 1, x: 1}\n"])
def test_a_key_given_twice_is_refused_with_its_line(text: str, as_text: bool) -> None:
    with pytest.raises(yaml.MarkedYAMLError, match="is given twice") as raised:
        declaring.parse(text, as_text=as_text)
    assert raised.value.problem_mark is not None


def test_what_is_merged_may_be_given_once_more() -> None:
    assert declaring.parse("all: &all {x: 1, y: 2}\none: {<<: *all, y: 3}\n")["one"] == {"x": 1, "y": 3}


def _files() -> list[Path]:
    return sorted(path for path in project.sources().rglob("*.yaml") if "samples" not in path.parts)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(project.sources())))
def test_a_data_file_says_the_same_to_a_reader_without_libyaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text) == declaring.parse(text)
