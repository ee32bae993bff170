from __future__ import annotations

from tongbi.orchestration.reading.frames import document_frame, report_frame, reports_of
from tongbi.reading import Standing
from tongbi.records import Document, Identity, Report

FULL = Report(
    "0123456789abcdef",
    Document(path="/reports/甲.txt", text="甲县人民政府\r\n报告", sha256="0" * 64, format="text"),
    Identity(
        "甲县人民政府",
        "county",
        "law_based_government",
        2023,
        "speech",
        "报告",
        "511021",
        "2024-01-18",
        "https://x.cn/1",
    ),
)
BARE = Report(
    "fedcba9876543210",
    Document(path="/reports/乙.txt", text="乙", sha256="1" * 64, format="text"),
    Identity("乙省人民政府", "province", "government_work", 1999),
)


def test_reports_survive_the_frame() -> None:
    assert reports_of(report_frame([FULL, BARE])) == [FULL, BARE]


def test_the_frame_counts_characters_and_leaves_unknown_things_empty() -> None:
    frame = report_frame([FULL, BARE])
    assert list(frame["characters"]) == [10, 1]
    assert frame["issuer_code"].isna().tolist() == [False, True]
    assert frame.dtypes.astype(str)["report_year"] == "int64"


def test_no_report_is_a_frame_with_all_columns() -> None:
    assert reports_of(report_frame([])) == []
    assert list(report_frame([]).columns) == list(report_frame([FULL]).columns)


def test_reports_say_whether_another_text_of_their_year_is_used_first() -> None:
    assert list(report_frame([FULL, BARE], {"/reports/甲.txt"})["standing"]) == ["version", "report"]


def test_documents_tell_how_they_stand_and_leave_unknown_things_empty() -> None:
    frame = document_frame(
        [
            Standing("a.txt", "report", "0" * 64, "text", "0123456789abcdef"),
            Standing(
                "b.txt", "duplicate", "1" * 64, "html", "f" * 16, "a.txt", 0.993, "nearly the same", "remove"
            ),
            Standing("c.bin", "unreadable", reason="binary data"),
        ]
    )
    assert frame["original"].isna().tolist() == [True, False, True]
    assert frame["sha256"].isna().tolist() == [False, False, True]
    assert frame["similarity"].isna().tolist() == [True, False, True]
    assert list(document_frame([]).columns) == list(frame.columns)
