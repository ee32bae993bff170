"""Links of list pages that lead to reports.

Belongs here: which links of a list are followed, and the year that they name. Does not belong here: fetching
the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tongbi.fetching import page as pages
from tongbi.records import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from tongbi.fetching.address import Address
    from tongbi.fetching.registry import ListEntry


@dataclass(frozen=True, slots=True)
class Found:
    """A link to a report, and what is known of the report from the list and the link."""

    address: Address
    known: dict[str, str]


def found(content: bytes, content_type: str, address: Address, entry: ListEntry) -> list[Found]:
    """The reports that a list page leads to, each once, in the order of the page.

    A link is followed if its text and its address fit the entry's patterns, and if it stays on the list's
    host or goes to one that the entry names.
    """
    source, _ = pages.source(content, content_type)
    hosts = {address.host, *(host.lower() for host in entry.hosts)}
    reports: dict[str, Found] = {}
    for link in pages.take_apart(source, address).links:
        if link.address.host not in hosts or str(link.address) in reports or link.address == address:
            continue
        fitting = _fits(link, entry)
        if fitting is None:
            continue
        year = _year(fitting)
        if year is not None and entry.first_year is not None and year < entry.first_year:
            continue
        known = entry.known() | ({"report_year": str(year)} if year is not None else {})
        reports[str(link.address)] = Found(link.address, {**known, "source_uri": str(link.address)})
        if len(reports) == entry.most_links:
            break
    return list(reports.values())


def _fits(link: pages.Link, entry: ListEntry) -> list[re.Match[str]] | None:
    matches = []
    for pattern, subject in ((entry.link_text, link.text), (entry.link_address, unquote(str(link.address)))):
        if pattern is None:
            continue
        match = re.search(pattern, subject)
        if match is None:
            return None
        matches.append(match)
    return matches


def _year(matches: list[re.Match[str]]) -> int | None:
    for match in matches:
        given = match.groupdict().get("year")
        if given and given.isdecimal() and FIRST_YEAR <= int(given) <= LAST_YEAR:
            return int(given)
    return None
