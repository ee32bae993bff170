"""Publishing: from frames to one DuckDB file that readers may open at any moment.

Belongs here: the order of the steps. The steps themselves are in `swap` (lock and rename), `migrations`,
`load` and `views`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tongbi.publishing import connection, load, migrations, schema, swap, views
from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandas import DataFrame

WAIT_SECONDS = 120.0


def publish(
    frames: Mapping[str, DataFrame], target: str | Path, *, wait_seconds: float = WAIT_SECONDS
) -> dict[str, int]:
    """Publish frames, keyed by table, as the warehouse `target`; returns the number of rows of each table.

    The new file is complete, checked and on disk before it takes the name of the old one. A reader never sees
    anything between the two, and neither blocks the other. One process at a time publishes to a file; another
    one waits for up to `wait_seconds`.

    Raises FrameError where a frame does not fit its table, WarehouseBusyError where another run holds the
    file, WarehouseError where the file cannot be written. The old warehouse stands in every such case.
    """
    target = Path(target)
    with swap.replacing(target, wait_seconds=wait_seconds) as building:
        try:
            with connection.create(building) as database:
                migrations.apply(database)
                counts = load.load(database, frames, schema.tables(database))
                views.create(database)
                database.execute("checkpoint")
        except duckdb.Error as error:
            raise WarehouseError(f"{target}: cannot be published: {error}") from error
    return counts
