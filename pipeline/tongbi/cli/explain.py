"""`tongbi explain`: how one text is read, in the terminal or as a page.

Belongs here: choosing what is shown where. Does not belong here: the reading, or its form (`explaining`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# a page holds a card for each figure, some twenty times the text: from here on a browser takes its time
LARGE = 20_000_000


def explain(path: Path, html: Path | None) -> int:
    """Show the mentions of the documents of one file; returns the exit status."""
    from rich.console import Console

    from tongbi import catalogue
    from tongbi.cli.extract import dated, identified
    from tongbi.explaining import explained, html_page, print_text
    from tongbi.reading import read_file

    documents, problems = read_file(path, None)
    for problem in problems:
        sys.stderr.write(f"tongbi: {problem.told()}\n")
    pages = _pages(html, len(documents)) if html else []
    for page in pages:
        if refusal := _refused(page, path):
            sys.stderr.write(f"tongbi: {page}: {refusal}\n")
            return 2
    for number, document in enumerate(documents):
        identity, warning = identified(document)
        if warning is not None:
            sys.stderr.write(f"tongbi: {warning}\n")
        mentions, reasons = explained(document.text, identity)
        mentions = dated(mentions)
        if not pages:
            # a pipe has no width: ids and rules are not broken into pieces there
            console = Console(width=None if sys.stdout.isatty() else 200)
            print_text(document.text, mentions, catalogue.load(), console, reasons)
            continue
        written = html_page(document.text, mentions, identity, catalogue.load(), reasons).encode()
        try:
            pages[number].write_bytes(written)
        except OSError as error:
            sys.stderr.write(
                f"tongbi: {pages[number]}: cannot be written ({error.strerror}); name another file\n"
            )
            return 2
        sys.stdout.write(f"{pages[number]}\n")
        if len(written) > LARGE:
            sys.stderr.write(
                f"tongbi: {pages[number]}: has {len(written) // 1_000_000} MB, which a browser may be slow "
                "to show; explain a part of the report for a smaller page\n"
            )
    return 0 if documents else 2


def _pages(html: Path, documents: int) -> list[Path]:
    """Where the page of each document goes: the first under the name given, the next numbered."""
    return [html, *(html.with_stem(f"{html.stem}-{number}") for number in range(2, documents + 1))][
        :documents
    ]


def _refused(page: Path, report: Path) -> str:
    """Why a page must not be written there, with what to do; empty where it may.

    Only what this command made itself is replaced, so that no slip of a name costs a report.
    """
    from tongbi.explaining import is_page

    try:
        if page.exists() and page.samefile(report):
            return "is the report itself, which a page would replace; name another file"
        if page.is_file() and not is_page(page):
            return "is there already and is no page of this command; name another file, or remove it first"
    except OSError as error:
        return f"cannot be looked at ({error.strerror}); name another file"
    return ""
