"""Paths to reports: nothing is lost, copies are told, order does not matter."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tongbi.reading import Archive, read_paths, report_id

TEXT = "砚溪县{year}年法治政府建设年度报告\n\n{year}年，砚溪县扎实推进依法行政。现将有关情况报告如下。\n"


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_id_is_that_of_the_text_alone(tmp_path: Path) -> None:
    text = TEXT.format(year=2023)
    put(tmp_path / "a.txt", text)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/c.txt").write_bytes(text.encode("gb18030"))
    reading = read_paths([tmp_path / "b"])
    assert [report.report_id for report in reading.reports] == [
        hashlib.sha256(text.encode()).hexdigest()[:16]
    ]
    assert reading.reports[0].report_id == report_id(text)


def test_two_copies_are_read_once_and_the_second_names_the_first(tmp_path: Path) -> None:
    first = put(tmp_path / "a/report.txt", TEXT.format(year=2023))
    second = put(tmp_path / "b/report.txt", TEXT.format(year=2023))
    for paths in ([first, second], [second, first], [tmp_path]):
        reading = read_paths(paths)
        assert [report.document.path for report in reading.reports] == [str(first)]
        (copy,) = reading.quarantined
        assert (copy.where, copy.report_id) == (str(second), reading.reports[0].report_id)
        assert str(first) in copy.why


def test_a_copy_that_can_be_identified_stands_in_for_one_that_cannot(tmp_path: Path) -> None:
    text = "砚溪县法治政府建设情况报告\n\n一年来，砚溪县扎实推进依法行政。\n"
    put(tmp_path / "a.txt", text)
    put(tmp_path / "b.txt", text)
    put(tmp_path / "b.meta.yaml", "report_year: 2022\n")
    reading = read_paths([tmp_path])
    assert [report.identity.report_year for report in reading.reports] == [2022]
    assert [refused.why for refused in reading.quarantined] == ["could not tell the year"]


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", TEXT.format(year=2021))
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    put(tmp_path / "c.xyz", "?")
    put(tmp_path / "d.txt", "")
    put(tmp_path / "e.txt", "今日天气晴朗。\n")
    (tmp_path / "f.txt").symlink_to(tmp_path / "gone")
    put(tmp_path / "g.txt", TEXT.format(year=2022))
    reading = read_paths([tmp_path], Archive(tmp_path / ".archive"))
    assert [report.identity.report_year for report in reading.reports] == [2021, 2022]
    assert sorted(Path(refused.where).name for refused in reading.quarantined) == [
        "b.txt",
        "c.xyz",
        "d.txt",
        "e.txt",
        "f.txt",
    ]
    assert all(refused.why and refused.suggestion for refused in reading.quarantined)


def test_every_document_is_a_report_or_a_reason(tmp_path: Path) -> None:
    lines = [f'{{"text": {TEXT.format(year=year)!r}}}'.replace("'", '"') for year in range(2010, 2020)]
    put(tmp_path / "all.jsonl", "\n".join([*lines, "nonsense", lines[0]]))
    reading = read_paths([tmp_path])
    # the last line is the first once more, the one before it is no record
    assert {report.document.path for report in reading.reports} == {
        f"{tmp_path}/all.jsonl:{n}" for n in range(1, 11)
    }
    assert {refused.where for refused in reading.quarantined} == {
        f"{tmp_path}/all.jsonl:{n}" for n in (11, 12)
    }


def test_every_document_found_has_one_standing_that_agrees_with_the_rest(tmp_path: Path) -> None:
    text = TEXT.format(year=2023)
    put(tmp_path / "a.txt", text)
    put(tmp_path / "b.txt", text.rstrip())
    put(tmp_path / "c.txt", "今日天气晴朗。\n")
    put(tmp_path / "d.txt", "砚溪县法治政府建设情况报告\n\n一年来，砚溪县扎实推进依法行政。\n")
    (tmp_path / "e.txt").write_bytes(b"\x00\x01\x02" * 50)
    put(tmp_path / "f.txt", TEXT.format(year=2022) + "(2023年4月20日在砚溪县人大常委会第九次会议上)\n")
    reading = read_paths([tmp_path])
    assert {Path(s.path).name: s.status for s in reading.standings} == {
        "a.txt": "report",
        "b.txt": "duplicate",
        "c.txt": "not_a_report",
        "d.txt": "unidentified",
        "e.txt": "unreadable",
        "f.txt": "report",
    }
    assert sorted(s.path for s in reading.standings) == sorted(
        [*(r.document.path for r in reading.reports), *(q.where for q in reading.quarantined)]
    )
    assert all(s.reason for s in reading.standings if s.status not in ("report", "version"))


def test_files_may_be_passed_over(tmp_path: Path) -> None:
    kept, left = (put(tmp_path / f"{year}.txt", TEXT.format(year=year)) for year in (2021, 2022))
    reading = read_paths([tmp_path], without={str(left)})
    assert [standing.path for standing in reading.standings] == [str(kept)]
