"""What will be read of a file: its documents, their identity, and why something is not understood.

Belongs here: gathering that for one file. Does not belong here: showing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.reading.documents import read_file
from tongbi.reading.identity import identify, weigh
from tongbi.records import Identity, Quarantined

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.records import Document


@dataclass(frozen=True, slots=True)
class PreviewedDocument:
    """A document as it will be read.

    `identity` is the best that can be told; `problem` says why that does not suffice, None where it does;
    `notes` say what of the file is not read, where a field was taken from if not from the title, and what
    stands against it.
    """

    document: Document
    identity: Identity
    problem: Quarantined | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's documents and the parts of it that cannot be read."""

    documents: tuple[PreviewedDocument, ...]
    quarantined: tuple[Quarantined, ...]


def preview(path: Path) -> Preview:
    """What will be read of a file. Nothing is archived; never raises for what the file holds."""
    documents, quarantined = read_file(path)
    return Preview(tuple(_previewed(document) for document in documents), tuple(quarantined))


def as_text(seen: Preview, *, signs: int = 600) -> str:
    """A preview in plain lines: each identity, problems, notes, and the first `signs` signs of the text."""
    lines: list[str] = []
    for entry in seen.documents:
        identity, document = entry.identity, entry.document
        body = f" ({identity.level}, {identity.issuer_code or 'no code'})" if identity.issuer_name else ""
        lines += [
            document.path,
            f"  title      {identity.title or '-'}",
            f"  issuer     {identity.issuer_name or '-'}{body}",
            f"  report     {identity.report_type}, {identity.report_year or '-'}, {identity.version}",
            f"  published  {identity.published_on or '-'}",
            f"  format     {document.format}, {len(document.text):,} characters{_recognised(document)}",
        ]
        if entry.problem is not None:
            lines += _refusal(entry.problem)
        lines += [f"  note       {note}" for note in entry.notes]
        shown = document.text[:signs]
        lines += ["", *(f"  | {line}" for line in shown.splitlines()), ""]
        if len(document.text) > signs:
            lines[-1] = f"  … {len(document.text) - signs:,} more characters"
    for refused in seen.quarantined:
        lines += [refused.where, *_refusal(refused)]
    return "\n".join(lines)


def _refusal(refused: Quarantined) -> list[str]:
    """Why a document is not read and what to do; a remedy that the reason ends with is said once."""
    why = refused.why.removesuffix(f"; {refused.suggestion}")
    return [f"  problem    {why}", f"  to do      {refused.suggestion}"]


def _recognised(document: Document) -> str:
    """How sure the signs are of a text, or a part of it, that was recognised in pictures."""
    known = [(place.confidence, place.end - place.start) for place in document.places if place.confidence]
    signs = sum(count for _, count in known)
    if not signs:
        return ""
    sure = sum(confidence * count for confidence, count in known) / signs
    doubtful = sum(end - start for start, end in document.doubtful)
    return f", {signs:,} of them recognised in pictures (confidence {sure:.0%}, {doubtful:,} doubtful)"


def _previewed(document: Document) -> PreviewedDocument:
    weighed, told = weigh(document), identify(document)
    problem = told if isinstance(told, Quarantined) else None
    return PreviewedDocument(document, weighed.guess, problem, (*document.notes, *weighed.notes))
