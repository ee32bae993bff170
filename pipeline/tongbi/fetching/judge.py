"""Whether what came is what was asked for, though the server says that all is well.

Belongs here: telling login pages, pages that say they are missing, challenges, damaged and mistaken files
from documents, and the ending under which a document is kept. Does not belong here: reading a document.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tongbi.fetching import page as pages
from tongbi.fetching.problems import FetchError
from tongbi.fetching.signs import Words, plain, signs
from tongbi.reading.decoding import UndecodableError, decode
from tongbi.reading.formats import sniff

if TYPE_CHECKING:
    from tongbi.fetching.address import Address
    from tongbi.fetching.client import Answer

# Content types by the ending of a file that holds such content.
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-works": ".wps",
    "application/wps-office.wps": ".wps",
    "application/ofd": ".ofd",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/gzip": ".tar.gz",
    "application/x-gzip": ".tar.gz",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
}
# The endings that fit what a file's first bytes say, the likeliest first.
_ENDINGS = {
    "pdf": (".pdf",),
    "rtf": (".rtf", ".doc"),
    "doc": (".doc", ".wps", ".xls"),
    "zip": (".zip", ".docx", ".ofd", ".xlsx"),
    "tar": (".tar.gz", ".tgz"),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
    "html": (".html", ".htm", ".shtml", ".xhtml"),
    "text": (".txt", ".md"),
}
_KEPT = {".htm": ".html", ".shtml": ".html", ".xhtml": ".html", ".jpeg": ".jpg", ".tgz": ".tar.gz"}
_TEXTUAL = ("html", "text")
_PAGE = re.compile(
    rb"^\s*(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body|meta|script)\b", re.I | re.S
)
_FILE_NAME = re.compile(r"filename\*?\s*=\s*(?:[\w-]+'[\w-]*')?\"?([^\";]+)", re.IGNORECASE)
_HEADS = ("/", "/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index")


@dataclass(frozen=True, slots=True)
class Judged:
    """A document: the ending it is kept under, and what is odd about it without making it useless."""

    ending: str
    notes: tuple[str, ...] = ()


def judge(asked: Address, answer: Answer) -> Judged:
    """What an answer of status 200 is. Raises FetchError (unusable, missing, unavailable) for no document."""
    body = answer.body
    if not body.strip():
        raise FetchError("unusable", "an empty page (0 bytes of content)")
    promised = _promised(asked, answer)
    kind = _kind(body, promised)
    if kind == "html":
        if promised not in ("", *_ENDINGS["html"], *_ENDINGS["text"]):
            raise _instead(promised, asked, answer)
        return Judged(".html", _judge_page(asked, answer))
    if kind == "text":
        _judge_text(promised, answer)
        return Judged(promised if promised in _ENDINGS["text"] else ".txt")
    if kind not in _ENDINGS:
        raise FetchError("unusable", f"{kind} content is no document")
    _judge_whole(kind, body)
    ending = promised if promised in _ENDINGS[kind] else _ENDINGS[kind][0]
    return Judged(_KEPT.get(ending, ending), _judge_name(promised, kind))


def _promised(asked: Address, answer: Answer) -> str:
    """The ending that was promised: by the answer's file name, by the address, by the content type."""
    named = _FILE_NAME.search(answer.headers.get("content-disposition", ""))
    known = {ending for endings in _ENDINGS.values() for ending in endings}
    for name in (unquote(named[1]) if named else "", unquote(asked.path), unquote(answer.address.path)):
        path = PurePosixPath(name.strip().lower())
        for ending in ("".join(path.suffixes[-2:]), path.suffix):
            if ending in known:
                return ending
    return _TYPES.get(answer.headers.get("content-type", "").partition(";")[0].strip().lower(), "")


def _kind(body: bytes, promised: str) -> str:
    announced = "html" if promised in ("", *_ENDINGS["html"]) else "text"
    kind = sniff(body, announced)
    if kind not in _TEXTUAL:
        return kind
    if _PAGE.match(body[:4096].removeprefix(codecs.BOM_UTF8)):
        return "html"
    return "html" if kind == "html" and b"<" in body[:4096] else "text"


