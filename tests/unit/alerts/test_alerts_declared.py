"""Sinks are declared in alerts.toml; a mistake says what was expected."""

from pathlib import Path

import pytest

from pipelines.alerts.declared import read_sinks
from pipelines.alerts.sinks import EmailSink, LogSink, WebhookSink
from pipelines.errors import SourceError


def declare(root: Path, text: str) -> None:
    (root / "alerts.toml").write_text(text, encoding="utf-8")


def test_without_a_file_alerts_go_to_a_log_in_the_warehouse(tmp_path: Path):
    assert read_sinks(tmp_path, {}) == (LogSink(tmp_path / "alerts.jsonl"),)


def test_every_kind_is_read_and_secrets_come_from_the_environment(tmp_path: Path):
    declare(
        tmp_path,
        """
[[sink]]
kind = "log"
path = "told.jsonl"
[[sink]]
kind = "webhook"
url = "https://alerts.example.org/x"
[[sink]]
kind = "email"
host = "mail.example.org"
sender = "wire@example.org"
recipients = ["desk@example.org"]
""",
    )
    secrets = {"LAUNCHWIRE_WEBHOOK_TOKEN": "t", "LAUNCHWIRE_SMTP_USER": "u", "LAUNCHWIRE_SMTP_PASSWORD": "p"}
    assert read_sinks(tmp_path, secrets) == (
        LogSink(tmp_path / "told.jsonl"),
        WebhookSink("https://alerts.example.org/x", "t"),
        EmailSink("mail.example.org", 587, "starttls", "wire@example.org", ("desk@example.org",), ("u", "p")),
    )
    assert "'p'" not in repr(read_sinks(tmp_path, secrets))


EMAIL = '[[sink]]\nkind = "email"\nhost = "mail.example.org"\nsender = "wire@example.org"\nrecipients = ["desk@example.org"]\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[sink", "is no TOML"),
        ("[alerts]\nkind = 1", "nothing but \\[\\[sink\\]\\]"),
        ('[[sink]]\nkind = "pigeon"', "kind 'pigeon' is not known"),
        ("[[sink]]\nkind = []", "kind \\[\\] is not known"),
        ('[[sink]]\nkind = "log"\npath = "~nobody-at-all/x"', "begins with the home of a user"),
        ('[[sink]]\nkind = "webhook"\nurl = "https://[1]/"', "must be https"),
        ('[[sink]]\nkind = "webhook"\nurl = "https://desk.example:99999/"', "must be https"),
        ('[[sink]]\nkind = "webhook"', "\\['url'\\] must be given"),
        ('[[sink]]\nkind = "webhook"\nurl = "http://alerts.example.org/"', "must be https"),
        ('[[sink]]\nkind = "webhook"\nurl = "https://me:key@alerts.example.org/"', "without a password"),
        (EMAIL + 'password = "p"', "passwords and tokens come from the environment"),
        (EMAIL + 'security = "none"', "'none' only to this machine"),
        (EMAIL + "security = []", "must be 'starttls' or 'ssl'"),
        (EMAIL + "port = 70000", "is no port"),
        (EMAIL.replace('"desk@example.org"', '"desk@example.org\\nBcc: x@y"'), "one address"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, text: str, expected: str):
    declare(tmp_path, text)
    with pytest.raises(SourceError, match=expected):
        read_sinks(tmp_path, {})


def test_a_user_without_a_password_is_a_mistake(tmp_path: Path):
    declare(tmp_path, EMAIL)
    with pytest.raises(SourceError, match="set both"):
        read_sinks(tmp_path, {"LAUNCHWIRE_SMTP_USER": "u"})
