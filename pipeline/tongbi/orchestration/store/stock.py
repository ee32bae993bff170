"""The stock: what lies in the sources now, read and identified, kept until a file there changes.

Belongs here: hashing what lies in the sources and keeping what reading made of it. Does not belong here:
decoding a file or telling who reports (see `tongbi.reading`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tongbi import whole
from tongbi.orchestration.store import fingerprint
from tongbi.orchestration.store.found import Found, sign_of
from tongbi.orchestration.store.plain import plain, report_of
from tongbi.orchestration.store.readings import Readings
from tongbi.orchestration.store.settings import home, short
from tongbi.reading.standings import READ, Standing
from tongbi.records import FIRST_YEAR, Quarantined, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tongbi.orchestration.store.settings import Settings

TIME_ZONE = "Asia/Shanghai"
# What a look that must be short takes upon itself: so many files, bytes of them all, and bytes that were not
# read before. A megabyte is a hundred plain texts, or ten pages of a scan, which take half a minute.
MOST_AT_HAND, MOST_HASHED, MOST_READ = 10_000, 500_000_000, 1_000_000
LEFT_OUT_TAG = "tongbi/left_out"
"""Tag of a run: a JSON list of files that may still be written and are left out of it."""


def today() -> dt.date:
    """The day in China."""
    return dt.datetime.now(ZoneInfo(TIME_ZONE)).date()


@dataclass(frozen=True, slots=True)
class Stock:
    """Reports and rejected documents of the files found; `key` names them and the code that read them.

    `standings` says of each document how it stands: as a report, a version of one, a copy, or none;
    `versions` are the paths of reports that are other texts of a body and year.
    """

    key: str
    found: tuple[Found, ...]
    reports: tuple[Report, ...]
    quarantined: tuple[Quarantined, ...]
    standings: tuple[Standing, ...] = ()
    by_year: dict[int, tuple[Report, ...]] = field(init=False)
    versions: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        years: dict[int, list[Report]] = {}
        for report in self.reports:
            years.setdefault(report.identity.report_year, []).append(report)
        others = frozenset(s.path for s in self.standings if s.status == "version")
        object.__setattr__(self, "versions", others)
        object.__setattr__(self, "by_year", {year: tuple(years[year]) for year in sorted(years)})

    def counts(self) -> dict[str, int]:
        """The number of documents of each standing, as `document_<standing>`."""
        return {f"document_{status}": n for status, n in Counter(s.status for s in self.standings).items()}

    def year_keys(self) -> dict[int, str]:
        """The key of each report year."""
        return {year: self.year_key(year) for year in self.by_year}

    def year_key(self, year: int) -> str:
        """What the frame of a year's reports is made from: their texts, origins and identities."""
        digest = hashlib.sha256(fingerprint.of("reading").encode())
        for report in self.by_year.get(year, ()):
            digest.update(f"{report.report_id}\0{report.document.path}\0".encode())
            digest.update(f"{report.document.sha256}\0{asdict(report.identity)}\0".encode())
            digest.update(f"{report.document.path in self.versions}\0".encode())
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a stock without its texts: key, counts, year keys, and the number of files found."""

    key: str
    found: int
    counts: dict[str, int]
    year_keys: dict[int, str]


def inventory(settings: Settings, without: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """Every document in the sources, ordered by path, and every path there that cannot be opened.

    Files whose paths are in `without` are left out.
    """
    from tongbi.reading import find_files
    from tongbi.reading.sidecar import path_beside

    files, refused, _ = find_files(settings.sources)
    found = [Found.of(path, path_beside(path)) for path in files if str(path) not in without]
    found += [Found(short(row.where), "", 0, refused=row.why) for row in refused]
    return tuple(sorted(found, key=lambda each: each.path))


def key_of(found: tuple[Found, ...]) -> str:
    """The key of a stock made of these files by the code that reads now."""
    # A report of a later year than this one is set aside: the year is part of what was read.
    digest = hashlib.sha256(f"{fingerprint.of('reading')} {today().year}".encode())
    for each in found:
        digest.update(f"{each}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def take(settings: Settings, without: frozenset[str] = frozenset(), *, by_looks: bool = False) -> Stock:
    """The stock as of now. Files are read again only if one of them, or the code that reads, has changed.

    `without` names files that are left out, because they may still be written. `by_looks` believes sizes and
    times of files that look as they did when the stock was taken, and opens none.
    """
    looks = _looks(settings, without)
    same = _head(settings).get("looks") == looks
    if by_looks and same and (kept := load(settings)) is not None:
        return kept
    found = inventory(settings, without)
    key = key_of(found)
    kept = load(settings)
    if kept is not None and kept.key == key:
        if not same:
            _save(settings, kept, looks)
        return kept
    stock = _read(settings, key, found, without)
    _save(settings, stock, looks)
    return stock


def is_at_hand(settings: Settings, without: frozenset[str] = frozenset()) -> bool:
    """Whether to `take` the stock by its looks is a matter of seconds.

    It is where nothing looks changed, else where there are few files to hash, and little of it was not read
    before. A sensor or a schedule must answer within a minute; a run may take its time.
    """
    from tongbi.reading import Archive, find_files

    if _head(settings).get("looks") == _looks(settings, without):
        return True
    sizes = [path.stat().st_size for path in find_files(settings.sources).files if path.exists()]
    if len(sizes) > MOST_AT_HAND or sum(sizes) > MOST_HASHED:
        return False
    found = inventory(settings, without)
    readings = Readings(settings.readings, Archive(settings.archive), found)
    return sum(each.size for each in found if not readings.holds(each)) <= MOST_READ


def _looks(settings: Settings, without: frozenset[str]) -> str:
    """How the sources look from outside, to the code that reads now."""
    from tongbi.reading import find_files
    from tongbi.reading.sidecar import path_beside

    files, refused, _ = find_files(settings.sources)
    signs = [sign_of(path, path_beside(path)) for path in files if str(path) not in without]
    told = [f"{row.where}: {row.why}" for row in refused]
    parts = "\0".join([fingerprint.of("reading"), str(today().year), *signs, *told])
    return hashlib.sha256(parts.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def unfinished(settings: Settings) -> tuple[str, ...]:
    """The files in the sources that another program is busy with, as tables show paths."""
    from tongbi.reading import find_files

    return tuple(short(str(path)) for path in find_files(settings.sources).unfinished)


def paths_taken(settings: Settings) -> frozenset[str]:
    """The paths of the files in the stock taken last, without loading it."""
    try:
        return frozenset(each["path"] for each in _head(settings)["found"])
    except (TypeError, KeyError):
        return frozenset()


def _head(settings: Settings) -> dict[str, Any]:
    """The first line of the stock taken last: its key, its looks and the files found; {} without one."""
    try:
        with settings.stock.open(encoding="utf-8", errors="surrogatepass") as stream:
            head = json.loads(stream.readline())
    except (OSError, ValueError):
        return {}
    return head if isinstance(head, dict) else {}


def summary(settings: Settings) -> Summary | None:
    """What the stock taken last amounts to, told by its first line; None where there is none."""
    head = _head(settings)
    try:
        if head["home"] != str(home()):
            return None
        years = {int(year): key for year, key in head["years"].items()}
        return Summary(head["key"], len(head["found"]), head["counts"], years)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def load(settings: Settings) -> Stock | None:
    """The stock taken last; None where there is none or it is not whole."""
    head = _head(settings)
    if summary(settings) is None:  # or its documents bear the paths of where the project was
        return None
    rows: dict[str, list[Any]] = {name: [] for name in _MADE_OF}
    try:
        with settings.stock.open(encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
            next(stream)
            for line in stream:
                for name, raw in json.loads(line).items():
                    rows[name].append(_MADE_OF[name](raw))
        return Stock(
            key=head["key"],
            found=tuple(Found(**each) for each in head["found"]),
            reports=tuple(rows["report"]),
            quarantined=tuple(rows["quarantined"]),
            standings=tuple(rows["standing"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _read(settings: Settings, key: str, found: tuple[Found, ...], without: frozenset[str]) -> Stock:
    from tongbi.reading import Archive, read_paths

    archive = Archive(settings.archive)
    readings = Readings(settings.readings, archive, found)
    reading = read_paths(settings.sources, archive, without, readings)
    readings.forget_others()
    last_year = today().year
    reports, quarantined = [], list(reading.quarantined)
    standings: dict[str, Standing] = {}
    for standing in reading.standings:
        # Parts of a readable file may be unreadable: the file itself is what was read of it.
        if standing.path not in standings or standing.status in READ:
            standings[standing.path] = standing
    digests = {each.path: each.sha256 for each in found}
    for path, standing in standings.items():
        if not standing.sha256:
            standings[path] = replace(standing, sha256=digests.get(short(path), ""))
    for report in reading.reports:
        year = report.identity.report_year
        if FIRST_YEAR <= year <= last_year:
            reports.append(report)
        else:
            row = _impossible_year(report, last_year)
            quarantined.append(row)
            standings[row.where] = replace(
                standings[row.where], status="unidentified", reason=row.why, suggestion=row.suggestion
            )
    return Stock(
        key=key,
        found=found,
        reports=tuple(sorted(reports, key=lambda report: (report.document.path, report.report_id))),
        quarantined=tuple(sorted(quarantined, key=lambda row: (row.where, row.why))),
        standings=tuple(standings[path] for path in sorted(standings)),
    )


def _impossible_year(report: Report, last_year: int) -> Quarantined:
    return Quarantined(
        what="document",
        why=f"the report year {report.identity.report_year} is not between {FIRST_YEAR} and {last_year}",
        where=report.document.path,
        report_id=report.report_id,
        quote=report.identity.title,
        suggestion="state report_year in a file NAME.meta.yaml beside the document",
    )


def _save(settings: Settings, stock: Stock, looks: str) -> None:
    head = {
        "key": stock.key,
        "home": str(home()),
        "looks": looks,
        "counts": stock.counts(),
        "years": stock.year_keys(),
        "found": [asdict(each) for each in stock.found],
    }
    rows: Iterator[dict[str, Any]] = chain(
        [head],
        ({"report": plain(each)} for each in stock.reports),
        ({"quarantined": asdict(each)} for each in stock.quarantined),
        ({"standing": asdict(each)} for each in stock.standings),
    )
    with (
        whole.replacing(settings.stock) as unfinished,
        unfinished.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream,
    ):
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


_MADE_OF: dict[str, Callable[[Any], Any]] = {
    "report": report_of,
    "quarantined": lambda raw: Quarantined(**raw),
    "standing": lambda raw: Standing(**raw),
}
"""What each kind of line after the first is made into."""
