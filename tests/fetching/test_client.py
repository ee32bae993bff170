from __future__ import annotations

import gzip
import time

import brotli
import pytest

from tongbi.fetching.address import Guard, parse
from tongbi.fetching.client import Client
from tongbi.fetching.clock import Clock
from tongbi.fetching.problems import FetchError
from tongbi.fetching.registry import Limits


@pytest.fixture
def client_of(guard):
    opened = []

    def make(**limits):
        client = Client(guard, Limits.model_validate(limits), Clock(), "https://www.example.org/about")
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.close()


def test_an_answer_has_status_headers_and_body(site, make_reply, client_of) -> None:
    address = parse(site.on("/a", make_reply(b"text", headers={"Content-Type": "text/plain", "X-A": "1"})))
    answer = client_of().get(address)
    assert (answer.status, answer.body, answer.delimited) == (200, b"text", True)
    assert answer.headers["content-type"] == "text/plain"


def test_the_fetcher_says_who_it_is_and_whom_to_ask(site, client_of) -> None:
    client_of().get(parse(site.on("/a", b"text")), {"If-None-Match": '"x"'})
    headers = site.asked[0][1]
    assert headers["user-agent"].startswith("tongbi/")
    assert "https://www.example.org/about" in headers["user-agent"]
    assert headers["if-none-match"] == '"x"'
    assert "br" in headers["accept-encoding"]


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_packed_bodies_are_unpacked(coding, pack, site, make_reply, client_of) -> None:
    reply = make_reply(pack("法治政府".encode()), headers={"Content-Encoding": coding})
    assert client_of().get(parse(site.on("/a", reply))).body.decode() == "法治政府"


def test_connections_are_used_again(site, client_of) -> None:
    client = client_of()
    for _ in range(3):
        client.get(parse(site.on("/a", b"text")))
    assert len(site.asked) == 3
    assert len(site.connections) == 1


def test_the_body_of_an_error_is_not_read(site, make_reply, client_of) -> None:
    answer = client_of(page_megabytes=0.001).get(parse(site.on("/a", make_reply(bytes(100_000), 404))))
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize("promise", [-1, None])
def test_a_body_over_the_limit_is_abandoned(promise, site, make_reply, client_of) -> None:
    address = parse(site.on("/a", make_reply(bytes(2_000_000), promise=promise)))
    with pytest.raises(FetchError, match=r"larger than 0\.1 MB and was abandoned") as failure:
        client_of(page_megabytes=0.1).get(address)
    assert failure.value.kind == "unusable"


def test_a_body_shorter_than_promised_is_not_taken_for_whole(site, make_reply, client_of) -> None:
    with pytest.raises(FetchError, match="broke off after 400 bytes") as failure:
        client_of().get(parse(site.on("/a", make_reply(bytes(400), promise=1000))))
    assert failure.value.kind == "unavailable"


def test_chunks_without_the_last_are_not_taken_for_whole(site, make_reply, client_of) -> None:
    with pytest.raises(FetchError, match="broke off after 8 bytes"):
        client_of().get(parse(site.on("/a", make_reply(chunked=[b"part", b"part"]))))


def test_a_body_without_a_length_is_marked_as_such(site, make_reply, client_of) -> None:
    assert not client_of().get(parse(site.on("/a", make_reply(b"text", promise=None)))).delimited


def test_a_body_that_drips_ends_with_its_time(site, make_reply, client_of) -> None:
    address = parse(site.on("/a", make_reply(bytes(1000), drip=0.15)))
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"did not arrive within 0\.4 s") as failure:
        client_of(page_seconds=0.4, silence_seconds=5).get(address)
    assert time.monotonic() - begun < 1.0
    assert not failure.value.again


def test_a_silent_server_is_given_up(site, make_reply, client_of) -> None:
    address = parse(site.on("/a", make_reply(b"x", drip=1.0)))
    with pytest.raises(FetchError, match=r"silent for 0\.2 s") as failure:
        client_of(silence_seconds=0.2).get(address)
    assert failure.value.again


def test_a_connection_that_ends_without_an_answer_is_to_be_tried_again(site, make_reply, client_of) -> None:
    with pytest.raises(FetchError) as failure:
        client_of().get(parse(site.on("/a", make_reply(cut=True))))
    assert (failure.value.kind, failure.value.again, failure.value.host) == ("unavailable", True, "127.0.0.1")


def test_a_port_where_nobody_listens_is_told(client_of) -> None:
    with pytest.raises(FetchError, match=r"no connection to 127\.0\.0\.1:1"):
        client_of().get(parse("http://127.0.0.1:1/"))


def test_nothing_is_sent_to_a_private_address(site) -> None:
    client = Client(Guard(), Limits(), Clock())
    with pytest.raises(FetchError, match="no public address"):
        client.get(parse(site.on("/a", b"secret")))
    client.close()
    assert site.asked == []
