"""A web page taken apart as far as the fetcher must know it: title, text, links.

Belongs here: parsing. Does not belong here: the report's text (`tongbi.reading.formats.html`), or what a
page is judged to be (`judge`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.fetching.address import Address, parse
from tongbi.fetching.problems import FetchError
from tongbi.reading.decoding import UndecodableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_SILENT = ["script", "style", "noscript", "template", "svg", "iframe"]
_TEXT_OF_LINK = 300


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: where it leads and what it says (its text, else its title), blanks made one."""

    address: Address
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is what is shown outside of links; `asks_password` tells of a field for one."""

    title: str
    text: str
    asks_password: bool
    links: tuple[Link, ...]


def charset(content_type: str) -> str:
    """The character set that a header Content-Type names, in small letters; '' where it names none."""
    found = _CHARSET.search(content_type)
    return found[1].lower() if found else ""


def source(content: bytes, content_type: str = "") -> tuple[str, str]:
    """A page's source and its encoding: by its bytes, else as page or header say, else patched up."""
    try:
        decoded = decode(content)
    except UndecodableError:
        named = (charset(content[:4096].decode("latin-1")), charset(content_type), "gb18030")
        for name in filter(None, named):
            try:
                return content.decode("gb18030" if name.startswith("gb") else name), name
            except (LookupError, UnicodeDecodeError):
                continue
        return content.decode("utf-8", "replace"), "utf-8"
    return decoded.text, decoded.encoding


def take_apart(text: str, address: Address) -> Page:
    """The parts of a page that was got from `address`."""
    from selectolax import lexbor

    tree = lexbor.LexborHTMLParser(text)
    title = tree.css_first("title")
    said = (title.text() or "").strip() if title is not None else ""
    links = tuple(_links(tree, address))
    tree.strip_tags([*_SILENT, "a"], recursive=True)
    shown = tree.body.text(separator=" ") if tree.body is not None else ""
    return Page(
        title=" ".join(said.split()),
        text=" ".join(shown.split()),
        asks_password=tree.css_first('input[type="password" i]') is not None,
        links=links,
    )


def _links(tree: LexborHTMLParser, address: Address) -> Iterator[Link]:
    base = address
    declared = tree.css_first("base[href]")
    if declared is not None:
        base = _followed(declared.attributes.get("href") or "", address) or address
    for node in tree.css("a[href]"):
        target = _followed(node.attributes.get("href") or "", base)
        if target is not None:
            said = " ".join((node.text() or "").split()) or (node.attributes.get("title") or "")
            # a list that cuts long titles off gives them whole in the attribute
            whole = node.attributes.get("title") or ""
            yield Link(target, (whole if len(whole) > len(said) else said)[:_TEXT_OF_LINK])


def _followed(target: str, base: Address) -> Address | None:
    try:
        return parse(target, base) if target.strip() and not target.startswith("#") else None
    except FetchError:
        return None
