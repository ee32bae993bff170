"""`tongbi explain`: how one text is read, in the terminal or as a page.

Belongs here: choosing what is shown where. Does not belong here: the reading, or its form (`explaining`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
    for number, document in enumerate(documents):
        identity, warning = identified(document)
        if warning is not None:
            sys.stderr.write(f"tongbi: {warning}\n")
        mentions, reasons = explained(document.text, identity)
        mentions = dated(mentions)
        if html is None:
            # a pipe has no width: ids and rules are not broken into pieces there
            console = Console(width=None if sys.stdout.isatty() else 200)
            print_text(document.text, mentions, catalogue.load(), console, reasons)
            continue
        target = html if not number else html.with_stem(f"{html.stem}-{number + 1}")
        try:
            target.write_text(
                html_page(document.text, mentions, identity, catalogue.load(), reasons), encoding="utf-8"
            )
        except OSError as error:
            sys.stderr.write(f"tongbi: {target}: cannot be written ({error.strerror}); name another file\n")
            return 2
        sys.stdout.write(f"{target}\n")
    return 0 if documents else 2
