"""Groups of unmatched quantities that count the same thing, found by the words of what is counted.

Belongs here: likeness of nouns and the counting of issuers and years. Does not belong here: where a noun
comes from (`naming`), or how a group is written down (`entries`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tongbi.suggesting.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.suggesting.naming import Unmatched

# two names count the same thing when their pairs of characters agree to this share (Dice) and they end alike
_ALIKE = 0.4

_Told = TypeVar("_Told", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group of unmatched quantities: its usual name and unit, all its names, its members."""

    name: str
    unit: str
    unit_class: str
    names: tuple[str, ...]
    members: tuple[Unmatched, ...]

    @property
    def issuer_years(self) -> int:
        """In how many reports, counted by issuer and year, the quantity stands."""
        return len({(member.issuer_name, member.year) for member in self.members})

    @property
    def issuers(self) -> int:
        """How many issuers state it."""
        return len({member.issuer_name for member in self.members})


def suggest(found: Sequence[Unmatched], *, least: int = 2) -> list[Suggestion]:
    """The groups that at least `least` reports (issuer and year) state, the most frequent first.

    Order of input does not matter. Names are compared within measure words that count one thing, what was
    added in a year with what was added.
    """
    said = wording()
    apart: dict[tuple[str, bool], dict[str, list[Unmatched]]] = defaultdict(lambda: defaultdict(list))
    for item in found:
        apart[said.measure(item.unit_class), bool(said.addition.match(item.name))][item.name].append(item)
    suggestions = []
    for by_name in apart.values():
        for names in _alike(by_name):
            members = sorted(
                (item for name in names for item in by_name[name]),
                key=lambda m: (m.issuer_name, m.year, m.quote),
            )
            if len({(m.issuer_name, m.year) for m in members}) < least:
                continue
            name = _usual(m.name for m in members)
            unit, unit_class = _usual((m.unit, m.unit_class) for m in members)
            suggestions.append(Suggestion(name, unit, unit_class, tuple(sorted(names)), tuple(members)))
    return sorted(suggestions, key=lambda s: (-s.issuer_years, -s.issuers, s.name, s.unit_class))


def _usual(told: Iterable[_Told]) -> _Told:
    """The most frequent, of these the shortest."""
    counted = Counter(told)
    return min(counted, key=lambda one: (-counted[one], len(one), one))


class _Names:
    """The names of one measure: what each stands for, and who states it."""

    def __init__(self, by_name: dict[str, list[Unmatched]]) -> None:
        self.follows = {name for name, items in by_name.items() if any(item.follows for item in items)}
        self._stated: dict[str, dict[tuple[str, int], set[str]]] = {}
        for name, items in by_name.items():
            reports = self._stated[name] = {}
            for item in items:
                reports.setdefault((item.issuer_name, item.year), set()).add(item.surface)

    def likeness(self, one: str, other: str) -> float:
        """How alike two names are; 0 where they do not end alike.

        A noun behind its number runs on into what it does (人民调解员活跃在基层), so that of these the
        beginning counts.
        """
        if one[-2:] == other[-2:]:
            return likeness(one, other)
        if one in self.follows or other in self.follows:
            return float(one.startswith(other) or other.startswith(one))
        return 0.0

    def side_by_side(self, one: str, other: str) -> bool:
        """Whether one report states both, and not the same figure: then they are two things."""
        mine, theirs = self._stated[one], self._stated[other]
        return any(mine[report].isdisjoint(theirs[report]) for report in mine.keys() & theirs.keys())


def _alike(by_name: dict[str, list[Unmatched]]) -> list[list[str]]:
    """Names grouped by likeness: each joins the most frequent name that it is like, so no chain forms."""
    names = _Names(by_name)
    groups: dict[str, list[str]] = {}
    near: dict[str, list[str]] = defaultdict(list)
    for name in sorted(by_name, key=lambda n: (-len(by_name[n]), len(n), n)):
        edges = (f"…{name[-2:]}", f"{name[:2]}…")
        home = max(
            (
                leader
                for leader in {leader for edge in edges for leader in near[edge]}
                if names.likeness(name, leader) >= _ALIKE
                and not any(names.side_by_side(name, other) for other in groups[leader])
            ),
            key=lambda leader: (names.likeness(name, leader), leader),
            default=None,
        )
        if home is None:
            groups[name] = [name]
            for edge in edges:
                near[edge].append(name)
        else:
            groups[home].append(name)
    return list(groups.values())


def likeness(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of characters of two names; 1 where one ends with the other.

    0 where nothing but their first word parts them, two signs long: 铁路建设投资 is no 水利建设投资.
    """
    if one.endswith(other) or other.endswith(one):
        return 1.0
    if one[2:] == other[2:] and not set(one[:2]) & set(other[:2]):
        return 0.0
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
