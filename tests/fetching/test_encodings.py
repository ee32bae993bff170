from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.fetching.encodings import unpacked
from tongbi.fetching.problems import FetchError

LIMIT = 100_000


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "br": brotli.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "identity": lambda body: body,
    "": lambda body: body,
}


@pytest.mark.parametrize("coding", PACKERS)
@given(body=st.binary(min_size=1, max_size=2000))
def test_what_was_packed_comes_out(coding: str, body: bytes) -> None:
    assert unpacked(PACKERS[coding](body), coding, LIMIT) == body


def test_codings_are_undone_in_reverse() -> None:
    assert unpacked(brotli.compress(gzip.compress("报告".encode())), "gzip, br", LIMIT).decode() == "报告"


def test_members_follow_one_another_and_padding_is_left_out() -> None:
    assert unpacked(gzip.compress(b"a") + gzip.compress(b"b"), "gzip", LIMIT) == b"ab"
    assert unpacked(gzip.compress(b"a") + b"\0\0\0", "gzip", LIMIT) == b"a"


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_bomb_is_not_unpacked(coding: str) -> None:
    bomb = PACKERS[coding](bytes(5_000_000))
    with pytest.raises(FetchError, match="larger than"):
        unpacked(bomb, coding, LIMIT)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_body_that_broke_off_is_to_be_tried_again(coding: str) -> None:
    whole = PACKERS[coding](bytes(range(256)) * 40)
    with pytest.raises(FetchError, match="broke off") as failure:
        unpacked(whole[:-9], coding, LIMIT)
    assert failure.value.kind == "unavailable"


@pytest.mark.parametrize(
    ("body", "coding", "why"),
    [
        (b"<html>plain</html>", "gzip", "is not"),
        (b"<html>plain</html>", "br", "is not"),
        (b"body", "zstd", "was not asked for"),
        (b"body", "gzip, gzip, gzip, gzip", "4 times over"),
    ],
)
def test_what_cannot_be_unpacked_is_told(body: bytes, coding: str, why: str) -> None:
    with pytest.raises(FetchError, match=why) as failure:
        unpacked(body, coding, LIMIT)
    assert failure.value.kind == "unusable"
