"""Which phrases almost named a number's metric, and what each lacked: for whoever writes or doubts a rule.

Belongs here: trying the declared phrases one by one on a number's own words. Does not belong here: the search
that extraction uses (`phrases`), and how a near miss is told (`explaining`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tongbi.extraction.fillers import content_end
from tongbi.extraction.phrases import Rule, parse_pattern, unquoted
from tongbi.extraction.seeking import AFTER_GAP, Segments, after_stop, look_ahead, look_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tongbi.extraction.context import Context

# what a phrase lacked: its measure word, a word that it must not have, a topic, a topic that forbids it, its
# place directly before the number, or nothing (another phrase, or a noun after the number, came first)
Lack = Literal["unit", "not", "of", "unless", "apart", "beaten"]


class Near(NamedTuple):
    """A phrase that was said beside a number; `detail` holds the words concerned."""

    metric_id: str
    phrase: str
    lack: Lack
    detail: str


def near_misses(rules: Mapping[str, Sequence[Rule]], context: Context, limit: int = 3) -> list[Near]:
    """Phrases whose words all stand beside a quantity, with what kept each from naming it.

    Those for its own measure word come first, then the longest; one for each metric.
    """
    before, after = unquoted(context.words), unquoted(context.after)
    clause = before[after_stop(before, content_end(before)) :]
    found: dict[str, tuple[int, Near]] = {}
    for metric_id, ways in rules.items():
        for rule in ways:
            for said, apart, around in _said(rule, clause, after):
                length = sum(map(len, said))
                if metric_id not in found or found[metric_id][0] < length:
                    lack, detail = _lack(rule, around, context, apart=apart)
                    found[metric_id] = length, Near(metric_id, "…".join(said), lack, detail)
    ranked = sorted(
        found.values(), key=lambda entry: (entry[1].lack == "unit", -entry[0], entry[1].metric_id)
    )
    return [near for _, near in ranked[:limit]]


def _said(rule: Rule, clause: str, after: str) -> Iterator[tuple[list[str], bool, str]]:
    """The words of each of a rule's phrases that are said, whether too far away, and where they stand."""
    for written in rule.before:
        segments, _ = parse_pattern(written.removesuffix("$"))
        if (words := _backwards(segments, clause)) is not None:
            touches = clause.rfind(words[-1]) + len(words[-1]) >= content_end(clause)
            yield words, written.endswith("$") and not touches, clause
    for written in rule.after:
        segments, _ = parse_pattern(written)
        if (words := _forwards(segments, after)) is not None:
            yield words, False, f"{clause}│{after}"


def _backwards(segments: Segments, clause: str) -> list[str] | None:
    for word in sorted(segments[-1], key=len, reverse=True):
        at = clause.rfind(word)
        if at >= 0 and (words := look_back(segments[-2::-1], clause, at, word)) is not None:
            return words
    return None


def _forwards(segments: Segments, after: str) -> list[str] | None:
    for word in sorted(segments[0], key=len, reverse=True):
        at = after.find(word, 0, AFTER_GAP + len(word))
        if at >= 0 and (words := look_ahead(segments[1:], after, at + len(word), word)) is not None:
            return words
    return None


def _lack(rule: Rule, around: str, context: Context, *, apart: bool) -> tuple[Lack, str]:
    if context.quantity.unit_class not in rule.units:
        return "unit", "、".join(rule.units)
    if apart:
        return "apart", ""
    if held := next((word for word in rule.not_ if word in around), None):
        return "not", held
    topics = context.paragraph
    if held := next((word for word in rule.unless if topics.rfind(word, -rule.within or None) >= 0), None):
        return "unless", held
    if rule.of and not any(
        word in around or topics.rfind(word, -rule.within or None) >= 0 for word in rule.of
    ):
        return "of", "、".join(rule.of[:5])
    return "beaten", ""
