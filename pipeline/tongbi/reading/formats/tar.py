"""TAR containers, plain or compressed. Links and devices among the members are refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, Piece
from tongbi.reading.formats.containers import Member, read_members
from tongbi.reading.inventory import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Quarantined

_DAMAGE = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def read(content: bytes, path: str) -> Iterator[Piece | Quarantined]:
    """The texts of the members. Raises FormatError for a container that is damaged or too large."""
    try:
        with tarfile.open(fileobj=io.BytesIO(_plain(content)), mode="r:") as package:
            entries = [entry for entry in package if not entry.isdir()]
            for entry in entries:
                if not entry.isfile():
                    remedy = "put the file itself into it"
                    yield refuse(f"{path}!{entry.name}", "a link or device, not a file", remedy)
            members = [Member(e.name, partial(_bytes, package, e)) for e in entries if e.isfile()]
            yield from read_members(members, path)
    except _DAMAGE as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError("a damaged TAR file", "get the file again, or unpack it") from error


def _plain(content: bytes) -> bytes:
    """The container without its compression, refused where it unpacks to more than the limit."""
    limits = files().limits
    with _stream(content) as stream:
        plain = stream.read(limits.unpacked_bytes + 1)
    if len(plain) > limits.unpacked_bytes:
        why = f"a TAR file that unpacks to more than {limits.unpacked_megabytes} MB"
        raise FormatError(why, "unpack it by hand and split it")
    return plain


def _stream(content: bytes) -> BinaryIO:
    """The bytes of a container, unpacked as they are read."""
    raw = io.BytesIO(content)
    if content.startswith(b"\x1f\x8b"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if content.startswith(b"BZ"):
        return cast("BinaryIO", bz2.BZ2File(raw))
    if content.startswith(b"\xfd7z"):
        return cast("BinaryIO", lzma.LZMAFile(raw))
    return raw


def _bytes(package: tarfile.TarFile, entry: tarfile.TarInfo, most: int) -> bytes:
    try:
        stream = package.extractfile(entry)
        return stream.read(most) if stream else b""
    except _DAMAGE as error:
        why = f"damaged inside its TAR file ({type(error).__name__})"
        raise FormatError(why, "get the file again") from error
