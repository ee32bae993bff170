"""Comparable or not, and why: observations, series, verdicts on pairs of years, revisions, coverage.

`observations` reads what each figure counts from the words around it; `compare` puts the reports of all
years beside one another. What makes two years incomparable is declared in `sources/comparability/`.
"""

from tongbi.comparability.compare import Comparison, compare
from tongbi.comparability.corrections import Correction, CorrectionError
from tongbi.comparability.knowledge import ComparabilityError, Knowledge, load
from tongbi.comparability.observation import observations

__all__ = [
    "ComparabilityError",
    "Comparison",
    "Correction",
    "CorrectionError",
    "Knowledge",
    "compare",
    "load",
    "observations",
]
