"""Which runs are told of, and that telling never fails one; sensors are ticked as the daemon ticks them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import dagster as dg
import pandas as pd
import pytest

import tongbi.comparability
from tongbi.orchestration import alerts
from tongbi.orchestration.definitions import build
from tongbi.orchestration.execution import execute
from tongbi.orchestration.partitions import range_tags
from tongbi.orchestration.resources import Sight
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store import turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.orchestration.store.settings import Settings


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every observation occurs twice, which a blocking check refuses."""
    true = tongbi.comparability.observations

    def twice(*given: Any) -> pd.DataFrame:
        return pd.concat([true(*given)] * 2, ignore_index=True)

    monkeypatch.setattr(tongbi.comparability, "observations", twice)


def run(settings: Settings, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    job = build(settings).resolve_job_def("refresh")
    return job.execute_in_process(instance=instance, tags=range_tags(2021, 2023), raise_on_error=False)


def tick(
    sensor: dg.SensorDefinition, settings: Settings, instance: dg.DagsterInstance, cursor: str | None
) -> str | None:
    """One tick of a sensor; gives its cursor after it."""
    with dg.build_sensor_context(
        instance=instance, cursor=cursor, resources={"sight": Sight.of(settings)}
    ) as context:
        told = sensor.evaluate_tick(context)
        for reaction in told.dagster_run_reactions or ():
            assert reaction.error is None
        return told.cursor


def test_a_run_that_is_blocked_is_told_by_its_sensor_once(
    settings: Settings, instance: dg.DagsterInstance, hook: Any, monkeypatch, stopped: None
) -> None:
    monkeypatch.setenv("TONGBI_ALERT_WEBHOOK", hook.url)
    monkeypatch.setenv("TONGBI_ALERT_UI", "http://ui.example.org:3000/")
    on_failure, on_checks = alerts.sensors()
    before = tick(on_failure, settings, instance, None)
    done = run(settings, instance)
    assert not done.success
    after = tick(on_failure, settings, instance, before)
    tick(on_failure, settings, instance, after)
    tick(on_checks, settings, instance, before)
    (told,) = hook.got
    assert told["event"] == "run_failed"
    assert told["link"] == f"http://ui.example.org:3000/runs/{done.run_id}"
    assert told["warehouse"] == str(settings.warehouse)
    blocking = [check["check"] for check in told["checks"] if check["blocking"]]
    assert blocking == ["observation_key_is_unique"]


def test_checks_are_told_where_they_are_news_and_not_again(
    settings: Settings, instance: dg.DagsterInstance, hook: Any, monkeypatch, report_text
) -> None:
    monkeypatch.setenv("TONGBI_ALERT_WEBHOOK", hook.url)
    _, on_checks = alerts.sensors()
    cursor = tick(on_checks, settings, instance, None)
    for text in (report_text(2022, 110), report_text(2022, 1_100_000)):
        (settings.sources[0] / "云屏县2022.txt").write_text(text, encoding="utf-8")
        assert run(settings, instance).success
        cursor = tick(on_checks, settings, instance, cursor)
    news = [{check["check"] for check in told["checks"]} for told in hook.got]
    assert "series_magnitude_is_kept" in news[-1]
    assert all("series_magnitude_is_kept" not in names for names in news[:-1])
    told = len(hook.got)
    assert run(settings, instance).success
    tick(on_checks, settings, instance, cursor)
    assert len(hook.got) == told


def test_a_run_of_the_command_is_told_without_a_daemon(
    settings: Settings, hook: Any, monkeypatch, stopped: None
) -> None:
    monkeypatch.setenv("TONGBI_ALERT_WEBHOOK", hook.url)
    stocks.take(settings)
    outcome = execute(settings, 2021, 2023)
    assert outcome.blocked
    assert outcome.undelivered == ()
    assert [told["event"] for told in hook.got] == ["run_failed"]


def test_what_cannot_be_delivered_is_said_without_the_secret_part_of_the_address(
    settings: Settings, instance: dg.DagsterInstance, hook: Any, monkeypatch, stopped: None
) -> None:
    monkeypatch.setattr("tongbi.alerting.delivery.PAUSE", 0.0)
    hook.statuses = [500]
    done = run(settings, instance)
    failed = instance.get_run_by_id(done.run_id)
    assert failed is not None
    assert alerts.tell(instance, failed, "w.duckdb") == []
    for value, why in ((f"{hook.url}secret-path", "status 500"), ("secret-path", "must be an address")):
        monkeypatch.setenv("TONGBI_ALERT_WEBHOOK", value)
        (problem,) = alerts.tell(instance, failed, "w.duckdb")
        assert why in problem
        assert "secret-path" not in problem


@pytest.mark.parametrize("variable", ["TONGBI_ALERT_WEBHOOK", "TONGBI_ALERT_SMTP"])
def test_the_sensors_are_on_only_where_there_is_somewhere_to_deliver_to(variable: str, monkeypatch) -> None:
    assert {s.default_status for s in alerts.sensors()} == {dg.DefaultSensorStatus.STOPPED}
    monkeypatch.setenv(variable, "https://example.org")
    assert {s.default_status for s in alerts.sensors()} == {dg.DefaultSensorStatus.RUNNING}


def test_a_sensor_of_alerts_waits_for_no_run(settings: Settings, instance: dg.DagsterInstance) -> None:
    """A run holds the store for as long as it takes; what it did is told all the same."""
    on_failure, _ = alerts.sensors()
    held = turn.taken(settings.store, 0)
    with ThreadPoolExecutor(1) as another:
        another.submit(held.__enter__).result()
        try:
            assert tick(on_failure, settings, instance, None) is not None
        finally:
            another.submit(held.__exit__, None, None, None).result()
