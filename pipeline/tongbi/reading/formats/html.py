"""Web pages: the main text without the page around it, paragraphs as lines, rows of tables as lines of cells.

Belongs here: the page's signs, what of it is never text, and its metadata. Does not belong here: what a line
is (`markup`), which lines are the report (`main_text`), fetching a page. Offsets count the text that is given
here; the page itself is in the archive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.reading.bodies import parse_body
from tongbi.reading.decoding import UndecodableError, decode
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.lines import dates, normal
from tongbi.reading.main_text import main_text
from tongbi.reading.markup import steps_of
from tongbi.reading.titles import family_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

    from tongbi.records import Quarantined

# fmt: off
_DROPPED = [
    "script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "header", "footer",
    "aside", "form", "button", "select", "textarea",
]
# fmt: on
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?:div|table|section|article|span|font|center|blockquote|ul|ol|dl|a|b|i|u|em|strong|big|small)\b",
    re.IGNORECASE,
)
_DEEPEST = 3_000

_STRUCK_OUT = ("the page shows changes: what it strikes out is not read, what it inserts is",)


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
    kept = main_text(steps_of(tree.body))
    if sum(map(len, kept)) < 20:
        raise FormatError("a page without text", "save the page again when it is fully shown")
    if titles and not any(family_of(normal(line)) for line in kept[:6]):
        kept[:0] = titles
    notes = _STRUCK_OUT if any((node.text() or "").strip() for node in tree.css("del, ins")) else ()
    yield Piece(text="\n".join(kept) + "\n", path=path, format="html", hints=hints, notes=notes)


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
