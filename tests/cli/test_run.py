"""`tongbi run` as its user meets it: exit status, messages, and that nothing is lost without a word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import dagster as dg
import duckdb
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import tongbi.comparability
import tongbi.extraction
import tongbi.publishing
from tongbi.cli import quarantine
from tongbi.cli.app import app
from tongbi.comparability import corrections
from tongbi.orchestration.store.settings import Settings
from tongbi.publishing import export_tables
from tongbi.validation import FRAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.validation.decisions import Decision


@pytest.fixture(autouse=True)
def _instance_in_memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events in memory unless a test asks for more: writing them takes a third of a short run's time."""
    if "on_disk" not in request.fixturenames:
        monkeypatch.setattr(
            "tongbi.orchestration.instance.open_instance", lambda _: dg.DagsterInstance.ephemeral()
        )


@pytest.fixture
def on_disk() -> None:
    """The instance that `tongbi ui` shows."""


def run(settings: Settings, *options: str) -> Result:
    paths = [str(path) for path in settings.sources]
    return CliRunner().invoke(app, ["run", *paths, "--warehouse", str(settings.warehouse), *options])


def ask(settings: Settings, sql: str) -> list[tuple]:
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_folder_of_reports_becomes_a_warehouse_that_says_so(settings: Settings) -> None:
    done = run(settings)
    assert done.exit_code == 0, done.output
    assert "reports read" in done.stdout
    assert str(settings.warehouse) in done.stdout
    assert "tongbi query 1" in done.stdout
    assert ask(settings, "select count(*) from report") == [(3,)]
    assert ask(
        settings,
        "select period, previous_value, value, verdict from yoy "
        "where metric_id = 'admin_reconsideration_cases_accepted' and period = '2023'",
    ) == [("2023", 103.0, 114.0, "comparable")]
    checks = ask(settings, "select count(*), count(distinct run_id), min(length(run_id)) from check_result")
    assert checks[0][0] > 12
    assert checks[0][1:] == (1, 16)


def test_the_ui_knows_of_the_run_and_of_every_check(settings: Settings, on_disk) -> None:
    assert run(settings).exit_code == 0
    with dg.DagsterInstance.get() as instance:
        (last,) = instance.get_run_records(limit=1)
        assert last.dagster_run.job_name == "refresh"
        assert last.dagster_run.is_success
        assert instance.get_materialized_partitions(dg.AssetKey("mention")) >= {"2021", "2022", "2023"}
        event = instance.get_latest_materialization_event(dg.AssetKey("series"))
        assert event is not None
        assert event.asset_materialization is not None
        assert (
            event.asset_materialization.metadata["dagster/row_count"].value
            == ask(settings, "select count(*) from series")[0][0]
        )


def test_each_row_leads_back_to_the_original(settings: Settings) -> None:
    run(settings)
    rows = ask(
        settings,
        "select r.sha256, o.start_char, o.end_char, m.surface from observation o "
        "join report r using (report_id) join mention m using (report_id, start_char, end_char)",
    )
    assert rows
    for sha256, start, end, surface in rows:
        (original,) = (settings.archive / sha256[:2]).glob(f"{sha256}*")
        assert original.read_text(encoding="utf-8")[start:end] == surface


def test_nothing_changed_is_found_out_without_dagster_and_the_export_stays_the_same(
    settings: Settings, tmp_path: Path, monkeypatch
) -> None:
    run(settings)
    before = {path.name: path.read_bytes() for path in export_tables(settings.warehouse, tmp_path / "before")}
    stamp = settings.warehouse.stat().st_mtime_ns
    monkeypatch.setattr(tongbi.extraction, "extract", lambda *_: pytest.fail("extracted again"))
    monkeypatch.setattr(
        "tongbi.orchestration.execution.execute", lambda *_, **__: pytest.fail("a run was started")
    )
    done = run(settings)
    assert done.exit_code == 0
    assert "Nothing has changed" in done.stdout
    assert "reports read" in done.stdout
    assert settings.warehouse.stat().st_mtime_ns == stamp
    after = {path.name: path.read_bytes() for path in export_tables(settings.warehouse, tmp_path / "after")}
    assert after == before


def test_everything_done_again_gives_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    of_the_run = {"run.csv", "run.parquet", "check_result.csv", "check_result.parquet"}
    exports = []
    for name, options in (("once", []), ("again", ["--again"])):
        assert run(settings, *options).exit_code == 0
        paths = export_tables(settings.warehouse, tmp_path / name)
        exports.append({path.name: path.read_bytes() for path in paths if path.name not in of_the_run})
    assert exports[0] == exports[1]


