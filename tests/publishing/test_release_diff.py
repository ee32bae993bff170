"""What changed between two warehouses, and why: one planted change at a time, its cause known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest

from tongbi.publishing import Diff, DiffError, diff, publish, sql_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Frames = dict[str, pd.DataFrame]
QINGHE, YUNLING = "青禾县人民政府", "云岭市人民政府"


@pytest.fixture
def against(warehouse: Path, tmp_path: Path) -> Callable[[Frames], Diff]:
    """Publish changed frames and compare the small world with them."""

    def compare(frames: Frames) -> Diff:
        publish(frames, tmp_path / "new.duckdb")
        return diff(warehouse, tmp_path / "new.duckdb")

    return compare


def only(found: Diff) -> tuple[Any, ...]:
    (change,) = found.changes
    return change.kind, change.cause, change.issuer_name, change.period


def without(frames: Frames, value: float) -> dict[str, Any]:
    """Take the figure with this value out of series, yoy, observation and mention; gives its observation."""
    row = frames["observation"][frames["observation"]["value"] == value].iloc[0].to_dict()
    same = lambda frame: (  # noqa: E731
        (frame["issuer_name"] == row["issuer_name"])
        & (frame["metric_id"] == row["metric_id"])
        & (frame["period"] == row["period"])
    )
    for name in ("series", "observation", "yoy"):
        frames[name] = frames[name][~same(frames[name])]
    gone = (frames["mention"]["report_id"] == row["report_id"]) & (frames["mention"]["value"] == value)
    frames["mention"] = frames["mention"][~gone]
    return row


def change_value(frames: Frames, old: float, new: float, **more: Any) -> pd.Series:
    at = frames["series"].index[frames["series"]["value"] == old]
    frames["series"].loc[at, ["value", "low", "high"]] = [new, new, new]
    for column, value in more.items():
        frames["series"].loc[at, column] = value
    return frames["series"].loc[at[0]]


def replace_report(frames: Frames, old: str, new: str, **more: Any) -> None:
    """Give a report another text, so that every row that points to it has a new report_id."""
    for name in ("report", "mention", "observation", "coverage", "quarantine"):
        frames[name]["report_id"] = frames[name]["report_id"].replace(old, new)
    at = frames["report"].index[frames["report"]["report_id"] == new]
    for column, value in more.items():
        frames["report"].loc[at, column] = value


def test_a_warehouse_equals_itself_and_its_twin(
    warehouse: Path, frames: Frames, against: Callable[[Frames], Diff]
) -> None:
    assert diff(warehouse, warehouse).identical
    frames["run"]["published_at"] = "2027-01-01T00:00:00Z"
    found = against(frames)
    assert found.identical
    assert (found.changes, found.tables) == ((), ())


def test_a_new_report_brings_a_figure(frames: Frames, warehouse: Path, tmp_path: Path) -> None:
    row = without(frames, 160)
    report = row["report_id"]
    for name in ("report", "coverage", "mention", "observation", "quarantine"):
        frames[name] = frames[name][frames[name]["report_id"] != report]
    kept = (frames["series"]["metric_id"] != "online_rate") | (frames["series"]["period"] != "2023")
    frames["series"] = frames["series"][kept]
    frames["yoy"] = frames["yoy"][frames["yoy"]["metric_id"] != "online_rate"]
    publish(frames, tmp_path / "less.duckdb")
    found = diff(tmp_path / "less.duckdb", warehouse)
    assert {(c.kind, c.cause, c.issuer_name, c.period) for c in found.changes} == {
        ("appeared", "new_report", QINGHE, "2023")
    }
    back = diff(warehouse, tmp_path / "less.duckdb")
    assert {(c.kind, c.cause) for c in back.changes} == {("disappeared", "report_removed")}
    assert found.count("appeared") == found.count(cause="new_report") == back.count("disappeared") == 2


def test_a_later_report_restates_a_figure(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    later = frames["report"][frames["report"]["report_year"] == 2023].iloc[0].to_dict()
    later |= {"report_id": "feedfeedfeedfeed", "report_year": 2024, "sha256": "f" * 64}
    frames["report"] = pd.concat([frames["report"], pd.DataFrame([later])])
    stated = frames["observation"][frames["observation"]["value"] == 160].iloc[0].to_dict()
    stated |= {"report_id": "feedfeedfeedfeed", "observation_id": "o2024", "vintage": 2024}
    stated |= {"value": 165.0, "low": 165.0, "high": 165.0, "quote": "上年办理165件。"}
    frames["observation"] = pd.concat([frames["observation"], pd.DataFrame([stated])])
    change_value(frames, 160, 165, observation_id="o2024", vintage=2024)
    found = against(frames)
    assert only(found) == ("changed", "restatement", QINGHE, "2023")
    change = found.changes[0]
    assert change.size == pytest.approx(5 / 165)
    assert change.old is not None
    assert change.new is not None
    assert (change.old.quote, change.new.quote) == ("全年办理160件。", "上年办理165件。")
    assert {table.table: (table.only_old, table.only_new) for table in found.tables} == {
        "report": (0, 1),
        "observation": (0, 1),
        "series": (1, 1),
    }


def test_a_report_whose_text_was_replaced(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    row = frames["observation"][frames["observation"]["value"] == 6100].iloc[0]
    replace_report(frames, row["report_id"], "beefbeefbeefbeef", sha256="b" * 64)
    change_value(frames, 6100, 6200)
    assert only(against(frames)) == ("changed", "report_changed", YUNLING, "2023")


def test_a_correction(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    change_value(frames, 160, 16, quality_flags="corrected_override")
    assert only(against(frames)) == ("changed", "correction", QINGHE, "2023")


def test_other_rules(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    change_value(frames, 160, 163)
    assert only(against(frames)) == ("changed", "rule_change", QINGHE, "2023")


def test_another_entry_in_the_catalogue(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    frames["metric"].loc[frames["metric"]["metric_id"] == "cases_heard", "definition"] = "另行定义"
    change_value(frames, 160, 163)
    assert only(against(frames)) == ("changed", "catalogue_change", QINGHE, "2023")


def test_a_figure_that_was_set_aside(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    row = without(frames, 5)
    aside = {**frames["quarantine"].iloc[0].to_dict(), "what": "observation", "why": "unit_is_of_the_metric"}
    aside |= {name: row[name] for name in ("report_id", "start_char", "end_char")}
    frames["quarantine"] = pd.concat([frames["quarantine"], pd.DataFrame([aside])])
    assert only(against(frames)) == ("disappeared", "quarantine", "白石区人民政府", "2023")


def test_a_verdict(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    at = frames["yoy"].index[frames["yoy"]["verdict"] == "broken"]
    frames["yoy"].loc[at, ["verdict", "reason", "reason_code"]] = ["comparable", "", ""]
    found = against(frames)
    assert only(found) == ("verdict", "rule_change", YUNLING, "2022")
    change = found.changes[0]
    assert (change.old_verdict, change.new_verdict) == ("broken · definition: 含简易程序", "comparable")


def test_the_largest_change_comes_first(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    change_value(frames, 6100, 6101)
    change_value(frames, 160, 320)
    without(frames, 5)
    assert [change.size for change in against(frames).changes] == pytest.approx([1, 0.5, 1 / 6101])


def test_what_touches_no_series_is_still_told(frames: Frames, against: Callable[[Frames], Diff]) -> None:
    frames["mention"].loc[0, "object"] = "案卷"
    found = against(frames)
    assert not found.identical
    assert [(t.table, t.only_old, t.only_new) for t in found.tables] == [("mention", 1, 1)]


def test_an_older_schema_can_be_compared(frames: Frames, warehouse: Path, tmp_path: Path) -> None:
    publish(frames, tmp_path / "old.duckdb")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute("alter table series drop column counts_as")
        connection.execute("alter table series drop column quality_flags")
        connection.execute("alter table yoy drop column growth_check")
    assert diff(tmp_path / "old.duckdb", warehouse).identical


def test_a_metric_changed_where_a_column_of_both_says_another_thing_or_nothing() -> None:
    with duckdb.connect() as connection:
        connection.execute("""
            create schema old; create schema new;
            create table old.metric as select * from (values
                ('same', '数', 'a', null), ('worded', '数', 'a', null), ('based', '数', 'a', null),
                ('gone', '数', 'a', null)) t(metric_id, name_zh, dropped, base);
            create table new.metric as select * from (values
                ('same', null, '数', 'b'), ('worded', null, '量', 'b'), ('based', '总数', '数', 'b'),
                ('come', null, '数', 'b')) t(metric_id, base, name_zh, added)
        """)
        connection.execute(sql_text.of("release_diff", "metric_changed"))
        changed = connection.execute("from metric_changed order by all").fetchall()
    assert changed == [("based",), ("come",), ("gone",), ("worded",)]


def test_what_is_no_warehouse_is_named(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(DiffError, match=r"absent\.duckdb: no warehouse is here"):
        diff(tmp_path / "absent.duckdb", warehouse)
    (tmp_path / "junk.duckdb").write_bytes(b"junk" * 5000)
    with pytest.raises(DiffError, match=r"junk\.duckdb: cannot be opened"):
        diff(warehouse, tmp_path / "junk.duckdb")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(DiffError, match=r"other\.duckdb: is not a warehouse of tongbi; it lacks metric"):
        diff(warehouse, tmp_path / "other.duckdb")
