"""The reading of a text as one self-contained HTML page: no script from elsewhere, no file beside it.

Belongs here: markup. Does not belong here: what is said of a mention (`reading`).
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.explaining.reading import ROLE_ZH, counts, fields, mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.catalogue import Catalogue
    from tongbi.explaining.reading import Reason
    from tongbi.records import Identity, Mention

# what a page begins with, and nothing else does
_OPENING = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="generator" content="tongbi explain">'
)
_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def html_page(
    text: str,
    mentions: Sequence[Mention],
    identity: Identity,
    catalogue: Catalogue,
    reasons: Mapping[int, Reason] | None = None,
) -> str:
    """The page as text.

    Every mention can be reached by keyboard; its card shows what it was read as and by which rule, and with
    `reasons` (`reading.explained`) why.
    """
    title = identity.title or f"{identity.issuer_name} {identity.report_year}"
    facts = [
        ("机关 issuer", identity.issuer_name),
        ("年度 report year", str(identity.report_year)),
        ("层级 level", identity.level),
        ("类型 type", identity.report_type),
    ]
    legend = "".join(f'<span class="m {role}">{zh} {role}</span>' for role, zh in ROLE_ZH.items())
    body = "".join(
        _marked(piece.text, piece.mentions, catalogue, reasons) if piece.mentions else escape(piece.text)
        for piece in mark(text, mentions)
    )
    return (
        f"{_OPENING}"
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} · tongbi explain</title><style>{_STYLE}</style>"
        f"<header><h1>{escape(title)}</h1>"
        f'<div class="facts">{_pairs(facts)}</div><div class="counts">{_pairs(counts(mentions))}</div>'
        f'<div class="legend">{legend}<span class="m none">未对应指标 no metric</span></div></header>'
        f"<main>{body}</main></html>\n"
    )


def is_page(path: Path) -> bool:
    """Whether a file is a page that `html_page` made."""
    opening = _OPENING.encode()
    with path.open("rb") as file:
        return file.read(len(opening)) == opening


def _pairs(pairs: Sequence[tuple[str, object]]) -> str:
    return "".join(f"<span>{escape(label)} <b>{escape(str(value))}</b></span>" for label, value in pairs)


def _marked(
    text: str,
    mentions: Sequence[Mention],
    catalogue: Catalogue,
    reasons: Mapping[int, Reason] | None,
) -> str:
    first = mentions[0]
    state = first.role if any(m.metric_id for m in mentions) else f"{first.role} none"
    cards = "".join(
        "<dl>"
        + "".join(
            f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>"
            for label, value in fields(mention, catalogue, reasons)
        )
        + "</dl>"
        for mention in mentions
    )
    return f'<span class="m {state}" tabindex="0">{escape(text)}<span class="card">{cards}</span></span>'
