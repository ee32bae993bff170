"""Groups of unmatched quantities that count the same thing, found by the words of what is counted.

Belongs here: likeness of nouns and the counting of issuers and years. Does not belong here: how a group is
written down (`entries`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.extraction.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.records import Identity, Mention

# two names count the same thing when their pairs of characters agree to this share (Dice) and they end alike
_ALIKE = 0.5
_LONGEST_NAME = 14
_SENTENCE = re.compile(r"[^。；\n]*$")
_SENTENCE_REST = re.compile(r"[^。；\n]*")
_NO_NAME = re.compile(r"[^一-鿿“”]+")
_EMPTY_HEAD = re.compile(r"^(?:各类|各级|全部|该|其|此类|相关|有关|重点|大力|切实|共|已|新|累计)+")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A quantity without a metric: who states it for which year, what it counts, and the words around it."""

    issuer_name: str
    year: int
    name: str
    unit: str
    unit_class: str
    surface: str
    quote: str


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


def unmatched(text: str, identity: Identity, mentions: Iterable[Mention]) -> list[Unmatched]:
    """The levels of a report that match no metric.

    Targets, changes and parts of the year are left out: they are no new metric.
    """
    classes = {word: entry.unit_class for word, entry in lexicon().words.items()}
    found = []
    for mention in mentions:
        if mention.metric_id is not None or mention.role != "actual" or mention.scope:
            continue
        name = plain_name(mention.object)
        if len(name) < 2:
            continue
        before = _SENTENCE.search(text, max(0, mention.start - 60), mention.start)
        after = _SENTENCE_REST.match(text, mention.end, mention.end + 30)
        around = f"{before[0] if before else ''}{mention.surface}{after[0] if after else ''}".strip()
        # a quantity may be broken over two lines; a quote that is would end the comment that it stands in
        quote = "".join(around.splitlines())
        found.append(
            Unmatched(
                identity.issuer_name,
                identity.report_year,
                name,
                mention.unit,
                classes.get(mention.unit, ""),
                mention.surface,
                quote,
            )
        )
    return found


def plain_name(words: str) -> str:
    """The noun without brackets, numbers and empty adjectives, at most its last 14 characters."""
    return _EMPTY_HEAD.sub("", _NO_NAME.sub("", re.sub(r"（[^）]*）?", "", words)))[-_LONGEST_NAME:]


def suggest(found: Sequence[Unmatched], *, least: int = 2) -> list[Suggestion]:
    """The groups that at least `least` reports (issuer and year) state, the most frequent first.

    Order of input does not matter. Names are compared within one class of measure words only.
    """
    by_class: dict[str, dict[str, list[Unmatched]]] = defaultdict(lambda: defaultdict(list))
    for item in found:
        by_class[item.unit_class][item.name].append(item)
    suggestions = []
    for unit_class, by_name in by_class.items():
        for names in _alike(by_name):
            members = sorted(
                (item for name in names for item in by_name[name]),
                key=lambda m: (m.issuer_name, m.year, m.quote),
            )
            if len({(m.issuer_name, m.year) for m in members}) < least:
                continue
            counted = Counter(m.name for m in members)
            name = min(counted, key=lambda n: (-counted[n], len(n), n))
            units = Counter(m.unit for m in members)
            unit = min(units, key=lambda u: (-units[u], u))
            suggestions.append(Suggestion(name, unit, unit_class, tuple(sorted(names)), tuple(members)))
    return sorted(suggestions, key=lambda s: (-s.issuer_years, -s.issuers, s.name))


def _alike(by_name: dict[str, list[Unmatched]]) -> list[list[str]]:
    """Names grouped by likeness: each joins the most frequent name that it is like, so no chain forms."""
    groups: dict[str, list[str]] = {}
    by_end: dict[str, list[str]] = defaultdict(list)
    for name in sorted(by_name, key=lambda n: (-len(by_name[n]), len(n), n)):
        home = max(
            (leader for leader in by_end[name[-2:]] if likeness(name, leader) >= _ALIKE),
            key=lambda leader: (likeness(name, leader), leader),
            default=None,
        )
        if home is None:
            groups[name] = [name]
            by_end[name[-2:]].append(name)
        else:
            groups[home].append(name)
    return list(groups.values())


def likeness(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of characters of two names; 1 where one ends with the other."""
    if one.endswith(other) or other.endswith(one):
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
