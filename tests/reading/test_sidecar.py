"""What may be declared beside a document, and how faults in it are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.reading.sidecar import FIELDS, DeclarationError, path_beside, read_beside

if TYPE_CHECKING:
    from pathlib import Path


def beside(folder: Path, content: str) -> Path:
    (folder / "report.meta.yaml").write_text(content, encoding="utf-8")
    return folder / "report.txt"


def test_without_a_sidecar_nothing_is_declared(tmp_path: Path) -> None:
    assert read_beside(tmp_path / "report.txt") == {}


def test_all_fields_of_the_contract_are_read_as_text(tmp_path: Path) -> None:
    path = beside(
        tmp_path,
        "issuer_name: 砚溪县人民政府\nissuer_code: 110000\nlevel: county\nreport_type: law_based_government\n"
        "report_year: 2023\nversion: speech\ntitle: 报告\npublished_on: 2024-01-18\nsource_uri: https://example.org\n",
    )
    fields = read_beside(path)
    assert set(fields) == set(FIELDS)
    assert (fields["issuer_code"], fields["published_on"], fields["report_year"]) == (
        "110000",
        "2024-01-18",
        "2023",
    )


def test_an_empty_sidecar_declares_nothing(tmp_path: Path) -> None:
    assert read_beside(beside(tmp_path, "# nothing yet\n")) == {}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("reprot_year: 2023\n", "field `reprot_year` is not known"),
        ("report_year: last\n", "field `report_year`"),
        ("report_year: 20233\n", "field `report_year`"),
        ("level: village\n", "field `level`"),
        ("published_on: 2024-13-01\n", "field `published_on`"),
        ("issuer_code: 12\n", "field `issuer_code`"),
        ("- a list\n", "must hold fields"),
        ("a: [1\n", "not valid YAML"),
    ],
)
def test_a_fault_names_the_file_and_the_field(tmp_path: Path, content: str, part: str) -> None:
    path = beside(tmp_path, content)
    with pytest.raises(DeclarationError) as raised:
        read_beside(path)
    assert str(tmp_path / "report.meta.yaml") in str(raised.value)
    assert part in str(raised.value)


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [
        ("a.txt", "a.meta.yaml"),
        ("a.b.txt", "a.b.meta.yaml"),
        ("A.TXT", "A.meta.yaml"),
        ("a.jsonl", "a.meta.yaml"),
    ],
)
def test_the_sidecar_has_the_documents_name(tmp_path: Path, name: str, sidecar: str) -> None:
    assert path_beside(tmp_path / name) == tmp_path / sidecar


def test_a_field_that_is_left_blank_is_not_declared(tmp_path: Path) -> None:
    assert read_beside(beside(tmp_path, "title:\nreport_year: 2023\n")) == {"report_year": "2023"}
