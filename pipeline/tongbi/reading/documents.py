"""From a file to its documents: archived first, then opened in its format, with what is declared beside it.

Belongs here: the one way in which a file is read, whatever its format. Does not belong here: any single
format, and what a text says.
"""

from __future__ import annotations

from pathlib import Path

from tongbi.reading.archive import Archive, ArchiveDamagedError, digest
from tongbi.reading.declared import files
from tongbi.reading.decoding import UndecodableError
from tongbi.reading.formats import FormatError, Piece, reader, sniff
from tongbi.reading.inventory import refuse, unread
from tongbi.reading.sidecar import DeclarationError, read_beside
from tongbi.records import Document, Quarantined


def read_file(path: Path, archive: Archive | None = None) -> tuple[list[Document], list[Quarantined]]:
    """The documents of one file and the parts of it that cannot be read, each with what to do about it.

    The original is put into the archive, where one is given, before anything looks into it. Never raises for
    what the file holds; an archive that cannot be written raises OSError.
    """
    announced = files().format_of(path)
    if announced is None and path.is_file():
        return [], [unread(path, path.name)]
    content = _bytes_of(path)
    if isinstance(content, Quarantined):
        return [], [content]
    try:
        sha256 = archive.put(content, path.suffix.lower()) if archive else digest(content)
        beside = read_beside(path)
    except ArchiveDamagedError as error:
        return [], [refuse(path, str(error), "restore the archive, or remove the named file")]
    except DeclarationError as error:
        return [], [refuse(path, str(error), "correct the sidecar, or remove it")]

    documents: list[Document] = []
    quarantined: list[Quarantined] = []
    announced = announced or "text"
    kind = sniff(content, announced)
    try:
        for piece in reader(kind)(content, str(path)):
            if isinstance(piece, Quarantined):
                quarantined.append(piece)
            elif not piece.text.strip():
                quarantined.append(
                    refuse(piece.path, "it holds no text", "remove it, or get the report again")
                )
            else:
                documents.append(_document(piece, sha256, beside, archive))
    except UndecodableError as error:
        quarantined.append(
            refuse(path, _named(kind, announced, str(error)), "save the report's text as UTF-8")
        )
    except FormatError as error:
        quarantined.append(refuse(path, _named(kind, announced, str(error)), error.remedy))
    if not documents and not quarantined:
        quarantined.append(refuse(path, "it holds no text", "remove it, or get the report again"))
    return documents, quarantined


def _bytes_of(path: Path) -> bytes | Quarantined:
    limit = files().limits.file_bytes
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        return refuse(path, "no such file", "check the path")
    except IsADirectoryError:
        return refuse(
            path, "a folder, not a file", f"give one of its files; tongbi run {path} reads them all"
        )
    except PermissionError:
        return refuse(
            path, "no permission to read it", f"let the user that runs tongbi read it: chmod +r {path}"
        )
    except OSError as error:
        return refuse(path, f"cannot be read: {error.strerror or error}", "check the path and the disk")
    if len(content) > limit:
        megabytes = files().limits.file_megabytes
        return refuse(
            path,
            f"more than the limit of {megabytes} MB",
            "split it, or raise limits.file_megabytes in sources/reading/files.yaml",
        )
    if not content:
        return refuse(path, "an empty file (0 bytes)", "get the report again, or remove the file")
    return content


def _document(piece: Piece, sha256: str, beside: dict[str, str], archive: Archive | None) -> Document:
    if piece.content is not None:
        ending = Path(piece.path.rpartition("!")[2]).suffix.lower() if "!" in piece.path else ".json"
        sha256 = archive.put(piece.content, ending, durable=False) if archive else digest(piece.content)
    return Document(
        path=piece.path,
        text=piece.text,
        sha256=sha256,
        format=piece.format,
        declared=piece.hints | beside | piece.declared,
        places=piece.places,
        doubtful=piece.doubtful,
        notes=piece.notes,
    )


def _named(kind: str, announced: str, why: str) -> str:
    """The reason, with the file's true format where its name says another."""
    return why if kind == announced else f"named as {announced}, but its content is {kind}: {why}"
