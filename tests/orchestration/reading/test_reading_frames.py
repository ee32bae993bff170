from __future__ import annotations

from tongbi.orchestration.reading.frames import report_frame, reports_of
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
