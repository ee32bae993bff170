"""The drop folder, ticked as Dagster's daemon ticks it: what settles is run, what is being written is left.

A run takes seconds: the first one is done once, and each test begins with what it left.
"""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import dagster as dg
import duckdb
import pytest

from tongbi.orchestration.definitions import build
from tongbi.orchestration.partitions import range_tags
from tongbi.orchestration.resources import Sight
from tongbi.orchestration.sources.dropped import MOST_LEFT_OUT, SECONDS, Cursor
from tongbi.orchestration.store import stock as stocks
from tongbi.orchestration.store import turn
from tongbi.orchestration.store.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STARTS, ENDS = range_tags(0, 0)


def _report_text(year: int, cases: int) -> str:
    """A report of a county government that states some figures of its own year."""
    return (
        f"云屏县人民政府{year}年度法治政府建设情况报告\n\n"
        f"{year}年，云屏县人民政府深入推进依法行政，现将有关情况报告如下。\n"
        f"一、化解行政争议。全年收到行政复议申请{cases}件，受理{cases - 7}件，审结{cases - 20}件。\n"
        f"二、规范执法行为。举办执法人员培训班{cases // 10}期，培训执法人员近{cases * 5}人次。\n"
    )


@dataclass
class Daemon:
    """Ticks the sensor and executes what it asks for, as Dagster's daemon would; keeps its cursor."""

    settings: Settings
    instance: dg.DagsterInstance
    cursor: str | None = None
    skipped: str = ""
    keys: list[str | None] = field(default_factory=list)

    def tick(self) -> list[dg.RunRequest]:
        sensor = build(self.settings).resolve_sensor_def("drop_folder")
        with dg.build_sensor_context(
            instance=self.instance,
            cursor=self.cursor,
            resources={"sight": Sight.of(self.settings)},
            definitions=build(self.settings),
        ) as context:
            told = sensor.evaluate_tick(context)
        self.cursor, self.skipped = told.cursor, told.skip_message or ""
        requests = [request for request in told.run_requests or [] if request.run_key not in self.keys]
        self.keys += [request.run_key for request in requests]
        return requests

    def serve(self, requests: list[dg.RunRequest]) -> list[tuple[str, str]]:
        """Execute the runs; gives the years that each covered, '' for one that only reads."""
        for request in requests:
            job = build(self.settings).resolve_job_def(request.job_name or "refresh")
            assert job.execute_in_process(instance=self.instance, tags=self.tags_of(request)).success
        return self.asked(requests)

    @staticmethod
    def asked(requests: list[dg.RunRequest]) -> list[tuple[str, str]]:
        """The years that each request covers."""
        return [(request.tags.get(STARTS, ""), request.tags.get(ENDS, "")) for request in requests]

    @staticmethod
    def tags_of(request: dg.RunRequest) -> dict[str, str]:
        """The tags that the daemon gives the run."""
        return {**request.tags, "dagster/run_key": request.run_key or ""}

    def years_published(self) -> list[int]:
        with duckdb.connect(str(self.settings.warehouse), read_only=True) as warehouse:
            return [
                row[0] for row in warehouse.execute("select report_year from report order by 1").fetchall()
            ]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str | None]:
    """A folder of reports that were run once, a copy of all that it holds, and the sensor's cursor."""
    place, copy = tmp_path_factory.mktemp("drop"), tmp_path_factory.mktemp("copy") / "drop"
    folder = place / "reports"
    folder.mkdir()
    for year, cases in ((2021, 100), (2022, 110), (2023, 121)):
        (folder / f"云屏县{year}.txt").write_text(_report_text(year, cases), encoding="utf-8")
    (folder / "z copy.txt").write_text(_report_text(2021, 100), encoding="utf-8")
    with dg.DagsterInstance.local_temp(str(tmp_path_factory.mktemp("first"))) as instance:
        daemon = Daemon(Settings((folder,), place / "out" / "w.duckdb"), instance)
        assert daemon.tick() == []
        assert daemon.serve(daemon.tick()) == [("2021", "2023")]
    shutil.copytree(place, copy)
    return place, copy, daemon.cursor


@pytest.fixture
def daemon(started: tuple[Path, Path, str | None], tmp_path: Path) -> Iterator[Daemon]:
    """A daemon that was started anew, with the cursor that it kept."""
    place, copy, cursor = started
    shutil.rmtree(place)
    shutil.copytree(copy, place)
    with dg.DagsterInstance.local_temp(str(tmp_path)) as made:
        yield Daemon(Settings((place / "reports",), place / "out" / "w.duckdb"), made, cursor)


@pytest.fixture
def put(daemon: Daemon) -> Callable[..., Path]:
    """Write a report into the folder: `put(name, year, cases, signs)`, whole or its first signs."""

    def write(name: str, year: int, cases: int = 120, signs: int | None = None) -> Path:
        path = daemon.settings.sources[0] / name
        path.write_text(_report_text(year, cases)[:signs], encoding="utf-8")
        return path

    return write


