"""What of a text is compared: its prose without furniture and punctuation, and its figures in order.

Belongs here: reducing one text. Does not belong here: holding two against one another (`likeness`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tongbi.reading.collating.declared import likeness
from tongbi.reading.lines import normal
from tongbi.reading.words import words

_LONGEST_FURNITURE = 60
_DAY = r"(?:(?:19|20)\d\d[年\-/.])\d{1,2}[月\-/.]\d{1,2}日?|\d{1,2}月\d{1,2}日"
_ONLY_A_DAY = re.compile(rf"[(\[]?(?:{_DAY})(?:\d\d:\d\d(?::\d\d)?)?[)\]]?")
_BUTTONS = re.compile(r"(?:[【\[][^】\]]{1,8}[】\]])+")
_DAYS = re.compile(_DAY)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%]|_")
_FIGURE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?=年)"
    r"|(?P<number>\d+(?:\.\d+)?)(?P<times>[百千万亿]*)(?P<share>%?)"
    r"|(?P<chinese>[一二三四五六七八九两]?[十百千万亿][〇零一二三四五六七八九十百千万亿]*(?=[余多]?[件次人场个份起宗条家户名元]))"
)
_TIMES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_BEFORE, _AFTER = 8, 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or year of a text: what it comes to, how it is written, the signs around it without digits."""

    value: str
    surface: str
    before: str
    after: str
    is_year: bool

    @property
    def shown(self) -> str:
        """The figure among its neighbours, for a reader."""
        return f"{self.before[-6:]}{self.surface}{self.after[:1]}"


@dataclass(frozen=True, slots=True)
class Content:
    """A text as it is compared: all its signs that carry meaning, and its figures in order."""

    prose: str
    figures: tuple[Figure, ...]

    @property
    def counts(self) -> tuple[Figure, ...]:
        """The figures that are no years."""
        return tuple(figure for figure in self.figures if not figure.is_year)


def content_of(text: str) -> Content:
    """A text reduced to what is compared. Dates of days are left out: copies are stamped with their own."""
    furniture = words().furniture_line
    kept = []
    for raw in re.split(r"[\r\n\v\f]+", text[: likeness().most_signs]):
        form = normal(raw)
        if not form or _BUTTONS.fullmatch(form):
            continue
        if len(form) > _LONGEST_FURNITURE or not (furniture.search(form) or _ONLY_A_DAY.fullmatch(form)):
            kept.append(form)
    joined = _GROUPED.sub("", _DAYS.sub("", "".join(kept)))
    prose = _DROPPED.sub("", joined)
    return Content(prose, tuple(_figure(prose, match) for match in _FIGURE.finditer(prose)))


def _figure(prose: str, match: re.Match[str]) -> Figure:
    before = re.sub(r"\d", "#", prose[max(0, match.start() - _BEFORE) : match.start()])
    after = re.sub(r"\d", "#", prose[match.end() : match.end() + _AFTER])
    if match["year"]:
        return Figure(f"{match['year']}年", match[0], before, after, True)
    if match["chinese"]:
        return Figure(match[0], match[0], before, after, False)
    value = Decimal(match["number"])
    for sign in match["times"]:
        value *= _TIMES[sign]
    return Figure(f"{value.normalize():f}{match['share']}", match[0], before, after, False)
