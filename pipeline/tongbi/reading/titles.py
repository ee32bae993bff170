"""A report's title: which lines of its head it stands on, and what it says.

Belongs here: finding the title among the page's furniture, joining its lines, taking it apart into issuer,
family and years. Does not belong here: weighing the title against the rest of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.reading.bodies import Body, parse_body
from tongbi.reading.lines import Line, years
from tongbi.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.records import ReportType

_LONGEST = 90
_MOST_LINES = 4
_LOOKED_AT = 60
_SENTENCE = re.compile(r"[。;!?!？]|[,:]$|^[,、)]")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九]是)"
)
_YEAR_WORD = re.compile(r"(?:19|20)\d\d(?:年度|年)?(?:-|—|~|至|到)?")
_SUBTITLE = re.compile(r"(?:——|--|―|—)(?=.{0,14}在).*$")
_LABEL = re.compile(r"^(?:附件?\d*[:.]?|【.{1,8}】|\[.{1,8}\])")
_QUOTES = re.compile(r"[《》〈〉“”\"<>]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the lines `first` to `last` (of those given) that it stands on, and what it says.

    `issuer` may be a body of "this place" or None; `years` are those that the title names, in order.
    """

    text: str
    family: ReportType
    issuer: Body | None
    years: tuple[int, ...]
    first: int
    last: int


def find_title(lines: Sequence[Line]) -> Title | None:
    """The first title of a known family among the lines of a head, with its issuer's line above it."""
    declared = words()
    usable = [_usable(line) for line in lines[:_LOOKED_AT]]
    for last in range(len(usable)):
        for first in range(last, max(last - _MOST_LINES, -1), -1):
            if not usable[first]:
                break
            joined = "".join(usable[first : last + 1])
            family = family_of(joined)
            if family is None:
                continue
            first = _upwards(usable, first, joined)
            joined = "".join(usable[first : last + 1])
            raw = "".join(
                declared.labelled_title.sub("", re.sub(r"\s+", "", line.raw))
                for line in lines[first : last + 1]
            )
            return Title(
                _SUBTITLE.sub("", _clean(raw)), family, issuer_in(joined, family), _years(joined), first, last
            )
    return None


def family_of(form: str) -> ReportType | None:
    """The family of reports whose title this normal form is, None where it is no title."""
    form = _SUBTITLE.sub("", form)
    if len(form) > _LONGEST or _SENTENCE.search(form) or _NUMBERED.match(form):
        return None
    for family, core in words().title_cores.items():
        if core.search(form):
            return family
    return None


def issuer_in(form: str, family: ReportType) -> Body | None:
    """The body that a title names: before 关于, else between years and matter; None where it names none."""
    form = _QUOTES.sub("", _LABEL.sub("", _SUBTITLE.sub("", form)))
    match = words().title_cores[family].search(form)
    head = form[: match.start()] if match else form
    if family == "government_work" and match and match[0].startswith("国务院"):
        head += "国务院"
    before, _, after = head.partition("关于")
    found: Body | None = None
    for part in (before, after):
        body = body_in(part)
        if body is not None and body.complete:
            return body
        found = found or body
    return found


def body_in(part: str) -> Body | None:
    """The body in a piece of a title: the piece without years and fillers, else its first such part."""
    name = _strip(part)
    if not name:
        return None
    body = parse_body(name)
    if body is not None:
        return body
    # 某县人民政府党政主要负责人…: cut at the fillers and take the first piece that is a body
    for piece in re.split(r"[\s、,·]", words().fillers.sub(" ", name)):
        body = parse_body(piece)
        if body is not None:
            return body
    return None


def _strip(part: str) -> str:
    """A piece of a title without years, brackets and the fillers at its two ends."""
    part = _YEAR_WORD.sub("", re.sub(r"[(\[【].*?[)\]】]", "", part))
    part = re.sub(r"[-—~:.#*|]+", "", part)
    fillers = words().fillers
    while match := fillers.match(part):
        part = part[match.end() :]
    trailing = re.compile(f"(?:{fillers.pattern})$")
    while match := trailing.search(part):
        if parse_body(part) is not None:
            break
        part = part[: match.start()]
    return part


def _usable(line: Line) -> str:
    """The normal form of a line that may be part of a title, '' for furniture and sentences."""
    declared = words()
    form = declared.labelled_title.sub("", line.normal)
    form = re.sub(r"^#+|\*\*|\|$", "", form)
    if len(form) > _LONGEST or declared.furniture_line.search(form):
        return ""
    return form


def _upwards(usable: Sequence[str], first: int, joined: str) -> int:
    """The first line of the title, where it began above: the issuer's, or the beginning of a broken one."""
    while first > 0 and usable[first - 1] and _incomplete(joined) and _belongs(usable[first - 1]):
        first -= 1
        joined = usable[first] + joined
    return first


def _incomplete(title: str) -> bool:
    family = family_of(title)
    issuer = issuer_in(title, family) if family else None
    return issuer is None or not issuer.complete


def _belongs(line: str) -> bool:
    """Whether the line above a title is part of it: a body's name, or a beginning with 关于 or a year."""
    if _SENTENCE.search(line) or _NUMBERED.match(line) or len(line) > 40 or "〕" in line or "文件" in line:
        return False
    return (
        parse_body(line) is not None
        or "关于" in line
        or bool(_YEAR_WORD.search(line))
        or body_in(line) is not None
    )


def _years(form: str) -> tuple[int, ...]:
    ranged = re.sub(r"((?:19|20)\d\d)(?=(?:-|—|~|至)(?:19|20)\d\d年)", r"\1年", form)
    return tuple(years(_SUBTITLE.sub("", ranged)))


def _clean(raw: str) -> str:
    """A title as written, without the spaces of its layout, label and marks of markup."""
    return _LABEL.sub("", re.sub(r"^#+\s*|\*\*|[\s\u3000]+", "", raw)).strip("| ")
