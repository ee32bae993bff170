"""From bytes to text: the encodings that Chinese offices use, told apart without guessing in silence.

Belongs here: byte order marks, strict decoders, and the measure of plausibility that chooses among them. Does
not belong here: files, formats, what the text says.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

# The marks in the order in which they must be tried: that of UTF-32 begins like that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Signs that make up about half of any Chinese prose and next to nothing of bytes decoded by the wrong table.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把"
    "性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但"
    "质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品"
    "式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处府务治安依规府划监督执责任检查完推落项优善推县市省报告，。、：；（）“”《》"
)
_SAMPLE = 20_000
# About so many signs beyond ASCII, taken evenly from the sample, tell prose from bytes of another table.
_JUDGED = 500
# Of a text that decodes, about so many show whether it is one at all.
_LOOKED_AT = 1_000
# Prose of the right table has a half or more of frequent signs, of a wrong one a twentieth at most.
_BEYOND_DOUBT = 0.4
_NEUTRAL = b"\t\n\r\f" + bytes(range(0x20, 0x7F))
# Controls by their one byte in Latin 1; Hangul, halves of a pair and private use by the upper byte in UTF-16;
# what stands behind the full-width forms, and how all of it and little else begins in UTF-8.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)])
_FOREIGN = bytes(range(0xAC, 0xF9))
_SPECIALS, _BEFORE_SPECIALS = [chr(code) for code in range(0xFFF0, 0x10000)], b"\xef\xbf"


class UndecodableError(ValueError):
    """The bytes are no text in any encoding that is tried. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte order mark, newlines untouched, and the encoding that gave it."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """The text of some bytes: by their mark, else UTF-8, else the most plausible of GB18030, UTF-16 and Big5.

    Raises UndecodableError for what is no text; never replaces a byte that does not decode.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _unmarked(content, error)
    # UTF-16 without a mark decodes as UTF-8 where it holds nothing but ASCII; its zero bytes give it away.
    return _unmarked(content, None) if "\0" in text else Decoded(_printable(text), "utf-8")


def _marked(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_printable(content.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"marked as {encoding}, but byte {error.start} does not fit; save it again as UTF-8"
        ) from error


def _unmarked(content: bytes, utf8: UnicodeDecodeError | None) -> Decoded:
    candidates = ["utf-16-le", "utf-16-be"] if len(content) % 2 == 0 else []
    if b"\0" not in content[:_SAMPLE]:
        candidates = ["gb18030", *candidates, "big5"]
    best: tuple[float, Decoded] | None = None
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = plausibility(text)
        if best is None or score > best[0]:
            best = (score, Decoded(text, encoding))
        if score > _BEYOND_DOUBT:
            break
    if best is not None and best[0] >= 0.2:
        return Decoded(_printable(best[1].text), best[1].encoding)
    return _last_resort(content, utf8)


def _last_resort(content: bytes, utf8: UnicodeDecodeError | None) -> Decoded:
    """What a detector makes of it, believed only where the result reads like Chinese prose."""
    if b"\0" not in content[:_SAMPLE]:
        from charset_normalizer import from_bytes

        match = from_bytes(content[:_SAMPLE]).best()
        if match is not None:
            try:
                text = content.decode(match.encoding)
            except (UnicodeDecodeError, LookupError):
                text = ""
            if plausibility(text) >= 0.2:
                return Decoded(_printable(text), match.encoding)
    if utf8 is not None and plausibility(content[: utf8.start].decode("utf-8")) >= 0.2:
        raise UndecodableError(
            f"UTF-8 text that is damaged at byte {utf8.start}; get the file again or save it as UTF-8"
        )
    raise UndecodableError(
        "not a text in UTF-8, GB18030, UTF-16 or Big5 but binary data; save the report's text as UTF-8"
    )


def plausibility(text: str) -> float:
    """How much a text reads like Chinese prose: the share of frequent signs less that of impossible ones."""
    sample = text[:_SAMPLE]
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    signs = sample[:: max(1, beyond // _JUDGED)]
    if not signs:
        return 0.0
    frequent = sum(map(_FREQUENT.__contains__, signs))
    # ASCII is as likely in any of the encodings: digits and newlines say nothing
    narrow = signs.encode("ascii", "ignore")
    telling = len(signs) - len(narrow) + len(narrow.translate(None, _NEUTRAL))
    return (frequent - 2 * _foreign(signs)) / max(telling, 1)


def _foreign(sample: str) -> int:
    """How many signs are controls, private use, Hangul or unassigned in practice.

    Counted in encoded bytes, where a sign costs a small part of what it does in a loop or a pattern.
    """
    narrow = sample.encode("latin-1", "ignore")
    upper = sample.encode("utf-16-le", "surrogatepass")[1::2]
    count = len(narrow) - len(narrow.translate(None, _CONTROLS))
    # a sign outside the basic plane is two halves here and nothing foreign
    count += len(upper) - len(upper.translate(None, _FOREIGN)) - 2 * (len(upper) - len(sample))
    if _BEFORE_SPECIALS in sample.encode("utf-8", "surrogatepass"):
        count += sum(map(sample.count, _SPECIALS))
    return count


def _printable(text: str) -> str:
    """The text itself where it is one; binary data that happens to decode is refused."""
    sample = text[:_SAMPLE]
    sample = sample[:: 1 + len(sample) // _LOOKED_AT]
    if "\0" in text or _foreign(sample) * 50 > len(sample):
        raise UndecodableError("binary data, not a text; save the report's text as UTF-8")
    return text
