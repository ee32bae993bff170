"""Where alerts go, from the environment; nothing is named, nothing is sent.

Belongs here: reading and checking the variables. Does not belong here: sending. No secret is ever part of a
message of this module: addresses are told by their host alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

WEBHOOK = "TONGBI_ALERT_WEBHOOK"
WEBHOOK_FORMAT = "TONGBI_ALERT_WEBHOOK_FORMAT"
SMTP = "TONGBI_ALERT_SMTP"
SMTP_PASSWORD = "TONGBI_ALERT_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
MAIL_FROM = "TONGBI_ALERT_MAIL_FROM"
MAIL_TO = "TONGBI_ALERT_MAIL_TO"
UI = "TONGBI_ALERT_UI"

FORMATS = ("json", "slack", "dingtalk", "wecom", "feishu")


class SettingsError(ValueError):
    """A variable that cannot be used; the message names it and never its value."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes a POST, and the shape of JSON that it understands."""

    url: str = field(repr=False)
    format: str = "json"

    @property
    def host(self) -> str:
        """What may be told of the address: chat services put the secret into its path."""
        return urlsplit(self.url).hostname or "?"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server with sender and receivers; `tls` is "implicit", "starttls" or "" for none."""

    host: str
    port: int
    sender: str
    receivers: tuple[str, ...]
    tls: str = ""
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Targets:
    """Where to deliver; both may be None. `ui` is the address of the Dagster UI for links, or ''."""

    webhook: Webhook | None = None
    mail: Mail | None = None
    ui: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Targets:
        """From the variables; SettingsError names the one that cannot be used."""
        return cls(_webhook(environment), _mail(environment), environment.get(UI, "").rstrip("/"))


def is_configured(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment names any place to deliver to."""
    return bool(environment.get(WEBHOOK) or environment.get(SMTP))


def _webhook(environment: Mapping[str, str]) -> Webhook | None:
    url = environment.get(WEBHOOK, "")
    if not url:
        return None
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise SettingsError(f"{WEBHOOK} must be an address that begins with https:// or http://")
    shape = environment.get(WEBHOOK_FORMAT) or "json"
    if shape not in FORMATS:
        raise SettingsError(f"{WEBHOOK_FORMAT} must be one of {', '.join(FORMATS)}")
    return Webhook(url, shape)


def _mail(environment: Mapping[str, str]) -> Mail | None:
    server = environment.get(SMTP, "")
    if not server:
        return None
    tls = {"smtps": "implicit", "smtp+starttls": "starttls", "smtp": ""}
    try:
        parts = urlsplit(server)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in tls or not host:
        raise SettingsError(
            f"{SMTP} must read smtps://, smtp+starttls:// or smtp://, then [USER@]HOST[:PORT]"
        )
    user = unquote(parts.username or "")
    password = environment.get(SMTP_PASSWORD) or unquote(parts.password or "")
    if user and not tls[scheme]:
        raise SettingsError(
            f"{SMTP} names a user: use smtps:// or smtp+starttls://, or the password is sent open"
        )
    receivers = tuple(part.strip() for part in environment.get(MAIL_TO, "").split(",") if part.strip())
    if not receivers:
        raise SettingsError(f"{MAIL_TO} must name who gets the mail, parted by commas")
    sender = environment.get(MAIL_FROM) or user or f"tongbi@{host}"
    default = {"implicit": 465, "starttls": 587, "": 25}[tls[scheme]]
    return Mail(host, port or default, sender, receivers, tls[scheme], user, password)
