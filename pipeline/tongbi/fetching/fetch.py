"""A fetch: every address of a registry looked at, list pages followed, what came kept, what did not told.

Belongs here: the order of work, threads by host, and what becomes of each address. Does not belong here: how
an address is asked for (`visit`), judged (`judge`) or kept (`store`).
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.fetching import address as addresses
from tongbi.fetching import follow
from tongbi.fetching.client import Answer, Client
from tongbi.fetching.clock import Clock
from tongbi.fetching.judge import judge
from tongbi.fetching.pace import Pace
from tongbi.fetching.problems import FetchError, OutOfTimeError
from tongbi.fetching.robots import RobotsBook
from tongbi.fetching.store import GOT, Result, Store
from tongbi.fetching.visit import Visitor
from tongbi.reading.archive import ArchiveDamagedError
from tongbi.reading.declared import files
from tongbi.reading.decoding import UndecodableError
from tongbi.reading.formats import FormatError, Piece, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tongbi.fetching.address import Address, Guard
    from tongbi.fetching.registry import ListEntry, Registry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address: `why` and `remedy` where it gave nothing, `notes` on what is odd."""

    address: str
    result: Result
    why: str = ""
    remedy: str = ""
    file: str = ""
    notes: tuple[str, ...] = ()
    is_list: bool = False

    @property
    def good(self) -> bool:
        """Whether the page is there."""
        return self.result in GOT


@dataclass(slots=True)
class Summary:
    """A fetch's outcomes in the order in which they came; `left` counts addresses not looked at."""

    outcomes: list[Outcome] = field(default_factory=list)
    resumed: bool = False
    done_before: int = 0
    left: int = 0

    def of(self, result: Result) -> list[Outcome]:
        """The outcomes of one kind, list pages not among them."""
        return [outcome for outcome in self.outcomes if outcome.result == result and not outcome.is_list]

    @property
    def problems(self) -> list[Outcome]:
        """The addresses that gave nothing."""
        return [outcome for outcome in self.outcomes if not outcome.good]


@dataclass(frozen=True, slots=True)
class _Task:
    address: Address
    known: dict[str, str]
    entry: ListEntry | None = None


