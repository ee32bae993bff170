"""Evidence about a report as a whole: volume, date, gaps, copies, the core figures it states."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from tongbi.validation.declared import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pandas import DataFrame

    from tongbi.validation.context import Context

_SENTENCE = re.compile(r"[。；;！？\n]+")
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年")
_SHORTEST = 12


def sentences_with_figures(text: str) -> set[str]:
    """The sentences of a text, spaces taken out, that hold a digit and at least 12 characters."""
    found = ("".join(part.split()) for part in _SENTENCE.split(text))
    return {part for part in found if len(part) >= _SHORTEST and any(sign.isdigit() for sign in part)}


def copied_shares(texts: Mapping[str, str]) -> dict[str, float]:
    """For each report, the largest share of its sentences with figures that one other report repeats."""
    sentences = {report_id: sentences_with_figures(text) for report_id, text in texts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for report_id, found in sentences.items():
        for sentence in found:
            holders[sentence].append(report_id)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for ids in holders.values():
        for report_id in ids if 1 < len(ids) <= 50 else ():
            shared[report_id].update(other for other in ids if other != report_id)
    return {
        report_id: (max(shared[report_id].values()) / len(found) if shared[report_id] else 0.0)
        if found
        else 0.0
        for report_id, found in sentences.items()
    }


def due_window(report_type: str, report_year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day on which a report of a year is published in time; None where nothing is declared."""
    months = knowledge().published_within.get(report_type)
    if months is None:
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
    return year - max(earlier) - 1 if earlier else 0


def _core(
    context: Context, report_ids: Iterable[str], kinds: Iterable[tuple[str, str]]
) -> list[float | None]:
    """The share of the level's core metrics that a report states; None where nothing is declared."""
    if context.observations is None:
        return [None for _ in report_ids]
    stated = {key: set(group) for key, group in context.observations.groupby("report_id")["metric_id"]}
    shares: list[float | None] = []
    for report_id, (report_type, level) in zip(report_ids, kinds, strict=True):
        core = knowledge().core_metrics.get(report_type, {}).get(level, ())
        shares.append(len(stated.get(report_id, set()) & set(core)) / len(core) if core else None)
    return shares


def report_evidence(frame: DataFrame, context: Context) -> dict[str, Any]:
    """The columns of evidence of `report`.

    `title_year`, `days_late` (negative: early), `years_missing_before`, `years_since` (of an issuer's latest
    report), `copied_share` (0 to 1), `mentions`, `usual_mentions`, `core_share` (0 to 1).
    """
    counts = context.mentions["report_id"].value_counts() if context.mentions is not None else None
    mentions = frame["report_id"].map(counts).fillna(0) if counts is not None else None
    issuers: dict[tuple[str, str], list[int]] = defaultdict(list)
    volumes: dict[tuple[str, str], list[float]] = defaultdict(list)
    keys = list(zip(frame["issuer_name"], frame["report_type"], strict=True))
    years = [int(year) for year in frame["report_year"]]
    for position, (key, year) in enumerate(zip(keys, years, strict=True)):
        issuers[key].append(year)
        if mentions is not None:
            volumes[key].append(float(mentions.iloc[position]))
    copied = copied_shares({r: context.texts[r] for r in frame["report_id"] if r in context.texts})
    titles = [_TITLE_YEAR.findall(title) if isinstance(title, str) else [] for title in frame["title"]]
    windows = [due_window(kind, year) for kind, year in zip(frame["report_type"], years, strict=True)]
    latest = {key: max(found) for key, found in issuers.items()}
    return {
        "title_year": [float(found[0]) if len(set(found)) == 1 else None for found in titles],
        "days_late": [
            _days_late(day, window) for day, window in zip(frame["published_on"], windows, strict=True)
        ],
        "years_missing_before": [_missing_before(issuers[k], y) for k, y in zip(keys, years, strict=True)],
        "years_since": [
            float(context.today.year - year) if context.today and year == latest[key] else None
            for key, year in zip(keys, years, strict=True)
        ],
        "copied_share": [copied.get(report_id) for report_id in frame["report_id"]],
        "mentions": [None] * len(frame) if mentions is None else list(mentions),
        "usual_mentions": [_usual(volumes[key]) for key in keys],
        "core_share": _core(
            context, list(frame["report_id"]), list(zip(frame["report_type"], frame["level"], strict=True))
        ),
    }


def _usual(counts: list[float]) -> float | None:
    """The median of an issuer's counts, from three reports on."""
    ordered = sorted(counts)
    return ordered[len(ordered) // 2] if len(ordered) >= 3 else None
