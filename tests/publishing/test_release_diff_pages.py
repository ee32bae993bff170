"""A comparison is shown in full on each page, with its cause in words."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser

import pytest
from rich.console import Console

from tongbi import project
from tongbi.publishing import release_diff_pages as pages
from tongbi.publishing.release_diff import CAUSES, Change, Diff, Figure, TableDiff

OLD = Figure(160, 160, 160, "件", "A", 2023, "全年办理160件。")
NEW = Figure(5900, 5900, 6000, "件", "B", 2024, "上年办理5900余件<附表>。")
CHANGES = (
    Change("changed", "restatement", "青禾县人民政府", "cases_heard", "办理案件数", "2023", 0.97, OLD, NEW),
    Change("appeared", "new_report", "云岭市人民政府", "cases_heard", "办理案件数", "2024", 1.0, None, NEW),
    Change(
        "verdict", "rule_change", "青禾县人民政府", "cases_heard", "办理案件数", "2023", 0.0,
        old_verdict="comparable", new_verdict="broken · law: 新法施行",
    ),
)  # fmt: skip
DIFF = Diff("old.duckdb", "new.duckdb", CHANGES, (TableDiff("series", 1, 2),))
SAME = Diff("old.duckdb", "new.duckdb", (), ())


def shown(diff: Diff, limit: int | None = None) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(pages.as_table(diff, limit))
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


class Text(HTMLParser):
    """The texts of a page's cells; complains of tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def test_json_holds_everything() -> None:
    found = json.loads(pages.as_json(DIFF))
    assert found["identical"] is False
    assert found["counts"]["kind"] == {"appeared": 1, "disappeared": 0, "changed": 1, "verdict": 1}
    assert found["counts"]["cause"]["restatement"] == 1
    assert found["changes"][0]["old"]["quote"] == "全年办理160件。"
    assert found["changes"][1]["old"] is None
    assert found["tables"] == [{"table": "series", "only_old": 1, "only_new": 2}]
    assert json.loads(pages.as_json(SAME))["identical"] is True


def test_the_table_shows_both_sides_and_the_cause() -> None:
    text = shown(DIFF)
    assert "1 appeared, 0 disappeared, 1 changed; 1 verdicts changed" in text
    assert "160 件" in text
    assert "5,900 件 [5,900, 6,000] (B)" in text
    assert "broken · law: 新法施行" in text
    assert CAUSES["restatement"][1] in text
    assert "series: 1 rows only in old, 2 only in new" in text


def test_the_table_can_be_cut_and_says_so() -> None:
    text = shown(DIFF, limit=1)
    assert "2 more" in text
    assert "云岭市" not in text


def test_the_page_is_whole_and_escapes_what_it_quotes() -> None:
    page = pages.as_html(DIFF)
    parser = Text()
    parser.feed(page)
    assert parser.open == []
    assert "<附表>" not in page
    assert "上年办理5900余件<附表>。" in parser.texts
    for cause in ("restatement", "new_report", "rule_change"):
        assert set(CAUSES[cause]) <= set(parser.texts)


def test_every_cause_is_explained_in_the_documentation() -> None:
    path = project.root() / "docs" / "exports.md"
    if not path.is_file():
        pytest.skip("an installed wheel has no docs")
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    for cause, (chinese, english) in CAUSES.items():
        assert f"| `{cause}` | {chinese} | {english} |" in rows


@pytest.mark.parametrize("show", [pages.as_html, pages.summary, shown])
def test_no_difference_is_said_plainly(show: object) -> None:
    assert callable(show)
    assert "identical" in show(SAME)
