"""Small charts as inline SVG text; labels are text in the page's own font, so that Chinese shows."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOURS = {
    "good": "#2f7d5b",
    "warning": "#c98a1b",
    "critical": "#b3392f",
    "quiet": "#b9c0c7",
    "ink": "#24303a",
}


def stacked_bar(parts: Sequence[tuple[str, float, str]], width: int = 320, height: int = 14) -> str:
    """One bar made of parts (label, size, colour); the labels are told on hover and to screen readers."""
    total = sum(size for _, size, _ in parts) or 1.0
    at = 0.0
    pieces = []
    for label, size, colour in parts:
        share = size / total * width
        if size:
            pieces.append(
                f'<rect x="{at:.1f}" y="0" width="{share:.1f}" height="{height}" fill="{colour}">'
                f"<title>{escape(label)}: {size:g}</title></rect>"
            )
        at += share
    label = ", ".join(f"{name} {size:g}" for name, size, _ in parts)
    return (
        f'<svg class="bar" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{"".join(pieces)}</svg>'
    )


def line(
    points: Sequence[tuple[int, float, float, float, int]], title: str, width: int = 300, height: int = 120
) -> str:
    """A series over the years: points are (year, value, low, high, spell); a new spell interrupts the line.

    The bar of a point is the interval of its wording.
    """
    if not points:
        return ""
    left, right, top, bottom = 8, 8, 26, 20
    years = [year for year, *_ in points]
    lows, highs = [low for _, _, low, _, _ in points], [high for _, _, _, high, _ in points]
    floor, ceiling = min(0.0, *lows), max(highs) or 1.0
    span = max(max(years) - min(years), 1)

    def x(year: int) -> float:
        return left + (width - left - right) * (year - min(years)) / span

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - (value - floor) / ((ceiling - floor) or 1.0))

    drawn = [f'<text x="{left}" y="14" class="t">{escape(title)}</text>']
    for (year, value, _, _, spell), (later, after, _, _, other) in pairwise(points):
        dash = "" if spell == other and later == year + 1 else ' stroke-dasharray="2 4"'
        drawn.append(
            f'<line x1="{x(year):.1f}" y1="{y(value):.1f}" x2="{x(later):.1f}" y2="{y(after):.1f}" '
            f'stroke="{COLOURS["ink"]}"{dash}/>'
        )
    for year, value, low, high, _ in points:
        if high > low:
            drawn.append(
                f'<line x1="{x(year):.1f}" y1="{y(low):.1f}" x2="{x(year):.1f}" y2="{y(high):.1f}" '
                f'stroke="{COLOURS["warning"]}" stroke-width="5" stroke-opacity="0.5"/>'
            )
        drawn.append(
            f'<circle cx="{x(year):.1f}" cy="{y(value):.1f}" r="3" fill="{COLOURS["good"]}">'
            f"<title>{year}: {value:,.10g}</title></circle>"
        )
    for year in sorted({years[0], years[-1]}):
        anchor = "start" if year == years[0] else "end"
        drawn.append(
            f'<text x="{x(year):.1f}" y="{height - 5}" text-anchor="{anchor}" class="a">{year}</text>'
        )
    label = f"{title}: " + ", ".join(f"{year} {value:,.10g}" for year, value, *_ in points)
    return (
        f'<svg class="line" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{"".join(drawn)}</svg>'
    )
