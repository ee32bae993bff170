"""Suggestions as YAML: a catalogue entry and its phrases, with the evidence as comments, to be reviewed.

Belongs here: the written form. Does not belong here: what is suggested (`clusters`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pypinyin import lazy_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongbi.suggesting.clusters import Suggestion, Unmatched

_KIND = {"share": "rate", "money": "money"}
_DURATIONS = ("days", "workdays", "hours", "minutes")
_EXAMPLES = 3
_NAMES = 6


def metric_id(name: str) -> str:
    """An id from the name's pronunciation: 政协提案 → zheng_xie_ti_an."""
    return re.sub(r"[^a-z0-9]+", "_", "_".join(lazy_pinyin(name)).lower()).strip("_")


def as_yaml(suggestions: Iterable[Suggestion]) -> str:
    """Two lists for each suggestion: `metrics` for a file of the catalogue, `phrases` for the phrase book."""
    return "\n".join(line for suggestion in suggestions for line in _lines(suggestion))


def _lines(suggestion: Suggestion) -> Iterator[str]:
    identifier = metric_id(suggestion.name)
    kind = _KIND.get(
        suggestion.unit_class, "duration" if suggestion.unit_class in _DURATIONS else "count_flow"
    )
    yield f"# {suggestion.name}: {suggestion.issuer_years} reports of {suggestion.issuers} issuers"
    yield from (f"#   {m.issuer_name} {m.year}: {m.quote}" for m in _examples(suggestion))
    yield "- metric:"
    yield f"    id: {identifier}  # to be replaced by an English id"
    yield f"    name_zh: {suggestion.name}"
    yield f"    name_en: {identifier.replace('_', ' ').capitalize()}  # to be translated"
    yield f'    unit: "{suggestion.unit}"'
    yield f"    kind: {kind}"
    yield "    definition:"
    yield f"      zh: {suggestion.name}（口径待核）。"
    yield "      en: To be defined."
    yield "  phrases:"
    yield f"    {identifier}:"
    yield f"      - units: [{suggestion.unit_class}]"
    names = ", ".join(f'"{name}"' for name in suggestion.names[:_NAMES])
    yield f"        before: [{names}]"
    yield ""


def _examples(suggestion: Suggestion) -> list[Unmatched]:
    """A few members, one of each issuer first."""
    one_each = {member.issuer_name: member for member in reversed(suggestion.members)}
    first = sorted(one_each.values(), key=lambda member: member.issuer_name)
    return (first + [member for member in suggestion.members if member not in first])[:_EXAMPLES]
