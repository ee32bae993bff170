"""Codes of administrative divisions (GB/T 2260) with the years in which they hold, and what became of them.

Belongs here: from the areas that a body's name holds to a code. Does not belong here: taking the name apart.
The data are in `sources/reading/divisions.tsv`, whose head says where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tongbi import project
from tongbi.reading.bodies import Body, area_suffix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.records import Level


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one code and one name. `path` begins with the province; open years are None."""

    code: str
    path: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    successor: str | None

    @property
    def level(self) -> Level:
        """The level by the code's zeros."""
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    def holds_in(self, year: int) -> bool:
        """Whether the code and the name were in force at the end of a year."""
        return (self.first_year or 0) <= year <= (self.last_year or 9999)


def division_of(body: Body, year: int) -> Division | None:
    """The division of a body in a year: its own, or for departments and townships the one above it.

    None for bodies of the state, for places that are not in the data, and for names that several places bear
    where nothing above them is named.
    """
    areas = list(body.areas)
    while areas and area_suffix(areas[-1]).level == "township":
        areas.pop()
    return find(tuple(areas), year) if areas else None


def find(areas: tuple[str, ...], year: int) -> Division | None:
    """The one division that bears the last of these names in a year, below those before it."""
    above = set(areas[:-1])
    fitting = [d for d in _named(areas[-1]) if above <= set(d.path)]
    # a report of the year of a change may still bear the old name, or already the new one
    for candidates in ([d for d in fitting if d.holds_in(year)], [d for d in fitting if _nearly(d, year)]):
        if len({d.code for d in candidates}) == 1:
            return candidates[-1]
        if candidates:
            return None
    return None


def _nearly(division: Division, year: int) -> bool:
    return any(division.holds_in(near) for near in (year - 1, year + 1, year - 2))


def present_code(code: str) -> str:
    """The code in force today of what bore this code: that of the district that a county became.

    A code without a known successor, or one that is in force, is given back.
    """
    seen: set[str] = set()
    while code not in seen:
        seen.add(code)
        records = _by_code().get(code, ())
        if not records or any(d.last_year is None for d in records):
            return code
        code = next((d.successor for d in reversed(records) if d.successor), code)
    return code


def holders(code: str) -> list[Division]:
    """What bore a code, the last one last; empty for a code that is not in the data."""
    return _by_code().get(code, [])


@lru_cache(maxsize=5_000)
def _named(name: str) -> tuple[Division, ...]:
    """The divisions of one name. Looked up in the file's text: one report asks for one name, or two."""
    table = _table()
    found: list[Division] = []
    position = table.find(f"{name}\t")
    while position >= 0:
        if table[position - 1] in "/\t":
            start, end = table.rfind("\n", 0, position) + 1, table.find("\n", position)
            found.append(_division(table[start:end]))
        position = table.find(f"{name}\t", position + 1)
    return tuple(found)


@cache
def _by_code() -> dict[str, list[Division]]:
    table: dict[str, list[Division]] = {}
    for division in sorted(_divisions(), key=lambda d: d.last_year or 9999):
        table.setdefault(division.code, []).append(division)
    return table


def _divisions() -> Iterator[Division]:
    return map(_division, _table().splitlines()[1:])


@cache
def _table() -> str:
    """The rows of the file, each between two newlines."""
    lines = (project.sources() / "reading" / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    return "\n".join(["", *(line for line in lines if not line.startswith("#")), ""])


def _division(row: str) -> Division:
    code, names, first, last, successor = row.split("\t")
    return Division(
        code,
        tuple(names.split("/")),
        int(first) if first else None,
        int(last) if last else None,
        successor or None,
    )