def test_nothing_is_run_while_nothing_changes(daemon: Daemon) -> None:
    assert daemon.years_published() == [2021, 2022, 2023]
    assert daemon.tick() == []
    assert "nothing has changed" in daemon.skipped


def test_a_new_file_is_run_when_two_looks_have_seen_it_alike(
    daemon: Daemon, put: Callable[..., Path]
) -> None:
    put("new.txt", 2019)
    assert daemon.tick() == []
    assert "may still be written" in daemon.skipped
    daemon = Daemon(daemon.settings, daemon.instance, daemon.cursor)
    assert daemon.serve(daemon.tick()) == [("2019", "2019")]
    assert daemon.years_published() == [2019, 2021, 2022, 2023]
    assert daemon.tick() == []


def test_a_file_that_is_being_written_is_left_and_the_others_are_run(
    daemon: Daemon, put: Callable[..., Path]
) -> None:
    put("done.txt", 2020)
    put("half.txt", 2018, signs=40)
    daemon.tick()
    put("half.txt", 2018, signs=90)
    assert daemon.serve(daemon.tick()) == [("2020", "2020")]
    assert daemon.years_published() == [2020, 2021, 2022, 2023]
    put("half.txt", 2018)
    assert daemon.tick() == []
    assert daemon.asked(daemon.tick()) == [("2018", "2018")]


def test_a_report_that_is_rewritten_holds_the_run_back_until_it_is_whole(
    daemon: Daemon, put: Callable[..., Path]
) -> None:
    put("new.txt", 2019)
    daemon.tick()
    for signs in (50, None):
        put("云屏县2022.txt", 2022, 115, signs)
        assert daemon.tick() == []
        assert "云屏县2022.txt may still be written" in daemon.skipped
    assert daemon.asked(daemon.tick()) == [("2019", "2022")]


def test_a_removed_report_refreshes_its_year(daemon: Daemon) -> None:
    (daemon.settings.sources[0] / "云屏县2023.txt").unlink()
    assert daemon.serve(daemon.tick()) == [("2023", "2023")]
    assert daemon.years_published() == [2021, 2022]


def test_a_removed_copy_refreshes_the_list_of_documents(daemon: Daemon) -> None:
    (daemon.settings.sources[0] / "z copy.txt").unlink()
    assert len(daemon.serve(daemon.tick())) == 1
    with duckdb.connect(str(daemon.settings.warehouse), read_only=True) as warehouse:
        rows = warehouse.execute("select standing, count(*) from document group by all").fetchall()
    assert rows == [("report", 3)]
    assert daemon.tick() == []


def test_nothing_is_asked_for_twice(daemon: Daemon, put: Callable[..., Path]) -> None:
    put("new.txt", 2019)
    daemon.tick()
    job = build(daemon.settings).resolve_job_def("refresh")
    on = daemon.instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    assert daemon.tick() == []
    assert "a run is on" in daemon.skipped
    schedule = build(daemon.settings).resolve_schedule_def("weekly_refresh")
    resources = {"sight": Sight.of(daemon.settings)}
    with dg.build_schedule_context(instance=daemon.instance, resources=resources) as context:
        told = schedule.evaluate_tick(context)
    assert not told.run_requests
    assert "a run is on" in (told.skip_message or "")
    daemon.instance.report_run_failed(on)
    with dg.build_schedule_context(instance=daemon.instance, resources=resources) as context:
        daemon.serve(list(schedule.evaluate_tick(context).run_requests or []))
    assert daemon.tick() == []
    assert "the warehouse holds" in daemon.skipped


def test_a_store_that_another_run_works_in_is_left_alone_though_dagster_knows_of_no_run(
    daemon: Daemon, put: Callable[..., Path]
) -> None:
    """A command takes its turn before it begins a run, and may keep an instance of its own."""
    put("new.txt", 2019)
    daemon.tick()
    before = daemon.settings.stock.read_bytes()
    schedule = build(daemon.settings).resolve_schedule_def("weekly_refresh")
    held = turn.taken(daemon.settings.store, 0)
    with ThreadPoolExecutor(1) as another:
        another.submit(held.__enter__).result()
        assert daemon.tick() == []
        resources = {"sight": Sight.of(daemon.settings)}
        with dg.build_schedule_context(instance=daemon.instance, resources=resources) as context:
            told = schedule.evaluate_tick(context)
        another.submit(held.__exit__, None, None, None).result()
    assert "another run works on this warehouse" in daemon.skipped
    assert "a run is on" in (told.skip_message or "")
    assert daemon.settings.stock.read_bytes() == before
    assert daemon.asked(daemon.tick()) == [("2019", "2019")]