def fetch(
    registry: Registry,
    folder: Path,
    guard: Guard,
    *,
    clock: Clock | None = None,
    tell: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Look at every address of the registry and keep what is new in `folder`.

    A fetch that was killed, or ran out of time, is gone on with. `tell` hears of each outcome as it comes,
    from several threads, one at a time. Raises StoreBusyError where another fetch writes into the folder,
    OSError where the disk does not take what came; an interrupt ends it after the pages under way.
    """
    clock = clock or Clock()
    clock.end_at(clock.now() + registry.limits.total_minutes * 60)
    with Store(folder) as store:
        run = _Run(registry, store, guard, clock, tell)
        run.summary.resumed = store.begin(clock.utc().isoformat())
        run.work([_Task(addresses.parse(entry.address), {}, entry) for entry in registry.lists])
        pages = {
            entry.address: _Task(addresses.parse(entry.address), entry.known()) for entry in registry.pages
        }
        for found in run.found:
            pages.setdefault(str(found.address), _Task(found.address, found.known))
        run.work(pages.values())
        if not run.summary.left:
            store.finish(clock.utc().isoformat())
        return run.summary


class _Run:
    """One fetch under way."""

    def __init__(
        self,
        registry: Registry,
        store: Store,
        guard: Guard,
        clock: Clock,
        tell: Callable[[Outcome], None] | None,
    ) -> None:
        self.summary = Summary()
        self.found: list[follow.Found] = []
        self._registry = registry
        self._store = store
        self._guard = guard
        self._clock = clock
        self._tell = tell
        self._pace = Pace(clock, registry.politeness)
        self._book = RobotsBook()
        self._lock = threading.Lock()

    def work(self, tasks: Iterable[_Task]) -> None:
        """Do tasks, those of one host one after the other, those of several hosts at once."""
        by_host: dict[str, list[_Task]] = {}
        for task in tasks:
            by_host.setdefault(task.address.host, []).append(task)
        if not by_host:
            return
        with ThreadPoolExecutor(min(len(by_host), self._registry.politeness.hosts_at_once)) as threads:
            try:
                for done in [threads.submit(self._host, of_host) for of_host in by_host.values()]:
                    done.result()
            except BaseException:
                self._clock.stop()
                raise

    def _host(self, tasks: Sequence[_Task]) -> None:
        registry = self._registry
        client = Client(self._guard, registry.limits, self._clock, registry.politeness.contact)
        with closing(client):
            visitor = Visitor(client, self._pace, self._book, registry, self._clock)
            for number, task in enumerate(tasks):
                try:
                    if task.entry is None:
                        self._page(visitor, task)
                    else:
                        self._list(visitor, task, task.entry)
                except OutOfTimeError:
                    with self._lock:
                        self.summary.left += len(tasks) - number
                    return

    def _page(self, visitor: Visitor, task: _Task) -> None:
        address = str(task.address)
        if self._store.done_before(address):
            self._store.describe(address, task.known)
            with self._lock:
                self.summary.done_before += 1
            return
        try:
            self._note(self._got(visitor, task))
            self._store.describe(address, task.known)
        except (FetchError, ArchiveDamagedError) as error:
            self._fail(address, error)

    def _got(self, visitor: Visitor, task: _Task) -> Outcome:
        """Visit a page and keep what comes."""
        address, at = str(task.address), self._clock.utc().isoformat()
        visit = visitor.visit(task.address, self._store.validators(address))
        answer = visit.answer
        notes: tuple[str, ...] = ()
        if visit.moved_for_good:
            notes = (f"it has moved for good to {answer.address}; correct the address in the registry",)
        if answer.status == 304:
            return Outcome(
                address, "unchanged", file=self._store.unchanged(address, at, task.known), notes=notes
            )
        judged = judge(task.address, answer)
        result, file = self._store.put(
            address, answer.body, judged.ending, at=at, came_from=str(answer.address), headers=answer.headers,
            known=task.known, same_text=self._same_text(address, answer, judged.ending),
        )  # fmt: skip
        return Outcome(address, result, file=file, notes=notes + judged.notes)

    def _same_text(self, address: str, answer: Answer, ending: str) -> bool:
        """Whether only the page around the text is another, as a counter of visits or the date of today."""
        versions = self._store.entry(address).versions
        if ending != ".html" or not versions or versions[-1].ending != ending:
            return False
        try:
            text = _texts(answer.body)
            return bool(text) and text == _texts(self._store.body(address))
        except (FormatError, UndecodableError, OSError):
            return False

    def _list(self, visitor: Visitor, task: _Task, entry: ListEntry) -> None:
        """Follow a list and its further pages; the first further one that is missing is its end."""
        self._list_page(visitor, task.address, entry)
        for text in entry.further.addresses() if entry.further else ():
            further = addresses.parse(text)
            if further != task.address and not self._list_page(visitor, further, entry, further=True):
                break

    def _list_page(
        self, visitor: Visitor, where: Address, entry: ListEntry, *, further: bool = False
    ) -> bool:
        """Find the reports of one page of a list; whether the page is there."""
        address, at = str(where), self._clock.utc().isoformat()
        result: Result = "unchanged"
        try:
            if not (self._store.done_before(address) and self._store.entry(address).versions):
                visit = visitor.visit(where, self._store.validators(address))
                answer = visit.answer
                if answer.status == 304:
                    self._store.unchanged(address, at, None)
                else:
                    content_type = answer.headers.get("content-type", "")
                    if not follow.found(answer.body, content_type, answer.address, entry):
                        judge(where, answer)
                    result, _ = self._store.put(
                        address, answer.body, ".html", at=at, came_from=str(answer.address),
                        headers=answer.headers, known=None,
                    )  # fmt: skip
            latest = self._store.entry(address).versions[-1]
            content_type = latest.headers.get("content-type", "")
            base = addresses.parse(latest.address)
            found = follow.found(self._store.body(address), content_type, base, entry)
        except (FetchError, ArchiveDamagedError) as error:
            if not (further and isinstance(error, FetchError) and error.kind == "missing"):
                self._fail(address, error, is_list=True)
            return False
        with self._lock:
            self.found += found
        notes = () if found else ("no link of this list fits link_text and link_address",)
        self._note(Outcome(address, result, is_list=True, notes=notes))
        return True

    def _fail(self, address: str, error: FetchError | ArchiveDamagedError, *, is_list: bool = False) -> None:
        if isinstance(error, FetchError):
            result, why, remedy = error.kind, error.why, error.remedy
        else:
            result, why, remedy = "unusable", str(error), "remove the named file and fetch again"
        self._store.failed(address, result, why, self._clock.utc().isoformat())
        self._note(Outcome(address, result, why, remedy, is_list=is_list))

    def _note(self, outcome: Outcome) -> None:
        with self._lock:
            self.summary.outcomes.append(outcome)
            if self._tell is not None:
                self._tell(outcome)


def _texts(body: bytes) -> list[str]:
    """The texts that reading finds in a web page."""
    kind = files().format_of(Path("page.html")) or "html"
    return [piece.text for piece in reader(kind)(body, "page.html") if isinstance(piece, Piece)]
