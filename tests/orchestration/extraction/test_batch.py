from __future__ import annotations

import tongbi.extraction
from tongbi.orchestration.extraction import batch
from tongbi.records import Document, Identity, Mention, Report


def reports(report_text, count: int) -> list[Report]:
    identity = Identity("云屏县人民政府", "county", "law_based_government", 2023)
    return [
        Report(
            f"{number:016x}",
            Document(f"{number}.txt", report_text(2023, 100 + number), "0" * 64, "text"),
            identity,
        )
        for number in range(count)
    ]


def test_a_pool_finds_what_one_process_finds(report_text, monkeypatch) -> None:
    given = reports(report_text, 5)
    alone = batch.extract_all(given)
    monkeypatch.setattr(batch, "WORTH_A_POOL", 3)
    monkeypatch.setattr(batch, "CHUNK", 2)
    counted: list[int] = []
    assert batch.extract_all(given, counted.append) == alone
    assert counted == [1, 2, 3, 4, 5]
    assert [report_id for report_id, _ in alone[0]] == [report.report_id for report in given]
    assert all(mentions for _, mentions in alone[0])


def test_the_failure_of_one_report_is_its_alone(report_text, monkeypatch) -> None:
    given = reports(report_text, 3)

    def stumbling(text: str, identity: Identity) -> list[Mention]:
        if "101件" in text:
            raise ZeroDivisionError("a number too clever")
        return []

    monkeypatch.setattr(tongbi.extraction, "extract", stumbling)
    found, failed = batch.extract_all(given)
    assert [report_id for report_id, _ in found] == [given[0].report_id, given[2].report_id]
    (row,) = failed
    assert (row.report_id, row.where) == (given[1].report_id, "1.txt")
    assert "ZeroDivisionError: a number too clever" in row.why
