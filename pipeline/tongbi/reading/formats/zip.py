"""ZIP containers. Names without a UTF-8 mark are taken as GB18030 where that fits: Windows writes them so."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING

from tongbi.reading.formats import FormatError, Piece, reader
from tongbi.reading.formats.containers import Member, read_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined

# Documents that are ZIP packages, by a member that only they have: a renamed one is read as what it is.
_SIGNS = {"docx": "word/document.xml", "ofd": "OFD.xml"}
_UTF8_MARK = 0x800
_ENCRYPTED = 0x1


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The texts of the members. Raises FormatError for a container that is damaged or too large."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FormatError("a damaged ZIP file", "get the file again, or unpack it") from error
    with package:
        names = set(package.namelist())
        for kind, sign in _SIGNS.items():
            if sign in names:
                yield from reader(kind)(content, path)
                return
        members = [
            Member(_name(info), partial(_bytes, package, info))
            for info in package.infolist()
            if not info.is_dir()
        ]
        yield from read_members(members, path)


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_MARK:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _bytes(package: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise FormatError("encrypted", "unpack it with its password")
    try:
        with package.open(info) as member:
            return member.read(most)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise FormatError(
            f"damaged inside its ZIP file ({type(error).__name__})", "get the file again"
        ) from error
