"""File formats, a module each, registered by the name that `sources/reading/files.yaml` gives to endings.

A module `formats/NAME.py` has one public function `read(content, path)` that yields a `Piece` for each text
in the file. Belongs here: the registry and what a reader gives. Does not belong here: any single format.
Libraries of a format are imported inside its functions, so that a run pays only for the formats that it
meets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Place, Quarantined


class FormatError(ValueError):
    """A file that cannot be read in its format. The message says why; `remedy` what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why)
        self.remedy = remedy


# What is said of a document whose author let changes be recorded.
TRACKED = (
    "it holds tracked changes: what was inserted is read, what was deleted is not; "
    "accept or reject them in a word processor if another state is meant"
)


@dataclass(slots=True)
class Piece:
    """One text of a file; it belongs to whoever asked for it, who may complete it.

    `declared` are fields that go before those of a sidecar, `hints` are fields of the format's own metadata
    that give way to it; `content` are the bytes that hold the text where they are not the whole file;
    `places`, `doubtful` and `notes` are those of a `Document`.
    """

    text: str
    path: str
    format: str
    declared: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    places: tuple[Place, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


class Reader(Protocol):
    """What each module of this package offers as `read`."""

    def __call__(self, content: bytes, path: str) -> Iterator[Piece | Quarantined]:
        """The texts of a file and the parts of it that cannot be read.

        Raises FormatError or UndecodableError where nothing of the file can be read.
        """


# What a file's first bytes say; it wins over the ending, because renamed files are common.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "tar"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
)


# Formats that are ZIP packages themselves.
_PACKAGES = ("docx", "ofd", "zip")


def sniff(content: bytes, announced: str) -> str:
    """The format of some bytes: by their beginning where that is unmistakable, else the announced one."""
    start = content[:8]
    for magic, kind in _MAGIC:
        if start.startswith(magic) and not (kind == "image" and magic == b"BM" and announced == "text"):
            return announced if kind == "zip" and announced in _PACKAGES else kind
    return announced


def reader(kind: str) -> Reader:
    """The reader of a format. Raises FormatError for one that has none."""
    name = f"{__name__}.{kind}"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise FormatError(f"{kind} content, which is not read", "save the report's text as .txt") from error
    return cast("Reader", module.read)
