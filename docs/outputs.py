"""Puts into both READMEs what the queries that come along answer on the sample reports: `make outputs`.

With `--check` nothing is written; a page that would change is named, with exit status 1.

Between `<!-- query N ROWS -->` and `<!-- end -->` stand the first rows of query N as the command prints them.
"""

from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path

from tongbi.cli.query import show
from tongbi.orchestration.store.settings import Settings
from tongbi.publishing import queries

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"(<!-- query (\d+) (\d+) -->\n).*?(<!-- end -->)", re.DOTALL)


def shown(number: int, rows: int) -> str:
    """The command and the first rows of its answer."""
    query = next(each for each in queries.find() if each.number == number)
    answer = queries.answer(Settings.of().warehouse, query.sql)
    with redirect_stdout(io.StringIO()) as printed:
        show(answer.columns, answer.rows[:rows])
    left = len(answer.rows) - rows
    more = f"… {left} more rows\n" if left > 0 else ""
    return f"```console\n$ tongbi query {number}\n{printed.getvalue()}{more}```\n"


def renewed(text: str) -> str:
    """A page with its blocks made anew."""
    return BLOCK.sub(lambda match: f"{match[1]}{shown(int(match[2]), int(match[3]))}{match[4]}", text)


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check tell which would change: exit status 1."""
    changed = 0
    for name in PAGES:
        page = ROOT / name
        before = page.read_text(encoding="utf-8")
        after = renewed(before)
        if "--check" not in arguments:
            page.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{page}\n")
        elif after != before:
            changed = 1
            sys.stdout.write(f"{name} shows other answers than the program gives: run `make outputs`\n")
    return changed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
