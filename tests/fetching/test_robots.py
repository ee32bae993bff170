from __future__ import annotations

import pytest

from tongbi.fetching import robots
from tongbi.fetching.address import parse
from tongbi.fetching.problems import FetchError

SITE = "https://www.example.org"


def allows(rules: robots.Rules, path: str) -> bool:
    try:
        rules.check(parse(SITE + path))
    except FetchError:
        return False
    return True


def test_rules_for_us_go_before_those_for_all() -> None:
    rules = robots.read(
        b"User-agent: *\nDisallow: /\n\nUser-agent: tongbi\nDisallow: /zwgk/*.pdf$\nCrawl-delay: 7\n"
    )
    assert allows(rules, "/zwgk/a.html")
    assert not allows(rules, "/zwgk/a.pdf")
    assert rules.delay == 7


def test_the_longest_rule_wins_and_chinese_paths_are_understood() -> None:
    rules = robots.read("User-agent: *\nDisallow: /公开\nAllow: /公开/报告\nRequest-rate: 1/20\n".encode())
    assert not allows(rules, "/公开/名单.html")
    assert allows(rules, "/公开/报告.html")
    assert rules.delay == 20


@pytest.mark.parametrize(
    "content", [b"", b"<html><body>404</body></html>", b"\xef\xbb\xbf", b"\x00\xff\xfe garbage: 1\n"]
)
def test_what_states_no_rule_allows_everything(content: bytes) -> None:
    rules = robots.read(content)
    assert allows(rules, "/a")
    assert rules.delay == 0


def test_the_refusal_names_the_site() -> None:
    with pytest.raises(FetchError, match=r"robots\.txt of www\.example\.org does not allow it") as failure:
        robots.read(b"User-agent: *\nDisallow: /").check(parse(SITE + "/a"))
    assert failure.value.kind == "refused"


@pytest.mark.parametrize(
    ("failure", "open_"),
    [
        (FetchError("missing", "404"), True),
        (FetchError("refused", "403", host="www.example.org"), True),
        (FetchError("unusable", "400", host="www.example.org"), True),
        (FetchError("unavailable", "503", host="www.example.org"), False),
        (FetchError("refused", "no public address"), False),
        (FetchError("unusable", "redirected in a circle"), False),
    ],
)
def test_a_file_that_cannot_be_had_opens_or_closes_the_site(failure: FetchError, open_: bool) -> None:
    def get() -> object:
        raise failure

    assert allows(robots.rules(get, "www.example.org"), "/a") is open_


def test_a_sites_rules_are_got_once() -> None:
    book, asked = robots.RobotsBook(), []

    def get() -> robots.Rules:
        asked.append(1)
        return robots.Rules()

    assert book.of(SITE, get) is book.of(SITE, get)
    book.of("https://other.example.org", get)
    assert len(asked) == 2
