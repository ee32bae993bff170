"""The first queries of a newcomer run on a published warehouse and read well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tongbi.publishing import publish, queries
from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

ALL = queries.find()


def test_there_are_five_in_order_with_titles_in_both_languages() -> None:
    assert [query.number for query in ALL] == [1, 2, 3, 4, 5]
    for query in ALL:
        assert any("一" <= sign <= "鿿" for sign in query.title_zh)
        assert query.title_en.isascii()


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_each_answers_with_named_columns(query: queries.Query, warehouse: Path) -> None:
    result = queries.answer(warehouse, query.sql)
    assert result.rows
    assert all(name.replace("_", "").isalpha() and name.islower() for name in result.columns)


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_each_runs_on_an_empty_warehouse(
    query: queries.Query, frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    empty = {name: pd.DataFrame(columns=list(frame.columns)) for name, frame in frames.items()}
    publish(empty, tmp_path / "w.duckdb")
    assert queries.answer(tmp_path / "w.duckdb", query.sql).columns


def test_growth_is_shown_with_what_the_wording_leaves_open(warehouse: Path) -> None:
    sql = next(query.sql for query in ALL if query.name == "yoy_of_one_issuer")
    assert "yoy_of((" in sql
    other = sql[: sql.index("yoy_of((")] + "yoy_of('云岭市人民政府') order by years"
    rows = {row[1]: row[5:] for row in queries.answer(warehouse, other).rows}
    assert rows["2018→2019"] == ("-10.0 %", "comparable", "")
    assert rows["2022→2023"] == ("+1.7 to +3.4 %", "comparable", "")
    assert rows["2021→2022"][1:] == ("broken", "definition: 含简易程序")


def test_a_revision_to_a_lower_figure_is_shown_as_a_fall(
    frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    sql = next(query.sql for query in ALL if query.name == "revisions")
    shown = []
    for number, (first, later) in enumerate([(-5.0, -8.0), (-5.0, 5.0), (200.0, 150.0), (0.0, 3.0)]):
        frames["revision"].loc[0, ["first_value", "later_value"]] = [first, later]
        publish(frames, tmp_path / f"{number}.duckdb")
        answer = queries.answer(tmp_path / f"{number}.duckdb", sql)
        shown.append(answer.rows[0][answer.columns.index("revised_by")])
    assert shown == ["-60.0 %", "+200.0 %", "-25.0 %", ""]


def test_what_was_set_aside_is_counted(warehouse: Path) -> None:
    sql = next(query.sql for query in ALL if query.name == "data_quality")
    rows = queries.answer(warehouse, sql).rows
    assert ("set aside", "document: no year in title, opening or file name", 2) in rows
    assert ("failed check", "critical · rate_is_at_most_100", 1) in rows


def test_a_faulty_query_names_the_warehouse(warehouse: Path) -> None:
    with pytest.raises(WarehouseError, match=r"w\.duckdb: .*nonsense"):
        queries.answer(warehouse, "from nonsense")
    with pytest.raises(WarehouseError, match="read-only"):
        queries.answer(warehouse, "delete from series")


def test_a_query_without_titles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "01_bare.sql").write_text("select 1")
    with pytest.raises(WarehouseError, match=r"01_bare\.sql: name it"):
        queries.find(tmp_path)
