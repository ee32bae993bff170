"""Measure words: which are variants of one another, which can be converted, and which are different units.

Belongs here: questions about two printed units. Does not belong here: the words themselves (`units.yaml`),
or what a difference means for a series (`verdict`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from tongbi.comparability.declared import UnitFile


class Units:
    """The declared measure words by class."""

    def __init__(self, declared: UnitFile) -> None:
        self._class = {word: name for name, words in declared.classes.items() for word in words}
        self._compatible = {frozenset(pair) for pair in declared.compatible}
        self._factors: dict[tuple[str, str], float] = {}
        self._series: dict[tuple[str, str], tuple[float, str]] = {}
        self._mixed: dict[str, tuple[str, float, str]] = {}
        for rule in declared.conversions:
            self._factors[rule.source, rule.target] = rule.factor
            self._factors[rule.target, rule.source] = 1 / rule.factor
            self._mixed[rule.source] = (rule.target, rule.factor, rule.unit)
            for metric_id in rule.metrics:
                self._series[metric_id, rule.source] = (rule.factor, rule.unit)

    def class_of(self, unit: str) -> str:
        """The class of a measure word; a word in no class is one of its own."""
        return self._class.get(unit, unit)

    def factor(self, unit: str, into: str) -> float | None:
        """By what a value in `unit` is multiplied to stand in `into`; None where they are different units.

        1 for variants of one unit, and for an empty unit (a table without one).
        """
        if not unit or not into or unit == into:
            return 1.0
        source, target = self.class_of(unit), self.class_of(into)
        if source == target or frozenset((source, target)) in self._compatible:
            return 1.0
        return self._factors.get((source, target))

    def in_series(self, metric_id: str, unit: str) -> tuple[float, str] | None:
        """Factor and unit in which a metric's series is told, where that is not the printed unit."""
        return self._series.get((metric_id, self.class_of(unit)))

    def in_mixture(self, used: Collection[str], unit: str) -> tuple[float, str] | None:
        """Factor and unit in which one series is told whose figures are in units of the classes `used`."""
        target, factor, told_in = self._mixed.get(self.class_of(unit), ("", 1.0, ""))
        return (factor, told_in) if target in used else None
