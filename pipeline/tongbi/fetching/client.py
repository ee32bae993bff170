"""One request and its answer, bounded in size and time.

Belongs here: HTTP by httpcore, and what its failures mean. httpcore is the layer under httpx: it follows no
redirect, keeps no cookie, reads no proxy from the environment and unpacks nothing, all of which must happen
under the guard's eyes or not at all, and its network backend is a documented extension point. Does not belong
here: redirects, retries, robots (`visit`).
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import httpcore

import tongbi
from tongbi.fetching.connection import Deadline, GuardedBackend
from tongbi.fetching.encodings import ACCEPTED, too_large, unpacked
from tongbi.fetching.problems import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.fetching.address import Address, Guard
    from tongbi.fetching.clock import Clock
    from tongbi.fetching.registry import Limits

AGENT = "tongbi"
_GOOD = (200, 203)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: header names in lower case, the body unpacked, empty unless the status is 200.

    `delimited` tells whether the server said how long the body is, so that it is known to be whole.
    """

    address: Address
    status: int
    headers: dict[str, str]
    body: bytes
    delimited: bool = True


def user_agent(contact: str | None) -> str:
    """How the fetcher names itself; with a contact, a site's administrator knows whom to ask."""
    return f"{AGENT}/{tongbi.__version__}" + (f" (+{contact})" if contact else "")


@cache
def _tls() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


class Client:
    """Connections for one thread. Use as a context manager, or `close` it."""

    def __init__(self, guard: Guard, limits: Limits, clock: Clock, contact: str | None = None) -> None:
        self._limits = limits
        self._deadline = Deadline(clock)
        self._headers = {
            "User-Agent": user_agent(contact),
            "Accept": "text/html, application/xhtml+xml, application/pdf, */*;q=0.5",
            "Accept-Language": "zh-CN, zh;q=0.9, en;q=0.3",
            "Accept-Encoding": ACCEPTED,
        }
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(),
            max_connections=4,
            keepalive_expiry=30,
            network_backend=GuardedBackend(guard, self._deadline),
        )

    def close(self) -> None:
        """Close its connections."""
        self._pool.close()

    def get(self, address: Address, extra: Mapping[str, str] | None = None) -> Answer:
        """Ask once. Raises FetchError where no whole answer came, or one over the limits."""
        self._deadline.set(self._limits.page_seconds)
        received = 0
        url = httpcore.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        )
        headers = {"Host": address.authority, **self._headers, **(extra or {})}
        silence = self._limits.silence_seconds
        timeouts = {"connect": silence, "read": silence, "write": silence, "pool": silence}
        try:
            with self._pool.stream(
                "GET", url, headers=list(headers.items()), extensions={"timeout": timeouts}
            ) as response:
                given = _headers(response.headers)
                if response.status not in _GOOD:
                    return Answer(address, response.status, given, b"")
                chunks = []
                self._check_announced(given)
                for chunk in response.iter_stream():
                    received += len(chunk)
                    if received > self._limits.page_bytes:
                        raise too_large(self._limits.page_bytes)
                    if self._deadline.passed:
                        raise self._slow(received, address)
                    chunks.append(chunk)
        except httpcore.TimeoutException as error:
            if self._deadline.passed:
                raise self._slow(received, address) from error
            raise FetchError(
                "unavailable", f"the server was silent for {silence:g} s", host=address.host
            ) from error
        except httpcore.NetworkError as error:
            raise _network(error, address, received) from error
        except httpcore.ProtocolError as error:
            raise _protocol(error, address, received) from error
        body = unpacked(b"".join(chunks), given.get("content-encoding", ""), self._limits.page_bytes)
        delimited = "content-length" in given or "chunked" in given.get("transfer-encoding", "").lower()
        return Answer(address, response.status, given, body, delimited)

    def _check_announced(self, headers: Mapping[str, str]) -> None:
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self._limits.page_bytes:
            raise too_large(self._limits.page_bytes)

    def _slow(self, received: int, address: Address) -> FetchError:
        return FetchError(
            "unavailable",
            f"the page did not arrive within {self._limits.page_seconds:g} s ({received:,} bytes came)",
            "fetch again at another time, or raise limits.page_seconds in the registry",
            again=False,
            host=address.host,
        )


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers as text; one given several times is joined by commas, as HTTP means it."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("ascii", "replace").lower()
        text = value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _network(error: Exception, address: Address, received: int) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(
                "refused",
                f"the certificate of {address.host} is not valid ({cause.verify_message})",
                "check the address; a site without a valid certificate is not read",
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return FetchError("unavailable", f"no connection to {address.authority} ({error})", host=address.host)
    why = f"the connection broke off after {received:,} bytes"
    return FetchError("unavailable", why, host=address.host)


def _protocol(error: Exception, address: Address, received: int) -> FetchError:
    if isinstance(error, httpcore.LocalProtocolError):
        return FetchError("unusable", f"the address cannot be asked for ({error})")
    if "complete message body" in str(error):
        return FetchError("unavailable", f"the body broke off after {received:,} bytes", host=address.host)
    return FetchError("unavailable", f"the answer is not valid HTTP ({error})", host=address.host)
