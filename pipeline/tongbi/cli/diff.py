"""`tongbi diff`: what changed between two published warehouses.

Belongs here: choosing the form and the exit status. Does not belong here: comparing (`release_diff`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

IDENTICAL, DIFFERENT, INCOMPARABLE = 0, 1, 2


def diff(old: Path, new: Path, form: Literal["table", "json", "html"], limit: int) -> int:
    """Write the comparison to standard output; returns the exit status."""
    from tongbi.publishing import WarehouseError, release_diff
    from tongbi.publishing import release_diff_pages as pages

    try:
        found = release_diff.diff(old, new)
    except WarehouseError as error:
        sys.stderr.write(f"tongbi: {error}\n")
        return INCOMPARABLE
    if form == "table":
        from rich.console import Console

        console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)
        if found.changes:
            console.print(pages.as_table(found, limit))
        console.print(pages.summary(found), soft_wrap=True)
    else:
        sys.stdout.write(pages.as_json(found) if form == "json" else pages.as_html(found))
        sys.stdout.write("\n")
    return IDENTICAL if found.identical else DIFFERENT
