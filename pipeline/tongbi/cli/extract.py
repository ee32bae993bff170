"""`tongbi extract`: from paths to one JSON line a mention.

Belongs here: the record that is written, and what becomes of a document that cannot be read. Does not belong
here: pandas, DuckDB, Dagster, Great Expectations: this command must start at once.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tongbi.records import Document, Identity, Mention

_PERIOD = re.compile(r"[1-9]\d{3}(?:-[1-9]\d{3})?")


def extract(paths: Sequence[Path]) -> int:
    """Write the mentions of all documents in the order of the paths given; returns the exit status."""
    try:
        read = [_extract_path(path) for path in paths]
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`tongbi extract … | head`). Python would complain once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0 if all(read) else 2


def _extract_path(path: Path) -> int:
    """The number of documents read from one path."""
    from tongbi.reading import find_files, read_file

    done = 0
    files, problems, _ = find_files([path])
    for file in files:
        documents, unread = read_file(file, None)
        problems += unread
        for document in documents:
            try:
                written = list(lines(document))
            except Exception as error:
                _complain(
                    f"{document.path}: extraction failed ({type(error).__name__}: {error}); please report it"
                )
            else:
                sys.stdout.writelines(written)
                done += 1
    for problem in problems:
        _complain(problem.told())
    return done


def lines(document: Document) -> Iterator[str]:
    """The JSON line of each mention of a document, in the order of the text."""
    from tongbi.extraction import extract as mentions_of

    identity, warning = identified(document)
    if warning is not None:
        _complain(warning)
    mentions = dated(mentions_of(document.text, identity))
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        yield json.dumps(record(document.path, mention), ensure_ascii=False) + "\n"


def identified(document: Document) -> tuple[Identity, str | None]:
    """What is known or guessed of a document, and a warning that names it where something was not told."""
    from tongbi.reading import identify_or_guess

    identity, warning = identify_or_guess(document)
    if warning is not None and not identity.report_year:
        warning += "; until it names the year (report_year: 2023), only years that the text writes are told"
    return identity, warning


def dated(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, without the periods that were counted from a year that nobody knows."""
    return [
        replace(mention, period=None) if mention.period and not _PERIOD.fullmatch(mention.period) else mention
        for mention in mentions
    ]


def record(doc: str, mention: Mention) -> dict[str, Any]:
    """The mention as the command writes it; whole numbers without a decimal point."""
    return {
        "doc": doc,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "value": _number(mention.value),
        "low": _number(mention.low),
        "high": _number(mention.high),
        "unit": mention.unit,
        "object": mention.object,
        "metric_id": mention.metric_id,
        "role": mention.role,
        "period": mention.period,
        "scope": mention.scope,
    }


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _complain(message: str) -> None:
    sys.stderr.write(f"tongbi: {message}\n")
