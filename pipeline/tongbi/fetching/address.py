"""Addresses, and the guard that lets none of them lead into a private network.

Belongs here: what a usable address is, and which hosts may be connected to. Does not belong here: connecting
(`connection`), which asks the guard each time and connects to the very address that the guard has seen.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from tongbi.fetching.problems import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")
_KEPT = "/:=&?~+!$,;'@()*[]%-._"
_LONGEST = 2000
# Globally routed by the book, and yet not the web: a cloud's metadata service, relays, protocol assignments.
_SPECIAL_4 = [ipaddress.ip_network(n) for n in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")]
# Of IPv6 only what is assigned as global unicast, less what carries an IPv4 address in it or documents.
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
_SPECIAL_6 = [
    ipaddress.ip_network(n)
    for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")
]


@dataclass(frozen=True, slots=True)
class Address:
    """An address in one spelling: lower-case ASCII host, the port as a number, path and query escaped."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port as a server is told of them; the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """What one robots.txt is valid for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]


def parse(text: str, base: Address | None = None) -> Address:
    """The address that a text spells, seen from `base`. Raises FetchError (refused) for what is none."""
    shown = text.strip()[:_LONGEST]
    try:
        parts = urlsplit(urljoin(str(base), text.strip()) if base else text.strip())
        host, port = (parts.hostname or ""), parts.port
    except ValueError as error:
        raise _refusal(shown, f"is no valid address ({error})") from error
    if len(text) > _LONGEST or re.search(r"[\x00-\x20\x7f]", text.strip()):
        raise _refusal(shown, "holds blanks or control characters, or is too long")
    if parts.scheme not in _PORTS:
        raise _refusal(shown, "must begin with http:// or https://")
    if "@" in parts.netloc:
        raise _refusal(shown, "holds a user name or password")
    return Address(
        parts.scheme, _host(host, shown), _PORTS[parts.scheme] if port is None else port, _target(parts)
    )


def _host(host: str, shown: str) -> str:
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host.partition("%")[0]))
        except ValueError as error:
            raise _refusal(shown, "names no valid host") from error
    try:
        ascii_host = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _refusal(shown, "names no valid host") from error
    if not _HOST.fullmatch(ascii_host):
        raise _refusal(shown, "names no valid host")
    return ascii_host


def _target(parts: SplitResult) -> str:
    path, query = parts.path or "/", parts.query
    return quote(path, safe=_KEPT.replace("?", "")) + (f"?{quote(query, safe=_KEPT)}" if query else "")


def is_public(ip: IP) -> bool:
    """Whether an IP address belongs to the public internet."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        return ip in _GLOBAL_6 and not any(ip in network for network in _SPECIAL_6)
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _SPECIAL_4)


def _is_loopback(ip: IP) -> bool:
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the machine's resolver gives them. Raises OSError for an unknown one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be connected to: public addresses at the given ports, and loopback only where that is said."""

    ports: frozenset[int] = frozenset(_PORTS.values())
    allow_loopback: bool = False
    resolve: Callable[[str, int], Sequence[str]] = resolve

    def addresses(self, host: str, port: int) -> list[IP]:
        """The IP addresses to connect to, every one of them checked.

        Raises FetchError: refused where any address of the host is not public, so that a host which has both
        a public and a private one gets nowhere; unavailable where the host is not known.
        """
        try:
            found = [ipaddress.ip_address(text.partition("%")[0]) for text in self.resolve(host, port)]
        except (OSError, ValueError) as error:
            raise FetchError("unavailable", f"the host {host} cannot be resolved", host=host) from error
        if not found:
            raise FetchError("unavailable", f"the host {host} cannot be resolved", host=host)
        if self.allow_loopback and all(map(_is_loopback, found)):
            return found
        if private := [ip for ip in found if not is_public(ip)]:
            remedy = "give an address of a public web site"
            if not self.allow_loopback and all(map(_is_loopback, found)):
                remedy += "; --allow-loopback admits servers on this machine"
            raise FetchError(
                "refused", f"{host} leads to {_joined(private)}, which is no public address", remedy
            )
        if port not in self.ports:
            raise FetchError(
                "refused",
                f"port {port} of {host} is not one of {_joined(sorted(self.ports))}",
                "add the port to limits.ports of the registry if the site is really served there",
            )
        return found


def _joined(items: Iterable[object]) -> str:
    return ", ".join(map(str, items))


def _refusal(shown: str, why: str) -> FetchError:
    return FetchError("refused", f"the address {shown!r} {why}", "correct the address")
