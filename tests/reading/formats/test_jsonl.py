"""JSON Lines of documents: good lines are read, bad ones are told by file and line."""

from __future__ import annotations

import json

import pytest

from tongbi.reading.formats import Piece, jsonl
from tongbi.records import Quarantined


def read(*lines: str) -> list[Piece | Quarantined]:
    return list(jsonl.read("\n".join(lines).encode("utf-8"), "in.jsonl"))


def test_a_document_a_line_with_its_own_fields() -> None:
    line = json.dumps(
        {"text": "甲\r\n乙", "report_year": 2023, "issuer_name": "砚溪县人民政府", "id": 7},
        ensure_ascii=False,
    )
    (piece,) = read(line)
    assert isinstance(piece, Piece)
    assert (piece.text, piece.path, piece.content) == ("甲\r\n乙", "in.jsonl:1", line.encode())
    assert piece.declared == {"report_year": "2023", "issuer_name": "砚溪县人民政府"}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "the line is not JSON"),
        ("[1]", "no object with a text"),
        ('{"title": "x"}', "no object with a text"),
        ('{"text": 5}', "no object with a text"),
        ('{"text": " "}', "text is empty"),
        ('{"text": "\\ud83d"}', "half a character"),
        ('{"text": "x", "report_year": "soon"}', "field `report_year`"),
        ("[" * 100_000, "the line is not JSON"),
    ],
)
def test_a_bad_line_is_told_and_the_others_go_on(line: str, why: str) -> None:
    first, bad, last = read('{"text": "一"}', line, '{"text": "三"}')
    assert isinstance(bad, Quarantined)
    assert (bad.where, why in bad.why) == ("in.jsonl:2", True)
    assert [piece.path for piece in (first, last) if isinstance(piece, Piece)] == ["in.jsonl:1", "in.jsonl:3"]


def test_empty_lines_count_but_hold_nothing() -> None:
    (piece,) = read("", "  ", '{"text": "三"}', "")
    assert isinstance(piece, Piece)
    assert piece.path == "in.jsonl:3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings(encoding: str) -> None:
    text = "全年办理行政处罚案件，较上年减少。"
    pieces = list(jsonl.read(json.dumps({"text": text}, ensure_ascii=False).encode(encoding), "in.jsonl"))
    assert [piece.text for piece in pieces if isinstance(piece, Piece)] == [text]
