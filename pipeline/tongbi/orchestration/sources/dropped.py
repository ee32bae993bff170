"""`drop_folder`: the sensor that sees what is put into the sources, and asks for a run once it is whole.

A file that is still being written is left until two looks in a row see the same size and time. A new one is
left out of the run meanwhile; one that is rewritten holds the run back, because its old text is gone already.

A sensor must answer within a minute. Where reading what is new takes longer, a run of `survey` reads it.

Belongs here: telling what has settled, and asking for runs. Does not belong here: which years are out of date
(`store.freshness`).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import dagster as dg

from tongbi.orchestration.jobs import is_running, refresh, survey
from tongbi.orchestration.partitions import range_tags
from tongbi.orchestration.resources import Sight
from tongbi.orchestration.store import freshness, state, turn
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store.found import sign_of
from tongbi.orchestration.store.settings import Settings, short
from tongbi.orchestration.store.stock import LEFT_OUT_TAG

SECONDS = 30
# More are a folder that is being filled: it is read when it has come to rest.
MOST_LEFT_OUT = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """What the last look saw: a sign of each file's path, size and time, and which files were run last."""

    seen: frozenset[str] = frozenset()
    handled: str = ""

    @classmethod
    def of(cls, text: str | None) -> Self:
        """From the sensor's cursor; an unreadable one is as good as none."""
        try:
            raw = json.loads(text or "{}")
            return cls(frozenset(raw["seen"]), raw["handled"])
        except (ValueError, KeyError, TypeError):
            return cls()

    def as_text(self) -> str:
        """What the sensor keeps."""
        return json.dumps({"seen": sorted(self.seen), "handled": self.handled})


@dataclass(frozen=True, slots=True)
class Look:
    """The files of the sources now; `new` and `rewritten` are those that were not so at the look before.

    `unfinished` are those that bear the name that another program gives them while it is busy with them.
    """

    signs: frozenset[str]
    settled: str
    new: tuple[Path, ...] = field(default=())
    rewritten: tuple[Path, ...] = field(default=())
    unfinished: tuple[Path, ...] = field(default=())


def look(settings: Settings, seen: frozenset[str]) -> Look:
    """Look at the sources; nothing is opened."""
    from tongbi.reading import find_files
    from tongbi.reading.sidecar import path_beside

    known = stocks.paths_taken(settings)
    files, refused, unfinished = find_files(settings.sources)
    signs = {path: sign_of(path, path_beside(path)) for path in files}
    unsettled = [path for path in files if signs[path] not in seen]
    settled = [sign for sign in signs.values() if sign in seen] + [
        f"{row.where}: {row.why}" for row in refused
    ]
    return Look(
        signs=frozenset(signs.values()),
        settled=hashlib.sha256("\n".join(sorted(settled)).encode("utf-8", "surrogateescape")).hexdigest()[
            :16
        ],
        new=tuple(path for path in unsettled if short(str(path)) not in known),
        rewritten=tuple(path for path in unsettled if short(str(path)) in known),
        unfinished=tuple(unfinished),
    )


@dg.sensor(
    jobs=[survey, refresh],
    minimum_interval_seconds=SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=(
        "查看来源文件夹：新放入、改动或撤下的文件稳定之后，只运行有关年份；尚未写完的文件先不读。"
        " / Looks at the sources: once new, changed or removed files have settled, runs the years concerned; "
        "what is still being written is left."
    ),
)
def drop_folder(context: dg.SensorEvaluationContext, sight: Sight) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """One run for the years concerned, unless one is on or nothing has settled."""
    settings, cursor = sight.settings, Cursor.of(context.cursor)
    now = look(settings, cursor.seen)
    waiting = Cursor(now.signs, cursor.handled).as_text()
    context.update_cursor(waiting)
    if now.rewritten or len(now.new) > MOST_LEFT_OUT:
        written = [*now.rewritten, *now.new]
        yield dg.SkipReason(f"{_named(written)} may still be written; looking again in {SECONDS} seconds")
        return
    if now.settled == cursor.handled:
        left = f"; {_named(now.new)} may still be written" if now.new else ""
        left += f"; {_named(now.unfinished)} is not whole by its name" if now.unfinished else ""
        yield dg.SkipReason(f"nothing has changed among the {len(now.signs)} files of the sources{left}")
        return
    if is_running(context.instance):
        yield dg.SkipReason("a run is on; looking again when it has ended")
        return
    try:
        # A command that has not begun its run yet, or one of another instance, holds the store as well.
        with turn.taken(settings.store, wait_seconds=0):
            asked_for = _asked_for(context, sight, now)
    except turn.BusyError:
        asked_for = dg.SkipReason("another run works on this warehouse; looking again when it has ended")
    yield asked_for


def _asked_for(context: dg.SensorEvaluationContext, sight: Sight, now: Look) -> dg.RunRequest | dg.SkipReason:
    """The run for what has settled, unless the warehouse holds it; notes in the cursor what was handled."""
    settings = sight.settings
    left_out = frozenset(map(str, now.new))
    tags = {LEFT_OUT_TAG: json.dumps(sorted(left_out), ensure_ascii=False)}
    if not stocks.is_at_hand(settings, left_out):
        key = f"{survey.name}:{now.settled}"
        if _was_asked_for(context.instance, key):
            return dg.SkipReason(
                f"the run of {survey.name} that was to read the sources did not end well; "
                "look at it, and launch the job again"
            )
        return dg.RunRequest(run_key=key, job_name=survey.name, tags=tags)
    stock = stocks.take(settings, left_out, by_looks=True)
    context.update_cursor(Cursor(now.signs, now.settled).as_text())
    if not stock.reports:
        return dg.SkipReason(
            f"nothing has settled yet: {_named(now.new)} may still be written; "
            f"looking again in {SECONDS} seconds"
            if now.new
            else "the sources hold no report; the warehouse stands"
        )
    key = freshness.run_key(stock.key)
    years = freshness.stale_years(stock.year_keys(), sight.frames)
    last = state.read(settings.state)
    if not years and last is not None and last.holds(key, settings.warehouse):
        return dg.SkipReason(f"the warehouse holds what the {len(stock.found)} files of the sources hold")
    # Where no year differs, what was set aside does: any year publishes it.
    years = years or [max(stock.by_year)]
    # Dagster makes one run of a key for ever: what goes, comes back and goes again is asked for each time.
    before = last.modified if last else ""
    return dg.RunRequest(
        run_key=f"{key}:{min(years)}-{max(years)}:{before}",
        job_name=refresh.name,
        tags={**range_tags(min(years), max(years)), **tags},
    )


def _was_asked_for(instance: dg.DagsterInstance, run_key: str) -> bool:
    """Whether a run was asked for under this key."""
    return bool(instance.get_run_records(dg.RunsFilter(tags={"dagster/run_key": run_key}), limit=1))


def _named(paths: list[Path] | tuple[Path, ...]) -> str:
    first = short(str(paths[0]))
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"
