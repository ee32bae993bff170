"""Connections that go where the guard has looked, and end when the time of a page is over.

Belongs here: the network backend under httpcore. The name is resolved once, every address of it is checked,
and the connection is made to an address that was checked: a name that changes its address in between (DNS
rebinding) gains nothing. TLS still verifies the certificate against the name. Does not belong here: HTTP.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from tongbi.fetching.address import Guard
    from tongbi.fetching.clock import Clock


class Deadline:
    """The moment when the page that is being got must be there, shared by all connections of a client."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._end = math.inf

    def set(self, seconds: float) -> None:
        """Let it end so many seconds from now."""
        self._end = self._clock.now() + seconds

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self._clock.now() >= self._end

    def within(self, timeout: float | None) -> float | None:
        """A timeout that does not outlast it, in seconds; never 0, which would mean not to wait at all."""
        if math.isinf(self._end):
            return timeout
        left = max(self._end - self._clock.now(), 0.001)
        return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """TCP connections to what the guard admits."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers. Raises FetchError where none is admitted."""
        failure: Exception = httpcore.ConnectError("no address")
        for ip in self._guard.addresses(host, port):
            try:
                stream = self._plain.connect_tcp(
                    str(ip), port, self._deadline.within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _BoundedStream(stream, self._deadline)
        raise failure


class _BoundedStream(httpcore.NetworkStream):
    """A stream of which no single wait outlasts the deadline, however slowly its bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._deadline.passed:
            raise httpcore.ReadTimeout("the time of this page is over")
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        bounded = self._deadline.within(timeout)
        return _BoundedStream(self._stream.start_tls(ssl_context, server_hostname, bounded), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
