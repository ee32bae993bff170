"""`tongbi run`: the main job, with its progress and its closing table.

Belongs here: what the user sees of a run, and its exit status. Does not belong here: the work itself, which
is the Dagster job `refresh`; Dagster is imported only once there is something to do.
"""

from __future__ import annotations

import shutil
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tongbi.orchestration.store import freshness, state, turn
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.frames import FrameStore
from tongbi.orchestration.store.settings import Settings, short
from tongbi.reading.declared import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tongbi.orchestration.execution import Outcome
    from tongbi.records import Quarantined

PUBLISHED, BLOCKED, UNUSABLE = 0, 1, 2
SHOWN = 12
QUERIES_SHOWN = 3


def run(
    paths: Sequence[Path], warehouse: Path | None, *, again: bool, verbose: bool, data_docs: bool = False
) -> int:
    """Run the pipeline on `paths`; returns the exit status."""
    screen = Console(highlight=False, markup=False)
    errors = Console(stderr=True, highlight=False, markup=False)
    settings = Settings.of(paths, warehouse, data_docs=data_docs)
    if missing := [short(str(path)) for path in settings.sources if not path.exists()]:
        errors.print(f"tongbi: no such file or folder: {', '.join(missing)}; check the path", soft_wrap=True)
        return UNUSABLE
    if settings.warehouse.is_dir():
        errors.print(f"tongbi: {settings.warehouse} is a folder; give the name of a file to publish to")
        return UNUSABLE
    try:
        with turn.taken(settings.store, waiting=lambda: _tell_waiting(errors, settings)):
            if again:
                _forget(settings)
            return _run(screen, errors, settings, verbose=verbose)
    except turn.BusyError as error:
        errors.print(f"tongbi: {error}", soft_wrap=True)
        return BLOCKED


def _forget(settings: Settings) -> None:
    """Forget all that would be used again."""
    settings.state.unlink(missing_ok=True)
    settings.stock.unlink(missing_ok=True)
    shutil.rmtree(settings.staged, ignore_errors=True)
    shutil.rmtree(settings.readings, ignore_errors=True)


def _run(screen: Console, errors: Console, settings: Settings, *, verbose: bool) -> int:
    """Run with the store held: what is decided here from what lies there is true until the end."""
    last = state.read(settings.state)
    key = freshness.run_key(stocks.key_of(stocks.inventory(settings)))
    documented = not settings.data_docs or (settings.docs / "index.html").is_file()
    if last is not None and documented and last.holds(key, settings.warehouse):
        screen.print("Nothing has changed since the last run: nothing was extracted, nothing written.")
        _close(screen, settings, last.counts)
        return PUBLISHED
    with screen.status("reading the sources …"):
        stock = stocks.take(settings)
    _tell_unread(errors, stock.quarantined)
    _tell_unfinished(errors, stocks.unfinished(settings))
    if not stock.reports:
        where = ", ".join(short(str(path)) for path in settings.sources)
        endings = sorted(chain.from_iterable(files().formats.values()))
        errors.print(
            f"tongbi: no report could be read from {where}; the warehouse was not touched. "
            f"Reports are files that end with {', '.join(endings)}.",
            soft_wrap=True,
        )
        return UNUSABLE
    # Where later stages alone are out of date, any year makes them anew.
    years = freshness.stale_years(stock.year_keys(), FrameStore(settings.staged)) or [max(stock.by_year)]
    del stock  # The run reads its own: the texts would be in memory twice.
    outcome = _execute(screen, settings, years, verbose=verbose)
    _tell_checks(screen, outcome)
    for problem in outcome.undelivered:
        errors.print(f"tongbi: {problem}", soft_wrap=True)
    if not outcome.published:
        if not outcome.blocked:
            errors.print("tongbi: the program failed; please report what follows", soft_wrap=True)
        for message in outcome.errors:
            errors.print(f"tongbi: {message}", soft_wrap=True)
        stands = "the old warehouse stands" if settings.warehouse.exists() else "nothing was published"
        errors.print(
            f"tongbi: the run stopped before publishing; {stands}: {settings.warehouse}", soft_wrap=True
        )
        if outcome.blocked and settings.quality.is_file():
            errors.print(f"tongbi: what failed, row by row: {short(str(settings.quality))}", soft_wrap=True)
        return BLOCKED
    _tell_unextracted(errors, FrameStore(settings.staged))
    done = state.read(settings.state)
    _close(screen, settings, done.counts if done else {})
    return PUBLISHED


