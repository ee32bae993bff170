"""The reading of a text in a terminal: its mentions numbered and coloured, then what each was read as.

Belongs here: rich markup. Does not belong here: what is said of a mention (`reading`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tongbi.explaining.reading import ROLE_ZH, counts, interval, mark, near_in_words, rule_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from tongbi.catalogue import Catalogue
    from tongbi.explaining.reading import Reason
    from tongbi.records import Mention

_STYLE = {
    "actual": "black on green",
    "target": "white on blue",
    "growth": "black on yellow",
    "change": "black on bright_red",
    "cumulative": "white on magenta",
    "average": "black on cyan",
}


def print_text(
    text: str,
    mentions: Sequence[Mention],
    catalogue: Catalogue,
    console: Console,
    reasons: Mapping[int, Reason] | None = None,
) -> None:
    """Print the text with [n] behind each mention, and a table of the readings in the same order.

    With `reasons`, a quantity without a metric is followed by the phrases that almost named one.
    """
    shown = Text()
    rows: list[Mention] = []
    for piece in mark(text, mentions):
        if not piece.mentions:
            shown.append(piece.text)
            continue
        named = any(mention.metric_id for mention in piece.mentions)
        shown.append(piece.text, style=_STYLE[piece.mentions[0].role] if named else "underline dim")
        for mention in piece.mentions:
            rows.append(mention)
            shown.append(f"[{len(rows)}]", style="dim")
    console.print(shown)
    table = Table(title="  ".join(f"{label} {n}" for label, n in counts(mentions)), title_justify="left")
    for column in ("#", "原文", "指标 metric", "数值 value", "性质 role", "时期", "范围", "规则 rule"):
        table.add_column(column, overflow="fold")
    for index, mention in enumerate(rows, start=1):
        metric = catalogue.metrics.get(mention.metric_id or "")
        table.add_row(
            str(index),
            mention.surface.replace("\n", ""),
            f"{metric.name_zh}\n{metric.id}" if metric else "—",
            f"{interval(mention)} {mention.unit}",
            ROLE_ZH[mention.role],
            mention.period or "—",
            mention.scope,
            rule_in_words(mention.rule) or _missed(mention, catalogue, reasons or {}),
        )
    console.print(table)


def _missed(mention: Mention, catalogue: Catalogue, reasons: Mapping[int, Reason]) -> str:
    reason = reasons.get(mention.start)
    return "\n".join(near_in_words(near, catalogue) for near in reason.near) if reason else ""