def test_only_the_year_of_a_new_report_is_extracted(settings: Settings, report_text, monkeypatch) -> None:
    run(settings)
    extracted: list[int] = []
    true = tongbi.extraction.extract

    def counting(text, identity):
        extracted.append(identity.report_year)
        return true(text, identity)

    monkeypatch.setattr(tongbi.extraction, "extract", counting)
    (settings.sources[0] / "new.txt").write_text(report_text(2022, 55, "澄浦县"), encoding="utf-8")
    assert run(settings).exit_code == 0
    assert extracted == [2022, 2022]
    assert ask(settings, "select count(*) from report") == [(4,)]


def test_a_report_taken_out_of_the_folder_leaves_the_warehouse_but_not_the_archive(
    settings: Settings,
) -> None:
    run(settings)
    originals = sorted(settings.archive.rglob("*.txt"))
    (settings.sources[0] / "云屏县2021.txt").unlink()
    assert run(settings).exit_code == 0
    assert ask(settings, "select distinct report_year from report order by 1") == [(2022,), (2023,)]
    assert ask(
        settings, "select count(*) from mention where report_id not in (select report_id from report)"
    ) == [(0,)]
    assert sorted(settings.archive.rglob("*.txt")) == originals


def test_a_run_in_which_extraction_fails_widely_leaves_the_old_warehouse(
    settings: Settings, monkeypatch
) -> None:
    assert run(settings).exit_code == 0
    stamp = settings.warehouse.stat().st_mtime_ns

    def broken(*_: object) -> None:
        raise ValueError("a rule that cannot be applied")

    true = tongbi.extraction.extract
    monkeypatch.setattr(tongbi.extraction, "extract", broken)
    for path in settings.sources[0].iterdir():
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = run(settings)
    assert done.exit_code == 1, done.output
    assert "coverage_is_not_held_back" in done.output
    assert settings.warehouse.stat().st_mtime_ns == stamp
    monkeypatch.setattr(tongbi.extraction, "extract", true)
    assert run(settings, "--again").exit_code == 0
    assert ask(settings, "select count(*) > 0 from series") == [(True,)]


BAD = {
    "empty.txt": (b"", "0 bytes"),
    "junk.txt": (bytes(range(256)) * 40, "binary data"),
    "no-year.txt": ("云屏县人民政府法治政府建设情况报告\n\n全年办理行政复议案件25件。\n".encode(), "year"),
    "copy.txt": (None, "the same text as"),
}


def test_what_cannot_be_read_is_told_with_its_remedy_and_kept_in_quarantine(settings: Settings) -> None:
    folder = settings.sources[0]
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes((folder / "云屏县2022.txt").read_bytes() if content is None else content)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    done = run(settings)
    assert done.exit_code == 0, done.output
    aside = dict(
        ask(settings, "select \"where\", why || '; ' || suggestion from quarantine where what = 'document'")
    )
    assert len(aside) == len(BAD) + 1
    for name, (_, said) in BAD.items():
        # Of two copies one is the report, whichever sorts first.
        row = next(
            text for where, text in aside.items() if name in where or (name == "copy.txt" and said in text)
        )
        assert said in row
        assert row.split("; ", 1)[1], "no remedy"
    assert any("dangling.txt" in where for where in aside)
    assert "empty.txt" in done.stderr
    assert ask(settings, "select count(*) from report") == [(3,)]


def test_an_unreadable_file_is_told(settings: Settings) -> None:
    path = settings.sources[0] / "locked.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    try:
        path.read_bytes()
        pytest.skip("this user may read every file, so none can be made unreadable")
    except PermissionError:
        done = run(settings)
    assert done.exit_code == 0
    assert "locked.txt: no permission to read it; " in done.stderr


