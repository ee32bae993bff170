"""The package of tables is valid by the library's own judgement, and says what every field means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tongbi.publishing import dictionary, export_datapackage, publish, schema

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


@pytest.mark.filterwarnings("default")  # those of the library that checks are not ours
def test_descriptor_and_data_are_valid(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    import frictionless

    quarantine = frames["quarantine"].astype({"start_char": "Int64", "end_char": "Int64"})
    quarantine.loc[1, ["start_char", "end_char"]] = [10, 20]
    frames["quarantine"] = quarantine
    publish(frames, tmp_path / "w.duckdb")
    written = export_datapackage(tmp_path / "w.duckdb", tmp_path / "package")
    report = frictionless.validate(str(written[-1]))
    assert report.flatten(["type", "message"]) == []
    assert report.valid
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows == {name: len(frame) for name, frame in frames.items()}


def test_every_field_has_a_type_and_a_description_in_both_languages(warehouse: Path, tmp_path: Path) -> None:
    package = json.loads(export_datapackage(warehouse, tmp_path)[-1].read_text(encoding="utf-8"))
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert len(fields) > 100
    assert all(field["type"] and " / " in field["description"] for field in fields)


def test_keys_and_references_are_those_of_the_tables(warehouse: Path, tmp_path: Path) -> None:
    package = json.loads(export_datapackage(warehouse, tmp_path)[-1].read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert schemas["series"]["primaryKey"] == ["issuer_name", "metric_id", "period"]
    assert {
        "fields": ["observation_id"],
        "reference": {"resource": "observation", "fields": ["observation_id"]},
    } in schemas["series"]["foreignKeys"]
    assert set(schemas) == {table.name for table in schema.tables(dictionary.fresh())}


def test_equal_content_gives_equal_bytes(warehouse: Path, tmp_path: Path) -> None:
    first, second = (export_datapackage(warehouse, tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
