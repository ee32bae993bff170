"""OFD: texts by their places, tables in columns, and documents that are made to hurt."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tongbi.reading.formats import FormatError, Piece, ofd

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
TEXT = (
    "砚溪县人民政府\n关于2023年度法治政府建设情况的报告\n"
    "全年办结行政许可2.2万余件，行政处罚1,342件，同比下降5.2%，按时公开各项结果，接受社会监督，听取各方意见。\n"
    "指标\n2022年\n2023年\n行政处罚案件（件）\n1,108\n1,342\n罚没金额（万元）\n2,296.4\n2,310.6\n"
)


def _renderings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renderings", BENCHMARKS / "renderings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["renderings"] = module
    spec.loader.exec_module(module)
    return module


RENDERINGS = _renderings()


def made() -> bytes:
    content: bytes = RENDERINGS.ofd(RENDERINGS.blocks(TEXT))
    return content


def changed(**parts: str) -> bytes:
    with zipfile.ZipFile(BytesIO(made())) as package:
        files = {name: package.read(name) for name in package.namelist()}
    content: bytes = RENDERINGS.zipped(files | {name: part.encode() for name, part in parts.items()})
    return content


def test_paragraphs_are_joined_and_tables_kept() -> None:
    (piece,) = ofd.read(made(), "report.ofd")
    assert isinstance(piece, Piece)
    assert piece.text.splitlines() == [
        *TEXT.splitlines()[:3],
        "指标\t2022年\t2023年",
        "行政处罚案件（件）\t1,108\t1,342",
        "罚没金额（万元）\t2,296.4\t2,310.6",
    ]
    assert {place.page for place in piece.places} == {1}


def test_a_damaged_page_is_told_and_stops_nothing() -> None:
    with pytest.raises(FormatError, match="without text"):
        list(ofd.read(changed(**{"Doc_0/Pages/Page_0/Content.xml": "<broken"}), "report.ofd"))


def test_a_unit_that_draws_itself_is_refused() -> None:
    again = '<CompositeObject ID="7" ResourceID="7" Boundary="0 0 1 1"/>' * 2
    unit = f'<CompositeGraphicUnit ID="7"><Content>{again}</Content></CompositeGraphicUnit>'
    part = f"<Res><CompositeGraphicUnits>{unit}</CompositeGraphicUnits></Res>"
    with pytest.raises(FormatError, match="without end"):
        list(ofd.read(changed(**{"Doc_0/PublicRes.xml": part}), "report.ofd"))


def test_what_is_no_package_is_told() -> None:
    with pytest.raises(FormatError, match="damaged OFD"):
        list(ofd.read(b"PK\x03\x04 nothing", "report.ofd"))
