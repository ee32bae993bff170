"""The tables as a Frictionless data package: Parquet, and a `datapackage.json` that describes every field.

Belongs here: the descriptor. Does not belong here: writing the tables (see `export`), or any description of a
field; those are the comments in the warehouse.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tongbi.publishing import connection, schema
from tongbi.publishing.export import export_tables

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

# DuckDB's types and those of a table schema.
FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}

# How readers that go through pandas show the nulls of a column of numbers or times.
MISSING = ["", "nan", "NaT"]


def export_datapackage(warehouse: str | Path, folder: str | Path) -> list[Path]:
    """Write every table as Parquet and `datapackage.json` beside them; returns the paths written.

    Equal content gives equal bytes.
    """
    folder = Path(folder)
    written = export_tables(warehouse, folder, ["parquet"])
    with connection.read(Path(warehouse)) as database:
        package = descriptor(schema.tables(database))
    path = folder / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*written, path]


def descriptor(tables: list[schema.Table]) -> dict[str, Any]:
    """The descriptor of a package that holds `TABLE.parquet` for each table."""
    return {
        "$schema": PROFILE,
        "name": "tongbi",
        "title": "同比 tongbi",
        "description": (
            "政府年度报告中的数字，逐年可比，附原句、上下界与可比结论。 / Figures from annual reports of "
            "Chinese governments as series that compare year by year, with quotes, bounds and verdicts."
        ),
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: schema.Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        # Parquet knows null, and an empty text is a text.
        "missingValues": [],
    }
    if table.primary:
        described["primaryKey"] = list(table.key)
    if table.references:
        described["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [target]}}
            for column, other, target in table.references
        ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.comment,
        "schema": described,
    }


def _field(column: schema.Column, table: schema.Table) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.comment,
    }
    if not column.nullable or (table.primary and column.name in table.key):
        field["constraints"] = {"required": True}
    elif column.type != "VARCHAR":
        field["missingValues"] = MISSING
    return field
