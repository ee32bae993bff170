"""The declared expectations as Markdown tables, for `docs/data-quality.md`.

Belongs here: turning declarations into text. A test holds the document against it.
"""

from __future__ import annotations

from tongbi.validation import declared


def expectations_markdown() -> str:
    """One table a frame: expectation, severity, what a failure does, and what it says in both languages."""
    parts = []
    for name in declared.FRAMES:
        lines = [f"### `{name}`", "", "| expectation | severity | says |", "| --- | --- | --- |"]
        for spec in declared.expectations(name):
            effect = "blocks" if spec.blocking else "quarantines" if spec.quarantines else "shows"
            says = f"{spec.description.zh} {spec.description.en}"
            lines.append(f"| `{spec.name}` | {spec.severity}, {effect} | {says} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
