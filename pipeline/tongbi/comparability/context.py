"""The words around a number: its sentence, its last clauses, the brackets that qualify it.

Belongs here: where a stretch of text around a pair of offsets begins and ends. Does not belong here: what
the words mean (`facets`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

CLAUSE_END = "，,；;：:"
QUOTE_LIMIT = 300
"""A quote reaches at most this many characters to each side of the number."""

_SHORT_LINE = 25
"""A line shorter than this with no stop at its end is a heading or a cell, no beginning of a sentence."""

_STOP = re.compile(r"[。！？!?](?!\d)")
_ENUMERATOR = r"[（(]?[一二三四五六七八九十\d]+[、．.）)]"
_NEW_PARAGRAPH = re.compile(rf"[ \t\u3000\n]|{_ENUMERATOR}")
_HEADING = re.compile(rf"\s*{_ENUMERATOR}[^。；\n]*")
_CELL = re.compile(r"[\d\s,，.．·%％－—\-/]*")
_LEADING_BRACKET = re.compile(r"[（(〔][^（(〔）)〕]{1,60}[）)〕]")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one number.

    `sentence` runs from the start of its sentence to the number, `phrase` over the last two comma clauses of
    it but not back over another number, `clause` over the last one. `brackets` are the contents of the
    brackets in the clause and of one right behind the number. For a cell of a table flattened to lines all
    three are the row's head.
    """

    sentence: str
    phrase: str
    clause: str
    subject: str
    tail: str
    brackets: tuple[str, ...]


class Sentences:
    """Where the sentences of a text begin and end; a line broken inside a paragraph does not end one."""

    def __init__(self, text: str) -> None:
        """Find the boundaries in one pass over the text."""
        self.text = text
        found = [match.end() for match in _STOP.finditer(text)]
        line_start = 0
        newline = text.find("\n")
        while newline >= 0:
            short = newline - line_start < _SHORT_LINE
            heading = _HEADING.fullmatch(text, line_start, newline)
            paragraph = _NEW_PARAGRAPH.match(text, newline + 1)
            if short or heading or paragraph or text[newline - 1 : newline] in "；;：:":
                found.append(newline + 1)
            line_start = newline + 1
            newline = text.find("\n", line_start)
        self._ends = sorted({*found, len(text)})

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentence around a number, at most `QUOTE_LIMIT` characters to each side."""
        place = bisect_right(self._ends, start)
        begin = self._ends[place - 1] if place else 0
        finish = self._ends[min(bisect_left(self._ends, end), len(self._ends) - 1)]
        return max(begin, start - QUOTE_LIMIT), min(max(finish, end), end + QUOTE_LIMIT)


def row_head(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the head of a table row stands, if the number is alone on its line; None otherwise."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if text[line_start:start].strip() or text[end:line_end].strip():
        return None
    while line_start > 0:
        previous_end = line_start - 1
        line_start = text.rfind("\n", 0, previous_end) + 1
        line = text[line_start:previous_end]
        if line.strip() and not _CELL.fullmatch(line):
            return line_start, previous_end
    return None


def quote(sentences: Sentences, start: int, end: int) -> str:
    """The sentence that states the number, or the row of the table from its head to the number."""
    text = sentences.text
    head = row_head(text, start, end)
    if head is not None and end - head[0] <= 2 * QUOTE_LIMIT:
        return text[head[0] : end]
    begin, finish = sentences.span(start, end)
    return text[begin:finish].strip()


def around(sentences: Sentences, start: int, end: int, previous_end: int) -> Context:
    """The context of a number; `previous_end` is where the number before it ends (0 if it is the first)."""
    text = sentences.text
    head = row_head(text, start, end)
    if head is not None:
        row = text[head[0] : head[1]]
        return Context(row, row, row, row, "", tuple(_bracketed(row)))
    begin, _ = sentences.span(start, end)
    sentence = text[begin:start]
    own = sentence[max(0, previous_end - begin) :] if previous_end > begin else sentence
    if previous_end > begin and (bracket := _LEADING_BRACKET.match(own)):
        own = own[bracket.end() :]  # it qualifies the number before
    phrase = _last_clauses(own, 2)
    clause = _last_clauses(own, 1)
    behind = _LEADING_BRACKET.match(text, end, end + 80)
    tail = behind[0] if behind else ""
    return Context(
        sentence,
        phrase,
        clause,
        _last_clauses(sentence, 1),
        tail,
        tuple(_bracketed(clause) + _bracketed(tail)),
    )


def _last_clauses(text: str, count: int) -> str:
    """The last `count` clauses of a text; a comma inside brackets ends no clause."""
    depth = 0
    found = 0
    for index in range(len(text) - 1, -1, -1):
        sign = text[index]
        if sign in "）)〕":
            depth += 1
        elif sign in "（(〔":
            depth = max(0, depth - 1)
        elif depth == 0 and sign in CLAUSE_END and index < len(text) - 1:
            found += 1
            if found == count:
                return text[index + 1 :]
    return text


def _bracketed(text: str) -> list[str]:
    return re.findall(r"[（(〔]([^（(〔）)〕]{1,60})[）)〕]", text)
