from __future__ import annotations

import pytest

from tongbi.fetching.address import parse
from tongbi.fetching.follow import found
from tongbi.fetching.registry import ListEntry

HERE = parse("https://www.example.org/fzzf/index.html")
LIST = """<ul>
<li><a href="2023/t1.html">云屏县人民政府2023年度法治政府建设情况报告</a> 2024-03-01</li>
<li><a href="2022/t2.html">云屏县人民政府2022年法治政府建设情况报告</a></li>
<li><a href="2018/t3.html">云屏县人民政府2018年度法治政府建设情况报告</a></li>
<li><a href="2023/t4.html">2023年法治政府建设工作推进会召开</a></li>
<li><a href="2023/t1.html#a">云屏县人民政府2023年度法治政府建设情况报告</a></li>
<li><a href="https://other.example.org/t5.html">某县2023年度法治政府建设情况报告</a></li>
<li><a href="http://10.0.0.1/t6.html">某县2024年度法治政府建设情况报告</a></li>
</ul>""".encode()


def follow(**fields) -> list:
    fields.setdefault("link_text", "(?P<year>20\\d\\d)年(度)?法治政府建设(工作)?情况报告")
    entry = ListEntry.model_validate(
        {"address": str(HERE), "issuer_name": "云屏县人民政府", "level": "county", **fields}
    )
    return found(LIST, "text/html", HERE, entry)


def test_links_that_fit_are_found_once_with_their_year() -> None:
    reports = follow()
    assert [(str(r.address).rpartition("/")[2], r.known["report_year"]) for r in reports] == [
        ("t1.html", "2023"),
        ("t2.html", "2022"),
        ("t3.html", "2018"),
    ]
    assert reports[0].known == {
        "issuer_name": "云屏县人民政府",
        "level": "county",
        "report_year": "2023",
        "source_uri": "https://www.example.org/fzzf/2023/t1.html",
    }


def test_early_years_are_left_out() -> None:
    assert len(follow(first_year=2019)) == 2


def test_links_to_other_hosts_are_followed_only_where_they_are_named() -> None:
    hosts = {report.address.host for report in follow(hosts=["other.example.org"])}
    assert hosts == {"www.example.org", "other.example.org"}


def test_address_and_text_must_both_fit() -> None:
    assert [str(r.address) for r in follow(link_address="/2022/")] == [
        "https://www.example.org/fzzf/2022/t2.html"
    ]


@pytest.mark.parametrize(
    ("pattern", "years"), [("/(?P<year>\\d{4})/t\\d", ["2023", "2022", "2018", "2023"]), ("t4", [None])]
)
def test_the_year_may_stand_in_the_address_or_nowhere(pattern, years) -> None:
    reports = follow(link_text=None, link_address=pattern)
    assert [report.known.get("report_year") for report in reports] == years


def test_no_more_links_are_followed_than_the_entry_allows() -> None:
    assert len(follow(most_links=1)) == 1
