from __future__ import annotations

import httpcore
import pytest

from tongbi.fetching.address import Guard
from tongbi.fetching.connection import Deadline, GuardedBackend
from tongbi.fetching.problems import FetchError


def test_a_name_is_resolved_once_and_the_address_that_was_checked_is_connected_to(site, clock) -> None:
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    backend = GuardedBackend(Guard(allow_loopback=True, resolve=rebinding), Deadline(clock))
    with httpcore.ConnectionPool(network_backend=backend) as pool:
        url = site.on("/a", b"text").replace("127.0.0.1", "www.example.org")
        assert pool.request("GET", url).status == 200
    assert asked == ["www.example.org"]
    assert site.asked[0][1]["host"].startswith("www.example.org:")


def test_a_name_that_has_moved_to_a_private_address_is_refused_at_the_next_connection(site, clock) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    guard = Guard(allow_loopback=True, resolve=lambda host, port: next(answers))
    backend = GuardedBackend(guard, Deadline(clock))
    backend.connect_tcp("www.example.org", site.server.server_port).close()
    with pytest.raises(FetchError, match="no public address"):
        backend.connect_tcp("www.example.org", site.server.server_port)


def test_the_next_address_is_tried_where_the_first_does_not_answer(site, clock) -> None:
    guard = Guard(allow_loopback=True, resolve=lambda host, port: ["::1", "127.0.0.1"])
    stream = GuardedBackend(guard, Deadline(clock)).connect_tcp("www.example.org", site.server.server_port, 5)
    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    stream.close()


def test_no_wait_outlasts_the_deadline(site, clock) -> None:
    deadline = Deadline(clock)
    assert deadline.within(None) is None
    deadline.set(10)
    assert deadline.within(30) == 10
    assert deadline.within(3) == 3
    stream = GuardedBackend(Guard(allow_loopback=True), deadline).connect_tcp(
        "127.0.0.1", site.server.server_port, 5
    )
    clock.sleep(11)
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(1)
    stream.close()
