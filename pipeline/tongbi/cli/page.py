"""The page `docs/cli.md`, made from the commands' own help texts.

Belongs here: the layout of the page. Does not belong here: any help text.
"""

from __future__ import annotations

from typer.testing import CliRunner

from tongbi import project
from tongbi.cli.app import app
from tongbi.cli.results import results

WIDTH = 100
HEAD = """# Commands

Each command tells this itself: `tongbi COMMAND --help`. This page is made from those texts by `make docs`.
"""


def names() -> list[str]:
    """The commands' names, in the order of the alphabet."""
    commands = (*app.registered_commands, *results.registered_commands)
    return sorted(command.name or command.callback.__name__ for command in commands if command.callback)


def help_of(command: str) -> str:
    """What `tongbi COMMAND --help` prints."""
    shown = CliRunner().invoke(app, [command, "--help"], prog_name="tongbi", terminal_width=WIDTH)
    return shown.output.strip()


def page() -> str:
    """The whole page, in Markdown."""
    sections = (f"## tongbi {name}\n\n```text\n{help_of(name)}\n```\n" for name in names())
    return "\n".join([HEAD, *sections])


if __name__ == "__main__":
    (project.root() / "docs" / "cli.md").write_text(page(), encoding="utf-8")