@pytest.mark.parametrize("content", [None, b"", bytes(range(256)) * 40])
def test_sources_without_any_report_are_unusable_input(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    if content is not None:
        (folder / "a.txt").write_bytes(content)
    settings = Settings(sources=(folder,), warehouse=tmp_path / "w.duckdb")
    done = run(settings)
    assert done.exit_code == 2
    assert "no report could be read from" in done.stderr
    assert all(ending in done.stderr for ending in (".txt", ".pdf", ".ofd"))
    assert not settings.warehouse.exists()


def test_a_path_that_does_not_exist_is_an_unusable_argument(settings: Settings, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["run", str(tmp_path / "nowhere"), "--warehouse", str(settings.warehouse)])
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
    assert not settings.store.exists()


def test_a_folder_is_no_warehouse(settings: Settings, tmp_path: Path) -> None:
    done = run(Settings(settings.sources, tmp_path))
    assert done.exit_code == 2
    assert "give the name of a file" in done.stderr


def test_a_blocking_failure_leaves_the_old_warehouse_and_exits_with_1(
    settings: Settings, report_text, monkeypatch
) -> None:
    run(settings)
    old = settings.warehouse.read_bytes()
    (settings.sources[0] / "new.txt").write_text(report_text(2020, 90), encoding="utf-8")
    true = tongbi.extraction.extract

    def twice(text, identity):
        return true(text, identity) * 2

    monkeypatch.setattr(tongbi.extraction, "extract", twice)
    done = run(settings)
    assert done.exit_code == 1
    assert "stopped by" in done.stdout
    assert "因程序故障中止" not in settings.quality.read_text(encoding="utf-8"), "a check is no fault"
    assert "mention_key_is_unique" in done.stdout
    assert "the old warehouse stands" in done.stderr
    assert settings.warehouse.read_bytes() == old
    monkeypatch.undo()


def test_data_docs_are_written_when_asked_for_and_leave_with_the_next_run_that_does_not(
    settings: Settings, report_text
) -> None:
    assert run(settings).exit_code == 0
    assert not settings.docs.exists()
    done = run(settings, "--data-docs")
    assert done.exit_code == 0, done.output
    assert str(settings.docs / "index.html") in done.stdout
    assert {page.stem for page in settings.docs.glob("*.html")} == {"index", *FRAMES}
    for page in settings.docs.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"https?://|[\"'(]//|<script|<link|<img", text), page
    assert "Nothing has changed" in run(settings, "--data-docs").stdout
    (settings.sources[0] / "new.txt").write_text(report_text(2020, 90), encoding="utf-8")
    assert run(settings).exit_code == 0
    assert not settings.docs.exists()


@pytest.mark.parametrize(
    ("decision", "values"), [("accept", [("2021", 96.0), ("2022", 980.0)]), ("reject", [("2021", 96.0)])]
)
def test_the_next_run_honours_what_was_decided_of_a_figure_set_aside(
    settings: Settings, tmp_path: Path, monkeypatch, decision: Decision, values: list[tuple[str, float]]
) -> None:
    register = tmp_path / "corrections.yaml"
    monkeypatch.setattr(corrections, "load", lambda: corrections.read(register))
    for year, rate in ((2021, 96), (2022, 980)):
        report = settings.sources[0] / f"云屏县{year}.txt"
        said = f"行政机关负责人出庭应诉率为{rate}%。"
        report.write_text(f"{report.read_text(encoding='utf-8')}四、应诉。{said}\n", encoding="utf-8")
    first = run(settings)
    assert first.exit_code == 0, first.output
    assert "tongbi quarantine list --warehouse" in first.stdout
    rates = "select period, value from series where metric_id = 'official_court_appearance_rate' order by 1"
    assert ask(settings, rates) == [("2021", 96.0)]
    assert quarantine.decide(settings.warehouse, decision, 1, "经核对原件", "", register) == 0
    assert run(settings, "--again").exit_code == 0
    assert ask(settings, rates) == values
    held = ask(settings, "select what from quarantine")
    assert held == []
    assert ask(settings, "select count(*) from check_result where severity = 'critical' and not success") == [
        (0,)
    ]
    stated = "select distinct status from coverage where metric_id = 'official_court_appearance_rate'"
    assert ("quarantined",) not in ask(settings, stated)
    page = settings.quality.read_text(encoding="utf-8")
    dropped = re.search(r"dropped by the corrections register</span></td><td[^>]*>(\d+)<", page)
    assert dropped is not None
    assert dropped[1] == ("1" if decision == "reject" else "0")
    assert re.search(r"adds up</span></td><td[^>]*>0</td>", page), "the account of mentions balances"


def test_a_metric_that_the_catalogue_lacks_sets_one_mention_aside_and_stops_nothing(
    settings: Settings, monkeypatch
) -> None:
    true = tongbi.extraction.extract

    def ahead(text, identity):
        """An extraction whose rules name a metric that is not in the catalogue."""
        renamed = {"admin_reconsideration_cases_accepted": "no_such_metric"} if "2022" in text[:20] else {}
        return [
            replace(mention, metric_id=renamed.get(mention.metric_id, mention.metric_id))
            for mention in true(text, identity)
        ]

    monkeypatch.setattr(tongbi.extraction, "extract", ahead)
    done = run(settings)
    assert done.exit_code == 0, done.output
    ((what, why, quote),) = ask(settings, "select what, why, quote from quarantine")
    assert (what, quote) == ("mention", "103件")
    assert "mention_metric_is_catalogued" in why
    assert "no_such_metric" in why
    accepted = ask(
        settings,
        "select period from series where metric_id = 'admin_reconsideration_cases_accepted' order by 1",
    )
    assert accepted == [("2021",), ("2023",)]
    concluded = "select count(*) from series where metric_id = 'admin_reconsideration_cases_concluded'"
    assert ask(settings, concluded) == [(3,)]


