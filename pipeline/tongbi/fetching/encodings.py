"""Bodies that came compressed: gzip, deflate and brotli, unpacked to no more than a limit.

Belongs here: the content codings of HTTP. Does not belong here: the encodings of text (see
`tongbi.reading.decoding`).
"""

from __future__ import annotations

import zlib

from tongbi.fetching.problems import FetchError

ACCEPTED = "gzip, br, deflate"


def unpacked(body: bytes, codings: str, limit: int) -> bytes:
    """The body without its codings; `codings` is the header Content-Encoding, in the order they were applied.

    Raises FetchError: unusable for a coding that was not asked for, bytes that are not in it, or more than
    `limit` bytes; unavailable where the packed body broke off.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > 3:
        raise FetchError("unusable", f"the body is packed {len(names)} times over")
    for name in reversed(names):
        if name == "identity" or not body:
            continue
        unpack = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli}.get(name)
        if unpack is None:
            raise FetchError("unusable", f"the body is packed as {name}, which was not asked for")
        body = unpack(body, limit)
        if len(body) > limit:
            raise too_large(limit)
    return body


def too_large(limit: int) -> FetchError:
    """The failure of a body over its limit."""
    return FetchError(
        "unusable",
        f"the body is larger than {limit / 1e6:g} MB and was abandoned",
        "raise limits.page_megabytes in the registry if the file is really so large",
    )


def _gzip(body: bytes, limit: int) -> bytes:
    return _zlib(body, limit, zlib.MAX_WBITS | 16, "gzip")


def _deflate(body: bytes, limit: int) -> bytes:
    # RFC 9110 wants the zlib wrapping; servers that leave it out are common.
    wrapped = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
    return _zlib(body, limit, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, "deflate")


def _zlib(body: bytes, limit: int, bits: int, name: str) -> bytes:
    parts: list[bytes] = []
    left = limit + 1
    while body and left > 0:
        unpacker = zlib.decompressobj(bits)
        try:
            part = unpacker.decompress(body, left)
        except zlib.error as error:
            if parts:
                break  # bytes after the end are no second member but padding
            raise _not_in(name) from error
        parts.append(part)
        left -= len(part)
        if left > 0 and not unpacker.eof:
            raise _broken_off(name)
        body = unpacker.unused_data
    return b"".join(parts)


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    waiting = body
    try:
        while size <= limit and not unpacker.is_finished():
            part = unpacker.process(waiting, output_buffer_limit=limit + 1 - size)
            if not part and not waiting:
                raise _broken_off("br")
            waiting = b""
            parts.append(part)
            size += len(part)
    except brotli.error as error:
        raise _not_in("br") from error
    return b"".join(parts)


def _not_in(name: str) -> FetchError:
    return FetchError("unusable", f"the body is said to be packed as {name} and is not")


def _broken_off(name: str) -> FetchError:
    return FetchError("unavailable", f"the body, packed as {name}, broke off")
