"""Measure words, approximators and classes of non-quantities as they are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.extraction.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "measure"),
    [
        ("件", ("件", "cases")),
        ("个工作日", ("工作日", "workdays")),
        ("大类", ("类", "kinds")),
        ("场（次）", ("场次", "times")),
        ("个百分点", ("个百分点", "points")),
        ("个多月", ("个月", "months")),
        ("个", ("个", "pieces")),
        ("%", ("%", "share")),
    ],
)
def test_the_unit_of_a_measure_word(written: str, measure: tuple[str, str]) -> None:
    assert lexicon().measures[written] == measure


def test_no_measure_word_is_declared_twice() -> None:
    from tongbi import project
    from tongbi.extraction.lexicon import read_yaml

    entries = read_yaml(project.sources() / "language" / "measure_words.yaml")
    assert isinstance(entries, list)
    assert len({entry["word"] for entry in entries}) == len(entries)


def test_an_approximator_has_one_kind_on_each_side() -> None:
    from tongbi import project
    from tongbi.extraction.lexicon import read_yaml

    groups = read_yaml(project.sources() / "language" / "approximators.yaml")
    assert isinstance(groups, dict)
    for side in ("before", "after"):
        words = [word for group in groups[side].values() for word in group]
        assert len(set(words)) == len(words)


def test_a_class_holds_only_for_its_measure_words() -> None:
    before, *_ = lexicon().refusals["次", "digits"]
    assert before is not None
    assert before.search("八届")
    other, *_ = lexicon().refusals["件", "digits"]
    assert other is not None
    assert not other.search("八届")


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("measure_words.yaml", "{class: cases, word: 宗}", "{class: cases, words: 宗}", r"words"),
        ("measure_words.yaml", "{class: cases, word: 宗}", "{word: 宗}", r"class"),
        ("measure_words.yaml", "{class: cases, word: 宗}", "宗", r"5"),
        (
            "measure_words.yaml",
            "not_before: [宗]",
            "not_before: ['(宗']",
            r"not_before.*\n.*regular expression",
        ),
        ("approximators.yaml", "near: [近,", "nearly: [近,", r"before\.nearly"),
        ("approximators.yaml", "inside: [余, 多, 来]", "inside: 余", r"inside"),
        ("non_quantities.yaml", "units: [次, 中]", "units: 次", r"units"),
        ("non_quantities.yaml", "before: '届'", "before: '届['", r"1\.before.*\n.*regular expression"),
        ("non_quantities.yaml", "written: numeral", "written: roman", r"written"),
        ("non_quantities.yaml", "before: '届'", "before: '届", r"not valid YAML"),
        ("numerals.yaml", "no_count:", "no_counts:", r"no_count"),
        ("numerals.yaml", "second: [类,", "second: [[类],", r"second"),
    ],
)
def test_a_wrong_entry_is_named(
    declared: Callable[[str, str, str], Path], file: str, old: str, new: str, named: str
) -> None:
    path = declared(file, old, new)
    with pytest.raises(ValueError, match=named) as raised:
        lexicon()
    assert str(path) in str(raised.value)


def test_a_measure_word_that_is_added_is_read(declared: Callable[[str, str, str], Path]) -> None:
    from tongbi.extraction.quantity import quantities

    assert list(quantities("修复3垛")) == []
    declared("measure_words.yaml", "{class: cases, word: 宗}", "{class: cases, word: 垛}")
    lexicon.cache_clear()
    assert [quantity.unit for quantity in quantities("修复3垛")] == ["垛"]
