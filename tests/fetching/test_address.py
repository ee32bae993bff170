from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.fetching.address import Guard, is_public, parse
from tongbi.fetching.problems import FetchError


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("HTTP://WWW.Example.ORG", "http://www.example.org/"),
        ("https://www.example.org:443/a?b=1#part", "https://www.example.org/a?b=1"),
        ("http://www.example.org:8080/a", "http://www.example.org:8080/a"),
        (" https://www.example.org/a%20b ", "https://www.example.org/a%20b"),
        (
            "https://www.example.org/报告.html?年=2023",
            "https://www.example.org/%E6%8A%A5%E5%91%8A.html?%E5%B9%B4=2023",
        ),
        ("https://云屏.example/", "https://xn--yet06y.example/"),
        ("https://www.example.org./a", "https://www.example.org/a"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ],
)
def test_an_address_has_one_spelling(text: str, spelled: str) -> None:
    if "云屏" in text:
        spelled = f"https://{'云屏'.encode('idna').decode()}.example/"
    assert str(parse(text)) == spelled
    assert parse(spelled) == parse(text)


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("b.html", "https://www.example.org/x/b.html"),
        ("../b.html", "https://www.example.org/b.html"),
        ("//other.example.org/b", "https://other.example.org/b"),
        ("?page=2", "https://www.example.org/x/a.html?page=2"),
        ("http://10.0.0.1/", "http://10.0.0.1/"),
    ],
)
def test_an_address_is_seen_from_the_page_that_names_it(target: str, where: str) -> None:
    assert str(parse(target, parse("https://www.example.org/x/a.html"))) == where


@pytest.mark.parametrize(
    "text",
    [
        "",
        "www.example.org/a",
        "ftp://www.example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://www.example.org/",
        "https://user@www.example.org/",
        "https://user:secret@www.example.org/",
        "https://www.example.org\\@10.0.0.1/",
        "https://www.example.org:99999/",
        "https://www.example.org:port/",
        "https://www.exa mple.org/",
        "https://www.example.org/a\r\nHost: other",
        "https:///a",
        "https://[::1/",
        "https://" + "a" * 300 + "/",
        "https://www.example.org/" + "a" * 3000,
    ],
)
def test_what_is_no_address_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(FetchError) as failure:
        parse(text)
    assert failure.value.kind == "refused"
    assert "the address" in failure.value.why


@given(st.text(max_size=40), st.sampled_from(["http://www.example.org/", "", "//", "https://"]))
def test_any_text_is_an_address_or_refused(text: str, before: str) -> None:
    try:
        address = parse(before + text)
    except FetchError:
        return
    assert str(address).isascii()
    assert parse(str(address)) == address


PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.1.2.3",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "100::1",
    "3fff::1",
    "5f00::1",
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_no_special_address_is_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip", ["1.1.1.1", "93.184.216.34", "202.96.128.86", "2606:4700::1111", "240e::1", "::ffff:1.1.1.1"]
)
def test_addresses_of_the_internet_are_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_public_alone_as_inside_an_ipv6_one(ip: ipaddress.IPv4Address) -> None:
    assert is_public(ipaddress.ip_address(f"::ffff:{ip}")) == is_public(ip)
    if is_public(ip):
        assert ip.is_global


def test_a_host_of_which_one_address_is_private_gets_nowhere() -> None:
    guard = Guard(resolve=lambda host, port: ["1.1.1.1", "10.0.0.7"])
    with pytest.raises(FetchError, match=r"www\.example\.org leads to 10\.0\.0\.7") as failure:
        guard.addresses("www.example.org", 80)
    assert failure.value.kind == "refused"
    assert not failure.value.again


def test_loopback_is_admitted_where_that_is_said_and_nothing_else_that_is_private() -> None:
    assert Guard(allow_loopback=True).addresses("127.0.0.1", 4321)
    assert Guard(allow_loopback=True).addresses("::1", 4321)
    for host in ("10.0.0.1", "169.254.169.254", "192.168.0.1"):
        with pytest.raises(FetchError, match="no public address"):
            Guard(allow_loopback=True).addresses(host, 80)
    mixed = Guard(allow_loopback=True, resolve=lambda host, port: ["127.0.0.1", "10.0.0.1"])
    with pytest.raises(FetchError, match="no public address"):
        mixed.addresses("www.example.org", 80)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "017700000001", "127.1", "localhost", "::1"]
)
def test_loopback_is_not_admitted_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchError, match="no public address"):
        Guard().addresses(host, 80)


def test_other_ports_than_those_of_the_web_must_be_named() -> None:
    found = lambda host, port: ["1.1.1.1"]  # noqa: E731
    with pytest.raises(FetchError, match="port 22 of www"):
        Guard(resolve=found).addresses("www.example.org", 22)
    assert Guard(ports=frozenset({8080}), resolve=found).addresses("www.example.org", 8080)


def test_an_unknown_host_is_to_be_tried_again() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    for resolve in (unknown, lambda host, port: []):
        with pytest.raises(FetchError, match="cannot be resolved") as failure:
            Guard(resolve=resolve).addresses("www.example.org", 80)
        assert failure.value.kind == "unavailable"


@pytest.mark.parametrize(
    ("host", "allowed", "helps"),
    [("127.0.0.1", False, True), ("10.0.0.7", False, False), ("10.0.0.7", True, False)],
)
def test_the_flag_is_named_where_it_helps(host: str, allowed: bool, helps: bool) -> None:
    with pytest.raises(FetchError) as refused:
        Guard(allow_loopback=allowed).addresses(host, 80)
    assert ("--allow-loopback" in refused.value.remedy) is helps
