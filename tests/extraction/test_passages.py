"""What is read of passages in the language of real reports; the README of `tests/gold/passages` has the form.

Belongs here: the count of what is read as annotated, which may rise and never fall. Does not belong here: the
scores of texts that nobody had read, which the README keeps.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tongbi import project
from tongbi.extraction import extract
from tongbi.records import LEVELS, Identity, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import ReportType

PASSAGES = project.root() / "tests" / "gold" / "passages"
_HEAD = re.compile(r"^### (\S+) (\w+) (\d{4})\n", re.MULTILINE)
_MARK = re.compile("⟦([^⟧│]*)(?:│([^⟧]*))?⟧")
_STATED = re.compile(
    r"(?P<metric>\w+)(?: (?P<role>[a-z]+))?(?: (?P<period>[\d-]+|None))?(?: <(?P<scope>.*)>)?"
)

# by file: figures of metrics as annotated, all figures of metrics that are annotated, all that are read
REACHED = {
    "disputes": (386, 396, 390),
    "enforcement": (476, 477, 477),
    "leadership": (439, 440, 439),
    "mixed": (329, 361, 353),
    "reports": (473, 477, 475),
    "services": (342, 351, 346),
    "work": (387, 389, 387),
    "work_hard": (427, 442, 430),
    "work_terms": (496, 500, 496),
}
# by file: the share of figures that are rightly told as a part or as the whole
PARTED = {
    "disputes": 0.984,
    "enforcement": 0.983,
    "leadership": 0.99,
    "mixed": 0.93,
    "reports": 0.991,
    "services": 0.935,
    "work": 1.0,
    "work_hard": 0.983,
    "work_terms": 0.995,
}


class Stated(NamedTuple):
    """A figure of a metric: where it stands, what it states, and whether it is one of a part."""

    start: int
    end: int
    metric: str
    role: str
    period: str
    part: bool


def passages(name: str) -> Iterator[tuple[Identity, str, list[Stated]]]:
    """The reports of a file, each with its text and the figures annotated in it."""
    family: ReportType = "government_work" if name.startswith("work") else "law_based_government"
    pieces = _HEAD.split((PASSAGES / f"{name}.txt").read_text(encoding="utf-8"))
    for body, level, year, marked in zip(*(pieces[at::4] for at in range(1, 5)), strict=True):
        identity = Identity(body, _level(level), family, int(year))
        results = str(int(year) - (family == "government_work"))
        yield identity, _MARK.sub(r"\1", marked), list(_annotated(marked, results))


def _level(word: str) -> Level:
    return next(level for level in LEVELS if level == word)


def _annotated(marked: str, results: str) -> Iterator[Stated]:
    taken = 0
    for mark in _MARK.finditer(marked):
        start = mark.start() - taken
        end = start + len(mark[1])
        taken += len(mark[0]) - len(mark[1])
        for one in filter(None, (mark[2] or "").split(" + ")):
            stated = _STATED.fullmatch(one)
            assert stated is not None, one
            part = stated["scope"] is not None
            yield Stated(
                start, end, stated["metric"], stated["role"] or "actual", stated["period"] or results, part
            )


def _read(identity: Identity, text: str) -> list[Stated]:
    return [
        Stated(m.start, m.end, m.metric_id, m.role, str(m.period), m.scope != "")
        for m in extract(text, identity)
        if m.metric_id is not None
    ]


@pytest.mark.parametrize("name", REACHED)
def test_what_is_read_as_annotated(name: str) -> None:
    hits, annotated, read = 0, 0, 0
    missed: list[str] = []
    for identity, text, gold in passages(name):
        told = _read(identity, text)
        # the scope is told by another test: here a part counts as the figure that it is
        wanted, found = (Counter(one._replace(part=False) for one in side) for side in (gold, told))
        hits, annotated, read = hits + (wanted & found).total(), annotated + len(gold), read + len(told)
        missed += [f"{identity.issuer_name} {text[one.start : one.end]} {one}" for one in wanted - found]
    floor = REACHED[name]
    assert annotated == floor[1], "the annotation has changed: count anew"
    assert hits >= floor[0], missed
    assert read - hits <= floor[2] - floor[0], "more figures are named wrongly"


@pytest.mark.parametrize("name", REACHED)
def test_parts_and_wholes_are_told_apart(name: str) -> None:
    """Of figures whose metric, role and period agree, how many are rightly told as a part or as the whole."""
    right = alike = 0
    for identity, text, gold in passages(name):
        told = {one[:5]: one.part for one in _read(identity, text)}
        parts = [(one.part, told[one[:5]]) for one in gold if one[:5] in told]
        right, alike = right + sum(one == other for one, other in parts), alike + len(parts)
    assert right >= PARTED[name] * alike
