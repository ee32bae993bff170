"""A web site on loopback that does what its test tells it, and a clock that waits without waiting."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tongbi.fetching.address import Guard
from tongbi.fetching.clock import Clock
from tongbi.fetching.problems import OutOfTimeError
from tongbi.fetching.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Reply:
    """What the site answers.

    `promise` is a Content-Length other than the true one, None sends none; `drip` are the seconds before each
    of ten parts of the body; with `cut` the connection ends before anything is said.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""
    promise: int | None = -1
    drip: float = 0.0
    cut: bool = False
    chunked: list[bytes] | None = None


class Site:
    """`site.on(path, reply, …)`: the replies to successive requests, the last one for all that follow."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.connections: set[object] = set()
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self.server = Server((host, 0), Handler)
        self.url = f"http://{host}:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def on(self, path: str, *replies: Reply | bytes) -> str:
        self.replies[path] = [Reply(r) if isinstance(r, bytes) else r for r in replies]
        return self.url + path

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self.lock:
            self.asked.append((handler.path, {k.lower(): v for k, v in handler.headers.items()}))
            self.connections.add(handler.client_address)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            waiting = self.replies.get(handler.path, [Reply(status=404)])
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        try:
            self._send(handler, reply)
        finally:
            with self.lock:
                self.at_once -= 1

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.cut:
            handler.close_connection = True
            return
        asked = handler.headers
        same_tag = reply.etag and asked["If-None-Match"] == reply.etag
        same_time = reply.modified and asked["If-Modified-Since"] == reply.modified
        body, status = reply.body, reply.status
        if same_tag or (same_time and not asked["If-None-Match"]):
            body, status = b"", 304
        handler.send_response_only(status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.etag:
            handler.send_header("ETag", reply.etag)
        if reply.modified:
            handler.send_header("Last-Modified", reply.modified)
        if reply.chunked is not None:
            handler.send_header("Transfer-Encoding", "chunked")
        elif reply.promise is not None:
            handler.send_header("Content-Length", str(len(body) if reply.promise < 0 else reply.promise))
        if reply.promise is None or reply.promise >= 0:
            handler.close_connection = True
            handler.send_header("Connection", "close")
        handler.end_headers()
        for part in reply.chunked or ():
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        if reply.chunked is not None:
            handler.close_connection = True  # without the last chunk: broken off
            return
        size = max(1, len(body) // 10) if reply.drip else len(body)
        for start in range(0, len(body), size or 1):
            if reply.drip:
                time.sleep(reply.drip)
            handler.wfile.write(body[start : start + size])
            handler.wfile.flush()


class StillClock(Clock):
    """A clock that goes only while somebody sleeps."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0.0
        self.slept: list[float] = []
        self.lock = threading.Lock()

    def now(self) -> float:
        return self.moment

    def utc(self) -> datetime:
        return datetime(2024, 3, 1, tzinfo=UTC) + timedelta(seconds=int(self.moment))

    def chance(self) -> float:
        return 1.0

    def sleep(self, seconds: float) -> None:
        self.check()
        if self.moment + seconds >= self._end:
            raise OutOfTimeError
        with self.lock:
            self.moment += seconds
            self.slept.append(seconds)


def page(
    title: str = "云屏县人民政府2023年度法治政府建设情况报告", cases: int = 120, *, tail: str = ""
) -> str:
    """A report as a site shows it: long enough to be one, with furniture around it."""
    paragraphs = "".join(
        f"<p>{number}、全年收到行政复议申请{cases + number}件，审结{cases}件，依法纠正违法行为，"
        "行政机关负责人出庭应诉。"
        "持续推进法治政府建设，健全依法行政制度体系，严格规范公正文明执法。</p>"
        for number in range(1, 13)
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_云屏县人民政府</title></head><body>'
        f'<div class="nav"><a href="/">首页</a></div><h1>{title}</h1><div class="content">'
        f"<p>2023年，我县深入推进依法行政，现将有关情况报告如下。</p>{paragraphs}</div><script>{tail}</script></body></html>"
    )


@pytest.fixture
def html() -> object:
    """`html(title, cases, tail=…)`: the source of a report's page."""
    return page


@pytest.fixture
def make_reply() -> type[Reply]:
    """`make_reply(body, status, …)`."""
    return Reply


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without any page."""
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    """Another host on this machine."""
    opened = Site("127.0.0.2")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> StillClock:
    """A clock that waits without waiting."""
    return StillClock()


@pytest.fixture
def guard() -> Guard:
    """A guard that admits this machine."""
    return Guard(allow_loopback=True)


@pytest.fixture
def registry_of() -> object:
    """`registry_of(address, …, politeness=…, limits=…, lists=…)`: a registry of those pages."""

    def make(*pages: object, **fields: object) -> Registry:
        entries = [{"address": each} if isinstance(each, str) else each for each in pages]
        return Registry.model_validate({"pages": entries, **fields})

    return make
