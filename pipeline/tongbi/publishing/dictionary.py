"""The data dictionary: every relation, column, key and macro as one page, from the database itself.

Belongs here: reading DuckDB's catalogue of a freshly made warehouse, and its rendering as Markdown. Does not
belong here: any description; those are the comments in `warehouse/migrations` and `warehouse/views`.

`python -m tongbi.publishing.dictionary` writes the page to standard output; docs/warehouse.md is that page.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from tongbi.publishing import migrations, views

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Comments are "中文 / English"; the first of these parts them.
BILINGUAL = " / "

HEAD = """# The warehouse · 数据仓库

One DuckDB file. This page is written from the comments in the file itself; run
`python -m tongbi.publishing.dictionary > docs/warehouse.md` after a change of `warehouse/`.
The same comments are in every published file: `select * from duckdb_columns()`.

一个 DuckDB 文件。本页由库内注释生成；改动 `warehouse/` 后请重新生成。

Files are written in the storage format of DuckDB 1.4, so that clients from 1.4 on open them (tried with
1.4.5). A new version of the warehouse takes the place of the old one in one rename: whoever has the old one
open goes on reading it, and sees the new one after opening it again. In one process DuckDB shares an open
file by its path, so there all connections to it must be closed first.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What carries a comment. `kind` is table, view, macro or column; a column's owner is its relation."""

    kind: str
    owner: str
    name: str
    type: str
    comment: str

    @property
    def zh(self) -> str:
        """The Chinese half of the comment."""
        return self.comment.partition(BILINGUAL)[0]

    @property
    def en(self) -> str:
        """The English half of the comment."""
        return self.comment.partition(BILINGUAL)[2]


def entries(database: DuckDBPyConnection) -> list[Entry]:
    """Everything that should carry a comment: tables and views with their columns, and macros."""
    rows = database.execute(
        """
        with everything as (
            select 1 as place, 'table' as kind, table_name as owner, table_name as name, '' as type, comment,
                0 as position
            from duckdb_tables() where not internal
            union all
            select 2, 'view', view_name, view_name, '', comment, 0 from duckdb_views() where not internal
            union all
            select 3, 'macro', function_name, function_name, list_aggregate(parameters, 'string_agg', ', '),
                comment, 0
            from duckdb_functions() where not internal
            union all
            select if(table_name in (select view_name from duckdb_views() where not internal), 2, 1),
                'column', table_name, column_name, lower(data_type), comment, column_index
            from duckdb_columns() where not internal
        )
        select kind, owner, name, coalesce(type, ''), coalesce(comment, '')
        from everything order by place, owner, position
        """
    ).fetchall()
    return [Entry(*row) for row in rows]


def markdown(database: DuckDBPyConnection) -> str:
    """The page: tables, views, macros, each with its columns."""
    keys: dict[str, list[str]] = {}
    for table, text in database.execute(
        "select table_name, constraint_text from duckdb_constraints() "
        "where constraint_type in ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY') order by all"
    ).fetchall():
        keys.setdefault(table, []).append(text)
    lines = [HEAD]
    titles = {"table": "Tables · 表", "view": "Views · 视图", "macro": "Macros · 宏"}
    last = ""
    for entry in entries(database):
        if entry.kind == "column":
            lines.append(f"| `{entry.name}` | {entry.type} | {_cell(entry.zh)} | {_cell(entry.en)} |")
            continue
        if entry.kind != last:
            lines.append(f"\n## {titles[entry.kind]}")
            last = entry.kind
        name = f"{entry.name}({entry.type})" if entry.kind == "macro" else entry.name
        lines += [f"\n### `{name}`\n", f"{entry.en}\n", entry.zh]
        if entry.name in keys:
            lines.append("\n" + "; ".join(f"`{key}`" for key in keys[entry.name]))
        if entry.kind != "macro":
            lines += ["\n| column | type | 含义 | meaning |", "| --- | --- | --- | --- |"]
    return "\n".join(lines) + "\n"


def fresh() -> DuckDBPyConnection:
    """An empty warehouse in memory, with all tables, views and macros."""
    database = duckdb.connect()
    migrations.apply(database)
    views.create(database)
    return database


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(markdown(fresh()))
