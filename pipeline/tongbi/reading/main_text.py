"""Which lines of a page are the report, and which the page around it: menus, lists of links, news beside it.

Belongs here: choosing the element that holds the report, and leaving out of it what is none of the report's.
Does not belong here: what a line is (`markup`).

A report is told by its form: sentences outside of links, chapters that are numbered on. Words decide only
where the form agrees: a list of related articles is one of links, a sidebar holds no chapter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from tongbi.reading.lines import dates, normal, small
from tongbi.reading.markup import CONTAINERS, Line, Step, lines_of
from tongbi.reading.titles import family_of
from tongbi.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# An element that holds this share of its parent's prose holds the report; the rest is the page around it.
_SHARE = 0.9
# One that holds all chapters, and of them at least so many, needs this share only: news may stand beside it.
_CHAPTERS, _SHARE_WITH_CHAPTERS = 3, 0.2
# Shorter lines are menus and buttons, no prose.
_LONG_ENOUGH = 16
# A table of figures beside the prose must not be lost: a sign in a cell weighs as much as so many in a line.
_WEIGHT_OF_CELLS = 10
# What shows a line of furniture stands within so many signs.
_FURNITURE = 120
# A page of fewer signs without its links is one that leads to a report; its links say so.
_LEAST = 200
# So many links, one below the other, are a list of links.
_LINKS_OF_A_LIST = 3
_CHAPTER = re.compile(r"([一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)、")
_SENTENCE = re.compile(r"[。；;！!？?][”’）)]?$")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|7z|txt|jpe?g|png)\W*$", re.IGNORECASE)


def main_text(steps: list[Step]) -> list[str]:
    """The lines of the report on a page, in order; all of a page that holds hardly more than links."""
    page = _Page(steps, _without_beside(steps, lines_of(steps)))
    start = page.main()
    lines = page.lines[slice(*page.inside(start))]
    return [line.text for line in _without_links(_without_furniture(lines))]


def chapter_of(text: str) -> int:
    """The number of the chapter whose heading this is, 0 where it is none: 3 of 三、存在的问题."""
    match = _CHAPTER.match(text.lstrip())
    return small(match[1]) if match else 0


def _is_sentence(line: Line) -> bool:
    return line.unlinked >= _LONG_ENOUGH and _SENTENCE.search(line.text) is not None


@dataclass(slots=True)
class _Page:
    """A page's steps and lines, with sums over the lines so that any element is weighed at once."""

    steps: list[Step]
    lines: list[Line]
    places: list[int] = field(init=False)
    prose: list[int] = field(init=False)
    cells: list[int] = field(init=False)
    chapters: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.places = [line.at for line in self.lines]
        rows = ["\t" in line.text for line in self.lines]
        signs = [line.unlinked for line in self.lines]
        prose = (n * (n >= _LONG_ENOUGH and not row) for n, row in zip(signs, rows, strict=True))
        self.prose = list(accumulate(prose, initial=0))
        self.cells = list(accumulate((n * row for n, row in zip(signs, rows, strict=True)), initial=0))
        self.chapters = [
            (index, number)
            for index, line in enumerate(self.lines)
            if (number := chapter_of(line.text)) and not _is_link(line)
        ]

    def inside(self, start: int) -> tuple[int, int]:
        """The first line of the element that begins at a step, and the one after its last."""
        return bisect_right(self.places, start), bisect_right(self.places, self.steps[start].end)

    def main(self) -> int:
        """The step at which the smallest element begins that holds the report."""
        start = 0
        while (child := self._child_with_report(start)) is not None:
            start = child
        return start

    def _child_with_report(self, parent: int) -> int | None:
        children = list(self._children(parent))
        if not children:
            return None
        child = max(children, key=self._weight)
        if self._holds_most(parent, child):
            goes_on = self._goes_on_outside(parent, child) or self._is_all_text_outside(parent, child)
            return None if goes_on else child
        whole = (each for each in children if self._holds_all_chapters(parent, each))
        return next((each for each in whole if not self._goes_on_outside(parent, each)), None)

    def _children(self, parent: int) -> Iterator[int]:
        at, end = parent + 1, self.steps[parent].end
        while at < end:
            child = self.steps[at]
            if child.begins and child.tag in CONTAINERS:
                yield at
            at = child.end + 1 if child.begins else at + 1

    def _sum(self, sums: list[int], start: int) -> int:
        first, after = self.inside(start)
        return sums[after] - sums[first]

    def _weight(self, start: int) -> int:
        return self._sum(self.prose, start) + _WEIGHT_OF_CELLS * self._sum(self.cells, start)

    def _holds_most(self, parent: int, child: int) -> bool:
        """A table outweighs the prose beside it and must not stand for it: prose is asked for alone too."""
        return self._weight(child) >= max(_SHARE * self._weight(parent), 1) and (
            self._sum(self.prose, child) >= _SHARE * self._sum(self.prose, parent)
        )

    def _holds_all_chapters(self, parent: int, child: int) -> bool:
        """Whether the chapters run from the first on in the child, and none is outside of it.

        Sentences before it are the report's opening, unless the title stands in the child, behind them.
        """
        first, after = self._chapters(child)
        return (
            after - first >= _CHAPTERS
            and (first, after) == self._chapters(parent)
            and [number for _, number in self.chapters[first:after]] == list(range(1, after - first + 1))
            and self._sum(self.prose, child) >= _SHARE_WITH_CHAPTERS * self._sum(self.prose, parent)
            and self._sum(self.cells, child) >= _SHARE * self._sum(self.cells, parent)
            and (
                not any(map(_is_sentence, self._outside(parent, child)[0]))
                or any(map(_is_title, self.lines[slice(*self.inside(child))]))
            )
        )

    def _chapters(self, start: int) -> tuple[int, int]:
        """The first of the chapters in an element, and the one after the last."""
        first, after = self.inside(start)
        return bisect_left(self.chapters, (first, 0)), bisect_left(self.chapters, (after, 0))

    def _outside(self, parent: int, child: int) -> tuple[list[Line], list[Line]]:
        """The lines of an element before those of its child and behind them, without furniture."""
        begin, end = self.inside(parent)
        first, after = self.inside(child)
        return _without_furniture(self.lines[begin:first]), _without_furniture(self.lines[after:end])

    def _goes_on_outside(self, parent: int, child: int) -> bool:
        """Whether the parent holds more of the report: sentences of its own, or the next chapter."""
        if any(
            line.container == parent and _is_sentence(line)
            for lines in self._outside(parent, child)
            for line in lines
        ):
            return True
        first, after = self._chapters(child)
        begin, end = self._chapters(parent)
        if first == after:
            return False
        follows = after < end and self.chapters[after][1] == self.chapters[after - 1][1] + 1
        precedes = begin < first and self.chapters[first - 1][1] == self.chapters[first][1] - 1
        return follows or precedes

    def _is_all_text_outside(self, parent: int, child: int) -> bool:
        """Whether beside the child stands text alone: no link, and behind it mostly sentences and a date."""
        before, behind = self._outside(parent, child)
        if not (before or behind) or any(line.linked for line in (*before, *behind)):
            return False
        own = sum(line.unlinked for line in behind if _is_sentence(line) or dates(normal(line.text)))
        return 2 * own >= sum(line.unlinked for line in behind)


