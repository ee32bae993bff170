"""A page made to load nothing: scripts, fonts, pictures and styles from elsewhere taken out, styles put in.

Belongs here: rewriting HTML that another program wrote. Does not belong here: what the page is about.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_GONE = frozenset({"script", "iframe", "object", "noscript", "svg", "video", "audio"})
_GONE_EMPTY = frozenset({"link", "base", "img", "embed", "source", "track", "input", "image"})
_LOADING = frozenset(
    {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "xlink:href"}
)
_VOID = frozenset({"area", "br", "col", "hr", "meta", "wbr"})
_LOADED_BY_STYLE = re.compile(r"@import[^;]*;?|@font-face\s*\{[^}]*\}|url\([^)]*\)", re.IGNORECASE)


def self_contained(page: str, style: str) -> str:
    """The page without anything that a browser would fetch or run, and with `style` at the end of its head.

    Links stay where they lead into the page itself or to a page beside it; of other links the words stay.
    """
    rewriter = _Rewriter(style)
    rewriter.feed(page)
    rewriter.close()
    return "".join(rewriter.out)


class _Rewriter(HTMLParser):
    def __init__(self, style: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._style = style
        self._inside: list[str] = []
        self._in_style = False

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _GONE_EMPTY or (tag == "meta" and any(name == "http-equiv" for name, _ in attrs)):
            return
        if tag in _GONE:
            self._inside.append(tag)
        if self._inside:
            return
        self._in_style = tag == "style"
        kept = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in map(_safe, attrs)
            if name
        )
        self.out.append(f"<{tag}{kept}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _GONE:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            if tag == self._inside[-1]:
                self._inside.pop()
            return
        if tag in _GONE or tag in _GONE_EMPTY or tag in _VOID:
            return
        if tag == "head":
            self.out.append(f"<style>{self._style}</style>")
        self._in_style = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.out.append(_LOADED_BY_STYLE.sub("", data) if self._in_style else data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def _safe(attribute: tuple[str, str | None]) -> tuple[str, str | None]:
    """The attribute as it may stay; without a name where it may not."""
    name, value = attribute
    name, value = name.lower(), value or ""
    if name in _LOADING or name.startswith("on"):
        return "", None
    if name == "href" and not re.fullmatch(r"#[^\s]*|[\w.-]+\.html(?:#[^\s]*)?", value):
        return "", None
    if name == "style":
        return name, _LOADED_BY_STYLE.sub("", value)
    return name, attribute[1]
