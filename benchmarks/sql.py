"""How long the views and macros take: `python benchmarks/sql.py [OBSERVATIONS ...]` (1,000,000 by default).

Builds warehouses of invented figures with the project's own migrations and views (20 years of as many issuers
as it takes, the metrics of the catalogue's size), opens each read-only and reports, for every view and macro,
the best of five queries: seconds on the wall, and CPU seconds of all threads, which hold on a busy machine
too.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tongbi.publishing import connection, migrations, views

if TYPE_CHECKING:
    import duckdb

YEARS = 20
METRICS = 169
TURNS = 5

# Each reads its whole result, so that nothing is left out by a lazy plan.
QUERIES = {
    "yoy_of": "from yoy_of('issuer 7')",
    "series_across": "from series_across('metric 3')",
    "growth_rank": "from growth_rank('metric 3', '2015')",
    "cagr": "from cagr('metric 3')",
    "trend": "from trend('metric 3')",
    "rising_share": "from rising_share('metric 3')",
    "balanced_panel": "from balanced_panel('metric 3', '2010', '2019')",
    "gaps_and_breaks": "select kind, reason_code, count(*) from gaps_and_breaks group by all",
    "gaps_and_breaks, one issuer": "from gaps_and_breaks where issuer_name = 'issuer 7'",
    "as_of": "select count(*), sum(value), max(observation_id) from as_of(2015)",
    "as_of, one metric": "from as_of(2015) where metric_id = 'metric 3'",
    "evidence, one series": "from evidence where issuer_name = 'issuer 7' and metric_id = 'metric 3'",
}


def build(database: duckdb.DuckDBPyConnection, observations: int) -> None:
    """Fill the tables: one year in twenty is missing, one pair in ten broken, one wording in four open."""
    issuers = -(-observations // (METRICS * YEARS))
    migrations.apply(database)
    database.execute("select setseed(0.5)")
    database.execute(
        f"""
        insert into metric (metric_id, name_zh, name_en, domain, unit, kind, definition, family)
        select concat('metric ', m), concat('指标', m), concat('metric ', m), 'd', '件', 'count_flow', '',
            'law_based_government'
        from range({METRICS}) t(m);
        insert into report (
            report_id, issuer_name, level, report_type, report_year, version, sha256, format, characters)
        select concat('r', i, '-', y), concat('issuer ', i), 'county', 'law_based_government', y, 'web',
            repeat('0', 64), 'txt', 5000
        from range({issuers}) a(i), range(2000, {2000 + YEARS}) b(y);
        insert into observation (
            observation_id, report_id, issuer_name, metric_id, period, role, value, low, high, unit, quote,
            start_char, end_char, vintage)
        select concat('o', i, '-', m, '-', y), concat('r', i, '-', y), concat('issuer ', i),
            concat('metric ', m), y, 'actual', v, v, v + (i % 4 = 0)::integer * 10, '件',
            concat('全年办理', v, '件。'), 10, 20, y
        from (
            select i, m, y, floor(100 + 10 * (y - 2000) + 50 * random()) as v
            from range({issuers}) a(i), range({METRICS}) c(m), range(2000, {2000 + YEARS}) b(y)
            where (i * 31 + m * 17 + y * 7) % 20 <> 0
        );
        insert into coverage (report_id, metric_id, status)
        select concat('r', i, '-', y), concat('metric ', m),
            case when (i * 31 + m * 17 + y * 7) % 20 = 0 then 'not_stated' else 'stated' end
        from range({issuers}) a(i), range({METRICS}) c(m), range(2000, {2000 + YEARS}) b(y);
        insert into series (
            issuer_name, metric_id, period, value, low, high, unit, obs_status, spell, vintage,
            observation_id)
        select issuer_name, metric_id, period, value, low, high, unit, 'A', 1 + (vintage > 2010)::integer,
            vintage, observation_id
        from observation;
        insert into yoy (
            issuer_name, metric_id, period, previous_period, value, previous_value, change, change_pct,
            change_pct_low, change_pct_high, stated_growth_pct, verdict, reason, reason_code)
        select issuer_name, metric_id, period, previous, value, previous_value, value - previous_value,
            100 * (value / previous_value - 1), 100 * (low / previous_high - 1),
            100 * (high / previous_low - 1), null, if(broken, 'broken', 'comparable'),
            if(broken, 'definition: 含', ''), if(broken, 'definition', '')
        from (
            select *, lag(period) over series as previous, lag(value) over series as previous_value,
                lag(low) over series as previous_low, lag(high) over series as previous_high,
                hash(observation_id) % 10 = 0 as broken
            from series
            window series as (partition by issuer_name, metric_id order by period)
        )
        where cast(period as integer) - cast(previous as integer) = 1;
        """
    )
    views.create(database)
    database.execute("checkpoint")


def measure(path: Path) -> list[tuple[str, int, float, float]]:
    """(query, rows, wall seconds, CPU seconds of all threads) of each query: the best of five."""
    results = []
    with connection.read(path) as database:
        for name, query in QUERIES.items():
            walls, cpus, rows = [], [], 0
            for _ in range(TURNS):
                began, spent = time.perf_counter(), time.process_time()
                rows = len(database.execute(query).fetchall())
                walls.append(time.perf_counter() - began)
                cpus.append(time.process_time() - spent)
            results.append((name, rows, min(walls), min(cpus)))
    return results


def main() -> None:
    """Build, measure and print one table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("observations", nargs="*", type=int, default=[1_000_000])
    for observations in parser.parse_args().observations:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.duckdb"
            began = time.perf_counter()
            with connection.create(path) as database:
                build(database, observations)
                (count,) = database.execute("select count(*) from observation").fetchone() or (0,)
            print(f"{count:,} observations, built in {time.perf_counter() - began:.0f} s, ", end="")
            print(f"{path.stat().st_size / 2**20:.0f} MiB")
            print(f"{'query':30}{'rows':>9}{'wall s':>9}{'CPU s':>9}")
            for name, rows, wall, cpu in measure(path):
                print(f"{name:30}{rows:9}{wall:9.3f}{cpu:9.3f}")


if __name__ == "__main__":
    main()
