"""The command `tongbi`: names, arguments and help texts of all commands.

Belongs here: what a user may type. Does not belong here: what a command does; each function hands over to the
module of its name, which is imported only then, so that `tongbi --help` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tongbi.cli.results import Warehouse, results

# Plain help texts: formatting them with rich takes longer than all the rest of the program's start.
app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False)

Sources = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Reports: files or folders.", show_default=False),
]


@app.callback()
def tongbi() -> None:
    """Annual reports written in prose, read into comparable year-over-year series in DuckDB.

    \b
    Start here:
      tongbi run                       the sample reports, into warehouse/tongbi.duckdb
      tongbi run REPORTS/              your own folder of reports
      tongbi query 1                   the first of the queries that come along
      tongbi extract report.txt        the figures of one report, as JSON Lines
      tongbi ui                        the pipeline in the browser
    """


@app.command()
def run(
    paths: Sources = None,
    warehouse: Warehouse = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read and extract everything again, changed or not.")
    ] = False,
    data_docs: Annotated[
        bool,
        typer.Option(
            "--data-docs", help="Also write Great Expectations' own pages, beside the quality report."
        ),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show what Dagster logs instead of a progress bar.")
    ] = False,
) -> None:
    """Read reports, extract, compare and check them, publish the warehouse.

    Only years of which a report changed are extracted again; if nothing changed the run ends at once. What
    cannot be understood is set aside with what to do about it, and never stops the rest.

    \b
    Examples:
      tongbi run
      tongbi run reports/2022 reports/2023 --warehouse out/county.duckdb

    \b
    Exit status:
      0  published, or nothing has changed since the last run
      1  a blocking check failed; the old warehouse stands
      2  unusable arguments or input
    """
    from tongbi.cli import run as command

    status = command.run(paths or [], warehouse, again=again, verbose=verbose, data_docs=data_docs)
    raise typer.Exit(status)


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Reports: files or folders.")],
) -> None:
    """Write the figures of reports to standard output, one JSON object a line, in the order of the text.

    Offsets count the characters of the document's text. Errors go to standard error and never stop the other
    documents.

    \b
    Examples:
      tongbi extract report.txt
      tongbi extract reports/ > figures.jsonl

    \b
    Exit status:
      0  each PATH gave at least one document
      2  a PATH does not exist or gave none; the others were extracted
    """
    from tongbi.cli import extract as command

    raise typer.Exit(command.extract(paths))


@app.command()
def ui(
    paths: Sources = None,
    warehouse: Warehouse = None,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.", min=1, max=65535)] = 3000,
) -> None:
    """Serve the Dagster UI with its daemon, so that schedules run; Ctrl+C ends both.

    \b
    Examples:
      tongbi ui
      tongbi ui reports/ --warehouse out/county.duckdb --port 3333
    """
    from tongbi.cli import ui as command

    raise typer.Exit(command.ui(paths or [], warehouse, host=host, port=port))


@app.command()
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One file.", show_default=False)],
    signs: Annotated[int, typer.Option(help="How much of the text to show.", min=0)] = 600,
) -> None:
    """Show what will be read of a file: title, issuer, year, text, and why it is not understood.

    \b
    Examples:
      tongbi read report.txt

    \b
    Exit status:
      0  it will be read
      2  it will be set aside, all or in part
    """
    from tongbi.cli import read as command

    raise typer.Exit(command.read(file, signs))


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One report.")],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page instead of the terminal's view."),
    ] = None,
) -> None:
    """Show the text of a report with every figure marked, what it was read as, and by which rule.

    A page replaces an earlier page of this command and no other file. It is some twenty times as
    long as the report.

    \b
    Examples:
      tongbi explain report.txt
      tongbi explain report.txt --html reading.html

    \b
    Exit status:
      0  shown
      2  the file cannot be read, or the page cannot be written there
    """
    from tongbi.cli import explain as command

    raise typer.Exit(command.explain(file, html))


@app.command()
def suggest(
    paths: Sources = None,
    least: Annotated[int, typer.Option("--least", help="How many reports must state a figure.", min=1)] = 2,
) -> None:
    """Offer the figures that recur and match no metric, as YAML to be reviewed into the catalogue.

    \b
    Examples:
      tongbi suggest reports/ > suggestions.yaml
      tongbi suggest reports/ --least 5

    \b
    Exit status:
      0  the suggestions were written
      2  no report could be read
    """
    from tongbi.cli import suggest as command

    raise typer.Exit(command.suggest(paths or [], least))


@app.command()
def fetch(
    registry: Annotated[
        Path | None,
        typer.Argument(
            metavar="REGISTRY",
            help="The file of addresses. [default: $TONGBI_REGISTRY, else sources/registry.yaml]",
            show_default=False,
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="FOLDER", help="Where the pages go. [default: fetched]", show_default=False
        ),
    ] = None,
    allow_loopback: Annotated[
        bool, typer.Option("--allow-loopback", help="Admit servers on this machine, for tests.")
    ] = False,
) -> None:
    """Get the reports that a registry names, politely, into a folder that `tongbi run` reads.

    Pages that have not changed are not fetched again; of one that has, the old version stays and the new one
    is added. A fetch that was stopped goes on where it was.

    \b
    Examples:
      tongbi fetch
      tongbi fetch counties.yaml --into reports/
      tongbi run reports/

    \b
    Exit status:
      0  every address was looked at and is there
      1  some gave nothing, each with its reason, or were left when the time was over
      2  the registry or the folder cannot be used
    """
    from tongbi.cli import fetch as command

    raise typer.Exit(command.fetch(registry, into, allow_loopback=allow_loopback))


@app.command()
def quarantine(
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="list, accept or reject.", show_default=False)
    ] = "list",
    item: Annotated[
        int | None, typer.Argument(metavar="ITEM", help="The number that the list gives.", show_default=False)
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; goes into the register.", show_default=False)] = "",
    source: Annotated[str, typer.Option(help="Where that can be seen.", show_default=False)] = "",
    warehouse: Warehouse = None,
) -> None:
    """Show what the last run held back, and decide on it; the next run honours the decision.

    Decisions go to sources/corrections.yaml. A figure that is accepted is used as the report states it, one
    that is rejected never enters a series.

    \b
    Examples:
      tongbi quarantine list
      tongbi quarantine accept 3 --reason "confirmed by the bureau" --source "letter of 2024-05-20"
      tongbi quarantine reject 4 --reason "the decimal point is missing"

    \b
    Exit status:
      0  shown, or decided
      2  no such item, no reason given, or nothing to decide on
    """
    from tongbi.cli import quarantine as command

    raise typer.Exit(command.quarantine(action, item, warehouse, reason=reason, source=source))


app.add_typer(results)


def main() -> None:
    """Entry point of the installed command."""
    # Reports are Chinese whatever the locale of the terminal says.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
