"""Web pages: the main text without the page around it, paragraphs as lines, rows of tables as lines of cells.

Belongs here: choosing the element that holds the text, and writing it as lines. Does not belong here:
fetching a page. Offsets count the text that is given here; the page itself is in the archive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.reading.bodies import parse_body
from tongbi.reading.decoding import UndecodableError, decode
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.lines import dates, normal
from tongbi.reading.titles import family_of
from tongbi.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from tongbi.records import Quarantined

# fmt: off
_DROPPED = [
    "script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "header", "footer",
    "aside", "form", "button", "select", "textarea",
]
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
])
_CONTAINERS = frozenset([
    "article", "body", "center", "div", "form", "html", "main", "section", "table", "tbody", "td",
    "tr",
])
_CELLS = frozenset(["td", "th"])
_BREAKS = _BLOCKS | _CELLS | {"br"}
# fmt: on
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?:div|table|section|article|span|font|center|blockquote|ul|ol|dl|a|b|i|u|em|strong|big|small)\b",
    re.IGNORECASE,
)
_DEEPEST = 3_000
# A child that holds this share of its parent's prose holds the report; the rest is the page around it.
_SHARE = 0.9
# Shorter lines are menus and buttons, no prose.
_LONG_ENOUGH = 16
# A table of figures beside the prose must not be lost: a sign in a cell weighs as much as so many in a line.
_WEIGHT_OF_CELLS = 10
_SPACE, _SPACES = re.compile(r"[ \t\r\n\f]+"), re.compile(r"[ \r\n\f\v\xa0]+")
_AROUND_TABS = re.compile(r"[ \r\n\f\v\xa0]*\t[ \t\r\n\f\v\xa0]*")
# What shows a line of furniture stands within so many signs.
_FURNITURE = 120
# A cell with more text than this, or with a table inside, lays out the page and holds no figure.
_MOST_OF_A_CELL = 300


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The main text of a page. Raises FormatError for one that holds none, UndecodableError for no text."""
    from selectolax import lexbor

    source = _decoded(content)
    if source.count("<") > _DEEPEST and _depth(source) > _DEEPEST:
        raise FormatError(f"a page nested deeper than {_DEEPEST:,} elements", "save its text as .txt")
    tree = lexbor.LexborHTMLParser(source)
    hints = _hints(tree)
    titles = _page_titles(tree)
    tree.strip_tags(_DROPPED, recursive=True)
    if tree.body is None:
        raise FormatError("a page without text", "save the page again when it is fully shown")
    steps = _steps(tree.body)
    kept = [line for line in _lines(_main(steps)) if not _is_furniture(line)]
    if sum(map(len, kept)) < 20:
        raise FormatError("a page without text", "save the page again when it is fully shown")
    if titles and not any(family_of(normal(line)) for line in kept[:6]):
        kept[:0] = titles
    yield Piece(text="\n".join(kept) + "\n", path=path, format="html", hints=hints)


def _is_furniture(line: str) -> bool:
    return words().furniture_line.search(normal(line[:_FURNITURE])) is not None


def _depth(source: str) -> int:
    """How deep elements nest at most that must be closed. A parser's time grows with its square."""
    deepest = depth = 0
    for match in _NESTING.finditer(source):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _decoded(content: bytes) -> str:
    """The page's source: by its bytes where they tell, else by its charset, gb2312 taken as gb18030."""
    try:
        return decode(content).text
    except UndecodableError:
        declared = _CHARSET.search(content[:4096])
        if declared is None:
            raise
        name = declared[1].decode("ascii").lower()
        try:
            return content.decode("gb18030" if name.startswith("gb") else name)
        except (LookupError, UnicodeDecodeError) as error:
            raise UndecodableError(f"declared as {name}, but its bytes are not") from error


@dataclass(slots=True)
class _Step:
    """One step of a walk through the page: a text, or where an element begins or ends.

    `end` is the index of the step at which an element that begins here ends; `prose` is what it holds of it.
    """

    tag: str
    text: str = ""
    end: int = -1
    begins: bool = False
    is_cell: bool = False
    prose: int = 0


def _steps(node: LexborNode) -> list[_Step]:
    """The walk through a node and all below it, without recursion, of any depth.

    The library's nodes are met once; whatever is asked of them afterwards is asked of these steps.
    """
    steps: list[_Step] = []
    # indices of the elements that are open here, and how much stands in each of them
    opened: list[int] = []
    sizes = [0]
    here: LexborNode | None = node
    while here is not None:
        tag = here.tag or ""
        below = None
        if tag == "-text":
            text = _SPACE.sub(" ", here.text_content or "")
            steps.append(_Step(tag, text))
            sizes[-1] += len(text.strip())
        elif tag != "-comment":
            steps.append(_Step(tag, begins=True))
            below = here.first_child
            if below is not None:
                opened.append(len(steps) - 1)
                sizes.append(0)
                here = below
                continue
            _end(steps, len(steps) - 1, 0)
        while here is not None and here.next is None and opened:
            size = sizes.pop()
            sizes[-1] += _end(steps, opened.pop(), size)
            here = here.parent
        here = here.next if opened and here is not None else None
    return steps