def _execute(screen: Console, settings: Settings, years: Sequence[int], *, verbose: bool) -> Outcome:
    """Run the job for report years, with a bar for each stage."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=screen, transient=True, disable=verbose or not screen.is_terminal
    ) as progress:
        starting = progress.add_task("starting", total=None)

        from tongbi.orchestration.execution import execute
        from tongbi.orchestration.progress import listening

        tasks = {"starting": starting}

        def show(stage: str, done: int, total: int) -> None:
            progress.update(starting, visible=False)
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)

        with listening(show):
            return execute(settings, min(years), max(years), verbose=verbose)


def _tell_waiting(errors: Console, settings: Settings) -> None:
    warehouse = short(str(settings.warehouse))
    errors.print(f"another run works on {warehouse}: waiting until it has ended …", soft_wrap=True)


def _tell_unread(errors: Console, quarantined: Sequence[Quarantined]) -> None:
    for row in quarantined[:SHOWN]:
        errors.print(Text(short(f"set aside {row.told()}")), soft_wrap=True)
    if len(quarantined) > SHOWN:
        errors.print(f"… and {len(quarantined) - SHOWN} more: all are rows of the table quarantine")


def _tell_unfinished(errors: Console, paths: Sequence[str]) -> None:
    if paths:
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        text = f"left alone {paths[0]}{more}: another program is busy with it; run again when it has ended"
        errors.print(Text(text), soft_wrap=True)


def _tell_unextracted(errors: Console, frames: FrameStore) -> None:
    """The reports whose extraction failed: a fault of the program that must not go unseen."""
    frame = frames.read("quarantine")
    failed = frame[(frame["what"] == "report") & (frame["expectation"] == "")]
    for row in failed.head(SHOWN).to_dict("records"):
        errors.print(Text(f"set aside {row['where']}: {row['why']}; {row['suggestion']}"), soft_wrap=True)


def _tell_checks(screen: Console, outcome: Outcome) -> None:
    """The checks that failed, those that stopped the run first."""
    order = ("critical", "warning", "info")
    failed = sorted(outcome.failed, key=lambda check: (not check.stops, order.index(check.severity)))
    for check in failed[:SHOWN]:
        line = Text("stopped by " if check.stops else f"{check.severity} ")
        line.stylize("red" if check.stops or check.severity == "critical" else "yellow")
        line.append(check.check, style="bold")
        line.append(
            f": could not be computed: {check.error}"
            if check.error
            else f": {check.unexpected} of {check.checked} rows do not hold this: {check.says}"
        )
        screen.print(line, soft_wrap=True)
    if len(failed) > SHOWN:
        screen.print(f"… and {len(failed) - SHOWN} more: all are rows of the table check_result")


def _close(screen: Console, settings: Settings, counts: Mapping[str, int]) -> None:
    """The table of what was read, found, set aside and published, where it is, and what to ask it."""
    from tongbi.publishing import queries

    table = Table(box=None, show_header=False, pad_edge=False)
    for name, meaning in (
        ("found", "files found"),
        ("document", "documents in them"),
        ("document_duplicate", "of which copies of a report that is read"),
        ("document_altered", "copies whose figures, year or issuer were changed"),
        ("document_not_a_report", "no reports"),
        ("document_unidentified", "whose issuer, year or kind could not be told"),
        ("document_unreadable", "that could not be read"),
        ("report", "reports read"),
        ("document_version", "of which other texts of a report's body and year"),
        ("mention", "quantities found in them"),
        ("observation", "of which state a metric of the catalogue and were not set aside"),
        ("quarantine", "documents and rows set aside, each with its reason"),
        ("series", "figures in series"),
        ("yoy", "pairs of years with a verdict"),
        ("revision", "figures restated"),
        ("check_result", "expectations checked"),
    ):
        if name in counts:
            table.add_row(Text(f"{counts[name]:,}", justify="right"), meaning)
    screen.print(table)
    screen.print(f"\nThe warehouse is {short(str(settings.warehouse))}", soft_wrap=True)
    if settings.quality.is_file():
        told = f"What the checks found, with quotes, is in {short(str(settings.quality))}"
        screen.print(told, soft_wrap=True)
    if settings.data_docs:
        screen.print(f"Data Docs are in {short(str(settings.docs / 'index.html'))}", soft_wrap=True)
    given = settings.warehouse != Settings.of().warehouse
    where = f" --warehouse {short(str(settings.warehouse))}" if given else ""
    if counts.get("quarantine"):
        screen.print(
            Text(f"What was set aside, and what to do about it: tongbi quarantine list{where}"),
            soft_wrap=True,
        )
    if shown := queries.find()[:QUERIES_SHOWN]:
        screen.print("Three queries to try:")
        for question in shown:
            command = f"  tongbi query {question.number}{where}"
            screen.print(Text(f"{command}   # {question.title_en}"), soft_wrap=True)
