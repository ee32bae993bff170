"""How years and numbers of years are written, once for all patterns that hold one.

Belongs here: their digits and numerals. Does not belong here: the words around them (`connectives`, `cues`,
`eras`), or which year a figure is of (`timing`, `placing`).
"""

from __future__ import annotations

from tongbi.extraction.numerals import SMALL

YEAR = r"(?:19|20)\d\d"
"""A year in digits, without 年."""
DATED = r"\d{1,2}月"
"""The month of a date, which follows its year."""
DAY = r"\d{1,2}日"
"""The day of a date."""
COUNT = rf"(?:[{SMALL}]|\d{{1,2}})"
"""How many years a stretch has: in one sign, or in digits."""
