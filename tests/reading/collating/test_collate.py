"""Copies, versions and altered texts: told, shown, and never counted twice."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import report, text

from tongbi.reading.collating import collate

if TYPE_CHECKING:
    from tongbi.reading.standings import Standing
    from tongbi.records import Report

ORIGINAL = text()
SITE = "https://www.yunping.gov.cn/art/1.html"


def stand(*reports: Report) -> dict[str, Standing]:
    return {standing.path: standing for standing in collate(reports)}


def statuses(*reports: Report) -> dict[str, str]:
    return {path: standing.status for path, standing in stand(*reports).items()}


def altered_text(content: str = ORIGINAL) -> str:
    """One figure of the text changed."""
    changed = re.sub(
        r"新收行政应诉案件(\d+)件", lambda m: f"新收行政应诉案件{int(m[1]) + 300}件", content, count=1
    )
    assert changed != content
    return changed


def framed(content: str) -> str:
    """As another site shows it: its furniture, full-width digits, other line breaks, a day of its own."""
    wide = content.translate(str.maketrans("0123456789", "０１２３４５６７８９")).replace("\n", "\n\n　　")
    return f"{wide}\n2023-02-11\n浏览次数：1523\n【打印】【关闭】\n"


def test_a_report_alone_is_a_report() -> None:
    assert statuses(report(ORIGINAL)) == {"a.txt": "report"}


def test_a_reposted_copy_is_set_aside_and_names_the_original_with_its_similarity() -> None:
    standings = stand(report(ORIGINAL, "a.txt", source_uri=SITE), report(framed(ORIGINAL), "b.txt"))
    assert standings["a.txt"].status == "report"
    copy = standings["b.txt"]
    assert (copy.status, copy.original) == ("duplicate", "a.txt")
    assert copy.similarity is not None
    assert copy.similarity > 0.99
    assert "a.txt" in copy.reason
    assert copy.suggestion


def test_small_changes_of_wording_make_a_copy_and_a_rewritten_text_a_version() -> None:
    small = ORIGINAL.replace("补齐制度短板", "补上制度短板").replace("改进办事流程", "优化办事流程")
    assert (
        statuses(report(ORIGINAL, "a.txt", source_uri=SITE), report(small, "b.txt"))["b.txt"] == "duplicate"
    )
    rewritten = text(seed=2)
    standings = stand(report(ORIGINAL, "a.txt", source_uri=SITE), report(rewritten, "b.txt"))
    assert (standings["b.txt"].status, standings["b.txt"].original) == ("version", "a.txt")


def test_a_part_of_a_report_is_a_copy_of_it() -> None:
    part = "\n".join(ORIGINAL.splitlines()[:14])
    standings = stand(report(part, "a.txt"), report(ORIGINAL, "b.txt"))
    assert (standings["b.txt"].status, standings["a.txt"].status) == ("report", "duplicate")


def test_the_web_version_and_the_speech_are_versions_and_their_differing_figures_are_shown() -> None:
    speech = altered_text().replace(
        "\n\n",
        "\n（2023年4月20日在云屏县第十八届人民代表大会常务委员会第九次会议上）\n主任、副主任，各位委员：\n",
        1,
    )
    standings = stand(report(speech, "a.txt"), report(ORIGINAL, "b.txt"))
    assert (standings["b.txt"].status, standings["a.txt"].status) == ("report", "version")
    assert "行政应诉案件" in standings["a.txt"].reason
    assert "→" in standings["a.txt"].reason


@pytest.mark.parametrize(
    ("for_the_original", "for_the_copy", "why"),
    [
        ({"report_year": "2022"}, {"source_uri": SITE}, "declared beside it"),
        ({"source_uri": SITE}, {"source_uri": "https://docs.example.com/1.html"}, "public body"),
        ({"published_on": "2023-01-31"}, {"published_on": "2023-02-20"}, "earlier"),
    ],
)
def test_of_an_altered_copy_the_changed_figures_are_shown_and_the_trusted_text_is_used(
    for_the_original: dict[str, str], for_the_copy: dict[str, str], why: str
) -> None:
    for paths in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        standings = stand(
            report(ORIGINAL, paths[0], **for_the_original), report(altered_text(), paths[1], **for_the_copy)
        )
        copy = standings[paths[1]]
        assert standings[paths[0]].status == "report"
        assert (copy.status, copy.original) == ("altered", paths[0])
        assert re.search(r"行政应诉案件\d+件 → 行政应诉案件\d+件", copy.reason)
        assert why in copy.reason


def test_where_nothing_decides_neither_text_is_used_and_each_names_the_other() -> None:
    standings = stand(report(ORIGINAL, "a.txt"), report(altered_text(), "b.txt"))
    assert {path: (s.status, s.original) for path, s in standings.items()} == {
        "a.txt": ("altered", "b.txt"),
        "b.txt": ("altered", "a.txt"),
    }
    assert all("neither is used" in s.reason and s.suggestion for s in standings.values())


def test_what_more_copies_say_is_believed_where_nothing_else_decides() -> None:
    standings = stand(
        report(altered_text(), "a.txt"), report(ORIGINAL, "b.txt"), report(framed(ORIGINAL), "c.txt")
    )
    assert standings["a.txt"].status == "altered"
    assert sorted(standings[path].status for path in ("b.txt", "c.txt")) == ["duplicate", "report"]


def test_a_copy_under_another_year_is_found_by_its_figures() -> None:
    forged = ORIGINAL.replace("2022年度", "2023年度", 1)
    standings = stand(report(ORIGINAL, "b.txt"), report(forged, "a.txt"))
    assert standings["b.txt"].status == "report"
    assert (standings["a.txt"].status, standings["a.txt"].original) == ("altered", "b.txt")
    assert "the year is 2023 and not 2022" in standings["a.txt"].reason
    everywhere = ORIGINAL.replace("2022年", "2023年")
    standings = stand(report(ORIGINAL, "b.txt", source_uri=SITE), report(everywhere, "a.txt"))
    assert "the year is 2023 and not 2022" in standings["a.txt"].reason


def test_a_copy_under_another_name_is_found_by_its_figures() -> None:
    standings = stand(
        report(ORIGINAL, "a.txt", source_uri=SITE), report(ORIGINAL.replace("云屏县", "澄浦县"), "b.txt")
    )
    assert standings["b.txt"].status == "altered"
    assert "the issuer is 澄浦县人民政府 and not 云屏县人民政府" in standings["b.txt"].reason


def test_last_years_sentences_with_new_figures_are_a_report_of_their_own() -> None:
    drawn = random.Random(5)
    later = re.sub(
        r"(?<=[^\d])\d{2,4}(?=[件次份期人名条场])", lambda m: str(drawn.randint(11, 9999)), ORIGINAL
    )
    assert statuses(report(ORIGINAL, "a.txt"), report(later.replace("2022年", "2023年"), "b.txt")) == {
        "a.txt": "report",
        "b.txt": "report",
    }


def test_short_texts_of_different_years_are_alike_by_nature() -> None:
    short = text(sentences=3)
    assert set(statuses(report(short, "a.txt"), report(short.replace("2022", "2023"), "b.txt")).values()) == {
        "report"
    }


def test_a_page_that_changed_at_one_address_gives_two_versions_the_later_first() -> None:
    standings = stand(
        report(ORIGINAL, "p.html", source_uri=SITE), report(altered_text(), "p.v2.html", source_uri=SITE)
    )
    assert (standings["p.v2.html"].status, standings["p.html"].status) == ("report", "version")
    assert "→" in standings["p.html"].reason


def test_names_that_tell_the_place_more_or_less_fully_are_one_body() -> None:
    fully = ORIGINAL.replace("云屏县", "静海区")
    shorter = fully.replace("静海区人民政府2022", "天津市静海区人民政府2022", 1)
    first, second = report(fully, "a.txt"), report(shorter, "b.txt")
    assert first.identity.issuer_name != second.identity.issuer_name
    assert sorted(statuses(first, second).values()) == ["duplicate", "report"]


def test_copies_of_one_text_under_different_declarations_are_one_report() -> None:
    standings = stand(report(ORIGINAL, "a.txt"), report(ORIGINAL, "b.txt", report_year="2021"))
    assert (standings["b.txt"].status, standings["a.txt"].status) == ("report", "duplicate")


def test_many_texts_of_one_body_and_year_are_told_as_few_are() -> None:
    others = [report(text(seed=seed), f"o{seed}.txt") for seed in range(2, 14)]
    standings = stand(*others, report(ORIGINAL, "a.txt", source_uri=SITE), report(framed(ORIGINAL), "b.txt"))
    assert standings["a.txt"].status == "report"
    assert (standings["b.txt"].status, standings["b.txt"].original) == ("duplicate", "a.txt")
    assert {standings[each.document.path].status for each in others} == {"version"}


FOLDER = (
    report(ORIGINAL, "a.txt"),
    report(framed(ORIGINAL), "b.txt"),
    report(altered_text(), "c.txt"),
    report(ORIGINAL.replace("2022年", "2023年"), "d.txt", published_on="2023-05-01"),
    report(text(year=2023, seed=3), "e.txt", source_uri=SITE),
    report(altered_text(text(year=2023, seed=3)), "f.txt"),
    report(text(seed=4), "g.txt"),
    report(text(seed=5, sentences=6), "h.txt", published_on="2023-02-01"),
)


@given(st.permutations(FOLDER))
@settings(max_examples=15, deadline=None)
def test_the_order_of_documents_does_not_matter(order: list[Report]) -> None:
    assert collate(order) == collate(FOLDER)


@given(
    st.sets(st.sampled_from(range(len(FOLDER)))),
    st.sampled_from(["澄浦县", "砚溪县"]),
    st.integers(min_value=2010, max_value=2020),
    st.integers(min_value=100, max_value=999),
)
@settings(max_examples=15, deadline=None)
def test_an_unrelated_document_changes_no_standing(
    chosen: set[int], issuer: str, year: int, seed: int
) -> None:
    folder = [FOLDER[at] for at in sorted(chosen)]
    before = collate(folder)
    unrelated = report(text(issuer, year, seed), "z.txt")
    after = collate([*folder, unrelated])
    assert after[:-1] == before
    assert after[-1].status == "report"


@given(st.sets(st.sampled_from(range(len(FOLDER))), min_size=1))
@settings(max_examples=15, deadline=None)
def test_every_document_stands_once_and_every_original_is_among_them(chosen: set[int]) -> None:
    folder = [FOLDER[at] for at in sorted(chosen)]
    standings = collate(folder)
    assert [s.path for s in standings] == sorted(each.document.path for each in folder)
    assert {s.original for s in standings} - {""} <= {s.path for s in standings}
