from __future__ import annotations

from contextlib import closing

import pytest

from tongbi.fetching.address import parse
from tongbi.fetching.client import Client
from tongbi.fetching.pace import Pace
from tongbi.fetching.problems import FetchError
from tongbi.fetching.robots import RobotsBook
from tongbi.fetching.visit import Validators, Visitor


@pytest.fixture
def visit(guard, clock, registry_of):
    """`visit(url, validators, politeness=…, limits=…)`: visits of one fetch, as long as the settings stay."""
    registry = registry_of(politeness={"first_wait_seconds": 4, "attempts": 4}, limits={"redirects": 4})
    with closing(Client(guard, registry.limits, clock)) as client:
        visitor = Visitor(client, Pace(clock, registry.politeness), RobotsBook(), registry, clock)
        yield lambda url, validators=None: visitor.visit(parse(url), validators)


def test_robots_txt_is_read_once_and_first(visit, site) -> None:
    site.on("/robots.txt", b"User-agent: *\nDisallow: /closed/\n")
    assert visit(site.on("/a", b"A")).answer.body == b"A"
    assert visit(site.on("/b", b"B")).answer.body == b"B"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


def test_what_robots_txt_closes_is_never_asked_for(visit, site) -> None:
    site.on("/robots.txt", b"User-agent: *\nDisallow: /closed/\n")
    with pytest.raises(FetchError, match=r"robots\.txt of .* does not allow it"):
        visit(site.on("/closed/a", b"A"))
    assert site.paths == []


def test_a_redirect_into_what_robots_txt_closes_is_not_followed(visit, site, make_reply) -> None:
    site.on("/robots.txt", b"User-agent: *\nDisallow: /closed/\n")
    site.on("/closed/a", b"A")
    with pytest.raises(FetchError, match="does not allow it"):
        visit(site.on("/a", make_reply(status=302, headers={"Location": "/closed/a"})))
    assert site.paths == ["/a"]


def test_the_pause_that_robots_txt_asks_for_is_kept(visit, site, clock) -> None:
    site.on("/robots.txt", b"User-agent: *\nCrawl-delay: 9\n")
    visit(site.on("/a", b"A"))
    visit(site.url + "/a")
    assert clock.slept == [9, 9]


@pytest.mark.parametrize("status", [404, 410, 403, 401])
def test_a_site_without_robots_txt_is_open(status, visit, site, make_reply) -> None:
    site.on("/robots.txt", make_reply(status=status))
    assert visit(site.on("/a", b"A")).answer.body == b"A"


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_whose_robots_txt_fails_is_closed_for_now(status, visit, site, make_reply) -> None:
    site.on("/robots.txt", make_reply(status=status))
    for path in ("/a", "/b"):
        with pytest.raises(
            FetchError, match=r"robots\.txt .*cannot be had.*nothing of it is asked for"
        ) as failure:
            visit(site.on(path, b"A"))
        assert failure.value.kind == "unavailable"
    assert site.paths == []
    assert site.count("/robots.txt") == 4


def test_robots_txt_that_answers_after_all_opens_the_site(visit, site, make_reply) -> None:
    site.on("/robots.txt", make_reply(status=503), make_reply(b"User-agent: *\nDisallow: /b\n"))
    assert visit(site.on("/a", b"A")).answer.body == b"A"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_by_hand(status, visit, site, make_reply) -> None:
    site.on("/z/c", b"C")
    site.on("/b", make_reply(status=status, headers={"Location": "z/c?"}))
    got = visit(site.on("/a", make_reply(status=status, headers={"Location": site.url + "/b"})))
    assert got.answer.body == b"C"
    assert str(got.answer.address).startswith(site.url + "/z/c")
    assert got.moved_for_good == (status in (301, 308))


def test_one_temporary_redirect_on_the_way_is_no_move_for_good(visit, site, make_reply) -> None:
    site.on("/c", b"C")
    site.on("/b", make_reply(status=302, headers={"Location": "/c"}))
    assert not visit(site.on("/a", make_reply(status=301, headers={"Location": "/b"}))).moved_for_good


def test_a_redirect_to_another_host_reads_that_hosts_robots_txt(visit, site, other_site, make_reply) -> None:
    other_site.on("/robots.txt", b"User-agent: *\nDisallow: /\n")
    with pytest.raises(FetchError, match=r"127\.0\.0\.2:\d+ does not allow it"):
        visit(site.on("/a", make_reply(status=302, headers={"Location": other_site.on("/b", b"B")})))
    assert other_site.paths == []


@pytest.mark.parametrize("given", ["utf-8", "gb18030"])
def test_a_target_with_bare_chinese_bytes_is_understood(given, visit, site, make_reply) -> None:
    site.on("/%E6%8A%A5%E5%91%8A", b"R")
    target = "/报告".encode(given).decode("latin-1")
    assert visit(site.on("/a", make_reply(status=302, headers={"Location": target}))).answer.body == b"R"


def test_a_page_that_only_leads_on_is_a_redirect(visit, site) -> None:
    site.on("/new.html?a=1&b=2", b"N")
    page = b'<html><head><meta http-equiv="refresh" content="0; URL=\'/new.html?a=1&amp;b=2\'"></head></html>'
    assert visit(site.on("/old.html", page)).answer.body == b"N"


