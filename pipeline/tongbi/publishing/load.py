"""From frames to the rows of tables.

Belongs here: matching a frame's columns with those of its table, casting, order of insertion, messages when a
frame does not fit. Does not belong here: where the file is and how it is swapped in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

    from tongbi.publishing.schema import Column, Table

# `run` tells of the run, not of the figures: frames can be published without one.
MAY_BE_ABSENT = frozenset({"run"})


class FrameError(WarehouseError):
    """A frame does not fit its table; the message names the table and what to change."""


def check(frames: Mapping[str, DataFrame], tables: list[Table]) -> None:
    """Raise FrameError unless each table has its frame, each frame its table, and the columns agree.

    A frame may lack a column only where the migration gives that column a default or allows it to be empty
    and it is not part of the key. It may have no column that the table lacks, because that would be lost
    without a word.
    """
    known = {table.name for table in tables}
    if missing := sorted(known - frames.keys() - MAY_BE_ABSENT):
        raise FrameError(f"no frame is given for: {', '.join(missing)}; an empty one with its columns does")
    if unknown := sorted(frames.keys() - known):
        raise FrameError(f"no table is named: {', '.join(unknown)}; add it in a new migration")
    for table in tables:
        if table.name not in frames:
            continue
        given = list(frames[table.name].columns)
        names = [column.name for column in table.columns]
        lacking = [c.name for c in table.columns if c.required and c.name not in given]
        if lacking:
            raise FrameError(f"frame {table.name} lacks: {', '.join(lacking)}")
        if extra := [str(name) for name in given if name not in names]:
            raise FrameError(
                f"frame {table.name} has columns that the table lacks: {', '.join(extra)}; "
                "drop them, or add them in a new migration"
            )


def load(
    connection: DuckDBPyConnection, frames: Mapping[str, DataFrame], tables: list[Table]
) -> dict[str, int]:
    """Insert the frames, each in the order of its table's key; returns the number of rows of each table.

    NaN and None become the default that the migration gives the column, else NULL. The index of a frame is
    ignored. Raises FrameError that names the table where a row breaks a key, a reference or a closed list.
    """
    check(frames, tables)
    counts = {}
    for table in tables:
        if table.name not in frames:
            counts[table.name] = 0
            continue
        frame = frames[table.name]
        columns = [column for column in table.columns if column.name in frame.columns]
        names = ", ".join(f'"{column.name}"' for column in columns)
        casts = ", ".join(_cast(column) for column in columns)
        order = table.order_among([column.name for column in columns])
        connection.register("frame_to_load", frame)
        try:
            connection.execute(
                f'insert into "{table.name}" ({names}) select {casts} from frame_to_load order by {order}'
            )
        except duckdb.Error as error:
            raise FrameError(f"frame {table.name} does not fit its table: {error}") from error
        finally:
            connection.unregister("frame_to_load")
        counts[table.name] = len(frame)
    return counts


def _cast(column: Column) -> str:
    value = f'cast("{column.name}" as {column.type})'
    return f'{value if column.default is None else f"coalesce({value}, {column.default})"} as "{column.name}"'
