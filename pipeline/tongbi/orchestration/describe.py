"""What the Dagster UI says of an asset: description, columns, kinds, taken from where they are declared.

Belongs here: turning the migrations' tables and comments into Dagster metadata. Does not belong here: a
second wording of any of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import dagster as dg

if TYPE_CHECKING:
    from tongbi.publishing.schema import Table

OWNERS = ["team:tongbi"]


@cache
def _tables() -> dict[str, Table]:
    import duckdb

    from tongbi.publishing import migrations, schema

    with duckdb.connect() as connection:
        migrations.apply(connection)
        return {table.name: table for table in schema.tables(connection)}


def description(name: str) -> str:
    """What the table of that name holds, in Chinese and English."""
    return _tables()[name].comment


def metadata(name: str) -> dict[str, Any]:
    """The name and the columns of the table that an asset's frame becomes."""
    table = _tables()[name]
    columns = [
        dg.TableColumn(
            column.name,
            type=column.type.lower(),
            description=column.comment,
            constraints=dg.TableColumnConstraints(
                nullable=column.nullable, unique=table.key == (column.name,)
            ),
        )
        for column in table.columns
    ]
    return {
        "dagster/table_name": f"tongbi.main.{name}",
        "dagster/column_schema": dg.TableSchema(columns=columns),
    }
