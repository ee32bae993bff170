"""The commands that ask a published warehouse: `query`, `export`, `diff`, as `app` takes them in.

Belongs here: names, arguments and help texts, as in `app`. Does not belong here: what the commands do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

results = typer.Typer(rich_markup_mode=None)

Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        metavar="FILE",
        help="The DuckDB file. [default: $TONGBI_WAREHOUSE, else warehouse/tongbi.duckdb]",
        show_default=False,
    ),
]


@results.command()
def query(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY", help="The number of a query that comes along, or SQL.", show_default=False
        ),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Answer a query from the warehouse; without one, list those that come along.

    \b
    Examples:
      tongbi query
      tongbi query 1
      tongbi query "select issuer_name, count(*) from series group by all"

    \b
    Exit status:
      0  answered
      2  no such query, no such warehouse, or SQL that it does not understand
    """
    from tongbi.cli import query as command

    raise typer.Exit(command.query(what, warehouse))


@results.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go.", show_default=False)],
    form: Annotated[
        Literal["csv", "parquet", "sdmx", "datapackage", "xlsx"],
        typer.Option(
            "--form",
            help="csv, parquet: every table; datapackage: Parquet with a Frictionless descriptor; "
            "sdmx: the series as SDMX-CSV 2.0; xlsx: the series as a workbook, a sheet for each body.",
        ),
    ] = "csv",
    warehouse: Warehouse = None,
) -> None:
    """Write the warehouse into a folder, for other tools. The same content gives the same bytes.

    \b
    Examples:
      tongbi export out/
      tongbi export out/ --form xlsx
      tongbi export out/ --form sdmx --warehouse county.duckdb

    \b
    Exit status:
      0  written
      2  no such warehouse, or a folder that cannot be written
    """
    from tongbi.cli import export as command

    raise typer.Exit(command.export(folder, form, warehouse))


@results.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier warehouse.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later warehouse.", show_default=False)],
    form: Annotated[
        Literal["table", "json", "html"], typer.Option("--form", help="What to write to standard output.")
    ] = "table",
    limit: Annotated[int, typer.Option("--limit", help="How many changes the table shows.", min=1)] = 40,
) -> None:
    """Tell which figures and verdicts appeared, disappeared or changed between two warehouses, and why.

    \b
    Examples:
      tongbi diff last-year.duckdb warehouse/tongbi.duckdb
      tongbi diff old.duckdb new.duckdb --form html > changes.html

    \b
    Exit status:
      0  the same
      1  they differ
      2  they could not be compared
    """
    from tongbi.cli import diff as command

    raise typer.Exit(command.diff(old, new, form, limit))
