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
    points: Sequence[tuple[int, float, float, float, int]],
    title: str,
    subtitle: str = "",
    width: int = 300,
    height: int = 140,
) -> str:
    """A series over the years: points are (year, value, low, high, spell); a new spell interrupts the line.

    The bar of a point is the interval of its wording.
    """
    if not points:
        return ""
    left, right, top, bottom = 8, 8, 50, 20
    years = [year for year, *_ in points]
    lows, highs = [low for _, _, low, _, _ in points], [high for _, _, _, high, _ in points]
    floor, ceiling = min(0.0, *lows), max(highs) or 1.0
    span = max(max(years) - min(years), 1)

    def x(year: int) -> float:
        return left + (width - left - right) * (year - min(years)) / span

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - (value - floor) / ((ceiling - floor) or 1.0))

    drawn = [
        f'<text x="{left}" y="14" class="t">{escape(title)}</text>',
        f'<text x="{left}" y="28" class="a">{escape(subtitle)}</text>',
    ]
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
    for year, value, *_ in dict.fromkeys((points[0], points[-1])):
        anchor = f'x="{x(year):.1f}" text-anchor="{"start" if year == years[0] else "end"}" class="a"'
        drawn.append(f'<text y="{height - 5}" {anchor}>{year}</text>')
        drawn.append(f'<text y="{y(value) - 7:.1f}" {anchor}>{value:,.10g}</text>')
    label = f"{title}: " + ", ".join(f"{year} {value:,.10g}" for year, value, *_ in points)
    return (
        f'<svg class="line" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{"".join(drawn)}</svg>'
    )


def bars(points: Sequence[tuple[str, float, str]], title: str, width: int = 480, height: int = 150) -> str:
    """Counts over runs: points are (label, count, colour), the oldest first; a count of 0 is a thin line.

    The picture stands alone (as a data address), so it names its namespace, font and background.
    """
    top, bottom = 40, 22
    ceiling = max((count for _, count, _ in points), default=0.0) or 1.0
    step = (width - 16) / max(len(points), 1)
    drawn = [
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="8" y="16" font-size="12" fill="{COLOURS["ink"]}">{escape(title)}</text>',
    ]
    for position, (label, count, colour) in enumerate(points):
        tall = max((height - top - bottom) * count / ceiling, 1.5)
        left, middle = 8 + position * step, 8 + (position + 0.5) * step
        foot = height - bottom
        drawn.append(
            f'<rect x="{left + step * 0.15:.1f}" y="{foot - tall:.1f}" width="{step * 0.7:.1f}" '
            f'height="{tall:.1f}" fill="{colour}"/>'
            f'<text x="{middle:.1f}" y="{foot - tall - 4:.1f}" font-size="10" text-anchor="middle" '
            f'fill="{COLOURS["ink"]}">{count:g}</text>'
        )
        # The labels of neighbours would run into one another where there are many.
        if position in {0, len(points) - 1}:
            drawn.append(
                f'<text x="{middle:.1f}" y="{height - 7}" font-size="10" text-anchor="middle" '
                f'fill="#5d6a75">{escape(label)}</text>'
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="Noto Sans CJK SC,sans-serif">{"".join(drawn)}</svg>'
    )
