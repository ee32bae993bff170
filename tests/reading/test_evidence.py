"""What a document shows of its identity, place by place, before anything is decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tongbi.reading.evidence import Evidence, gather
from tongbi.records import Document

REPORT = "砚溪县2023年法治政府建设年度报告\n"
WORK = "政府工作报告\n"
OPENINGS = yaml.safe_load(Path(__file__).with_name("openings.yaml").read_text(encoding="utf-8"))


def shown(text: str, path: str = "report.txt") -> Evidence:
    return gather(Document(path=path, text=text, sha256="", format="text"))


def test_years_are_kept_by_the_place_where_they_stand() -> None:
    evidence = shown(
        REPORT + "县委：\n2023年，砚溪县坚持依法行政。\n一、2023年法治政府建设情况\n二、2024年工作安排\n",
        "in/2022/砚溪县2021年报告.txt",
    )
    assert evidence.title_years == (2023,)
    assert set(evidence.opening_years) == {2023}
    assert evidence.headings == ((2023, False), (2024, True))
    assert evidence.name_years == (2021,), "a folder's year is not the document's"


def test_a_heading_of_review_and_plan_gives_both_years() -> None:
    assert shown(REPORT + "一、2022年工作回顾和2023年工作安排\n").headings == ((2022, False), (2023, True))


def test_each_family_weighs_the_headings_in_its_own_way() -> None:
    """A work report is of the year that it plans, the others are of the one that they look back on."""
    evidence = shown("一、2011年工作回顾\n二、2012年工作安排\n三、2012年的工作\n")
    told = {
        family: [year for place, year in evidence.years(family) if place == "section headings"]
        for family in ("government_work", "law_based_government")
    }
    assert told == {"government_work": [2012, 2012], "law_based_government": [2011, 2011]}


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2018年至2022年砚溪县法治政府建设情况报告\n", 2022),
        ("砚溪县2022年法治政府建设情况和2023年工作安排的报告\n", 2022),
        ("砚溪县法治政府建设情况报告\n", None),
    ],
)
def test_of_a_span_the_last_year_counts_and_of_a_list_the_first(title: str, year: int | None) -> None:
    assert next(shown(title).years("law_based_government")) == ("title", year)


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("——2012年3月5日在第十一届全国人民代表大会第五次会议上\n", 2012),
        ("在第十一届全国人民代表大会第五次会议上\n", 2012),
        ("——2020年1月 日在砚溪县第十七届人民代表大会第二次会议上\n", 2020),
        ("在砚溪县第十七届人民代表大会第二次会议上\n（2021年1月9日）\n", 2021),
        ("各位代表：\n", None),
    ],
)
def test_the_year_of_a_session_is_its_days_or_its_numbers(line: str, year: int | None) -> None:
    assert shown(WORK + line).session_year == year


@pytest.mark.parametrize(
    ("tail", "day"),
    [
        ("砚溪县人民政府\n2024年1月18日\n", date(2024, 1, 18)),
        ("砚溪县人民政府\n二〇二四年一月二十一日\n", date(2024, 1, 21)),
        ("", None),
    ],
)
def test_the_day_of_publication_is_that_of_the_signature(tail: str, day: date | None) -> None:
    assert shown(REPORT + "2023年，砚溪县坚持依法行政。\n" + tail).published == day


def test_a_labelled_day_goes_before_the_signature_and_that_before_the_session() -> None:
    session = "（2024年4月20日在砚溪县人大常委会第九次会议上）\n"
    assert shown(REPORT + session + "2023年，坚持依法行政。\n").published == date(2024, 4, 20)
    signed = REPORT + session + "2023年，坚持依法行政。\n砚溪县人民政府\n2024年4月18日\n"
    assert shown(signed).published == date(2024, 4, 18)
    assert shown("发布时间：2024-05-01\n" + signed).published == date(2024, 5, 1)


def test_a_stale_banner_date_is_not_the_day_of_publication() -> None:
    text = OPENINGS["law_based_government"]["banner, path of links and title twice"]["text"]
    assert shown(text.format(body="，坚持依法行政。\n")).published == date(2024, 3, 28)


def test_a_report_to_a_standing_committee_is_a_speech() -> None:
    assert shown(REPORT + "（2024年4月20日在砚溪县人大常委会第九次会议上）\n").speech
    assert not shown(REPORT + "县人大常委会：\n2023年，砚溪县坚持依法行政。\n").speech


@pytest.mark.parametrize(
    ("line", "level", "to_a_city"),
    [
        ("市人大常委会：\n", "city", False),
        ("县委：\n", "county", False),
        ("省委：\n", "province", False),
        ("桐陵市人民政府：\n", None, True),
        ("各位同志：\n", None, False),
    ],
)
def test_whom_a_report_is_addressed_to_tells_its_level(line: str, level: str | None, to_a_city: bool) -> None:
    evidence = shown("梓浦市2021年法治政府建设情况报告\n" + line)
    assert (evidence.addressed_level, evidence.reports_to_a_city) == (level, to_a_city)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("关于印发砚溪县法治政府建设方案的通知\n", "通知"),
        ("XX县20XX年法治政府建设年度报告\n", "template"),
        (REPORT, ""),
    ],
)
def test_what_shows_itself_to_be_no_report_is_refused(text: str, said: str) -> None:
    refusal = shown(text).refusal
    assert said in refusal
    assert bool(refusal) == bool(said)


def test_an_opening_tells_the_family_where_no_title_does() -> None:
    evidence = shown("现将本年法治政府建设情况报告如下。\n")
    assert (evidence.title, evidence.opening_family, evidence.matter) == (None, "law_based_government", True)
    assert shown("今日天气晴朗。\n").opening_family is None
    assert not shown("今日天气晴朗。\n").matter


def test_an_empty_document_shows_nothing() -> None:
    evidence = shown("", "x.txt")
    assert evidence.issuers == ()
    assert [year for _, year in evidence.years(None) if year] == []