def _judge_page(asked: Address, answer: Answer) -> tuple[str, ...]:
    content_type = answer.headers.get("content-type", "")
    text, encoding = pages.source(answer.body, content_type)
    if not answer.delimited and not re.search(r"</(html|body)\s*>", text[-5000:], re.IGNORECASE):
        raise FetchError(
            "unavailable", "the page broke off: it has no end, and the server did not say how long it is"
        )
    shown = pages.take_apart(text, answer.address)
    if len(shown.text) < signs().substance:
        _judge_short(shown, asked, answer)
    return _notes(content_type, encoding)


def _judge_short(shown: pages.Page, asked: Address, answer: Answer) -> None:
    """Raises FetchError where a page with little text is none that was asked for."""
    moved = (
        answer.address if answer.address.target != asked.target or answer.address.host != asked.host else None
    )
    title, text = plain(shown.title), plain(shown.text)
    declared = signs()
    if shown.asks_password or _has(declared.login, title, text, moved):
        raise FetchError("unusable", _said("a login page came in its place", shown))
    if _has(declared.missing, title, text, moved):
        raise FetchError("missing", _said("the page says that it does not exist, with status 200", shown))
    if _has(declared.challenge, title, text, moved):
        why = _said("a firewall's page came in its place", shown)
        raise FetchError("unusable", why, "open the address in a browser and save the report by hand")
    if moved is not None and moved.path in _HEADS and asked.path not in _HEADS:
        raise FetchError("missing", f"it is redirected to the head page of {moved.host}")
    if len(shown.text) < declared.text:
        attached = [link for link in shown.links if link.address.path.lower().endswith(declared.attachments)]
        why = "a page without text"
        if attached:
            remedy = f"put the address of the file that it offers into the registry: {attached[0].address}"
            raise FetchError("unusable", f"{why}, the report is in a file beside it", remedy)
        raise FetchError("unusable", f"{why}; its text may be shown by a script only")


def _has(words: Words, title: str, text: str, moved: Address | None) -> bool:
    where = str(moved).lower() if moved is not None else ""
    places = ((words.title, title), (words.text, text), (words.address, where))
    return any(word in place for wanted, place in places for word in wanted)


def _said(why: str, shown: pages.Page) -> str:
    quoted = (shown.title or shown.text)[:60]
    return f"{why}: “{quoted}”" if quoted else why


def _judge_text(promised: str, answer: Answer) -> None:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if promised and promised not in (*_ENDINGS["text"], *_ENDINGS["html"]):
        raise FetchError("unusable", f"a {promised} file was promised, but its content is none")
    if not promised and kind not in _TYPES and kind not in ("", "application/octet-stream"):
        raise FetchError("unusable", f"content of the type {kind} is no document")
    try:
        decode(answer.body)
    except UndecodableError as error:
        raise FetchError("unusable", f"it is no document: {error}") from error


def _judge_whole(kind: str, body: bytes) -> None:
    if kind == "pdf" and b"%%EOF" not in body[-4096:]:
        raise FetchError("unavailable", "the PDF is truncated: it has no end")
    if kind == "zip" and b"PK\x05\x06" not in body[-70_000:]:
        raise FetchError("unavailable", "the file is truncated: it has no directory of its parts")


def _judge_name(promised: str, kind: str) -> tuple[str, ...]:
    if promised and promised not in _ENDINGS[kind]:
        return (f"promised as {promised}, its content is {kind}",)
    return ()


def _instead(promised: str, asked: Address, answer: Answer) -> FetchError:
    """The failure of a web page in the place of a file, by what the page says where it says something."""
    text, _ = pages.source(answer.body)
    shown = pages.take_apart(text, answer.address)
    try:
        _judge_short(shown, asked, answer)
    except FetchError as error:
        return FetchError(error.kind, f"a {promised} file was promised; {error.why}", error.remedy)
    return FetchError("unusable", _said(f"a {promised} file was promised, but a web page came", shown))


def _notes(content_type: str, encoding: str) -> tuple[str, ...]:
    """That the header names another encoding than that of the bytes, which win."""
    named = pages.charset(content_type)
    if not named:
        return ()
    try:
        said, true = (codecs.lookup("gb18030" if n.startswith("gb") else n).name for n in (named, encoding))
    except LookupError:
        return (f"the header names the unknown encoding {named}; the page is {encoding}",)
    return (f"the header says {named}; the page is {encoding}",) if said != true else ()
