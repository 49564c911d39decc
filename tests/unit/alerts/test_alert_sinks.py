"""Alerts arrive at real servers, or say why they do not."""

import base64
import json
import ssl
from pathlib import Path

import pytest

from pipelines.alerts.deliver import PAUSES, deliver
from pipelines.alerts.message import Alert, FailedCheck, one_line
from pipelines.alerts.sinks import EmailSink, LogSink, SinkProblem, WebhookSink
from tests.unit.alerts.conftest import Hook, Post, encrypting, running

ALERT = Alert(
    kind="run_failed",
    summary="launchwire: refresh failed, check contract of modeled.launch_events",
    warehouse="/srv/launchwire",
    run_id="abc",
    checks=(FailedCheck("modeled.launch_events", "contract", "1 row is wrong.", ({"launch_event_id": "evt_1"},)),),
    next_step="Look at the run.",
    link="http://127.0.0.1:3000/runs/abc",
)


class Clock:
    """Remembers how long it was told to wait, and does not."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


def test_a_log_gets_one_line_of_json_an_alert(tmp_path: Path):
    sink = LogSink(tmp_path / "alerts.jsonl")
    sink.send(ALERT)
    sink.send(ALERT)
    lines = (tmp_path / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["checks"][0]["rows"] for line in lines] == [[{"launch_event_id": "evt_1"}]] * 2
    assert (tmp_path / "alerts.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_log_follows_no_link(tmp_path: Path):
    (tmp_path / "alerts.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SinkProblem, match="cannot be written to"):
        LogSink(tmp_path / "alerts.jsonl").send(ALERT)
    assert not (tmp_path / "elsewhere").exists()


def test_a_webhook_gets_the_alert_and_the_token(hook: Hook):
    WebhookSink(hook.url, "secret").send(ALERT)
    assert hook.posted[0]["link"] == "http://127.0.0.1:3000/runs/abc"
    assert hook.headers[0]["Authorization"] == "Bearer secret"


def test_a_webhook_that_is_busy_is_asked_again(hook: Hook):
    hook.statuses = [503, 429]
    clock = Clock()
    assert deliver(ALERT, [WebhookSink(hook.url)], clock.wait) == []
    assert len(hook.posted) == 3
    assert clock.waits == list(PAUSES)


def test_a_webhook_that_refuses_is_not_asked_again(hook: Hook):
    hook.statuses = [403]
    assert deliver(ALERT, [WebhookSink(hook.url)], Clock().wait) == ["webhook 127.0.0.1: answered with status 403."]
    assert len(hook.posted) == 1


def test_a_host_whose_name_no_look_up_takes_is_a_problem_of_the_sink() -> None:
    with pytest.raises(SinkProblem, match="no answer"):
        WebhookSink("https://desk..example/").send(ALERT)


def test_a_redirect_is_not_followed(hook: Hook):
    hook.statuses = [302]
    with pytest.raises(SinkProblem, match="a redirect, which is not followed"):
        WebhookSink(hook.url).send(ALERT)
    assert hook.paths == ["/hook"]


def test_a_certificate_that_nobody_vouches_for_is_refused(hook: Hook, certificate: Path, monkeypatch):
    hook.socket = encrypting(certificate).wrap_socket(hook.socket, server_side=True)
    url = hook.url.replace("http:", "https:")
    with pytest.raises(SinkProblem):
        WebhookSink(url).send(ALERT)
    assert hook.posted == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    WebhookSink(url).send(ALERT)
    assert len(hook.posted) == 1


def test_a_letter_is_sent_over_starttls_after_a_login(certificate: Path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Post(certificate, login=base64.b64encode(b"\0desk\0key").decode())
    with running(server):
        EmailSink("127.0.0.1", server.port, "starttls", "wire@example.org", ("a@example.org", "b@example.org"), ("desk", "key")).send(ALERT)
    assert server.were_encrypted == [True]
    assert server.letters[0]["To"] == "a@example.org, b@example.org"
    assert server.letters[0]["Subject"] == "launchwire: refresh failed, check contract of modeled.launch_events"
    assert "launch_event_id=evt_1" in server.letters[0].get_content()


def test_a_letter_is_sent_over_a_connection_that_is_encrypted_from_the_start(certificate: Path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Post(certificate, is_encrypted=True)
    with running(server):
        EmailSink("127.0.0.1", server.port, "ssl", "wire@example.org", ("a@example.org",)).send(ALERT)
    assert server.were_encrypted == [True]


def test_nothing_is_sent_in_the_clear_to_a_server_without_starttls():
    server = Post()
    with running(server), pytest.raises(SinkProblem, match="STARTTLS"):
        EmailSink("127.0.0.1", server.port, "starttls", "wire@example.org", ("a@example.org",), ("desk", "key")).send(ALERT)
    assert server.letters == []


def test_a_server_that_refuses_for_now_is_tried_again_and_one_that_refuses_for_good_is_not():
    server, clock = Post(), Clock()
    sink = EmailSink("127.0.0.1", server.port, "none", "wire@example.org", ("a@example.org",))
    with running(server):
        server.refuses = "451 later"
        assert deliver(ALERT, [sink], clock.wait)[0].endswith("answered 451 b'later'.")
        assert len(clock.waits) == 3
        server.refuses = "550 never"
        assert deliver(ALERT, [sink], clock.wait)[0].endswith("answered 550 b'never'.")
        assert len(clock.waits) == 4


def test_a_sink_that_fails_stops_no_other_and_is_told_to_those_that_work(tmp_path: Path, hook: Hook):
    hook.statuses = [404]
    log = LogSink(tmp_path / "alerts.jsonl")
    assert deliver(ALERT, [WebhookSink(hook.url), log], Clock().wait) == ["webhook 127.0.0.1: answered with status 404."]
    told = [json.loads(line) for line in log.path.read_text(encoding="utf-8").splitlines()]
    assert [alert["kind"] for alert in told] == ["run_failed", "sink_failed"]
    assert told[1]["errors"] == ["webhook 127.0.0.1: answered with status 404."]


def test_text_of_strangers_is_one_line_in_which_nothing_acts():
    assert one_line("first\r\nBcc: all@example.org\x1b[31m\u202e") == "first Bcc: all@example.org\\x1b[31m\\u202e"
    assert len(one_line("word " * 1000)) == 600


def test_the_contexts_check_certificates():
    from pipelines.alerts.sinks import trusted

    assert trusted().verify_mode == ssl.CERT_REQUIRED
    assert trusted().check_hostname
