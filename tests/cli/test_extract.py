from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tongbi.cli.app import app

FIELDS = [
    "doc",
    "start",
    "end",
    "surface",
    "value",
    "low",
    "high",
    "unit",
    "object",
    "metric_id",
    "role",
    "period",
]


def extract(*paths: Path) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, paths)])


@pytest.fixture
def report(tmp_path: Path, report_text) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(report_text(2023, 120), encoding="utf-8")
    return path


def test_each_line_is_a_mention_with_the_fields_of_the_contract_in_the_order_of_the_text(
    report: Path,
) -> None:
    done = extract(report)
    assert done.exit_code == 0
    assert done.stderr == ""
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    text = report.read_text(encoding="utf-8")
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    for row in rows:
        assert list(row)[: len(FIELDS)] == FIELDS
        assert row["doc"] == str(report)
        assert text[row["start"] : row["end"]] == row["surface"]
    received = rows[0]
    assert (received["value"], received["unit"], received["role"], received["period"]) == (
        120,
        "件",
        "actual",
        "2023",
    )
    assert '"value": 120,' in done.stdout.splitlines()[0]


def test_the_path_is_told_as_it_was_given(report: Path, monkeypatch) -> None:
    monkeypatch.chdir(report.parent)
    assert json.loads(extract(Path("report.txt")).stdout.splitlines()[0])["doc"] == "report.txt"


def test_a_sidecar_is_honoured(report: Path) -> None:
    report.with_name("report.meta.yaml").write_text("report_year: 2019\n", encoding="utf-8")
    text = report.read_text(encoding="utf-8").replace("2023年", "本年")
    report.write_text(text, encoding="utf-8")
    periods = {json.loads(line)["period"] for line in extract(report).stdout.splitlines()}
    assert "2019" in periods


def test_one_bad_document_never_stops_the_others(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = extract(tmp_path)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 3
    (said,) = done.stderr.splitlines()
    assert "empty.txt" in said
    assert "0 bytes" in said


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt"])
def test_a_path_that_gives_nothing_is_told_and_the_others_are_extracted(
    report: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = extract(tmp_path / name, report)
    assert done.exit_code == 2
    assert name in done.stderr
    assert len(done.stdout.splitlines()) > 3


def test_a_document_without_a_year_is_extracted_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("全年办理行政复议案件25件。\n", encoding="utf-8")
    done = extract(path)
    assert done.exit_code == 0
    assert "note.txt" in done.stderr
    assert json.loads(done.stdout)["value"] == 25


def test_a_failure_inside_extraction_is_that_documents_alone(
    report: Path, tmp_path: Path, monkeypatch
) -> None:
    import tongbi.extraction

    other = tmp_path / "zother.txt"
    other.write_text(report.read_text(encoding="utf-8").replace("云屏", "澄浦"), encoding="utf-8")
    true = tongbi.extraction.extract

    def stumbling(text, identity):
        if "云屏" in text:
            raise ZeroDivisionError("too clever")
        return true(text, identity)

    monkeypatch.setattr(tongbi.extraction, "extract", stumbling)
    done = extract(tmp_path)
    assert "report.txt: extraction failed (ZeroDivisionError: too clever)" in done.stderr
    assert {json.loads(line)["doc"] for line in done.stdout.splitlines()} == {str(other)}


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, report_text) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(report_text(2023, 100 + number) * 20, encoding="utf-8")
    command = f"{sys.executable} -m tongbi extract {tmp_path} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_what_to_do_about_a_file_is_said_once(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(bytes(range(128, 256)) * 4 + b"\0\0\1")
    done = extract(broken)
    assert done.exit_code == 2
    assert done.stderr.count("save the report's text as UTF-8") == 1


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_of_an_unknown_year_no_period_is_counted_and_the_way_to_tell_it_is_said(
    tmp_path: Path, command: str
) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(
        "云屏县人民政府法治政府建设情况报告\n\n全年收到行政复议申请52件，2019年为40件。\n", encoding="utf-8"
    )
    done = CliRunner().invoke(app, [command, str(path)])
    assert done.stderr.count(str(path)) == 1
    assert "undated.meta.yaml can say otherwise; until it names the year (report_year: 2023)" in done.stderr
    assert "2019" in done.stdout
    if command == "extract":
        assert [json.loads(line)["period"] for line in done.stdout.splitlines()] == [None, "2019"]
