"""Encodings: each is recognised, nothing is replaced, and what is no text is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.reading.decoding import UndecodableError, decode, plausibility

TEXT = (
    "砚溪县人民政府\r\n关于2023年度法治政府建设情况的报告\n\n全年办理行政处罚案件5900余件，"
    "较上年减少1.2个百分点；受理行政复议案件２３件。\r最后一行"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_each_encoding_gives_the_same_text_with_its_newlines(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-be", "gb18030"])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: str) -> None:
    assert decode(("\ufeff" + TEXT).encode(mark)).text == TEXT


def test_traditional_characters_in_big5() -> None:
    text = "臺北市政府關於依法行政工作情形的報告，全年辦理案件十二件，較上年減少。" * 3
    assert decode(text.encode("big5")).text == text


def test_digits_alone_are_text() -> None:
    assert decode(b"2023\n12,5\n").text == "2023\n12,5\n"


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_refused(seed: int) -> None:
    with pytest.raises(UndecodableError):
        decode(random.Random(seed).randbytes(4096))


@pytest.mark.parametrize(
    "content",
    [b"\x00" * 100, b"\x7fELF\x02\x01\x01" + b"\x00" * 60, b"\x01\x02\x03\x04" * 30, b"\xff\xfe\x00\xd8"],
)
def test_binary_data_is_refused(content: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(content)


def test_damage_in_a_utf8_text_is_located_and_not_covered_up() -> None:
    content = TEXT.encode("utf-8") * 5
    position = len(TEXT.encode("utf-8")) * 2
    damaged = content[:position] + b"\xff\xff" + content[position:]
    with pytest.raises(UndecodableError, match=f"damaged at byte {position}"):
        decode(damaged)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_any_printable_utf8_text_is_kept_as_it_is(text: str) -> None:
    kept = text.removeprefix("\ufeff")
    try:
        assert decode(text.encode("utf-8")).text == kept
    except UndecodableError:
        assert any("\uac00" <= sign <= "\uf8ff" or sign >= "\ufff0" for sign in kept)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_are_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except UndecodableError:
        return
    assert "\0" not in decoded.text


def test_prose_is_more_plausible_than_the_same_bytes_misread() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "gb18030"):
        misread = TEXT.encode(encoding).decode("latin-1")
        assert plausibility(TEXT) > 0.2 > plausibility(misread)
