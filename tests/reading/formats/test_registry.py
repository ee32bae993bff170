"""Each declared format has a reader; content goes before names; libraries are imported where used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, reader, sniff

HEAVY = [
    "PIL",
    "rapidocr",
    "onnxruntime",
    "cv2",
    "numpy",
    "olefile",
    "ofdkit",
    "docx",
    "selectolax",
    "pypdfium2",
    "striprtf",
    "markdown_it",
    "charset_normalizer",
    "pandas",
    "duckdb",
    "dagster",
]


@pytest.mark.parametrize("kind", sorted(files().formats))
def test_each_declared_format_has_a_reader(kind: str) -> None:
    assert callable(reader(kind))


def test_a_format_without_a_reader_has_a_remedy() -> None:
    with pytest.raises(FormatError) as raised:
        reader("spreadsheet")
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("content", "announced", "kind"),
    [
        (b"%PDF-1.7", "text", "pdf"),
        (b"{\\rtf1", "text", "rtf"),
        (b"PK\x03\x04", "text", "zip"),
        (b"PK\x03\x04", "docx", "docx"),
        (b"PK\x03\x04", "ofd", "ofd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "text", "doc"),
        (b"MM\0*", "text", "image"),
        (b"BMW is no picture", "text", "text"),
        ("报告".encode(), "html", "html"),
    ],
)
def test_what_is_unmistakable_goes_before_the_name(content: bytes, announced: str, kind: str) -> None:
    assert sniff(content, announced) == kind


def test_reading_a_text_imports_no_library_of_another_format_and_no_frames() -> None:
    program = (
        "import sys, pathlib, tempfile; from tongbi.reading import identify_or_guess, read_file\n"
        "path = pathlib.Path(tempfile.mkdtemp()) / 'a.txt'; path.write_text('报告', encoding='utf-8')\n"
        "identify_or_guess(read_file(path)[0][0])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
