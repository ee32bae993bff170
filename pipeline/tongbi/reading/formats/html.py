"""Web pages: the main text without the page around it, paragraphs as lines, rows of tables as lines of cells.

Belongs here: choosing the element that holds the text, and writing it as lines. Does not belong here:
fetching a page. Offsets count the text that is given here; the page itself is in the archive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.reading.bodies import parse_body
from tongbi.reading.decoding import UndecodableError, decode
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.lines import dates, normal
from tongbi.reading.titles import family_of
from tongbi.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

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
# A cell with more text than this, or with a table inside, lays out the page and holds no figure.
_MOST_OF_A_CELL = 300


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The main text of a page. Raises FormatError for one that holds none, UndecodableError for no text."""
    from selectolax import lexbor

    source = _decoded(content)
    if _depth(source) > _DEEPEST:
        raise FormatError(f"a page nested deeper than {_DEEPEST:,} elements", "save its text as .txt")
    tree = lexbor.LexborHTMLParser(source)
    hints = _hints(tree)
    titles = _page_titles(tree)
    tree.strip_tags(_DROPPED, recursive=True)
    if tree.body is None:
        raise FormatError("a page without text", "save the page again when it is fully shown")
    lines = _lines(_main(tree.body))
    kept = [line for line in lines if not words().furniture_line.search(normal(line))]
    if sum(map(len, kept)) < 20:
        raise FormatError("a page without text", "save the page again when it is fully shown")
    if titles and not any(family_of(normal(line)) for line in kept[:6]):
        kept[:0] = titles
    yield Piece(text="\n".join(kept) + "\n", path=path, format="html", hints=hints)


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


def _main(body: LexborNode) -> LexborNode:
    """The smallest element that holds most of the page's prose: longer text outside of links."""
    prose: dict[int, int] = {}
    _lines(body, prose=prose)
    node = body
    while True:
        children = [child for child in node.iter() if child.tag in _CONTAINERS]
        largest = max(children, key=lambda child: prose.get(child.mem_id, 0), default=None)
        if largest is None or prose.get(largest.mem_id, 0) < max(_SHARE * prose.get(node.mem_id, 0), 1):
            return node
        node = largest


def _walk(node: LexborNode) -> Generator[tuple[LexborNode, bool], bool, None]:
    """Each node below one twice: before and after what it holds. Without recursion, of any depth.

    Sending True after the first meeting leaves out what the node holds, and its second meeting.
    """
    stack: list[tuple[LexborNode, bool]] = [(node, False)]
    while stack:
        here, leaving = stack.pop()
        skip = yield here, leaving
        if not leaving and not skip and here.tag != "-text":
            stack.append((here, True))
            stack.extend((child, False) for child in reversed(list(here.iter(include_text=True))))


def _layout_cells(node: LexborNode) -> set[int]:
    """The cells below a node that lay out the page, by their `mem_id`."""
    layout: set[int] = set()
    sizes = [0]
    for here, leaving in _walk(node):
        if here.tag == "-text":
            sizes[-1] += len((here.text_content or "").strip())
        elif leaving:
            size = sizes.pop()
            if here.tag in ("td", "th") and size > _MOST_OF_A_CELL:
                layout.add(here.mem_id)
            sizes[-1] += size + (_MOST_OF_A_CELL if here.tag == "table" else 0)
        else:
            sizes.append(0)
    return layout


def _lines(node: LexborNode, prose: dict[int, int] | None = None) -> list[str]:
    """The text below a node as lines: a block a line, the cells of a row parted by tabs.

    With `prose` links are left out, and the weight of what reads like prose or figures is counted there
    for each container, by its `mem_id`. Linear in the page's size.
    """
    layout = _layout_cells(node)
    lines: list[str] = []
    current: list[str] = []
    sums = [0]

    def end() -> None:
        line = re.sub(r"[ \r\n\f\v\xa0]*\t[ \t\r\n\f\v\xa0]*", "\t", "".join(current))
        line = re.sub(r"[ \r\n\f\v\xa0]+", " ", line).strip()
        current.clear()
        if line:
            lines.append(line)
            cells = line.count("\t")
            sums[-1] += len(line) * (_WEIGHT_OF_CELLS if cells else len(line) >= _LONG_ENOUGH)

    cells = 0
    walk = _walk(node)
    step = next(walk, None)
    while step is not None:
        here, leaving = step
        tag = here.tag or ""
        is_cell = tag in ("td", "th") and here.mem_id not in layout
        if tag == "-text":
            current.append(re.sub(r"[ \t\r\n\f]+", " ", here.text_content or ""))
        elif is_cell:
            cells += -1 if leaving else 1
            current.extend(["\t"] if leaving else [])
        elif tag == "br" or tag in _BLOCKS or tag in ("td", "th"):
            if cells:
                current.append(" ")
            else:
                end()
        if tag in _CONTAINERS and not is_cell:
            if not leaving:
                sums.append(0)
            else:
                whole = sums.pop()
                sums[-1] += whole
                if prose is not None:
                    prose[here.mem_id] = whole
        step = _next(walk, skip=not leaving and (tag == "-comment" or (tag == "a" and prose is not None)))
    end()
    return lines


def _next(
    walk: Generator[tuple[LexborNode, bool], bool, None], *, skip: bool
) -> tuple[LexborNode, bool] | None:
    try:
        return walk.send(skip)
    except StopIteration:
        return None


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