def test_what_takes_long_to_read_is_read_by_a_run_of_its_own(
    daemon: Daemon, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stocks, "MOST_READ", 1_000)
    put("long.txt", 2019).write_text(_report_text(2019, 120) + "全年依法行政。\n" * 200, encoding="utf-8")
    daemon.tick()
    surveyed = daemon.tick()
    assert [request.job_name for request in surveyed] == ["survey"]
    assert daemon.serve(surveyed) == [("", "")]
    assert daemon.serve(daemon.tick()) == [("2019", "2019")]
    assert daemon.years_published() == [2019, 2021, 2022, 2023]
    assert daemon.tick() == []


def test_a_run_that_was_to_read_and_failed_is_told(
    daemon: Daemon, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stocks, "MOST_READ", 100)
    put("long.txt", 2019)
    daemon.tick()
    (surveyed,) = daemon.tick()
    job = build(daemon.settings).resolve_job_def("survey")
    daemon.instance.create_run_for_job(job, tags=daemon.tags_of(surveyed), status=dg.DagsterRunStatus.FAILURE)
    assert daemon.tick() == []
    assert "did not end well" in daemon.skipped


def test_the_first_look_at_a_folder_of_thousands_is_short(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(5_000):
        (folder / f"云屏县{number}.txt").write_text(
            _report_text(1950 + number % 70, number), encoding="utf-8"
        )
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        daemon = Daemon(Settings((folder,), tmp_path / "out" / "w.duckdb"), instance)
        begun = time.perf_counter()
        assert daemon.tick() == []
        assert [request.job_name for request in daemon.tick()] == ["survey"]
        assert time.perf_counter() - begun < SECONDS


def test_an_emptied_folder_leaves_the_warehouse(daemon: Daemon) -> None:
    for path in daemon.settings.sources[0].iterdir():
        path.unlink()
    assert daemon.tick() == []
    assert "hold no report" in daemon.skipped
    assert daemon.years_published() == [2021, 2022, 2023]


def test_the_first_look_at_fresh_files_says_that_they_may_still_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "云屏县2021.txt").write_text(_report_text(2021, 100), encoding="utf-8")
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        daemon = Daemon(Settings((folder,), tmp_path / "out" / "w.duckdb"), instance)
        assert daemon.tick() == []
        assert "云屏县2021.txt may still be written" in daemon.skipped
        assert "hold no report" not in daemon.skipped
        assert daemon.asked(daemon.tick()) == [("2021", "2021")]


def test_a_sidecar_is_part_of_its_document(daemon: Daemon) -> None:
    (daemon.settings.sources[0] / "云屏县2023.meta.yaml").write_text("report_year: 2020\n", encoding="utf-8")
    assert daemon.tick() == []
    assert daemon.asked(daemon.tick()) == [("2020", "2023")]


def test_a_kept_time_does_not_hide_another_size(daemon: Daemon, put: Callable[..., Path]) -> None:
    path = daemon.settings.sources[0] / "云屏县2022.txt"
    before = path.stat()
    put(path.name, 2022, 1234567)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert daemon.tick() == []
    assert daemon.asked(daemon.tick()) == [("2022", "2022")]


def test_a_folder_that_is_being_filled_is_waited_for(daemon: Daemon, put: Callable[..., Path]) -> None:
    for number in range(MOST_LEFT_OUT + 1):
        put(f"{number}.txt", 1950 + number)
    assert daemon.tick() == []
    assert f"and {MOST_LEFT_OUT} more may still be written" in daemon.skipped


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"seen": 3}'])
def test_an_unreadable_cursor_is_as_good_as_none(text: str | None) -> None:
    assert Cursor.of(text) == Cursor()


def test_a_cursor_comes_back_from_its_text() -> None:
    cursor = Cursor(frozenset({"a", "b"}), "h")
    assert Cursor.of(cursor.as_text()) == cursor


def test_a_name_that_is_not_utf_8_stops_no_look(daemon: Daemon) -> None:
    folder = os.fsencode(daemon.settings.sources[0])
    with open(os.path.join(folder, b"\xfc.xyz"), "wb") as stream:  # noqa: PTH118, PTH123 - a name of bytes
        stream.write(b"x")
    daemon.tick()
    assert daemon.keys or daemon.skipped


def test_what_goes_comes_back_and_goes_again_is_asked_for_each_time(daemon: Daemon) -> None:
    """Dagster makes one run of a key for ever."""
    path = daemon.settings.sources[0] / "云屏县2021.txt"
    text = path.read_bytes()
    path.unlink()
    first = daemon.tick()
    daemon.serve(first)
    path.write_bytes(text)
    daemon.tick()
    daemon.serve(daemon.tick())
    path.unlink()
    again = daemon.tick()
    assert daemon.asked(again) == daemon.asked(first)
    assert again[0].run_key != first[0].run_key
