"""`tongbi read`: what will be read of a file, before a run.

Belongs here: the exit status. Does not belong here: the preview (`reading.previews`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read(file: Path, signs: int) -> int:
    """Show the preview of a file; returns the exit status."""
    from tongbi.reading.previews import as_text, preview

    seen = preview(file)
    sys.stdout.write(f"{as_text(seen, signs=signs)}\n")
    understood = seen.documents and not seen.quarantined and not any(each.problem for each in seen.documents)
    return 0 if understood else 2
