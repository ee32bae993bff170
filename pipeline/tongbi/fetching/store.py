"""What has been fetched: originals, a journal of all that became of each address, and the files to be read.

In the folder of the reports lie the documents (`NAME.html`, for a later version of the page `NAME.v2.html`)
each with its sidecar; in its hidden folder `.fetch` the archive of originals by SHA-256, and `journal.jsonl`,
to which a line is added after each page. A line that a kill cut short is not read; what it was about is done
again.

Belongs here: writing so that a kill at any moment loses nothing. Does not belong here: the network.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import threading
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import yaml

from tongbi import whole
from tongbi.fetching.visit import Validators
from tongbi.reading.archive import Archive
from tongbi.reading.sidecar import ENDING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

Result = Literal["new", "changed", "unchanged", "refused", "missing", "unusable", "unavailable"]
GOT: tuple[Result, ...] = ("new", "changed", "unchanged")

_KEPT_HEADERS = (
    "content-type",
    "content-length",
    "content-encoding",
    "etag",
    "last-modified",
    "date",
    "server",
)


class StoreBusyError(RuntimeError):
    """Another fetch writes into the same folder."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a page: the SHA-256 of its bytes in the archive, when and whence it came, its headers.

    `file` is its name in the folder; '' where only the page around the text is new.
    """

    sha256: str
    ending: str
    fetched_at: str
    address: str
    file: str
    headers: dict[str, str]
    size: int


@dataclass(slots=True)
class Entry:
    """What is known of an address: its versions, oldest first, and how the last look at it ended."""

    versions: list[Version] = field(default_factory=list)
    etag: str = ""
    last_modified: str = ""
    looked_at: str = ""
    result: Result | None = None
    why: str = ""


class Store:
    """The store of one folder, held against other fetches while it is open. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hidden = folder / ".fetch"
        self._hidden.mkdir(parents=True, exist_ok=True)
        self.archive = Archive(self._hidden / "archive")
        self._guard = (self._hidden / "lock").open("w")
        try:
            fcntl.flock(self._guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._guard.close()
            raise StoreBusyError(
                f"another fetch is writing into {folder}; wait until it has ended"
            ) from error
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}
        self._done_before: set[str] = set()
        self._unfinished = False
        self._journal = self._open_journal()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()
        self._guard.close()

    def begin(self, at: str) -> bool:
        """Begin a fetch, or go on with one that was not finished; whether it is the latter."""
        if not self._unfinished:
            self._done_before.clear()
            self._write({"event": "begin", "at": at})
        return self._unfinished

    def finish(self, at: str) -> None:
        """Every address has been looked at: the next fetch looks at all of them again."""
        self._write({"event": "finish", "at": at})

    def done_before(self, address: str) -> bool:
        """Whether the fetch that is gone on with has dealt with this address already."""
        return address in self._done_before and self._is_whole(address)

    def entry(self, address: str) -> Entry:
        """What is known of an address; an empty entry where nothing is."""
        with self._lock:
            return self._entries.get(address, Entry())

    def validators(self, address: str) -> Validators | None:
        """What to ask with whether the page has changed; None where there is nothing to go by."""
        entry = self.entry(address)
        if not entry.versions or not (entry.etag or entry.last_modified) or not self._is_whole(address):
            return None
        return Validators(entry.versions[-1].address, entry.etag, entry.last_modified)

    def body(self, address: str) -> bytes:
        """The bytes of an address's latest version. Raises FileNotFoundError."""
        latest = self.entry(address).versions[-1]
        return self.archive.get(latest.sha256, latest.ending)

    def put(
        self,
        address: str,
        body: bytes,
        ending: str,
        *,
        at: str,
        came_from: str,
        headers: dict[str, str],
        known: dict[str, str] | None,
        same_text: bool = False,
    ) -> tuple[Result, str]:
        """Keep what came from an address; gives whether that is new, and its file's name in the folder.

        With `known` None the bytes are archived and no file is written (a list page). `same_text` tells that
        the text of the latest version is the same, so that a changed page is no new version to be read.
        """
        entry = self.entry(address)
        latest = entry.versions[-1] if entry.versions else None
        sha256 = self.archive.put(body, ending)
        result: Result = "new" if latest is None else "changed"
        own = file = ""
        if latest is not None and (latest.sha256 == sha256 or same_text):
            result, file = "unchanged", self.file_of(address)
        elif known is not None:
            own = file = self._name(address, known, entry, ending)
        if file and (own or not (self.folder / file).exists()):
            self._place(file, body, known)
        record: dict[str, Any] = {
            "address": address,
            "at": at,
            "result": result,
            "etag": headers.get("etag", ""),
            "last_modified": headers.get("last-modified", ""),
        }
        if latest is None or latest.sha256 != sha256:
            kept = {key: headers[key] for key in _KEPT_HEADERS if key in headers}
            record["version"] = asdict(Version(sha256, ending, at, came_from, own, kept, len(body)))
        self._note(record)
        return result, file

    def unchanged(self, address: str, at: str, known: dict[str, str] | None) -> str:
        """Note that nothing changed; gives the file's name, the file put back where it was removed."""
        entry = self.entry(address)
        file = self.file_of(address)
        if file and not (self.folder / file).exists():
            holder = next(version for version in reversed(entry.versions) if version.file == file)
            self._place(file, self.archive.get(holder.sha256, holder.ending), known)
        kept = {"etag": entry.etag, "last_modified": entry.last_modified}
        self._note({"address": address, "at": at, "result": "unchanged", **kept})
        return file

    def failed(self, address: str, result: Result, why: str, at: str) -> None:
        """Note why an address gave nothing; what it gave before stays."""
        self._note({"address": address, "at": at, "result": result, "why": why})

    def describe(self, address: str, known: dict[str, str]) -> None:
        """Write what is known of an address beside its files, where that is not what lies there already."""
        for version in self.entry(address).versions:
            if version.file and (self.folder / version.file).exists():
                self._describe(version.file, known)

    def file_of(self, address: str) -> str:
        """The name of the file that holds an address's latest text; '' where there is none."""
        return next((v.file for v in reversed(self.entry(address).versions) if v.file), "")

    def _place(self, file: str, body: bytes, known: dict[str, str] | None) -> None:
        """Write a file of the folder, its sidecar first, so that nothing ever sees it without."""
        if known is not None:
            self._describe(file, known)
        whole.write(self.folder / file, body, durable=True)

    def _describe(self, file: str, known: dict[str, str]) -> None:
        path = self.folder / (_stem(file) + ENDING)
        text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False).encode("utf-8")
        if not path.exists() or path.read_bytes() != text:
            whole.write(path, text, durable=True)

    def _name(self, address: str, known: dict[str, str], entry: Entry, ending: str) -> str:
        files = [version.file for version in entry.versions if version.file]
        if files:
            return f"{_stem(files[0])}.v{len(files) + 1}{ending}"
        host = address.partition("://")[2].partition("/")[0]
        parts = (known.get("issuer_name", host), known.get("report_year", ""), known.get("version", ""))
        return f"{name_for(address, '-'.join(filter(None, parts)))}{ending}"

    def _is_whole(self, address: str) -> bool:
        """Whether the archive still has what the journal says was kept and may be needed again."""
        versions = self.entry(address).versions
        needed = [*versions[-1:], *[version for version in versions if version.file][-1:]]
        return all(self.archive.path_of(v.sha256, v.ending).exists() for v in needed)

    def _open_journal(self) -> TextIO:
        path = self._hidden / "journal.jsonl"
        content = path.read_bytes() if path.exists() else b""
        whole = content[: content.rfind(b"\n") + 1]
        for line in whole.splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue  # a line damaged by hand: its address is looked at again
            self._recall(record)
        if len(whole) < len(content):
            with path.open("r+b") as file:
                file.truncate(len(whole))
        return path.open("a", encoding="utf-8")

    def _recall(self, record: dict[str, Any]) -> None:
        """Take a line of the journal that an earlier fetch wrote."""
        if event := record.get("event"):
            self._unfinished = event == "begin"
            self._done_before.clear()
            return
        self._take(record)
        if record["result"] == "unavailable":
            self._done_before.discard(record["address"])
        else:
            self._done_before.add(record["address"])

    def _take(self, record: dict[str, Any]) -> None:
        entry = self._entries.setdefault(record["address"], Entry())
        entry.looked_at, entry.result, entry.why = record["at"], record["result"], record.get("why", "")
        if record["result"] in GOT:
            entry.etag, entry.last_modified = record["etag"], record["last_modified"]
        if "version" in record:
            entry.versions.append(Version(**record["version"]))

    def _note(self, record: dict[str, Any]) -> None:
        self._write(record)
        with self._lock:
            self._take(record)

    def _write(self, record: dict[str, Any]) -> None:
        with self._lock:
            self._journal.write(json.dumps(record, ensure_ascii=False) + "\n")
            self._journal.flush()
            os.fsync(self._journal.fileno())


def name_for(address: str, name: str) -> str:
    """A file name without ending for an address: readable, and never that of another address."""
    readable = re.sub(r"[^\w\-]+", "-", name).strip("-_")[:60]
    return f"{readable or 'page'}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def _stem(file: str) -> str:
    """`NAME` of `NAME.html`, as reading finds the sidecar; `NAME.v2` of `NAME.v2.tar.gz`."""
    return re.sub(r"(\.tar)?\.\w+$", "", file)
