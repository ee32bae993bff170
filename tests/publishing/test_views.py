"""Each view and macro on the hand-made world, with the answers worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.comparability import Correction, compare, corrections
from tongbi.project import warehouse_sql
from tongbi.publishing import migrations, publish, views
from tongbi.publishing.connection import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Rows = list[tuple[Any, ...]]
QINGHE, YUNLING, BAISHI, SHAZHOU = "青禾县人民政府", "云岭市人民政府", "白石区人民政府", "沙洲县人民政府"


def test_views_that_use_others_are_created_after_them(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("create view a as from b")
    (tmp_path / "b.sql").write_text("create view b as from c")
    (tmp_path / "c.sql").write_text("create view c as select 1 as one")
    connection = duckdb.connect()
    assert views.create(connection, tmp_path) == ["c", "b", "a"]
    assert connection.execute("from a").fetchall() == [(1,)]


def test_a_view_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("create view a as from nowhere")
    with pytest.raises(WarehouseError, match=r"a\.sql: .*nowhere"):
        views.create(duckdb.connect(), tmp_path)


def test_a_file_defines_one_thing_of_its_own_name(warehouse: Path) -> None:
    files = {path.stem for path in (warehouse_sql() / "views").glob("*.sql")}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute(
            "select view_name from duckdb_views() where not internal "
            "union all select function_name from duckdb_functions() where not internal"
        ).fetchall()
    assert sorted(name for (name,) in found) == sorted(files)


def test_yoy_of_shows_bounds_verdict_and_unit(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select name_zh, period, value, unit, round(change_pct, 2), round(change_pct_low, 2), "
        "round(change_pct_high, 2), verdict, reason from yoy_of(?)",
        YUNLING,
    )
    assert rows == [
        ("办理案件数", "2019", 180.0, "件", -10.0, -10.0, -10.0, "comparable", ""),
        ("办理案件数", "2022", 5900.0, "件", 3833.33, 3833.33, 3900.0, "broken", "definition: 含简易程序"),
        ("办理案件数", "2023", 6100.0, "件", 3.39, 1.67, 3.39, "comparable", ""),
    ]
    assert ask("from yoy_of('没有的机关')") == []


def test_series_across_lists_every_body(ask: Callable[..., Rows]) -> None:
    rows = ask("select issuer_name, period, value from series_across('online_rate')")
    assert rows == [(QINGHE, "2022", 90.0), (QINGHE, "2023", 99.0)]
    assert len(ask("from series_across('cases_heard')")) == 15


def test_growth_rank_leaves_open_what_the_wording_leaves_open(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select growth_rank, rank_best, rank_worst, issuer_name from growth_rank('cases_heard', '2023')"
    )
    # 青禾 +6.67 exactly; 沙洲 +4 within -9.1 and +17.8; 云岭 +3.39 within 1.67 and 3.39; 白石 grew from zero
    assert rows == [(1, 1, 2, QINGHE), (2, 1, 3, SHAZHOU), (3, 2, 3, YUNLING)]


def test_growth_without_bounds_may_stand_anywhere() -> None:
    view = (warehouse_sql() / "views" / "growth_rank.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            "create table yoy as select * from (values ('甲', 10.0, null, null), ('乙', 5.0, 4.0, 6.0),"
            " ('丙', 1.0, 0.0, 2.0)) as t (issuer_name, change_pct, change_pct_low, change_pct_high),"
            " (values ('m', '2023', 1.0, 2.0, 'comparable')) as u (metric_id, period, previous_value, value,"
            " verdict)"
        )
        connection.execute(view)
        ranks = "select issuer_name, rank_best, rank_worst from growth_rank('m', '2023')"
        assert connection.sql(ranks).fetchall() == [("甲", 1, 3), ("乙", 1, 2), ("丙", 2, 3)]


def test_growth_rank_leaves_out_pairs_that_do_not_compare(ask: Callable[..., Rows]) -> None:
    assert ask("select issuer_name from growth_rank('cases_heard', '2022')") == [(QINGHE,)]
    assert ask("from growth_rank('online_rate', '2023')") == []


def test_cagr_runs_over_one_spell_at_a_time(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select issuer_name, spell, first_period, last_period, years, round(cagr_pct, 3), "
        "round(cagr_pct_low, 3), round(cagr_pct_high, 3) from cagr('cases_heard')"
    )
    compound = round(100 * ((160 / 100) ** (1 / 5) - 1), 3)
    falling = round(100 * ((150 / 200) ** (1 / 3) - 1), 3)
    assert rows == [
        (YUNLING, 1, "2018", "2021", 3, falling, falling, falling),
        (YUNLING, 2, "2022", "2023", 1, 3.39, 1.667, 3.39),
        (SHAZHOU, 1, "2022", "2023", 1, 4.0, -9.091, 17.778),
        (BAISHI, 1, "2022", "2023", 1, None, None, None),
        (QINGHE, 1, "2018", "2023", 5, compound, compound, compound),
    ]


def test_trend_is_the_median_of_pairwise_slopes(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select issuer_name, spell, first_period, last_period, years, slope, slope_low, slope_high "
        "from trend('cases_heard') where issuer_name in (?, ?)",
        QINGHE,
        YUNLING,
    )
    values = [100, 110, 121, 133, 150, 160]
    slopes = sorted((values[j] - values[i]) / (j - i) for j in range(6) for i in range(j))
    assert len(slopes) == 15
    assert rows[-1] == (QINGHE, 1, "2018", "2023", 6, pytest.approx(slopes[7]), slopes[1], slopes[13])
    assert rows[0][:6] == (YUNLING, 1, "2018", "2021", 3, pytest.approx(-50 / 3))
    assert rows[0][6:] == (None, None), "three years carry no interval"


exact = st.lists(st.integers(-50, 50), min_size=5, max_size=12)


@settings(max_examples=40, deadline=None)
@given(values=exact, widths=st.lists(st.integers(0, 5), min_size=12, max_size=12))
def test_trend_agrees_with_an_independent_implementation(values: list[int], widths: list[int]) -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    connection = duckdb.connect()
    connection.execute(
        "create table series (issuer_name varchar, metric_id varchar, spell integer, period varchar, "
        "value double, low double, high double)"
    )
    connection.executemany(
        "insert into series values (?, 'm', 1, ?, ?, ?, ?)",
        [
            row
            for year, (value, width) in enumerate(zip(values, widths, strict=False), start=2001)
            for row in (
                ("exact", str(year), value, value, value),
                ("wide", str(year), value, value - width, value + width),
            )
        ],
    )
    connection.execute((warehouse_sql() / "views" / "trend.sql").read_text(encoding="utf-8"))
    (_, slope, low, high), (_, wide_slope, wide_low, wide_high) = connection.execute(
        "select issuer_name, slope, slope_low, slope_high from trend('m')"
    ).fetchall()
    expected = stats.theilslopes(values, range(len(values)), alpha=0.95)
    assert slope == pytest.approx(expected.slope)
    assert wide_slope == pytest.approx(slope)
    if low is not None:
        assert (low, high) == pytest.approx((expected.low_slope, expected.high_slope))
        assert wide_low <= low <= high <= wide_high


def test_rising_share_is_given_as_bounds(ask: Callable[..., Rows]) -> None:
    rows = ask("from rising_share('cases_heard') where period >= '2022'")
    # 2023: three rise for certain (one of them from zero), 沙洲 may have risen or fallen
    assert rows == [("2022", 1, 1, 0, 0, 0, 1.0, 1.0), ("2023", 4, 3, 0, 0, 1, 0.75, 1.0)]
    assert ask(
        "select pairs, rising, falling, share_high from rising_share('cases_heard') where period = '2019'"
    ) == [(2, 1, 1, 0.5)]


def test_balanced_panel_holds_whole_issuers_only(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select issuer_name, count(*), bool_and(unbroken) from balanced_panel('cases_heard', '2021', '2023') "
        "group by all order by all"
    )
    assert rows == [(YUNLING, 3, False), (QINGHE, 3, True)]
    assert ask("select distinct issuer_name from balanced_panel('cases_heard', '2018', '2023')") == [
        (QINGHE,)
    ]


def test_gaps_and_breaks_say_what_and_why(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select issuer_name, metric_id, kind, previous_period, period, reason_code "
        "from gaps_and_breaks order by all"
    )
    assert rows == [
        (YUNLING, "cases_heard", "break", "2021", "2022", "definition"),
        (YUNLING, "cases_heard", "gap", "2019", "2020", "no_report"),
        (QINGHE, "online_rate", "unknown", "2022", "2023", "sum_check"),
    ]


def test_a_gap_is_told_apart_by_what_the_report_of_the_year_does() -> None:
    connection = duckdb.connect()
    migrations.apply(connection)
    views.create(connection)
    connection.execute("""
        insert into metric (metric_id, name_zh, name_en, domain, unit, kind, definition, family)
        values ('m', '数', 'm', 'd', '件', 'stock', '', 'government_work');
        insert into report (
            report_id, issuer_name, level, report_type, report_year, version, sha256, format, characters)
        select
            concat('r', y), if(y = 2002, '政务院', '国务院'), 'nation', 'government_work', y, 'web',
            repeat('0', 64), 'txt', 9
        from unnest([2001, 2002, 2003, 2005]) t(y);
        insert into issuer (issuer_name, series_name, level, first_year, last_year, reports)
        values ('政务院', '国务院', 'nation', 2002, 2002, 1), ('国务院', '国务院', 'nation', 2001, 2005, 3);
        insert into coverage (report_id, metric_id, status)
        values ('r2002', 'm', 'not_stated'), ('r2003', 'm', 'quarantined');
        insert into observation (
            observation_id, report_id, issuer_name, metric_id, period, role, value, low, high, unit, quote,
            start_char, end_char, vintage)
        select
            concat('o', y), concat('r', y + 1), '国务院', 'm', y, 'actual', 1, 1, 1, '件', '1件', 0, 2, y + 1
        from unnest([2000, 2004]) t(y);
        insert into series (
            issuer_name, metric_id, period, value, low, high, unit, obs_status, spell, vintage,
            observation_id)
        select '国务院', 'm', y, 1, 1, 1, '件', 'A', 1, y + 1, concat('o', y)
        from unnest([2000, 2004]) t(y)
    """)
    rows = connection.execute("select period, reason_code from gaps_and_breaks order by period").fetchall()
    assert rows == [("2001", "not_stated"), ("2002", "quarantined"), ("2003", "no_report")]
    connection.execute("update series set spell = 2 where period = '2004'")
    broken = "select previous_period, period, reason_code from gaps_and_breaks where kind = 'break'"
    assert connection.execute(broken).fetchall() == [("2000", "2004", "across_gap")]


def test_as_of_knows_nothing_of_later_reports(ask: Callable[..., Rows]) -> None:
    assert ask("select max(period), max(vintage), count(*) from as_of(2019)") == [("2019", 2019, 4)]
    latest = "select issuer_name, metric_id, period, value, low, high, vintage, observation_id from "
    assert ask(f"{latest} as_of(9999)") == ask(f"{latest} series order by issuer_name, metric_id, period")


def test_as_of_shows_a_renamed_body_under_its_present_name(
    frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    issuer = frames["issuer"]
    issuer.loc[issuer["issuer_name"] == "沙洲县人民政府", "series_name"] = "沙洲区人民政府"
    series = frames["series"]
    series.loc[series["issuer_name"] == "沙洲县人民政府", "issuer_name"] = "沙洲区人民政府"
    publish(frames, tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        what = "select issuer_name, metric_id, period, value, observation_id from"
        known = connection.execute(f"{what} as_of(9999)").fetchall()
        assert known == connection.execute(f"{what} series order by 1, 2, 3").fetchall()
    assert {row[0] for row in known if "沙洲" in row[0]} == {"沙洲区人民政府"}


def test_as_of_prefers_as_the_comparison_does() -> None:
    connection = duckdb.connect()
    connection.execute("""
        create table observation as
        select *, 1.0 as value, 1.0 as low, 1.0 as high, '' as quality_flags, 'r' as report_id, 9 as end_char
        from (values
            ('old',      '2020', '',         'actual', 2020, 1,    1),
            ('speech',   '2020', '',         'actual', 2021, 1001, 1),
            ('narrow',   '2020', '',         'actual', 2021, 3,    1),
            ('unused',   '2020', '',         'actual', 2021, 0,    1),
            ('later',    '2020', '',         'actual', 2021, 1,    7),
            ('chosen',   '2020', '',         'actual', 2021, 1,    3),
            ('plan',     '2020', '',         'target', 2022, 1,    1),
            ('campaign', '2020', '专项活动', 'actual', 2022, 1,    1),
            ('span',     '2018-2020', '',    'actual', 2022, 1,    1)
        ) t(observation_id, period, scope, role, vintage, preference, start_char);
        alter table observation add column issuer_name varchar default 'i';
        alter table observation add column metric_id varchar default 'm';
        alter table observation add column unit varchar default '吨';
        alter table observation add column corrected_value double;
        alter table observation add column corrected_low double;
        alter table observation add column corrected_high double;
        update observation set corrected_value = 2000, corrected_low = 1900, corrected_high = 2100
        where observation_id = 'chosen';
        create table issuer (issuer_name varchar, series_name varchar)
    """)
    connection.execute((warehouse_sql() / "views" / "as_of.sql").read_text(encoding="utf-8"))
    rows = [
        connection.execute(f"select observation_id, value, low, high from as_of({year})").fetchall()
        for year in (2019, 2020, 2021, 2030)
    ]
    corrected = [("chosen", 2000.0, 1900.0, 2100.0)]
    assert rows == [[], [("old", 1.0, 1.0, 1.0)], corrected, corrected]


def test_as_of_tells_what_a_comparison_of_the_same_reports_tells(
    frames: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    metrics = {"cases_heard": "admin_reconsideration_cases_accepted", "online_rate": "gdp_growth_rate"}
    for frame in frames.values():
        if "metric_id" in frame:
            frame["metric_id"] = frame["metric_id"].replace(metrics)
    stated = frames["observation"]
    slip = stated[(stated["issuer_name"] == QINGHE) & (stated["value"] == 150)].iloc[0]
    report = stated[(stated["issuer_name"] == QINGHE) & (stated["value"] == 160)].iloc[0]
    again = {**slip, "report_id": report["report_id"], "vintage": 2023, "start_char": 100, "end_char": 104}
    again |= {"observation_id": "restated", "value": 16.0, "low": 16.0, "high": 16.0}
    stated = pd.concat([stated, pd.DataFrame([again])], ignore_index=True)
    decided = {"reason": "多写一位", "source": "原件", "date": dt.date(2024, 5, 20), "issuer": QINGHE}
    decided |= {"metric": slip["metric_id"]}
    register = [
        Correction(**decided, period="2022", vintage=2022, action="override", expect=150, value=15, high=16),
        Correction(**decided, period="2021", action="scale", expect=133, factor=10),
        Correction(**decided, period="2020", action="accept", expect=121),
    ]
    frames["observation"] = corrections.told(stated, frames["report"], register)
    whole = compare(frames["report"], stated, register=register)
    for name in ("series", "yoy", "revision", "issuer"):
        frames[name] = getattr(whole, name)
    publish(frames, tmp_path / "w.duckdb")
    columns = ["issuer_name", "metric_id", "period", "value", "low", "high", "unit", "vintage"]
    columns += ["quality_flags", "observation_id"]
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        for year in range(2017, 2024):
            known = frames["report"]["report_year"] <= year
            then = compare(frames["report"][known], stated[stated["vintage"] <= year], register=register)
            found = connection.execute(f"select {', '.join(columns)} from as_of({year})").fetchall()
            assert found == [tuple(row) for row in then.series[columns].itertuples(index=False)]
        (known,) = connection.execute(
            "select value from as_of(2022) where period = '2022' and issuer_name = ? and metric_id = ?",
            [QINGHE, slip["metric_id"]],
        ).fetchall()
        assert known == (15.0,)


def test_evidence_leads_from_a_figure_to_its_sentence(ask: Callable[..., Rows]) -> None:
    rows = ask(
        "select quote, start_char, end_char, report_year, length(sha256) from evidence where value = 160"
    )
    assert rows == [("全年办理160件。", 10, 14, 2023, 64)]
    assert ask("select count(*) from evidence") == ask("select count(*) from series")


def test_evidence_tells_the_marks_of_the_series(frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    frames["series"]["quality_flags"] = ["unit_slip" if v == 6100 else "" for v in frames["series"]["value"]]
    publish(frames, tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        marked = connection.execute("select value, quality_flags from evidence where quality_flags <> ''")
        assert marked.fetchall() == [(6100.0, "unit_slip")]
