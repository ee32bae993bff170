"""The declared expectations as Markdown tables: `python -m tongbi.validation.listing` renews the document.

Belongs here: turning declarations into text, and putting it between the marks of `docs/data-quality.md`; a
test holds the document against it.
"""

from __future__ import annotations

import re

from tongbi import project
from tongbi.validation import declared

_LIST = re.compile(r"(<!-- begin: expectations .*?-->\n)(.*?)(<!-- end: expectations -->)", re.DOTALL)


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


def with_list(document: str) -> str:
    """The document with the list as it is declared now; ValueError where the marks around it are gone."""
    found = _LIST.search(document)
    if found is None:
        raise ValueError("docs/data-quality.md has lost the marks around its list of expectations")
    return f"{document[: found.start(2)]}\n{expectations_markdown()}\n{document[found.end(2) :]}"


def main() -> None:
    """Renew the document of the checkout."""
    path = project.root() / "docs" / "data-quality.md"
    path.write_text(with_list(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
