"""Evidence from the words around a figure: what stands at its offsets, and what the sentence says about it.

These readings are deliberately independent of `tongbi.extraction` and much simpler: they answer only where
the wording leaves no doubt, so that a disagreement points at a misreading and silence means nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tongbi.validation.declared import knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from tongbi.validation.context import Context

_FOLD = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_PLAIN = re.compile(
    r"^\D*?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)[余多来\s]*(万亿|百万|千万|十|百|千|万|亿)?(?!\d)"
)
_OTHER_READING = re.compile(r"\d\D*[\-—–~～至到/]\D*\d|[成倍番]|分之")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_SENTENCE_END = "。；;！？\n"
_CLAUSE_END = _SENTENCE_END + "，,"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!度|以来|版|至|到|—|-)")
_HEADING = re.compile(r"(?m)^[ \t\u3000]*[一二三四五六七八九十]{1,2}、[^\n。；;]{2,40}$")
_FIGURE = re.compile(r"\d")


@lru_cache(maxsize=16_384)
def read_plainly(surface: str) -> float | None:
    """The absolute number that a surface in Arabic digits writes, in base units, or None.

    Ranges, fractions, 成, 倍, 番, Chinese numerals and bare cells of a table are not read.
    """
    folded = surface.translate(_FOLD).replace("百分之", "")
    if _OTHER_READING.search(folded) or not any(sign.isalpha() or sign == "%" for sign in folded):
        return None
    found = _PLAIN.match(folded)
    if found is None or len(_FIGURE.findall(folded[found.end(1) :])):
        return None
    number = Decimal(found[1].replace(",", ""))
    return float(number.scaleb(_POWERS[found[2]] if found[2] else 0))


def before(text: str, start: int, ends: str, limit: int = 120) -> str:
    """What stands between the last of the signs `ends` and `start`, at most `limit` characters."""
    first = max(0, start - limit)
    for place in range(min(start, len(text)) - 1, first - 1, -1):
        if text[place] in ends:
            return text[place + 1 : start]
    return text[first:start]


def target_words(text: str, start: int, cues: Sequence[str], not_cues: Sequence[str]) -> str | None:
    """The words of the figure's own clause that announce a plan; None without them, or where it was met."""
    return _plan_cue(before(text, start, _CLAUSE_END), cues, not_cues)


def _plan_cue(clause: str, cues: Sequence[str], not_cues: Sequence[str]) -> str | None:
    cue = _any_of(tuple(cues)).search(clause)
    return None if cue is None or any(other in clause for other in not_cues) else cue[0]


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) if words else r"(?!)")


def plan_sections(text: str, words: Sequence[str], not_words: Sequence[str]) -> list[tuple[int, int, str]]:
    """The stretches of a text under a chapter heading (一、…) that announces plans: start, end, heading."""
    found = [(heading.start(), heading[0].strip()) for heading in _HEADING.finditer(text)]
    ends = [*(start for start, _ in found[1:]), len(text)]
    return [
        (start, end, heading)
        for (start, heading), end in zip(found, ends, strict=False)
        if any(word in heading for word in words) and not any(word in heading for word in not_words)
    ]


def year_beside(text: str, start: int) -> str | None:
    """The one year that the figure's own clause names, with no other figure between; else None."""
    return _year_in(before(text, start, _CLAUSE_END))


def _year_in(clause: str) -> str | None:
    years = list(_YEAR.finditer(clause)) if "年" in clause else []
    if len(years) != 1 or _FIGURE.search(clause[years[0].end() :]) or "比" in clause or "较" in clause:
        return None
    return years[0][1]


def surface_evidence(frame: DataFrame, context: Context) -> dict[str, list[Any]]:
    """Columns `text_at_offsets` and `value_as_written`, for frames with report_id and offsets.

    `text_at_offsets` is None where no text is at hand, and empty where the offsets lie outside the text.
    """
    at_offsets: list[str | None] = []
    as_written: list[float | None] = []
    places = (frame[column].tolist() for column in ("report_id", "start_char", "end_char"))
    for report_id, start, end in zip(*places, strict=True):
        text = context.texts.get(report_id)
        surface = None if text is None else text[int(start) : int(end)] if 0 <= start < end else ""
        at_offsets.append(surface)
        as_written.append(read_plainly(surface) if surface else None)
    return {"text_at_offsets": at_offsets, "value_as_written": as_written}


def meaning_evidence(frame: DataFrame, context: Context) -> dict[str, list[Any]]:
    """Columns `target_wording`, `year_beside` and `actual_period`, filled for rows whose role is actual.

    `target_wording` holds the cue in the figure's clause, or the chapter heading that announces plans.
    """
    known = knowledge()
    plans = {
        report_id: plan_sections(context.texts[report_id], known.plan_headings, known.not_plan_headings)
        for report_id in frame["report_id"].unique()
        if report_id in context.texts
    }
    cues: list[str | None] = []
    years: list[str | None] = []
    places = (frame[column].tolist() for column in ("report_id", "start_char", "role"))
    for report_id, start, role in zip(*places, strict=True):
        text = context.texts.get(report_id)
        if text is None or role != "actual":
            cues.append(None)
            years.append(None)
            continue
        inside = plans[report_id]
        heading = (
            next((title for begin, end, title in inside if begin <= start < end), None) if inside else None
        )
        clause = before(text, int(start), _CLAUSE_END)
        cues.append(_plan_cue(clause, known.target_cues, known.not_target_cues) or heading)
        years.append(_year_in(clause))
    actual = frame["period"].where(frame["role"] == "actual")
    return {"target_wording": cues, "year_beside": years, "actual_period": list(actual)}
