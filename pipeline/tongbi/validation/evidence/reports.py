"""Evidence about a report as a whole: its year, its date, gaps before it, what it shares with others."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from tongbi.records import FIRST_YEAR, LAST_YEAR
from tongbi.validation.declared import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pandas import DataFrame

    from tongbi.validation.context import Context

_SENTENCE = re.compile(r"[。；;！？\n]+")
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年")
_FIGURE = re.compile(r"\d")
_SHORTEST = 12


def sentences_with_figures(text: str) -> set[str]:
    """The sentences of a text, spaces taken out, that hold a digit and at least 12 characters."""
    with_figures = (part for part in _SENTENCE.split(text) if _FIGURE.search(part))
    return {bare for part in with_figures if len(bare := "".join(part.split())) >= _SHORTEST}


def copied_shares(texts: Mapping[str, str], kin: Mapping[str, object] | None = None) -> dict[str, float]:
    """For each report, the largest share of its sentences with figures that one other report repeats.

    Reports with the same entry in `kin` may share their sentences: they are texts of one body and year.
    """
    family = kin or {}
    sentences = {report_id: sentences_with_figures(text) for report_id, text in texts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for report_id, found in sentences.items():
        for sentence in found:
            holders[sentence].append(report_id)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for ids in holders.values():
        for report_id in ids if 1 < len(ids) <= 50 else ():
            shared[report_id].update(
                other for other in ids if family.get(other, other) != family.get(report_id, report_id)
            )
    return {
        report_id: (max(shared[report_id].values()) / len(found) if shared[report_id] else 0.0)
        if found
        else 0.0
        for report_id, found in sentences.items()
    }


def is_possible(year: int) -> bool:
    """Whether a report can be of that year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def due_window(report_type: str, report_year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day on which a report of a year is published in time; None where nothing is declared."""
    months = knowledge().published_within.get(report_type)
    if months is None or not is_possible(report_year):
        return None
    first = report_year * 12 + months[0] - 1
    after = report_year * 12 + months[1]
    return (
        dt.date(first // 12, first % 12 + 1, 1),
        dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1),
    )


def _days_late(published: object, window: tuple[dt.date, dt.date] | None) -> float | None:
    """Days after the last day in time, negative for days before the first; None where not known."""
    if window is None or not isinstance(published, str):
        return None
    try:
        day = dt.date.fromisoformat(published[:10])
    except ValueError:
        return None
    return float(max((day - window[1]).days, 0) or min((day - window[0]).days, 0))


def _missing_before(years: Iterable[int], year: int) -> int:
    """How many years lie between `year` and the latest earlier year of the same issuer."""
    earlier = [other for other in years if other < year]
    return year - max(earlier) - 1 if earlier and is_possible(year) else 0


def _superseded(frame: DataFrame) -> dict[str, int]:
    """For each report, of how many later states of its page there are reports too."""
    from tongbi.comparability.statements import records
    from tongbi.comparability.succession import later_versions

    return later_versions(records(frame)) if {"source_uri", "path"} <= {*frame} else {}


def report_evidence(frame: DataFrame, context: Context) -> dict[str, Any]:
    """The columns of evidence of `report`.

    `year_is_possible`, `title_year`, `days_late` (negative: early), `years_missing_before`, `years_since`
    (of the latest report of an issuer), `copied_share` (0 to 1; texts of one body and year do not copy one
    another), `standing_version` (the version, each of its own where a later state of the same page is there).
    """
    issuers: dict[tuple[str, str], list[int]] = defaultdict(list)
    keys = list(zip(frame["issuer_name"], frame["report_type"], strict=True))
    years = [int(year) for year in frame["report_year"]]
    for key, year in zip(keys, years, strict=True):
        if is_possible(year):
            issuers[key].append(year)
    ids = frame["report_id"].tolist()
    kin = dict(zip(ids, zip(keys, years, strict=True), strict=True))
    copied = copied_shares({r: context.texts[r] for r in ids if r in context.texts}, kin)
    superseded = _superseded(frame)
    titles = [_TITLE_YEAR.findall(title) if isinstance(title, str) else [] for title in frame["title"]]
    windows = [due_window(kind, year) for kind, year in zip(frame["report_type"], years, strict=True)]
    latest = {key: max(found) for key, found in issuers.items()}
    possible = [is_possible(year) for year in years]
    return {
        "year_is_possible": possible,
        "title_year": [
            float(found[0]) if len(set(found)) == 1 and fits else None
            for found, fits in zip(titles, possible, strict=True)
        ],
        "days_late": [
            _days_late(day, window) for day, window in zip(frame["published_on"], windows, strict=True)
        ],
        "years_missing_before": [_missing_before(issuers[k], y) for k, y in zip(keys, years, strict=True)],
        "years_since": [
            float(context.today.year - year) if context.today and year == latest.get(key) else None
            for key, year in zip(keys, years, strict=True)
        ],
        "copied_share": [copied.get(report_id) for report_id in ids],
        "standing_version": [
            f"{version} before {report_id}" if superseded.get(report_id) else version
            for report_id, version in zip(ids, frame["version"].tolist(), strict=True)
        ],
    }
