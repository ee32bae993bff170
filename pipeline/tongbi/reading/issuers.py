"""The bodies that a document names where an issuer may stand, place by place in the order of their weight.

Belongs here: title, masthead, speaker, session, opening, signature, publisher, file name as places of names.
Does not belong here: which of the bodies is believed (`identity`), how a name is taken apart (`bodies`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tongbi.reading.bodies import Body, parse_body
from tongbi.reading.titles import Title, body_in, family_of, issuer_in
from tongbi.reading.words import one_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.reading.lines import Line

_SESSION = re.compile(
    r"(?:在|向)(?P<area>[一-龥]{0,20}?)(?:第?[一二三四五六七八九十\d]{1,3}届)?(?:人民代表大会|人大)"
)
_GOVERNMENT = re.compile(
    r"(?<=[《“〈，。、；：\s由])([一-龥]{2,12}?人民政府)(?!办公|[一-龥]{0,12}街道办事处)"
)
_CLAUSE = re.compile(r"[,。;:!?、]")


def issuers(
    title: Title | None,
    head: Sequence[Line],
    below: Sequence[Line],
    opening: str,
    foot: Sequence[Line],
    name: str,
    text: str,
) -> Iterator[tuple[str, Body]]:
    """The bodies that may be the issuer, in the order of their weight."""
    if title and title.issuer:
        yield "title", title.issuer
    if title:
        for line in reversed(head[max(title.first - 4, 0) : title.first]):
            body = parse_body(re.sub(r"文件$", "", line.normal))
            if body is not None:
                yield "masthead", body
    yield from (("speaker", body) for body in _speakers(below))
    yield from (("session", body) for body in _sessions(head))
    yield from (
        ("opening", body) for body in _opening_bodies(opening.replace(addressee(below) or "\n", "", 1))
    )
    for line in reversed(foot[-8:]):
        body = parse_body(re.sub(r"\(.*?\)|(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", "", line.normal))
        if body is not None and len(line.normal) <= 40:
            yield "signature", body
    yield from (("publisher", body) for body in _publishers(head))
    stem = re.sub(r"^[\d._\- ]+|\(\d+\)$|副本$", "", name)
    family = family_of(stem)
    named = issuer_in(stem, family) if family else body_in(re.sub(r"[_\-·]", "", stem))
    if named is not None:
        yield "file name", named
    yield from (("text", body) for body in _only_governments(text))


def _speakers(below: Sequence[Line]) -> Iterator[Body]:
    """Officers named under the title: 濡川县人民政府县长."""
    for line in below[:6]:
        if len(line.normal) <= 40 and (match := _officer().match(line.normal)):
            body = parse_body(match[1])
            if body is not None:
                yield body


@cache
def _officer() -> re.Pattern[str]:
    return re.compile(
        rf"^[(—-]*([一-龥]{{2,24}}?(?:国务院|政府|公署|委员会|[局厅委办部县市区旗]))(?:党组书记、|代理?|副)*(?:{one_of(words().officers)})"
    )


def _sessions(head: Sequence[Line]) -> Iterator[Body]:
    """The places of the congresses named in the head; at the national one the State Council reports."""
    declared = words()
    for line in head[:40]:
        for match in _SESSION.finditer(line.normal):
            area = re.sub(r"^(?:.*?[日在])", "", match["area"])
            if area.startswith("第") or not area:
                area = ""
            area = re.sub(r"第?[一二三四五六七八九十]{1,3}届.*$|第$", "", area)
            if (
                area.startswith("全国")
                or declared.national_congress.name in line.normal[match.start() : match.end() + 8]
            ):
                yield Body(declared.national.council, "council", "nation", (), True)
                continue
            body = parse_body(area) if len(area) > 1 else None
            if body is not None:
                yield body


def _opening_bodies(opening: str) -> Iterator[Body]:
    """Bodies after 现将 or 代表, and those that begin a clause of the opening and go on as issuers do."""
    before, after = _around_issuer()
    for match in before.finditer(opening[:600]):
        for end in range(len(match[1]), 1, -1):
            body = parse_body(match[1][:end])
            if body is not None and _can_report(body):
                yield body
                break
    for clause in _CLAUSE.split(opening[:500]):
        clause = re.sub(r"^(?:19|20)\d\d年(?:度)?(?:以来|来)?", "", clause)
        if named := after.match(clause):
            body = parse_body(named[1])
            if body is not None and _can_report(body):
                yield body


def _can_report(body: Body) -> bool:
    """Whether a body in an opening may be the issuer: in full, or the government of "this place"."""
    begun = body.name.startswith(words().not_before_issuer)
    return body.kind != "party" and not begun and (body.complete or body.kind == "government")


@cache
def _around_issuer() -> tuple[re.Pattern[str], re.Pattern[str]]:
    declared = words()
    before = re.compile(
        rf"(?:{one_of(declared.before_issuer)})([一-龥]{{2,24}}?)(?=(?:19|20)\d\d|年度|,|向|关于|推进|法治|依法|作|做|报告|委托|的|工作|$)"
    )
    after = re.compile(rf"^([一-龥]{{2,24}}?)(?={one_of(declared.after_issuer)})")
    return before, after


def _only_governments(text: str) -> Iterator[Body]:
    """The governments that a text names in full, where it names but one of their level."""
    by_level: dict[str, set[Body]] = {}
    for match in _GOVERNMENT.finditer(text):
        body = parse_body(match[1])
        if body is not None and body.complete and body.kind == "government":
            by_level.setdefault(body.level, set()).add(body)
    yield from (next(iter(bodies)) for bodies in by_level.values() if len(bodies) == 1)


def _publishers(head: Sequence[Line]) -> Iterator[Body]:
    declared = words()
    label = re.compile(rf"(?:{one_of(declared.labels.publisher)})[:|]+([一-龥]{{3,30}})")
    for line in head[:40]:
        for match in label.finditer(line.normal):
            name = re.sub(
                rf"(?:{one_of([*declared.labels.published, *declared.labels.title])})$", "", match[1]
            )
            for office in declared.offices:
                if name.endswith(office):
                    name = name[:-3]
            body = parse_body(name)
            if body is not None:
                yield body


def addressee(below: Sequence[Line]) -> str:
    """The line under the title that says to whom the report goes, '' where there is none."""
    for line in below[:8]:
        if line.normal.endswith(":") and len(line.normal) <= 40:
            return line.normal
    return ""
