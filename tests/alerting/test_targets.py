from __future__ import annotations

import pytest

from tongbi.alerting import SettingsError, Targets, is_configured

SECRET = "k3y-that-nobody-may-see"
HOOK = f"https://hooks.example.org/services/{SECRET}"


def test_nothing_is_configured_by_default() -> None:
    assert not is_configured({})
    assert Targets.from_environment({}) == Targets()


def test_a_webhook_with_its_format() -> None:
    targets = Targets.from_environment(
        {"TONGBI_ALERT_WEBHOOK": HOOK, "TONGBI_ALERT_WEBHOOK_FORMAT": "feishu"}
    )
    assert targets.webhook is not None
    assert (targets.webhook.url, targets.webhook.format) == (HOOK, "feishu")
    assert targets.webhook.host == "hooks.example.org"


@pytest.mark.parametrize(
    ("server", "port", "tls"),
    [
        ("smtps://bot%40a.org@mail.a.org", 465, "implicit"),
        ("smtp+starttls://bot%40a.org@mail.a.org", 587, "starttls"),
        ("smtp+starttls://bot%40a.org@mail.a.org:2525", 2525, "starttls"),
    ],
)
def test_a_mail_server_with_a_user_and_the_password_beside_it(server: str, port: int, tls: str) -> None:
    mail = Targets.from_environment(
        {
            "TONGBI_ALERT_SMTP": server,
            "TONGBI_ALERT_SMTP_PASSWORD": SECRET,
            "TONGBI_ALERT_MAIL_TO": "a@a.org, b@a.org",
        }
    ).mail
    assert mail is not None
    assert (mail.host, mail.port, mail.tls, mail.user, mail.password) == (
        "mail.a.org", port, tls, "bot@a.org", SECRET,
    )  # fmt: skip
    assert (mail.sender, mail.receivers) == ("bot@a.org", ("a@a.org", "b@a.org"))


@pytest.mark.parametrize(
    "environment",
    [
        {"TONGBI_ALERT_WEBHOOK": f"ftp://{SECRET}"},
        {"TONGBI_ALERT_WEBHOOK": f"file:///{SECRET}"},
        {"TONGBI_ALERT_WEBHOOK": SECRET},
        {"TONGBI_ALERT_WEBHOOK": HOOK, "TONGBI_ALERT_WEBHOOK_FORMAT": f"x{SECRET}"},
        {"TONGBI_ALERT_SMTP": f"smtps://u:{SECRET}@mail.a.org"},
        {"TONGBI_ALERT_SMTP": f"smtp://u:{SECRET}@mail.a.org", "TONGBI_ALERT_MAIL_TO": "a@a.org"},
        {"TONGBI_ALERT_SMTP": f"smtps://u:{SECRET}@a.org:port", "TONGBI_ALERT_MAIL_TO": "a@a.org"},
        {"TONGBI_ALERT_SMTP": SECRET, "TONGBI_ALERT_MAIL_TO": "a@a.org"},
    ],
)
def test_an_unusable_variable_is_named_and_its_value_is_not(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="TONGBI_ALERT_") as refused:
        Targets.from_environment(environment)
    assert SECRET not in str(refused.value)


def test_secrets_are_no_part_of_what_the_records_show() -> None:
    targets = Targets.from_environment(
        {
            "TONGBI_ALERT_WEBHOOK": HOOK,
            "TONGBI_ALERT_SMTP": f"smtps://u:{SECRET}@mail.a.org",
            "TONGBI_ALERT_MAIL_TO": "a@a.org",
        }
    )
    assert targets.mail is not None
    assert targets.mail.password == SECRET
    assert SECRET not in repr(targets)
