"""What a document shows of its identity, place by place, before anything is decided.

Belongs here: finding issuers, years, dates and addressees in head, opening, headings, foot and file name.
Does not belong here: which of them is believed (`identity`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from tongbi.reading import kinds
from tongbi.reading.issuers import addressee, issuers
from tongbi.reading.lines import Line, bare_years, dates, foot_lines, head_lines, normal, small, years
from tongbi.reading.titles import Title, find_title
from tongbi.reading.words import one_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.reading.bodies import Body
    from tongbi.records import Document, Level, ReportType

_OPENING = 1_500
_CONGRESS = re.compile(
    r"(?:在|向)第([一二三四五六七八九十]{1,3})届全国人民代表大会第([一二三四五六七八九十])次会议"
)
_HEADING_YEAR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|\([一二三四五]\)|首先报告|第[一二]部分)(?:关于)?(?P<year>(?:19|20)\d\d)年(?P<rest>.{0,30})$"
)
_OPENING_YEAR = re.compile(
    r"^(?P<year>(?:19|20)\d\d)年(?:度)?(?:以来|来)?(?:,|是|,?[一-龥]{2,20}?(?:坚持|在|以|深入|认真|全面|紧紧|按照|高度|严格|切实))"
)
_NOW_YEAR = re.compile(r"(?:现将|现就|将).{0,40}?(?P<year>(?:19|20)\d\d)年.{0,60}?(?:如下|报告|汇报)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is found, in the order in which it stands in the document.

    `issuers` are pairs of place and body in the order of their weight; `refusal` says what the text is where
    it shows itself to be no report; `matter` whether the opening speaks of a known family's matter.
    """

    title: Title | None
    opening_family: ReportType | None
    issuers: tuple[tuple[str, Body], ...]
    title_years: tuple[int, ...]
    opening_years: tuple[int, ...]
    session_year: int | None
    headings: tuple[tuple[int, bool | None], ...]
    name_years: tuple[int, ...]
    published: date | None
    speech: bool
    addressed_level: Level | None
    reports_to_a_city: bool
    refusal: str = ""
    remedy: str = ""
    matter: bool = False
    notes: tuple[str, ...] = field(default=())

    def years(self, family: ReportType | None) -> Iterator[tuple[str, int | None]]:
        """Pairs of place and the report year that it gives, in the order of their weight for this family."""
        yield "title", self._title_year()
        # "2011年的工作" is what a work report plans and what other reports look back on
        open_is_plan = family == "government_work"
        reviewed = [year for year, plan in self.headings if not (open_is_plan if plan is None else plan)]
        planned = [year for year, plan in self.headings if (open_is_plan if plan is None else plan)]
        if family == "government_work":
            yield "session", self.session_year
            yield "section headings", planned[0] if planned else None
            yield "section headings", reviewed[0] + 1 if reviewed else None
            yield "file name", self.name_years[0] if self.name_years else None
            return
        yield "opening", self.opening_years[0] if self.opening_years else None
        yield "section headings", reviewed[0] if reviewed else None
        yield "section headings", planned[0] - 1 if planned else None
        yield "file name", self.name_years[0] if self.name_years else None

    def _title_year(self) -> int | None:
        if not self.title_years:
            return None
        # 2018年至2022年 is a report of 2022; 2022年情况和2023年安排 is one of 2022
        ranged = self.title is not None and re.search(
            r"\d{4}年?(?:度)?(?:-|—|~|至|到)", normal(self.title.text)
        )
        return self.title_years[-1] if ranged else self.title_years[0]


def gather(document: Document) -> Evidence:
    """What a document shows, from its first 6,000 and last 1,500 signs and its file's name."""
    head, foot = head_lines(document.text), foot_lines(document.text)
    title = find_title(head)
    below = (
        head[title.last + 1 :]
        if title
        else [line for line in head if not words().furniture_line.search(line.normal)]
    )
    opening = "".join(line.normal for line in below)[:_OPENING]
    refused = kinds.refused(document.text, head, title)
    name = normal(re.split(r"[/\\!]", PurePath(document.path).as_posix())[-1].rsplit(".", 1)[0])
    return Evidence(
        title=title,
        opening_family=_opening_family(opening, document.text),
        issuers=tuple(issuers(title, head, below, opening, foot, name, document.text)),
        title_years=title.years if title else (),
        opening_years=tuple(_opening_years(below, opening)),
        session_year=_session_year(head, opening),
        headings=tuple(_headings(document.text)),
        name_years=tuple(bare_years(name)),
        published=_published(head, foot),
        speech=_is_speech(head),
        addressed_level=_addressed(below),
        reports_to_a_city=_reports_to_a_city(below, title),
        refusal=_refusal(title, head, opening) or (refused.why if refused else ""),
        remedy=refused.remedy if refused else "",
        matter=_speaks_of_matter(opening),
    )


def _opening_family(opening: str, text: str) -> ReportType | None:
    declared = words()
    for kind, pattern in declared.openings.items():
        if pattern.search(opening) and any(word in opening for word in declared.families[kind].matter):
            return kind
    if any(_section_of_law().match(normal(line)) for line in re.split(r"[\r\n]+", text) if len(line) <= 60):
        return "law_based_government"
    return None


@cache
def _section_of_law() -> re.Pattern[str]:
    """Matches the heading that the outline of these reports prescribes: 一、2019年推进法治政府建设情况."""
    core = one_of(words().families["law_based_government"].core)
    return re.compile(
        rf"^[一二三四五]、(?:(?:19|20)\d\d年)?(?:度)?.{{0,10}}?(?:{core}).{{0,12}}(?:情况|举措|成效|做法)"
    )


