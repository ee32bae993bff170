"""A whole site on loopback, fetched, changed, fetched again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from tongbi import fetching
from tongbi.fetching.address import Guard
from tongbi.fetching.clock import Clock
from tongbi.reading import read_paths
from tongbi.reading.sidecar import read_beside


@pytest.fixture
def fetch(tmp_path, guard, clock):
    """`fetch(registry)`: one fetch into `tmp_path / "pages"`."""
    return lambda registry, **more: fetching.fetch(
        registry, tmp_path / "pages", guard, **{"clock": clock, **more}
    )


@pytest.fixture
def documents(tmp_path):
    """The files that `tongbi run` would read, by name."""
    folder = tmp_path / "pages"
    return lambda: {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.suffix != ".yaml"}


def known(address: str) -> dict[str, object]:
    """An entry of the registry that knows all of a report."""
    return {
        "address": address,
        "issuer_name": "云屏县人民政府",
        "level": "county",
        "report_type": "law_based_government",
        "report_year": 2023,
    }


def test_what_is_fetched_can_be_read_with_what_the_registry_knows(
    site, html, fetch, registry_of, tmp_path
) -> None:
    address = site.on("/a.html", html("政府2023年工作情况", 120).encode())
    summary = fetch(registry_of(known(address)))
    assert [o.result for o in summary.outcomes] == ["new"]
    reading = read_paths([tmp_path / "pages"])
    assert reading.quarantined == []
    (report,) = reading.reports
    assert (report.identity.issuer_name, report.identity.report_year) == ("云屏县人民政府", 2023)
    assert report.identity.source_uri == address
    assert "行政复议申请121件" in report.document.text


def test_nothing_is_fetched_twice_without_need(site, html, fetch, registry_of, make_reply, documents) -> None:
    tagged = site.on("/tag", make_reply(html().encode(), etag='"1"'))
    dated = site.on("/date", make_reply(html(cases=99).encode(), modified="Fri, 01 Mar 2024 00:00:00 GMT"))
    registry = registry_of(tagged, dated)
    fetch(registry)
    before = documents()
    second = fetch(registry)
    assert [o.result for o in second.outcomes] == ["unchanged", "unchanged"]
    assert documents() == before
    asked = [headers for path, headers in site.asked if path != "/robots.txt"]
    assert [("if-none-match" in h, "if-modified-since" in h) for h in asked] == [
        (False, False), (False, False), (True, False), (False, True),
    ]  # fmt: skip


def test_a_page_that_changed_is_added_and_the_old_one_stays(
    site, html, fetch, registry_of, make_reply, documents, tmp_path
) -> None:
    old, new = html(cases=120).encode(), html(cases=125).encode()
    address = site.on("/a", make_reply(old, etag='"1"'), make_reply(new, etag='"2"'))
    registry = registry_of(known(address))
    (first,) = fetch(registry).outcomes
    (second,) = fetch(registry).outcomes
    assert (first.result, second.result) == ("new", "changed")
    assert documents() == {first.file: old, second.file: new}
    assert read_beside(tmp_path / "pages" / second.file)["report_year"] == "2023"
    assert {len(report.document.sha256) for report in read_paths([tmp_path / "pages"]).reports} == {64}
    assert len(read_paths([tmp_path / "pages"]).reports) == 2
    (third,) = fetch(registry).outcomes
    assert third.result == "unchanged"


def test_a_page_of_which_only_the_furniture_changed_is_no_new_version(
    site, html, fetch, registry_of, documents
) -> None:
    address = site.on("/a", html(tail="var visits = 1").encode(), html(tail="var visits = 2").encode())
    fetch(registry_of(address))
    (second,) = fetch(registry_of(address)).outcomes
    assert second.result == "unchanged"
    assert len(documents()) == 1


def test_what_is_no_report_is_told_with_its_reason_and_what_to_do(
    site, html, fetch, registry_of, make_reply, documents
):
    login = b"<title>login</title><form><input type=password></form>"
    addresses = {
        site.on("/login", login): "unusable",
        site.on("/soft404", "<title>404</title>页面不存在".encode()): "missing",
        site.on("/404", make_reply(status=404)): "missing",
        site.on("/403", make_reply(status=403)): "refused",
        site.on("/502", make_reply(status=502)): "unavailable",
        site.on("/half", make_reply(html().encode(), promise=99_999)): "unavailable",
        site.on("/a.pdf", html().encode()): "unusable",
        site.on("/private", make_reply(status=302, headers={"Location": "http://10.0.0.1/"})): "refused",
        site.on("/good", html().encode()): "new",
    }
    told = []
    summary = fetch(registry_of(*addresses), tell=told.append)
    assert {o.address: o.result for o in summary.outcomes} == addresses
    assert told == summary.outcomes
    assert all(o.why and o.remedy for o in summary.problems)
    assert len(documents()) == 1
    assert site.count("/half") == 4


def test_a_login_page_does_not_take_the_place_of_a_report(
    site, html, fetch, registry_of, make_reply, documents
) -> None:
    login = make_reply("<title>请登录</title><input type=password>".encode(), etag='"login"')
    address = site.on(
        "/a", make_reply(html().encode(), etag='"1"'), login, make_reply(html().encode(), etag='"1"')
    )
    registry = registry_of(address)
    fetch(registry)
    before = documents()
    assert fetch(registry).outcomes[0].result == "unusable"
    assert documents() == before
    assert fetch(registry).outcomes[0].result == "unchanged"
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_a_wrong_charset_header_does_no_harm(site, html, fetch, registry_of, make_reply, tmp_path) -> None:
    page = html().replace("utf-8", "gb2312").encode("gb18030")
    address = site.on("/a", make_reply(page, headers={"Content-Type": "text/html; charset=iso-8859-1"}))
    (outcome,) = fetch(registry_of(address)).outcomes
    assert outcome.notes == ("the header says iso-8859-1; the page is gb18030",)
    assert "行政复议申请121件" in read_paths([tmp_path / "pages"]).reports[0].document.text


def test_a_move_for_good_is_noted(site, html, fetch, registry_of, make_reply) -> None:
    site.on("/new.html", make_reply(html().encode(), etag='"1"'))
    registry = registry_of(site.on("/old.html", make_reply(status=301, headers={"Location": "/new.html"})))
    (outcome,) = fetch(registry).outcomes
    assert outcome.notes == (
        f"it has moved for good to {site.url}/new.html; correct the address in the registry",
    )
    assert fetch(registry).outcomes[0].result == "unchanged"


def test_a_list_leads_to_reports_and_later_to_those_of_a_new_year(
    site, html, fetch, registry_of, make_reply, tmp_path
) -> None:
    def listed(*years: int) -> bytes:
        links = "".join(f"<a href='/{y}.html'>云屏县{y}年度法治政府建设情况报告</a>" for y in years)
        return f"<title>法治政府</title>{links}<a href='/x.html'>通知</a>".encode()

    for year in (2021, 2022, 2023):
        site.on(
            f"/{year}.html",
            make_reply(
                html(f"云屏县人民政府{year}年度法治政府建设情况报告", year * 100).encode(), etag='"1"'
            ),
        )
    first, later = (
        make_reply(listed(2022, 2021), etag='"1"'),
        make_reply(listed(2023, 2022, 2021), etag='"2"'),
    )
    site.on("/list", first, first, later)
    site.on("/list_1", make_reply(listed(2021)))
    entry = {
        "address": site.url + "/list",
        "further": {"address": site.url + "/list_{page}", "first": 1, "last": 5},
        "link_text": "(?P<year>20\\d\\d)年度法治政府",
        "issuer_name": "云屏县人民政府",
    }
    registry = registry_of(lists=[entry])
    assert sorted(o.result for o in fetch(registry).outcomes if not o.is_list) == ["new", "new"]
    assert site.count("/list_2") == 1
    assert site.count("/list_3") == 0
    assert {o.result for o in fetch(registry).outcomes} == {"unchanged"}
    assert [o.address for o in fetch(registry).of("new")] == [site.url + "/2023.html"]
    assert site.count("/x.html") == 0
    years = {report.identity.report_year for report in read_paths([tmp_path / "pages"]).reports}
    assert years == {2021, 2022, 2023}


def test_a_list_that_has_become_something_else_is_told(site, fetch, registry_of, make_reply) -> None:
    empty = site.on(
        "/empty", "<title>法治政府建设</title>本栏目暂时没有内容，请过一段时间再来访问本网站。".encode()
    )
    login = site.on("/login", "<title>登录</title><input type=password>".encode())
    gone = site.on("/gone", make_reply(status=404))
    lists = [{"address": url, "link_text": "报告"} for url in (empty, login, gone)]
    outcomes = {o.address: o for o in fetch(registry_of(lists=lists)).outcomes}
    assert outcomes[empty].notes == ("no link of this list fits link_text and link_address",)
    assert (outcomes[login].result, outcomes[gone].result) == ("unusable", "missing")


def test_a_page_of_the_registry_that_a_list_names_too_is_fetched_once(
    site, html, fetch, registry_of, tmp_path
) -> None:
    page = site.on("/a.html", html().encode())
    lists = [{"address": site.on("/list", b"<a href='/a.html'>x</a>"), "link_text": "x"}]
    summary = fetch(registry_of(known(page), lists=lists))
    assert site.count("/a.html") == 1
    (outcome,) = summary.of("new")
    assert read_beside(tmp_path / "pages" / outcome.file)["issuer_name"] == "云屏县人民政府"


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_at_once(
    guard, site, other_site, html, registry_of, make_reply, tmp_path
):
    for each in (site, other_site):
        each.on("/robots.txt", make_reply(b"", drip=0))
        for path in ("/a", "/b", "/c"):
            each.on(path, make_reply(html().encode(), drip=0.01))
    urls = [each.url + path for path in ("/a", "/b", "/c") for each in (site, other_site)]
    registry = registry_of(*urls, politeness={"delay_seconds": 0})
    summary = fetching.fetch(registry, tmp_path / "pages", guard, clock=Clock())
    assert [o.result for o in summary.outcomes] == ["new"] * 6
    assert site.most_at_once == other_site.most_at_once == 1
    assert site.paths == other_site.paths == ["/a", "/b", "/c"]


def test_the_pause_lies_between_all_requests_to_a_host(site, html, fetch, registry_of, clock) -> None:
    fetch(
        registry_of(
            *[site.on(f"/{n}", html(cases=n).encode()) for n in range(4)], politeness={"delay_seconds": 3}
        )
    )
    assert clock.slept == [3, 3, 3, 3]


def test_a_host_that_does_not_answer_is_left_alone(fetch, registry_of) -> None:
    registry = registry_of(*[f"http://127.0.0.1:1/{n}" for n in range(6)], politeness={"attempts": 2})
    outcomes = fetch(registry).outcomes
    assert {o.result for o in outcomes} == {"unavailable"}
    assert all("robots.txt of 127.0.0.1:1 cannot be had" in o.why for o in outcomes)


def test_a_fetch_that_ran_out_of_time_is_gone_on_with(site, html, fetch, registry_of, clock) -> None:
    addresses = [site.on(f"/{n}", html(cases=n).encode()) for n in range(5)]
    registry = registry_of(*addresses, politeness={"delay_seconds": 20}, limits={"total_minutes": 1})
    first = fetch(registry)
    assert (len(first.outcomes), first.left, first.resumed) == (2, 3, False)
    second = fetch(registry)
    assert (len(second.outcomes), second.left, second.resumed, second.done_before) == (2, 1, True, 2)
    third = fetch(registry)
    assert (len(third.outcomes), third.left, third.resumed, third.done_before) == (1, 0, True, 4)
    assert site.paths == ["/0", "/1", "/2", "/3", "/4"]
    assert not fetch(registry).resumed


def test_a_fetch_that_was_killed_is_gone_on_with(
    site, html, fetch, registry_of, make_reply, tmp_path
) -> None:
    addresses = [site.on(f"/{n}", html(cases=n).encode()) for n in range(4)]
    site.on("/2", make_reply(html(cases=2).encode(), drip=2.0))
    path = tmp_path / "registry.yaml"
    path.write_text(
        json.dumps({"pages": [{"address": a} for a in addresses], "politeness": {"delay_seconds": 0}}),
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "tongbi",
        "fetch",
        str(path),
        "--into",
        str(tmp_path / "pages"),
        "--allow-loopback",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    waiting = threading.Event()
    while site.count("/2") == 0 and process.poll() is None:
        waiting.wait(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    site.on("/2", html(cases=2).encode())
    summary = fetch(registry_of(*addresses))
    assert (summary.resumed, summary.done_before) == (True, 2)
    assert [o.result for o in summary.outcomes] == ["new", "new"]
    assert [site.count(f"/{n}") for n in range(4)] == [1, 1, 2, 1]
    assert len(list((tmp_path / "pages").glob("*.html"))) == 4


def test_without_leave_nothing_on_this_machine_is_asked(site, html, registry_of, tmp_path, clock) -> None:
    registry = registry_of(site.on("/a", html().encode()))
    (outcome,) = fetching.fetch(registry, tmp_path / "pages", Guard(), clock=clock).outcomes
    assert (outcome.result, "no public address" in outcome.why) == ("refused", True)
    assert site.asked == []


def test_a_damaged_original_stops_one_page_and_not_the_others(
    site, html, fetch, registry_of, tmp_path
) -> None:
    addresses = [site.on("/a", html(cases=1).encode()), site.on("/b", html(cases=2).encode())]
    fetch(registry_of(addresses[0]))
    (original,) = (tmp_path / "pages" / ".fetch" / "archive").rglob("*.html")
    original.chmod(0o644)
    original.write_bytes(b"other")
    outcomes = {o.address: o.result for o in fetch(registry_of(*addresses)).outcomes}
    assert outcomes == {addresses[0]: "unusable", addresses[1]: "new"}
