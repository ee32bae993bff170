"""Delivery by webhook and by mail, which never fails the one who calls it.

Belongs here: the protocols, time limits and a second try. Does not belong here: what is said, or where to.
"""

from __future__ import annotations

import json
import smtplib
import socket
import ssl
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongbi.alerting.message import Alert
    from tongbi.alerting.targets import Mail, Targets, Webhook

SECONDS = 10.0
TRIES = 2
PAUSE = 2.0
ANSWER_BYTES = 65_536


class RefusedError(ValueError):
    """A service that took the message and answered that it does not want it."""


def deliver(alert: Alert, targets: Targets, sleep: Callable[[float], None] = time.sleep) -> list[str]:
    """Deliver to each target; returns what could not be delivered and why, naming hosts alone.

    Each target is tried twice, with 10 seconds each time.
    """
    problems = []
    if (webhook := targets.webhook) is not None:
        problems += _tried(f"webhook {webhook.host}", lambda: _post(alert, webhook), sleep)
    if (mail := targets.mail) is not None:
        problems += _tried(f"mail by {mail.host}", lambda: _send(alert, mail), sleep)
    return problems


def payload(alert: Alert, shape: str) -> dict[str, Any]:
    """The JSON that a webhook of that format understands."""
    if shape == "slack":
        return {"text": alert.text()}
    if shape in ("dingtalk", "wecom"):
        return {"msgtype": "text", "text": {"content": alert.text()}}
    if shape == "feishu":
        return {"msg_type": "text", "content": {"text": alert.text()}}
    return alert.as_json()


def _tried(name: str, send: Callable[[], None], sleep: Callable[[float], None]) -> list[str]:
    why = ""
    for left in range(TRIES - 1, -1, -1):
        try:
            send()
        except (OSError, ValueError, smtplib.SMTPException) as error:
            # The words of an error may hold the address or a password: its kind is all that is told.
            why = _kind(error)
        else:
            return []
        if left:
            sleep(PAUSE)
    return [f"an alert could not be delivered ({name}): {why}"]


def _kind(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, urllib.error.HTTPError):
        return f"status {error.code}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception):
        return _kind(error.reason)
    if isinstance(error, OSError) and error.strerror and not isinstance(error, smtplib.SMTPException):
        return f"{type(error).__name__}: {error.strerror}"
    return type(error).__name__


class _Unredirected(urllib.request.HTTPRedirectHandler):
    """A message meant for one address is not carried on to another."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def _post(alert: Alert, webhook: Webhook) -> None:
    body = json.dumps(payload(alert, webhook.format), ensure_ascii=False).encode("utf-8")
    request = urllib.request.Request(  # noqa: S310 - http or https, checked when the setting was read
        webhook.url, data=body, headers={"Content-Type": "application/json; charset=utf-8"}, method="POST"
    )
    with urllib.request.build_opener(_Unredirected).open(request, timeout=SECONDS) as answer:
        said = answer.read(ANSWER_BYTES)
    if webhook.format in ("dingtalk", "wecom", "feishu"):
        _check_answer(said)


def _check_answer(said: bytes) -> None:
    """These services answer a refused message with status 200 and a code that is not 0."""
    try:
        answer = json.loads(said)
    except ValueError:
        raise RefusedError("an answer that is not JSON") from None
    code = answer.get("errcode", answer.get("code", 0)) if isinstance(answer, dict) else None
    if code != 0:
        raise RefusedError(f"code {code}")


def _send(alert: Alert, mail: Mail) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        alert.subject(),
        mail.sender,
        ", ".join(mail.receivers),
    )
    message.set_content(alert.text())
    context = ssl.create_default_context()
    name = socket.gethostname()
    server = (
        smtplib.SMTP_SSL(mail.host, mail.port, local_hostname=name, timeout=SECONDS, context=context)
        if mail.tls == "implicit"
        else smtplib.SMTP(mail.host, mail.port, local_hostname=name, timeout=SECONDS)
    )
    with server:
        if mail.tls == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(message)
