"""Damaged files of every format: each is read or told, never an exception, never a hang."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tongbi.reading import identify_or_guess, read_file

if TYPE_CHECKING:
    from types import ModuleType

ROUNDS = 60


def _neighbour(name: str) -> ModuleType:
    """Another test module's samples: test folders are no packages."""
    spec = importlib.util.spec_from_file_location(f"samples_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SAMPLES: dict[str, bytes] = {
    **_neighbour("test_same_report").FILES,
    "report.pdf": _neighbour("test_pdf").made([["砚溪县人民政府", "办理行政处罚案件一百件。"] * 8] * 3),
    "report.jsonl": '{"text": "砚溪县2023年法治政府建设年度报告"}\n'.encode() * 5,
}


def damaged(content: bytes, dice: random.Random) -> bytes:
    kind = dice.randrange(5)
    place = dice.randrange(len(content) or 1)
    if kind == 0:
        return content[:place]
    if kind == 1:
        return content[place:]
    if kind == 2:
        return content[:place] + dice.randbytes(dice.randrange(1, 60)) + content[place:]
    if kind == 3:
        flipped = bytearray(content)
        for _ in range(dice.randrange(1, 20)):
            flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        return bytes(flipped)
    return content + content[:place]


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_files_are_read_or_told(name: str, tmp_path: Path) -> None:
    dice = random.Random(name)
    path = tmp_path / name
    for _ in range(ROUNDS):
        path.write_bytes(damaged(SAMPLES[name], dice))
        documents, quarantined = read_file(path)
        assert documents or quarantined
        assert all(q.why and q.suggestion for q in quarantined)
        for document in documents:
            assert document.text
            document.text.encode("utf-8")
            identify_or_guess(document)
