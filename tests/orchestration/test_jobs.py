"""The weekly look at the sources, ticked as Dagster's daemon ticks it, and the runs that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg
import duckdb
import pytest

import tongbi.extraction
from tongbi.orchestration.definitions import build
from tongbi.orchestration.partitions import range_tags
from tongbi.orchestration.resources import Sight
from tongbi.orchestration.store import stock as stocks
from tongbi.records import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tongbi.orchestration.store.settings import Settings


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as made:
        yield made


def tick(settings: Settings, instance: dg.DagsterInstance) -> list[dg.RunRequest]:
    """What one tick of the schedule asks for; a reason to skip where it asks for nothing."""
    schedule = build(settings).resolve_schedule_def("weekly_refresh")
    # left open, it would leave Dagster with an instance that is gone
    with dg.build_schedule_context(instance=instance, resources={"sight": Sight.of(settings)}) as context:
        told = schedule.evaluate_tick(context)
    assert bool(told.run_requests) != bool(told.skip_message)
    return list(told.run_requests or [])


def serve(settings: Settings, instance: dg.DagsterInstance, requests: list[dg.RunRequest]) -> None:
    """Execute the runs as a daemon would."""
    job = build(settings).resolve_job_def("refresh")
    for request in requests:
        assert job.execute_in_process(instance=instance, tags=request.tags).success


def years(requests: list[dg.RunRequest]) -> list[tuple[str, str]]:
    start, end = range_tags(0, 0)
    return [(request.tags[start], request.tags[end]) for request in requests]


def test_a_tick_runs_the_years_concerned_and_no_others(
    settings: Settings, instance: dg.DagsterInstance, report_text, monkeypatch
) -> None:
    first = tick(settings, instance)
    assert years(first) == [("2021", "2023")]
    serve(settings, instance, first)
    assert tick(settings, instance) == []

    folder = settings.sources[0]
    (folder / "云屏县2022.txt").write_text(report_text(2022, 111), encoding="utf-8")
    (folder / "new.txt").write_text(report_text(2015, 80), encoding="utf-8")
    extracted: list[int] = []
    true = tongbi.extraction.extract

    def counting(text, identity):
        extracted.append(identity.report_year)
        return true(text, identity)

    monkeypatch.setattr(tongbi.extraction, "extract", counting)
    second = tick(settings, instance)
    assert years(second) == [("2015", "2015"), ("2022", "2022")]
    serve(settings, instance, second)
    assert extracted == [2015, 2022]
    assert tick(settings, instance) == []
    partitions = instance.get_materialized_partitions(dg.AssetKey("mention"))
    assert partitions == {"2015", "2021", "2022", "2023"}
    with duckdb.connect(str(settings.warehouse), read_only=True) as warehouse:
        rows = warehouse.execute("select report_year from report order by 1").fetchall()
    assert rows == [(2015,), (2021,), (2022,), (2023,)]


def test_where_reading_takes_long_one_run_covers_all_years(
    settings: Settings, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stocks, "MOST_READ", 100)
    assert years(tick(settings, instance)) == [(str(FIRST_YEAR), str(stocks.today().year))]
    stocks.take(settings)
    assert years(tick(settings, instance)) == [("2021", "2023")]


def test_a_year_that_left_the_sources_is_run_once_more_and_then_forgotten(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    serve(settings, instance, tick(settings, instance))
    (settings.sources[0] / "云屏县2021.txt").unlink()
    requests = tick(settings, instance)
    assert years(requests) == [("2021", "2021")]
    serve(settings, instance, requests)
    assert tick(settings, instance) == []


def test_what_is_staged_and_not_published_is_published_by_the_next_tick(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    serve(settings, instance, tick(settings, instance))
    settings.warehouse.unlink()
    requests = tick(settings, instance)
    assert years(requests) == [("2023", "2023")]
    serve(settings, instance, requests)
    assert settings.warehouse.is_file()
    assert tick(settings, instance) == []


def test_years_can_be_backfilled_in_one_run(settings: Settings, instance: dg.DagsterInstance) -> None:
    job = build(settings).resolve_job_def("refresh")
    done = job.execute_in_process(instance=instance, tags=range_tags(2021, 2023))
    rows = {
        event.partition: event.materialization.metadata["dagster/partition_row_count"].value
        for event in done.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("report")
    }
    assert rows == {"2021": 1, "2022": 1, "2023": 1}
