"""A frame that does not fit its table is refused with a message that names both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest

from tongbi.publishing import load, migrations, schema
from tongbi.publishing.load import FrameError
from tongbi.validation import FRAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    migrations.apply(connection)
    yield connection
    connection.close()


def put(database: duckdb.DuckDBPyConnection, frames: Frames) -> dict[str, int]:
    return load.load(database, frames, schema.tables(database))


def test_rows_are_counted_and_typed(database: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    assert put(database, frames) == {name: len(frame) for name, frame in frames.items()}
    row = database.execute(
        "select typeof(period), typeof(value), typeof(vintage) from series limit 1"
    ).fetchone()
    assert row == ("VARCHAR", "DOUBLE", "INTEGER")


def test_rows_lie_in_the_order_of_the_key_whatever_the_order_of_the_frame(
    database: duckdb.DuckDBPyConnection, frames: Frames
) -> None:
    shuffled = {name: frame.sample(frac=1, random_state=7) for name, frame in frames.items()}
    put(database, shuffled)
    rows = database.execute("select issuer_name, metric_id, period from series").fetchall()
    assert rows == sorted(rows)


def test_not_a_number_and_none_become_null(database: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    frames["yoy"].loc[0, ["change_pct", "change_pct_low", "change_pct_high"]] = float("nan")
    frames["yoy"] = frames["yoy"].iloc[[0]]
    put(database, frames)
    assert database.execute("select change_pct, stated_growth_pct is null from yoy").fetchone() == (
        None,
        False,
    )
    assert database.execute("select count(*) from report where published_on is null").fetchone() == (2,)


def test_a_missing_value_takes_the_default_of_its_column(
    database: duckdb.DuckDBPyConnection, frames: Frames
) -> None:
    frames["quarantine"]["suggestion"] = [None, "look at it"]
    frames["mention"] = frames["mention"].drop(columns=["rule"])
    put(database, frames)
    assert database.execute("select suggestion from quarantine order by all").fetchall() == [
        ("",),
        ("look at it",),
    ]
    assert database.execute("select distinct rule from mention").fetchall() == [("",)]


@pytest.mark.parametrize("column", ["box", "doubtful"])
def test_a_column_that_came_later_refuses_a_null(
    database: duckdb.DuckDBPyConnection, frames: Frames, column: str
) -> None:
    put(database, frames)
    with pytest.raises(duckdb.ConstraintException, match=f"NOT NULL.*{column}"):
        database.execute(f"update mention set {column} = null")


def test_the_standing_of_a_report_is_told_though_its_frame_leaves_it_open(
    database: duckdb.DuckDBPyConnection, frames: Frames
) -> None:
    frames["report"]["standing"] = [None, "version", *["report"] * (len(frames["report"]) - 2)]
    put(database, frames)
    counts = database.execute("select standing, count(*) from report group by all order by all").fetchall()
    assert counts == [("report", len(frames["report"]) - 1), ("version", 1)]


def test_empty_frames_fit(database: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    empty = {name: pd.DataFrame(columns=list(frame.columns)) for name, frame in frames.items()}
    assert set(put(database, empty).values()) == {0}


def test_every_table_needs_its_frame(database: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    del frames["run"]
    assert put(database, frames)["run"] == 0
    del frames["yoy"], frames["series"]
    with pytest.raises(FrameError, match="no frame is given for: series, yoy"):
        put(database, frames)


def test_a_frame_without_a_table_is_refused(database: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    frames["opinion"] = pd.DataFrame({"a": [1]})
    with pytest.raises(FrameError, match="no table is named: opinion"):
        put(database, frames)


def test_a_missing_column_is_named(database: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    frames["series"] = frames["series"].drop(columns=["low", "spell"])
    with pytest.raises(FrameError, match="frame series lacks: low, spell"):
        put(database, frames)


def test_an_extra_column_is_not_dropped_in_silence(
    database: duckdb.DuckDBPyConnection, frames: Frames
) -> None:
    frames["series"] = frames["series"].assign(mood="good")
    with pytest.raises(FrameError, match="series has columns that the table lacks: mood"):
        put(database, frames)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("report", "level", "village"),
        ("report", "version", "print"),
        ("report", "sha256", "abc"),
        ("metric", "kind", "feeling"),
        ("mention", "role", "guess"),
        ("mention", "period", "last year"),
        ("mention", "report_id", "0000000000000000"),
        ("mention", "low", 1e9),
        ("mention", "high", -1.0),
        ("mention", "end_char", 0),
        ("observation", "metric_id", "unheard_of"),
        ("observation", "value", None),
        ("series", "obs_status", "X"),
        ("series", "period", "2018-2022"),
        ("series", "spell", 0),
        ("series", "observation_id", "nowhere"),
        ("yoy", "verdict", "perhaps"),
        ("yoy", "previous_period", "2999"),
        ("revision", "kind", "felt"),
        ("coverage", "status", "lost"),
        ("quarantine", "why", ""),
        ("quarantine", "what", "thing"),
        ("check_result", "severity", "mild"),
    ],
)
def test_what_breaks_a_rule_of_the_table_is_refused(
    database: duckdb.DuckDBPyConnection, frames: Frames, table: str, column: str, value: Any
) -> None:
    frames[table][column] = [value, *frames[table][column][1:]]
    with pytest.raises(FrameError, match=f"frame {table} does not fit its table"):
        put(database, frames)


@pytest.mark.parametrize(
    "table", ["report", "metric", "observation", "series", "yoy", "coverage", "check_result"]
)
def test_keys_are_unique(database: duckdb.DuckDBPyConnection, frames: Frames, table: str) -> None:
    frames[table] = pd.concat([frames[table], frames[table].iloc[[0]]])
    with pytest.raises(FrameError, match=f"frame {table} does not fit its table.*[Dd]uplicate"):
        put(database, frames)


@pytest.mark.parametrize("what", ["document", *FRAMES])
def test_a_row_of_every_checked_frame_may_be_in_quarantine(
    database: duckdb.DuckDBPyConnection, frames: Frames, what: str
) -> None:
    frames["quarantine"] = pd.DataFrame({"what": [what], "why": ["it failed"]})
    put(database, frames)
    assert database.execute("select what from quarantine").fetchone() == (what,)
