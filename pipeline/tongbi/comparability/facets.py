"""What a figure's own wording says it counts, read from the words around the number.

Belongs here: asking the declared questions of a context, and the shape of the answers, in memory and as JSON
text. Does not belong here: where the context begins and ends (`context`), the words (`facets.yaml`), or what
two different answers mean (`verdict`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.comparability.context import Context
    from tongbi.comparability.knowledge import Knowledge, Question

_OPEN = re.compile(r"等(?!级|额|次|候)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words say to one facet: the values meant, the words, whether 等 leaves them open."""

    means: frozenset[str]
    says: str
    open: bool = False


Facets = dict[str, Answer]
"""Answers by facet id; a facet that the words say nothing about is absent."""


def read(context: Context, metric_id: str, knowledge: Knowledge) -> Facets:
    """The answers that a context gives to the questions about a metric."""
    answers: Facets = {}
    for question in knowledge.questions_of(metric_id):
        answer = _ask(question, metric_id, context)
        if answer is not None:
            answers[question.facet.id] = answer
    return answers


def dump(answers: Mapping[str, Answer]) -> str:
    """The answers as JSON text, sorted, for the column `facets`."""
    plain = {
        name: {"means": sorted(answer.means), "says": answer.says, **({"open": True} if answer.open else {})}
        for name, answer in sorted(answers.items())
    }
    return json.dumps(plain, ensure_ascii=False)


def load(text: str | None) -> Facets:
    """The answers from the column `facets`."""
    if not text or not isinstance(text, str):
        return {}
    return {
        name: Answer(frozenset(answer["means"]), answer["says"], answer.get("open", False))
        for name, answer in json.loads(text).items()
    }


def _ask(question: Question, metric_id: str, context: Context) -> Answer | None:
    facet = question.facet
    if facet.look == "bracket":
        return _from_brackets(question, metric_id, context.brackets)
    where = getattr(context, facet.look) + context.tail
    if question.capture is not None:
        found = list(question.capture.finditer(where))
        return Answer(frozenset([found[-1]["value"]]), found[-1][0]) if found else None
    matches = [(match, name) for name, pattern in question.answers for match in pattern.finditer(where)]
    if not matches:
        return None
    if facet.compare == "one":
        # The meaning nearest to the number (of two that end together the longer), in its fullest words.
        _, nearest = max(matches, key=lambda item: (item[0].end(), -item[0].start()))
        says = max((match[0] for match, name in matches if name == nearest), key=len)
        return Answer(frozenset([nearest]), says)
    ordered = sorted(matches, key=lambda item: item[0].start())
    says = "、".join(dict.fromkeys(match[0] for match, _ in ordered))
    return Answer(frozenset(name for _, name in matches), says, bool(_OPEN.search(where)))


def _from_brackets(question: Question, metric_id: str, brackets: tuple[str, ...]) -> Answer | None:
    """Inclusions and exclusions as `+topic` and `-topic`; words of no declared topic stand for themselves."""
    assert question.capture is not None
    means: set[str] = set()
    says: list[str] = []
    for bracket in brackets:
        match = question.capture.match(bracket)
        if match is None or (question.never and question.never.search(match["value"])):
            continue
        sign = "+" if match["sign"] in ("含", "包括", "包含") else "-"
        topics = [name for name, pattern in question.answers if pattern.search(match["value"])]
        topics = topics or [re.sub(r"[\s、和及等]|案件$", "", match["value"])]
        kept = [topic for topic in topics if metric_id not in question.facet.never_for.get(topic, ())]
        if kept:
            means.update(sign + topic for topic in kept)
            says.append(bracket)
    return Answer(frozenset(means), "、".join(says)) if means else None