def test_redirects_in_a_circle_end(visit, site, make_reply) -> None:
    site.on("/b", make_reply(status=302, headers={"Location": "/a"}))
    with pytest.raises(FetchError, match="redirected in a circle") as failure:
        visit(site.on("/a", make_reply(status=302, headers={"Location": "/b"})))
    assert failure.value.kind == "unusable"
    assert site.paths == ["/a", "/b"]


def test_redirects_without_end_end(visit, site, make_reply) -> None:
    for number in range(20):
        site.on(f"/{number}", make_reply(status=302, headers={"Location": f"/{number + 1}"}))
    with pytest.raises(FetchError, match="more than 4 times"):
        visit(site.url + "/0")
    assert len(site.paths) == 5


def test_a_redirect_that_leads_nowhere_is_told(visit, site, make_reply) -> None:
    with pytest.raises(FetchError, match="does not say where to"):
        visit(site.on("/a", make_reply(status=302)))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://10.0.0.1/", "no public address"),
        ("http://169.254.169.254/latest/meta-data/", "no public address"),
        ("http://[fd00:ec2::254]/", "no public address"),
        ("http://3232235777/", "no public address"),
        ("file:///etc/passwd", "must begin with http"),
        ("http://user:pass@127.0.0.1/", "user name"),
    ],
)
def test_a_redirect_to_a_private_address_is_refused(target, why, visit, site, make_reply) -> None:
    with pytest.raises(FetchError, match=why) as failure:
        visit(site.on("/a", make_reply(status=302, headers={"Location": target})))
    assert failure.value.kind == "refused"
    assert site.paths == ["/a"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, "missing"), (410, "missing"), (401, "refused"), (403, "refused"), (451, "refused"),
     (418, "unusable"), (204, "unusable"), (304, "unusable")],
)  # fmt: skip
def test_a_lasting_refusal_is_asked_for_once(status, kind, visit, site, make_reply) -> None:
    with pytest.raises(FetchError, match=str(status)) as failure:
        visit(site.on("/a", make_reply(status=status)))
    assert failure.value.kind == kind
    assert site.count("/a") == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 429])
def test_a_passing_failure_is_tried_again_after_ever_longer_waits(
    status, visit, site, make_reply, clock
) -> None:
    broken = make_reply(status=status)
    assert visit(site.on("/a", broken, broken, broken, make_reply(b"A"))).answer.body == b"A"
    assert site.count("/a") == 4
    assert clock.slept == [1, 4, 8, 16]


def test_attempts_end(visit, site, make_reply) -> None:
    with pytest.raises(FetchError, match="status 502") as failure:
        visit(site.on("/a", make_reply(status=502)))
    assert failure.value.kind == "unavailable"
    assert site.count("/a") == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "77"},
        {"Date": "Fri, 01 Mar 2024 00:00:00 GMT", "Retry-After": "Fri, 01 Mar 2024 00:01:17 GMT"},
        {"Retry-After": "Fri, 01 Mar 2024 00:01:18 GMT"},
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_server_is_waited_for_as_it_asks(status, headers, visit, site, make_reply, clock) -> None:
    busy = make_reply(status=status, headers=headers)
    assert visit(site.on("/a", busy, make_reply(b"A"))).answer.body == b"A"
    assert clock.slept == [1, 77]


def test_a_host_that_asks_for_a_long_wait_is_left_alone(visit, site, make_reply, clock) -> None:
    with pytest.raises(FetchError, match="status 429"):
        visit(site.on("/a", make_reply(status=429, headers={"Retry-After": "3600"})))
    with pytest.raises(FetchError, match="asks to come again in 3,600 s"):
        visit(site.on("/b", b"B"))
    assert site.paths == ["/a"]
    assert sum(clock.slept) < 10


def test_a_retry_after_that_says_nothing_is_not_heeded(visit, site, make_reply, clock) -> None:
    busy = make_reply(status=503, headers={"Retry-After": "soon"})
    visit(site.on("/a", busy, make_reply(b"A")))
    assert clock.slept == [1, 4]


@pytest.mark.parametrize("broken", [{"cut": True}, {"body": b"half", "promise": 100}, {"chunked": [b"half"]}])
def test_a_body_that_broke_off_is_got_again_whole(broken, visit, site, make_reply) -> None:
    assert visit(site.on("/a", make_reply(**broken), make_reply(b"whole"))).answer.body == b"whole"


def test_a_page_that_has_not_changed_is_answered_in_one_word(visit, site, make_reply) -> None:
    url = site.on("/a", make_reply(b"A", etag='"1"', modified="Fri, 01 Mar 2024 00:00:00 GMT"))
    assert visit(url, Validators(url, '"1"', "")).answer.status == 304
    assert visit(url, Validators(url, "", "Fri, 01 Mar 2024 00:00:00 GMT")).answer.status == 304
    assert visit(url, Validators(url, '"0"', "")).answer.body == b"A"


def test_validators_are_shown_to_the_address_alone_that_gave_them(visit, site, make_reply) -> None:
    final = site.on("/b", make_reply(b"B", etag='"1"'))
    start = site.on("/a", make_reply(status=302, headers={"Location": "/b"}))
    assert visit(start, Validators(final, '"1"')).answer.status == 304
    first, second = (headers for path, headers in site.asked if path != "/robots.txt")
    assert "if-none-match" not in first
    assert second["if-none-match"] == '"1"'
