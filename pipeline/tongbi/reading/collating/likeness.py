"""Two texts held against one another: how alike they are, and which figures differ.

Belongs here: measuring. Does not belong here: what follows from it (`collate`), or finding texts worth it
(`index`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.reading.collating.declared import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.reading.collating.content import Content, Figure

_ALIKE = 0.5
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Differences:
    """Pairs of figures that stand at the same place and differ."""

    changed: tuple[tuple[Figure, Figure], ...]

    def told(self) -> str:
        """The changed figures for a reader, at most five: 审结120件 → 审结130件, 2022年 → 2023年."""
        pairs = list(
            dict.fromkeys(
                f"{one.value} → {other.value}" if one.is_year else f"{one.shown} → {other.shown}"
                for one, other in sorted(self.changed, key=lambda pair: pair[0].is_year)
            )
        )
        more = f" and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
        return "; ".join(pairs[:_SHOWN]) + more


def similarity(one: Content, other: Content) -> float:
    """The share of signs that two texts have in common, in one order: 1 for the same, near 0 for none."""
    from rapidfuzz import fuzz

    if one.prose == other.prose:
        return 1.0
    return fuzz.ratio(one.prose, other.prose) / 100


def is_part(part: Content, whole: Content, similar: float) -> bool:
    """Whether a text is a part of a longer one, at `similar` signs in common."""
    declared = likeness()
    short, long = len(part.prose), len(whole.prose)
    if not short or short > long or short < declared.part_least * long:
        return False
    return similar * (short + long) / 2 >= declared.part * short


def shared_figures(one: Content, other: Content) -> float:
    """The share of figures, each with the signs before it, that two texts share; years do not count."""
    first, second = tokens(one), tokens(other)
    most = max(first.total(), second.total())
    return (first & second).total() / most if most else 0.0


def tokens(content: Content) -> Counter[str]:
    """The figures of a text that are no years, each with the signs before it."""
    return Counter(f"{figure.before[-3:]}{figure.value}" for figure in content.counts)


def differences(one: Content, other: Content) -> Differences:
    """Which figures and years of two texts differ, in their order; a figure left out is none."""
    from rapidfuzz.distance import Indel

    first, second = one.figures, other.figures
    changed: list[tuple[Figure, Figure]] = []
    codes = Indel.opcodes([f.value for f in first], [f.value for f in second])
    lost: list[Figure] = []
    new: list[Figure] = []
    for code in codes:
        if code.tag == "equal":
            changed += _paired(lost, new)
            lost, new = [], []
        lost += first[code.src_start : code.src_end] if code.tag == "delete" else ()
        new += second[code.dest_start : code.dest_end] if code.tag == "insert" else ()
    changed += _paired(lost, new)
    return Differences(tuple(changed))


def _paired(lost: Sequence[Figure], new: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The figures of one place that stand among the same words, in their order."""
    place = 0
    for figure in lost:
        match = next((at for at in range(place, len(new)) if _same_place(figure, new[at])), None)
        if match is not None:
            yield figure, new[match]
            place = match + 1


def _same_place(one: Figure, other: Figure) -> bool:
    from rapidfuzz import fuzz

    if one.is_year is not other.is_year:
        return False
    return fuzz.ratio(one.before + one.after, other.before + other.after) / 100 >= _ALIKE