def test_a_report_that_breaks_extraction_is_set_aside_alone(settings: Settings, monkeypatch) -> None:
    true = tongbi.extraction.extract

    def stumbling(text, identity):
        if identity.report_year == 2022:
            raise ZeroDivisionError("too clever")
        return true(text, identity)

    monkeypatch.setattr(tongbi.extraction, "extract", stumbling)
    done = run(settings)
    assert done.exit_code == 0
    assert "extraction failed: ZeroDivisionError: too clever" in done.stderr
    assert ask(settings, "select what, count(*) from quarantine group by all") == [("report", 1)]
    assert ask(settings, "select count(distinct report_id) from mention") == [(2,)]


def test_growth_told_before_the_earlier_figure_restates_nothing(settings: Settings) -> None:
    """A report of later years may state first what the growth in an older one is about: the run goes on."""
    for path in settings.sources[0].iterdir():
        path.unlink()
    for year, told in (
        (2013, "办理法律援助案件300件，同比增长20%"),
        (2018, "2012年办理法律援助案件280件，2018年办理法律援助案件410件"),
    ):
        (settings.sources[0] / f"{year}.txt").write_text(
            f"云屏县人民政府{year}年度法治政府建设情况报告\n\n{year}年，云屏县人民政府推进依法行政，报告如下。\n"
            f"一、公共法律服务。{told}。\n",
            encoding="utf-8",
        )
    done = run(settings)
    assert done.exit_code == 0, done.output
    assert ask(settings, "select count(*) from revision") == [(0,)]
    assert ask(settings, "select period, verdict, reason_code from yoy") == [
        ("2013", "comparable", "restated")
    ]


def test_a_row_of_any_compared_table_may_be_set_aside(
    settings: Settings, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A critical check takes a revision out; it is published as set aside, listed and shown."""
    true = tongbi.comparability.compare

    def confused(*frames, **named):
        compared = true(*frames, **named)
        row = compared.series.iloc[0]
        revision = pd.DataFrame(
            [
                {
                    "issuer_name": row["issuer_name"], "metric_id": row["metric_id"], "period": row["period"],
                    "first_value": 1.0, "first_vintage": 2023, "later_value": 2.0, "later_vintage": 2022,
                    "kind": "implied", "first_observation_id": row["observation_id"],
                    "later_observation_id": row["observation_id"],
                }
            ]
        )  # fmt: skip
        return replace(compared, revision=revision)

    monkeypatch.setattr(tongbi.comparability, "compare", confused)
    done = run(settings)
    assert done.exit_code == 0, done.output
    assert ask(settings, "select what, expectation from quarantine") == [("revision", "revision_looks_back")]
    assert ask(settings, "select count(*) from revision") == [(0,)]
    assert quarantine.listed(settings.warehouse) == 0
    assert "1  revision, open: 云屏县人民政府" in capsys.readouterr().out
    page = settings.quality.read_text(encoding="utf-8")
    held = page[page.index("Held back") :]
    assert "云屏县人民政府" in held
    assert "云屏县2021.txt" in held


def test_a_run_that_the_program_fails_says_so_on_its_page(settings: Settings, monkeypatch) -> None:
    """The page is written before the file is published: where that fails, it must not pass for published."""
    true = tongbi.publishing.publish

    def failing(*_, **__):
        raise RuntimeError("the disk is <full>")

    monkeypatch.setattr(tongbi.publishing, "publish", failing)
    done = run(settings)
    assert done.exit_code == 1
    assert "the program failed" in done.stderr
    page = settings.quality.read_text(encoding="utf-8")
    assert "因程序故障中止" in page
    assert "RuntimeError: the disk is &lt;full&gt;" in page
    assert page.count('class="stop fault"') == 1
    monkeypatch.setattr(tongbi.publishing, "publish", true)
    assert run(settings).exit_code == 0
    assert "因程序故障中止" not in settings.quality.read_text(encoding="utf-8")


def test_a_path_that_looks_like_markup_is_told_as_it_is(tmp_path: Path) -> None:
    for name in ("[draft]", "x[/y]"):
        done = run(Settings(sources=(tmp_path / name,), warehouse=tmp_path / "w.duckdb"))
        assert done.exit_code == 2
        assert name in done.stderr
