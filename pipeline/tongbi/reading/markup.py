"""A page's elements as steps and lines: a block a line, the cells of a row parted by tabs, links told apart.

Belongs here: walking a page once, and what is a line in it. Does not belong here: which of the lines are the
report (`main_text`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# fmt: off
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
])
CONTAINERS = frozenset([
    "article", "body", "center", "div", "form", "html", "main", "section", "table", "tbody", "td",
    "tr",
])
_CELLS = frozenset(["td", "th"])
_BREAKS = _BLOCKS | _CELLS | {"br"}
_STRUCK = frozenset(["del", "s", "strike"])
# fmt: on
_SPACE, _SPACES = re.compile(r"[ \t\r\n\f]+"), re.compile(r"[ \r\n\f\v\xa0]+")
_AROUND_TABS = re.compile(r"[ \r\n\f\v\xa0]*\t[ \t\r\n\f\v\xa0]*")
_LINE_END = re.compile(r"\r\n?|\n")
_WHITE_SPACE = re.compile(r"white-space\s*:\s*([\w-]+)", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_KEEPS_BREAKS = frozenset(["pre", "pre-wrap", "pre-line", "break-spaces"])
# A cell with more text than this, or with a table inside, lays out the page and holds no figure.
_MOST_OF_A_CELL = 300


@dataclass(slots=True)
class Step:
    """One step of a walk through the page: a text, or where an element begins or ends.

    `end` is the index of the step at which an element that begins here ends; `names` are its class and id.
    """

    tag: str
    text: str = ""
    end: int = -1
    begins: bool = False
    is_cell: bool = False
    is_link: bool = False
    names: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, `linked` signs of it in links.

    `at` is the first step behind the break before it: the line stands in an element that begins before `at`
    and does not end before. `container` is the step at which the innermost one begins.
    """

    text: str
    linked: int
    at: int
    container: int

    @property
    def unlinked(self) -> int:
        """How many signs stand outside of links."""
        return max(len(self.text) - self.linked, 0)


def steps_of(node: LexborNode) -> list[Step]:
    """The walk through a node and all below it, without recursion, of any depth; struck text is left out.

    The library's nodes are met once; whatever is asked of them afterwards is asked of these steps.
    """
    steps: list[Step] = []
    # indices of the elements that are open here, how much stands in each, whether line ends count there
    opened: list[int] = []
    sizes = [0]
    keeping = [False]
    here: LexborNode | None = node
    while here is not None:
        tag = here.tag or ""
        if tag == "-text":
            sizes[-1] += _text(steps, here.text_content or "", keeping[-1])
        elif tag != "-comment":
            attributes = here.attributes
            style = attributes.get("style") or ""
            if tag not in _STRUCK and not (style and _STRUCK_STYLE.search(style)):
                steps.append(_begun(tag, attributes))
                below = here.first_child
                if below is not None:
                    opened.append(len(steps) - 1)
                    sizes.append(0)
                    keeping.append(_keeps_breaks(tag, style, keeping[-1]))
                    here = below
                    continue
                _end(steps, len(steps) - 1, 0)
        while here is not None and here.next is None and opened:
            size = sizes.pop()
            keeping.pop()
            sizes[-1] += _end(steps, opened.pop(), size)
            here = here.parent
        here = here.next if opened and here is not None else None
    return steps


def _begun(tag: str, attributes: dict[str, str | None]) -> Step:
    # an <a> that only gives a place its name leads nowhere
    is_link = tag == "a" and ("href" in attributes or not attributes.keys() & {"name", "id"})
    names = " ".join(filter(None, (attributes.get("class"), attributes.get("id")))) if attributes else ""
    return Step(tag, begins=True, is_link=is_link, names=names)


def _keeps_breaks(tag: str, style: str, around: bool) -> bool:
    """Whether the ends of the source's lines are ends of lines in this element."""
    if style and (told := _WHITE_SPACE.search(style)) and told[1].lower() != "inherit":
        return told[1].lower() in _KEEPS_BREAKS
    return around or tag == "pre"


def _text(steps: list[Step], text: str, keeps_breaks: bool) -> int:
    """Add a text as a step, or as several with breaks between; how many signs it has."""
    size = 0
    for number, part in enumerate(_LINE_END.split(text) if keeps_breaks else [text]):
        if number:
            steps.append(Step("br", begins=True))
            _end(steps, len(steps) - 1, 0)
        part = _SPACE.sub(" ", part)
        steps.append(Step("-text", part))
        size += len(part.strip())
    return size


def _end(steps: list[Step], start: int, size: int) -> int:
    """End the element that began at `start` and holds so many signs; what it weighs in the one around it.

    A cell that lays out the page is none: it holds a table or more text than a figure has.
    """
    begun = steps[start]
    begun.end = len(steps)
    begun.is_cell = begun.tag in _CELLS and size <= _MOST_OF_A_CELL
    steps.append(Step(begun.tag, is_cell=begun.is_cell, is_link=begun.is_link))
    return size + (_MOST_OF_A_CELL if begun.tag == "table" else 0)


def lines_of(steps: list[Step]) -> list[Line]:
    """The lines of these steps in order. Linear in their number."""
    lines: list[Line] = []
    current: list[str] = []
    containers = [0]
    cells = links = linked = after = 0
    for at, step in enumerate(steps):
        if step.tag == "-text":
            current.append(step.text)
            if links:
                linked += len(step.text.strip())
        elif step.is_cell:
            cells += 1 if step.begins else -1
            if not step.begins:
                current.append("\t")
        elif step.is_link:
            links += 1 if step.begins else -1
        elif step.tag in _BREAKS:
            if cells:
                current.append(" ")
                continue
            if line := _joined(current):
                lines.append(Line(line, linked, after, containers[-1]))
            current.clear()
            linked, after = 0, at + 1
            if step.tag in CONTAINERS:
                if step.begins:
                    containers.append(at)
                else:
                    containers.pop()
    if line := _joined(current):
        lines.append(Line(line, linked, after, containers[-1]))
    return lines


def _joined(pieces: list[str]) -> str:
    line = "".join(pieces)
    if "\t" in line:
        line = _AROUND_TABS.sub("\t", line)
    return _SPACES.sub(" ", line).strip()
