"""Alerts delivered to a webhook and a mail server on loopback."""

from __future__ import annotations

import email
import email.policy
import socket
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from tongbi.alerting import Alert, Failed, Targets, deliver
from tongbi.alerting.targets import Mail, Webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "k3y-that-nobody-may-see"
ALERT = Alert(
    "checks_failed",
    "0123456789abcdef",
    "refresh",
    "w.duckdb",
    checks=(Failed("observation", "observation_sum_closes", "warning", False, 3, 100),),
)


@pytest.fixture
def pauses() -> list[float]:
    return []


class Box:
    """Keeps each letter; refuses all where `code` is given."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.code = "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope)
        return self.code


@pytest.fixture
def box() -> Iterator[tuple[Box, Mail]]:
    kept = Box()
    controller = Controller(kept, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield kept, Mail("127.0.0.1", controller.port, "tongbi@a.org", ("a@a.org", "b@a.org"))
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


def test_a_webhook_gets_the_record_as_json(hook: Any) -> None:
    assert deliver(ALERT, Targets(webhook=Webhook(hook.url))) == []
    (got,) = hook.got
    assert (got["event"], got["run_id"], got["warehouse"]) == ("checks_failed", ALERT.run_id, "w.duckdb")
    assert got["checks"][0]["unexpected"] == 3
    assert "observation_sum_closes: 3 / 100" in got["text"]


@pytest.mark.parametrize(
    ("shape", "where"),
    [
        ("slack", ["text"]),
        ("dingtalk", ["text", "content"]),
        ("wecom", ["text", "content"]),
        ("feishu", ["content", "text"]),
    ],
)
def test_chat_services_get_the_text_where_they_look_for_it(hook: Any, shape: str, where: list[str]) -> None:
    assert deliver(ALERT, Targets(webhook=Webhook(hook.url, shape))) == []
    said = hook.got[0]
    for key in where:
        said = said[key]
    assert said == ALERT.text()


def test_a_refusal_in_the_answer_of_a_chat_service_is_a_problem(hook: Any, pauses: list[float]) -> None:
    hook.answer = b'{"errcode": 310000, "errmsg": "keywords not in content"}'
    (problem,) = deliver(ALERT, Targets(webhook=Webhook(hook.url, "dingtalk")), pauses.append)
    assert problem.endswith("(webhook 127.0.0.1): code 310000")


def test_what_fails_once_is_tried_again(hook: Any, pauses: list[float]) -> None:
    hook.statuses = [503, 200]
    assert deliver(ALERT, Targets(webhook=Webhook(hook.url)), pauses.append) == []
    assert len(hook.got) == 2
    assert len(pauses) == 1


def test_a_redirection_is_not_followed(hook: Any, pauses: list[float]) -> None:
    hook.statuses = [302]
    (problem,) = deliver(ALERT, Targets(webhook=Webhook(hook.url)), pauses.append)
    assert problem.endswith("status 302")
    assert set(hook.paths) == {"/"}


def test_a_problem_names_the_host_and_no_secret(hook: Any, pauses: list[float]) -> None:
    hook.statuses = [403]
    gone = Webhook(f"http://127.0.0.1:{_free_port()}/{SECRET}")
    for webhook, why in ((Webhook(f"{hook.url}{SECRET}"), "status 403"), (gone, "Connection refused")):
        (problem,) = deliver(ALERT, Targets(webhook=webhook), pauses.append)
        assert why in problem
        assert "127.0.0.1" in problem
        assert SECRET not in problem


def test_a_letter_reaches_all_receivers_and_is_readable(box: tuple[Box, Mail]) -> None:
    kept, mail = box
    assert deliver(ALERT, Targets(mail=mail)) == []
    (envelope,) = kept.letters
    assert envelope.rcpt_tos == ["a@a.org", "b@a.org"]
    letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert letter["Subject"] == ALERT.subject()
    assert letter.get_content().replace("\r\n", "\n") == ALERT.text()


def test_a_letter_that_is_refused_is_a_problem_and_the_webhook_still_gets_its_own(
    box: tuple[Box, Mail], hook: Any, pauses: list[float]
) -> None:
    kept, mail = box
    kept.code = f"554 no {SECRET}"
    (problem,) = deliver(ALERT, Targets(webhook=Webhook(hook.url), mail=mail), pauses.append)
    assert problem.endswith("(mail by 127.0.0.1): SMTPDataError 554")
    assert len(hook.got) == 1


def test_a_password_is_never_sent_where_the_server_has_no_tls(
    box: tuple[Box, Mail], pauses: list[float]
) -> None:
    kept, mail = box
    secured = Mail(mail.host, mail.port, "a@a.org", mail.receivers, "starttls", "u", SECRET)
    (problem,) = deliver(ALERT, Targets(mail=secured), pauses.append)
    assert "SMTPNotSupportedError" in problem
    assert kept.letters == []
