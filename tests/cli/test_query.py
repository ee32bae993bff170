from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest
from typer.testing import CliRunner, Result

from tongbi.cli.app import app
from tongbi.publishing import queries

if TYPE_CHECKING:
    from pathlib import Path


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["query", *arguments])


@pytest.fixture
def warehouse(tmp_path: Path) -> str:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table t as select '[云屏县]' as body, 1234.50::double as value, null as nothing"
        )
    return str(path)


def test_without_a_query_those_that_come_along_are_listed() -> None:
    shown = ask()
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) == len(queries.find()) >= 5


def test_an_answer_is_a_table_with_each_row_on_one_line(warehouse: str) -> None:
    shown = ask("from t", "--warehouse", warehouse)
    assert shown.exit_code == 0
    assert [line.split() for line in shown.stdout.splitlines()] == [
        ["body", "value", "nothing"],
        ["[云屏县]", "1,234.5"],
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [("99", "no query has the number 99"), ("from nowhere", "nowhere"), ("selec", "syntax error")],
)
def test_what_cannot_be_answered_is_told(warehouse: str, query: str, said: str) -> None:
    shown = ask(query, "--warehouse", warehouse)
    assert shown.exit_code == 2
    assert said in shown.stderr
    assert "Traceback" not in shown.output


def test_a_query_never_changes_the_warehouse(warehouse: str) -> None:
    assert ask("drop table t", "--warehouse", warehouse).exit_code == 2


def test_without_a_warehouse_it_says_how_to_get_one(tmp_path: Path) -> None:
    shown = ask("1", "--warehouse", str(tmp_path / "none.duckdb"))
    assert shown.exit_code == 2
    assert "tongbi run" in shown.stderr