def _end(steps: list[_Step], start: int, size: int) -> int:
    """End the element that began at `start` and holds so many signs; what it weighs in the one around it.

    A cell that lays out the page is none: it holds a table or more text than a figure has.
    """
    begun = steps[start]
    begun.end = len(steps)
    begun.is_cell = begun.tag in _CELLS and size <= _MOST_OF_A_CELL
    steps.append(_Step(begun.tag, is_cell=begun.is_cell))
    return size + (_MOST_OF_A_CELL if begun.tag == "table" else 0)


def _main(steps: list[_Step]) -> list[_Step]:
    """The smallest element that holds most of the page's prose: longer text outside of links."""
    _weigh(steps)
    start = 0
    while True:
        largest, at = None, start + 1
        while at < steps[start].end:
            child = steps[at]
            if child.tag in _CONTAINERS and (largest is None or child.prose > steps[largest].prose):
                largest = at
            at = child.end + 1 if child.begins else at + 1
        if largest is None or steps[largest].prose < max(_SHARE * steps[start].prose, 1):
            return steps[start : steps[start].end + 1]
        start = largest


def _weigh(steps: list[_Step]) -> None:
    """Tell each container the weight of the prose and figures in it, without those of links."""
    sums = [0]
    opened: list[_Step] = []
    for line in _walked(steps, in_links=False):
        if isinstance(line, str):
            cells = line.count("\t")
            sums[-1] += len(line) * (_WEIGHT_OF_CELLS if cells else len(line) >= _LONG_ENOUGH)
        elif line.begins:
            opened.append(line)
            sums.append(0)
        else:
            opened.pop().prose = whole = sums.pop()
            sums[-1] += whole


def _lines(steps: list[_Step]) -> list[str]:
    """The text of these steps as lines: a block a line, the cells of a row parted by tabs."""
    return [line for line in _walked(steps, in_links=True) if isinstance(line, str)]


def _walked(steps: list[_Step], *, in_links: bool) -> Iterator[str | _Step]:
    """The lines, and between them the steps at which containers of text begin and end.

    Linear in the page's size.
    """
    current: list[str] = []
    cells = at = 0
    while at < len(steps):
        step = steps[at]
        tag = step.tag
        at += 1
        if tag == "-text":
            current.append(step.text)
        elif step.is_cell:
            cells += 1 if step.begins else -1
            if not step.begins:
                current.append("\t")
        elif tag == "a":
            if step.begins and not in_links:
                at = step.end + 1
        elif tag in _BREAKS:
            if cells:
                current.append(" ")
            elif current:
                if line := _line(current):
                    yield line
                current.clear()
            if tag in _CONTAINERS:
                yield step
    if line := _line(current):
        yield line


def _line(pieces: list[str]) -> str:
    line = "".join(pieces)
    if "\t" in line:
        line = _AROUND_TABS.sub("\t", line)
    return _SPACES.sub(" ", line).strip()


def _page_titles(tree: LexborHTMLParser) -> list[str]:
    """The lines of the report's title by the page's metadata, headings or <title>; [] where none is one.

    The issuer may stand in a heading of its own before.
    """
    headings = [_joined(node.text() or "") for node in tree.css("h1, h2, h3")[:10]]
    candidates = [[_joined(_meta(tree, "ArticleTitle"))]]
    for before, heading in zip(["", *headings], headings, strict=False):
        candidates.append([before, heading] if before and parse_body(normal(before)) else [heading])
    node = tree.css_first("title")
    if node is not None:
        # 标题_栏目_站名: the title comes first
        candidates += [[_joined(part)] for part in re.split(r"\s*[_|–]\s*|\s+-+\s+", node.text() or "")]
    return next((lines for lines in candidates if family_of(normal("".join(lines)))), [])


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _hints(tree: LexborHTMLParser) -> dict[str, str]:
    """What the metadata that government sites are told to carry says of the page."""
    found = dates(normal(_meta(tree, "PubDate")))
    return {"published_on": found[0].isoformat()} if found else {}


def _meta(tree: LexborHTMLParser, name: str) -> str:
    for node in tree.css("meta[name][content]")[:200]:
        if (node.attributes.get("name") or "").lower() == name.lower():
            return node.attributes.get("content") or ""
    return ""