def _speaks_of_matter(opening: str) -> bool:
    return any(
        word in opening for family in words().families.values() for word in (*family.core, *family.matter)
    )


def _refusal(title: Title | None, head: Sequence[Line], opening: str) -> str:
    """What a text is that shows itself to be no report, '' where nothing speaks against it."""
    declared = words()
    first = (
        title.text
        if title
        else next((line.normal for line in head if not declared.furniture_line.search(line.normal)), "")
    )
    form = normal(first)
    place = re.split(r"[。,]", opening[:200])[0]
    if declared.template_marks.search(form) or declared.template_marks.search(place):
        return "a template with masked names or years, not a report"
    if title is None and len(form) > 60:
        return ""
    around = (
        form
        if title is None
        else re.sub(one_of(core for f in declared.families.values() for core in f.core), "", form)
    )
    for kind in declared.not_reports:
        for word in kind.words:
            if word in around and not (
                title is not None and word in ("通知", "决定", "研究", "论", "标准", "函", "听取")
            ):
                return f"{kind.what} ({word}), not a report itself"
    return ""


def _opening_years(below: Sequence[Line], opening: str) -> Iterator[int]:
    for line in below[:12]:
        if match := _OPENING_YEAR.match(line.normal):
            yield int(match["year"])
    if match := _NOW_YEAR.search(opening):
        yield int(match["year"])
    if match := re.match(r".{0,120}?((?:19|20)\d\d)年(?:度)?,", opening):
        yield int(match[1])


def _headings(text: str) -> Iterator[tuple[int, bool | None]]:
    """Years that section headings begin with; whether the section is a plan, None where that is open."""
    for line in re.split(r"[\r\n]+", text):
        if len(line) > 60 or not line.strip():
            continue
        if match := _HEADING_YEAR.match(normal(line)):
            review = match[0].startswith("首先报告") or _holds(words().year_headings.review, match["rest"])
            plan = _holds(words().year_headings.plan, match["rest"])
            later = years(match["rest"])
            if review and plan:
                # 1998年工作回顾和1999年工作安排
                yield int(match["year"]), False
                yield from ((year, True) for year in later)
            else:
                yield int(match["year"]), plan if plan is not review else None


def _holds(declared: tuple[str, ...], rest: str) -> bool:
    return any(word in rest for word in declared)


def _session_year(head: Sequence[Line], opening: str) -> int | None:
    declared = words().national_congress
    for line in head[:40]:
        form = line.normal
        if ("会议上" in form or "大会" in form) and (found := dates(form) or _years_as_dates(form)):
            return found[0].year
    if any("会议上" in line.normal for line in head[:8]):
        # the day may stand on a line of its own, below the session's
        for line in head[:8]:
            if re.fullmatch(r"[(—-]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日\)?", line.normal) and (
                found := dates(line.normal)
            ):
                return found[0].year
    session = _CONGRESS.search("".join(line.normal for line in head[:40]) + opening)
    if session is not None:
        terms = small(session[1]) - declared.ordinal
        return declared.first_year + 5 * terms + small(session[2]) - 1
    return None


def _years_as_dates(form: str) -> list[date]:
    """The years of a session line whose day was lost: ——2020年1月 日在…."""
    if not re.match(r"^[(—-]", form):
        return []
    return [date(year, 1, 1) for year in (years(form) or bare_years(form[:12]))]


def _published(head: Sequence[Line], foot: Sequence[Line]) -> date | None:
    """The day of publication by its label, else of the signature, else of the session."""
    declared = words()
    label = re.compile(rf"(?:{one_of(declared.labels.published)})[:|]*")
    for line in head[:60]:
        for match in label.finditer(line.normal):
            if found := dates(line.normal[match.end() : match.end() + 16]):
                return found[0]
    for line in reversed(foot[-6:]):
        if len(line.normal) <= 40 and (found := dates(line.normal)) and "会议" not in line.normal:
            return found[-1]
    for line in head[:40]:
        if "会议上" in line.normal and (found := dates(line.normal)):
            return found[0]
    return None


def _is_speech(head: Sequence[Line]) -> bool:
    """Whether the head shows a report given to the standing committee of a congress."""
    marks = words().speech_marks
    return any(
        len(line.normal) <= 80
        and (match := marks.search(line.normal)) is not None
        and (match.start() == 0 or "会议上" in line.normal or line.normal.startswith(("(", "—", "-")))
        for line in head[:40]
    )


def _addressed(below: Sequence[Line]) -> Level | None:
    """The issuer's level by its own committee of the congress or of the party."""
    match = re.search(r"(省|自治区|市|州|县|区|旗)(?:人大常委会|委)", addressee(below))
    levels: dict[str, Level] = {"省": "province", "自治区": "province", "市": "city", "州": "city"}
    return levels.get(match[1], "county") if match else None


def _reports_to_a_city(below: Sequence[Line], title: Title | None) -> bool:
    """Whether the issuer, a city, reports to the government of another city: it is of county level then."""
    to = addressee(below)
    issuer = title.issuer if title else None
    match = re.search(r"([一-龥]*?)市(?:人民)?政府", to)
    if match is None or issuer is None or issuer.kind != "government":
        return False
    named = match[1].lstrip("、,")
    return bool(named) and f"{named}市" not in issuer.name and "省" not in to
