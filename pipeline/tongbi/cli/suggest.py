"""`tongbi suggest`: quantities that recur and match no metric, as YAML to be reviewed into the catalogue.

Belongs here: from paths to the suggestions' text. Does not belong here: what is alike (`suggesting`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def suggest(paths: Sequence[Path], least: int) -> int:
    """Write the suggestions of the reports under `paths` to standard output; returns the exit status."""
    from tongbi import suggesting
    from tongbi.extraction import extract
    from tongbi.orchestration.store.settings import Settings
    from tongbi.reading import read_paths

    # without paths, what `tongbi run` reads
    reading = read_paths(Settings.of(paths).sources, None)
    for problem in reading.quarantined:
        sys.stderr.write(f"tongbi: {problem.told()}\n")
    found = []
    for report in reading.reports:
        text, identity = report.document.text, report.identity
        found += suggesting.unmatched(text, identity, extract(text, identity))
    suggestions = suggesting.suggest(found, least=least)
    sys.stdout.write(suggesting.as_yaml(suggestions))
    sys.stderr.write(
        f"tongbi: {len(reading.reports)} reports, {len(found)} figures without a metric, "
        f"{len(suggestions)} suggestions\n"
    )
    return 0 if reading.reports else 2
