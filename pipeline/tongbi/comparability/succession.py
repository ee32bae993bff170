"""Reports that are successive versions of one page: the same address, issuer and year, with another text.

Belongs here: telling which of them came after which. Does not belong here: the web version and the speech,
which are two reports of one year, or what follows for a series (`series`, by the preference that
`observation` gives).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SUPERSEDED_AFTER = 100_000
"""Added to the preference for each later version of the page, so that its latest version speaks."""

# How a later version of a fetched page is named: NAME.v2.html beside NAME.html.
_NUMBER = re.compile(r"\.v(\d{1,6})\.[^/]*$")


def later_versions(reports: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """For each report, by its id, of how many later versions of its page there are reports too."""
    pages: dict[tuple[Any, ...], list[tuple[int, str, str]]] = {}
    for report in reports:
        address, path = report.get("source_uri"), report.get("path")
        if address and path:
            kind = (report["issuer_name"], report["report_year"], report.get("version"))
            number = _NUMBER.search(path)
            versions = pages.setdefault((address, *kind), [])
            versions.append((int(number[1]) if number else 1, path, report["report_id"]))
    return {
        report_id: behind
        for versions in pages.values()
        for behind, (_, _, report_id) in enumerate(sorted(versions, reverse=True))
    }
