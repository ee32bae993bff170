"""Which of two differing texts is believed.

The order, the first that tells the two apart decides; docs/documents.md explains it:

    later page   of two texts of one address, the one fetched later
    declared     issuer or year written beside the document
    official     an address on a host of a public body
    consistent   its title's year is the year that its own text speaks of
    earlier      published earlier, where both days are known
    copies       more copies say the same

Belongs here: that order. Does not belong here: whether two texts differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tongbi.reading.collating.declared import likeness

if TYPE_CHECKING:
    from tongbi.records import Report

_PAGE = re.compile(r"\.v(\d+)\.[^/!:]+$")
_NO_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Trust:
    """What speaks for one document."""

    address: str
    page: int
    declared: bool
    official: bool
    consistent: bool
    published: str | None

    def order(self) -> tuple[int, bool, bool, bool, str]:
        """Sorts documents so that those that more speaks for come first."""
        return (
            -self.page,
            not self.declared,
            not self.official,
            not self.consistent,
            self.published or _NO_DAY,
        )


def trust_of(report: Report) -> Trust:
    """What speaks for a report's document."""
    document, identity = report.document, report.identity
    page = _PAGE.search(document.path)
    return Trust(
        address=identity.source_uri or "",
        page=int(page[1]) if page and identity.source_uri else 1,
        declared=bool({"issuer_name", "report_year"} & document.declared.keys()),
        official=_is_official(identity.source_uri or ""),
        consistent=_is_consistent(report),
        published=identity.published_on,
    )


def preferred(one: Trust, other: Trust, copies: tuple[int, int] = (1, 1)) -> tuple[int, str]:
    """0 or 1 for the one that is believed, -1 where nothing decides; and what decided."""
    if one.address and one.address == other.address and one.page != other.page:
        return int(other.page > one.page), "it is the later text of the same page"
    for first, second, why in (
        (one.declared, other.declared, "issuer or year are declared beside it"),
        (one.official, other.official, "it comes from the site of a public body"),
        (one.consistent, other.consistent, "the year of its title is the one that its text speaks of"),
    ):
        if first is not second:
            return int(second), why
    if one.published and other.published and one.published != other.published:
        return int(other.published < one.published), "it was published earlier"
    if copies[0] != copies[1]:
        return int(copies[1] > copies[0]), "more copies say the same"
    return -1, ""


def same_page(one: Trust, other: Trust) -> bool:
    """Whether two documents are what one address gave at different times."""
    return bool(one.address) and one.address == other.address and one.page != other.page


def _is_official(address: str) -> bool:
    host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    return any(host == official or host.endswith(f".{official}") for official in likeness().official_hosts)


def _is_consistent(report: Report) -> bool:
    """Whether a report on a year's results, its title aside, names that year as often as the one before."""
    identity, text = report.identity, report.document.text
    if identity.report_type != "law_based_government":
        return True
    this, before = (
        text.count(f"{year}年") - identity.title.count(f"{year}年")
        for year in (identity.report_year, identity.report_year - 1)
    )
    return this >= before
