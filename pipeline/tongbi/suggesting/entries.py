"""Suggestions as YAML: a catalogue entry and its phrases, with the evidence as comments, to be reviewed.

Belongs here: the written form. Does not belong here: what is suggested (`clusters`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, get_args

from pypinyin import lazy_pinyin

from tongbi.catalogue import Unit
from tongbi.extraction.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tongbi.suggesting.clusters import Suggestion
    from tongbi.suggesting.naming import Unmatched

_KIND = {"share": "rate", "money": "money"}
_DURATIONS = ("days", "workdays", "hours", "minutes")
_EXAMPLES = 3
_NAMES = 6


def metric_id(name: str) -> str:
    """An id from the name's pronunciation: 政协提案 → zheng_xie_ti_an."""
    return re.sub(r"[^a-z0-9]+", "_", "_".join(lazy_pinyin(name)).lower()).strip("_")


def as_yaml(suggestions: Iterable[Suggestion]) -> str:
    """Two lists for each suggestion: `metrics` for a file of the catalogue, `phrases` for the phrase book.

    What the catalogue has no unit for is told in comments alone, so that the rest can be used as it stands.
    """
    told = list(suggestions)
    blocks = zip(told, _ids(told), strict=True)
    return "\n".join(line for suggestion, identifier in blocks for line in _lines(suggestion, identifier))


def _ids(suggestions: Sequence[Suggestion]) -> list[str]:
    """An id for each, from its name: with the class of its measure words, or a number, where two share it."""
    plain = [metric_id(suggestion.name) for suggestion in suggestions]
    shared = {identifier for identifier, times in Counter(plain).items() if times > 1}
    ids: list[str] = []
    for identifier, suggestion in zip(plain, suggestions, strict=True):
        full = f"{identifier}_{suggestion.unit_class}" if identifier in shared else identifier
        numbered = (f"{full}_{number}" for number in range(2, len(plain) + 2))
        ids.append(full if full not in ids else next(name for name in numbered if name not in ids))
    return ids


def _unit(suggestion: Suggestion) -> str | None:
    """The catalogue's unit: the measure word itself, another of its class, or None."""
    units = get_args(Unit)
    if suggestion.unit in units:
        return suggestion.unit
    words = lexicon().words
    return next((u for u in units if u in words and words[u].unit_class == suggestion.unit_class), None)


def _lines(suggestion: Suggestion, identifier: str) -> Iterator[str]:
    unit = _unit(suggestion)
    yield f"# {suggestion.name}: {suggestion.issuer_years} reports of {suggestion.issuers} issuers"
    yield from (f"#   {m.issuer_name} {m.year}: {m.quote}" for m in _examples(suggestion))
    if unit is None:
        yield f"#   no unit of the catalogue counts in {suggestion.unit}: see `Unit` in catalogue/model.py"
    yield from (
        f"{'' if unit else '# '}{line}" for line in _entry(suggestion, identifier, unit or suggestion.unit)
    )
    yield ""


def _entry(suggestion: Suggestion, identifier: str, unit: str) -> Iterator[str]:
    kind = _KIND.get(
        suggestion.unit_class, "duration" if suggestion.unit_class in _DURATIONS else "count_flow"
    )
    yield "- metric:"
    yield f"    id: {identifier}  # to be replaced by an English id"
    yield f"    name_zh: {suggestion.name}"
    yield f"    name_en: {identifier.replace('_', ' ').capitalize()}  # to be translated"
    yield f'    unit: "{unit}"'
    yield f"    kind: {kind}"
    yield "    definition:"
    yield f"      zh: {suggestion.name}（口径待核）。"
    yield "      en: To be defined."
    yield "  phrases:"
    yield f"    {identifier}:"
    classes = ", ".join(sorted({member.unit_class for member in suggestion.members}))
    for place, follows in (("before", False), ("after", True)):
        names = sorted({member.name for member in suggestion.members if member.follows is follows})
        if names:
            yield f"      - units: [{classes}]"
            quoted = ", ".join(f'"{name}"' for name in names[:_NAMES])
            yield f"        {place}: [{quoted}]"


def _examples(suggestion: Suggestion) -> list[Unmatched]:
    """A few members, one of each issuer first."""
    one_each = {member.issuer_name: member for member in reversed(suggestion.members)}
    first = sorted(one_each.values(), key=lambda member: member.issuer_name)
    return (first + [member for member in suggestion.members if member not in first])[:_EXAMPLES]