def _without_beside(steps: list[Step], lines: list[Line]) -> list[Line]:
    """The lines outside of elements named as sidebars and the like that hold no chapter and less than half.

    All lines where hardly any would be left.
    """
    named = words().beside_name
    spans = [(at, step.end) for at, step in enumerate(steps) if step.names and named.search(step.names)]
    if not spans:
        return lines
    places = [line.at for line in lines]
    sizes = list(accumulate((line.unlinked for line in lines), initial=0))
    own = list(accumulate((chapter_of(line.text) > 0 or _is_title(line) for line in lines), initial=0))
    left: list[Line] = []
    done = 0
    for start, end in spans:
        first, after = bisect_right(places, start), bisect_right(places, end)
        if first >= done and own[first] == own[after] and 2 * (sizes[after] - sizes[first]) < sizes[-1]:
            left += lines[done:first]
            done = after
    left += lines[done:]
    return left if sum(line.unlinked for line in left) >= _LEAST else lines


def _is_title(line: Line) -> bool:
    return not line.linked and len(line.text) <= _FURNITURE and family_of(normal(line.text)) is not None


def _is_furniture(line: Line) -> bool:
    return _begins_like_furniture(line.text[:_FURNITURE])


@lru_cache(maxsize=1_000)
def _begins_like_furniture(text: str) -> bool:
    # a line is asked about once for each element around it
    return words().furniture_line.search(normal(text)) is not None


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not _is_furniture(line)]


def _is_link(line: Line) -> bool:
    return line.linked > line.unlinked


def _without_links(lines: list[Line]) -> list[Line]:
    """The lines without lists of links, attachments and what follows the heading of related articles.

    A link in which the report's own sentence stands is kept. All lines where hardly any would be left.
    """
    declared = words()
    lists = [
        number
        for number, line in enumerate(lines)
        if len(line.text) <= _LONG_ENOUGH and declared.heads_a_list(normal(line.text))
    ]
    is_report = [_is_sentence(line) or chapter_of(line.text) > 0 for line in lines]
    last = max((number for number, own in enumerate(is_report) if own), default=-1)
    dropped = {number for number in lists if number > last}
    if dropped:
        dropped = set(range(min(dropped), len(lines)))
    for number in lists:
        behind = number + 1
        while behind < len(lines) and _is_link(lines[behind]):
            behind += 1
        if behind > number + 1:
            dropped.update(range(number, behind))
    at = 0
    for is_link, group in groupby(lines, key=_is_link):
        run = list(group)
        if is_link and len(run) >= _LINKS_OF_A_LIST and not any(_SENTENCE.search(each.text) for each in run):
            dropped.update(range(at, at + len(run)))
        elif is_link:
            dropped.update(
                at + place
                for place, each in enumerate(run)
                if declared.leads_away(normal(each.text)) or _FILE.search(each.text)
            )
        at += len(run)
    left = [line for number, line in enumerate(lines) if number not in dropped]
    return left if sum(line.unlinked for line in left) >= _LEAST else lines
