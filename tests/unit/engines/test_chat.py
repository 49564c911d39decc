"""A server on loopback that answers well, badly, slowly and not at all."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipelines.engines.chat import ChatEngine, ChatServer, EngineError
from pipelines.engines.choose import engine_from_environment
from pipelines.errors import SourceError
from pipelines.reading.types import Article

ARTICLE = Article("a1", "North fires a missile", "North Korea fired a missile on Friday. Tokyo condemned the launch.", "2017-09-15")
LAUNCH = {
    "id": "L1", "status": "occurred", "launch_class": "ballistic", "country": "KP", "date_start": "2017-09-15", "date_end": "2017-09-15",
    "time_local": None, "site": "Sunan", "vehicle": None, "payload": None, "outcome": "unknown", "focus": True,
    "evidence": ["North Korea fired a missile on Friday."],
}  # fmt: skip
REACTION = {
    "actor": "Tokyo", "country": "JP", "via": None, "type": "condemn", "launch": "L1", "evidence": "Tokyo condemned the launch.",
}  # fmt: skip
INVENTED = {**REACTION, "actor": "Seoul", "evidence": "Seoul condemned the launch."}
ANSWER = {"relevant": True, "launches": [LAUNCH], "claims": [], "reactions": [REACTION, INVENTED]}

Reply = Callable[[BaseHTTPRequestHandler], None]


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def completion(answer: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": json.dumps(answer)}}]}).encode()


@pytest.fixture
def serve() -> Iterator[Callable[[Reply], ChatServer]]:
    """Start a server that replies as told; every request that it got is kept on it."""
    started: list[ThreadingHTTPServer] = []

    def start(reply: Reply, seconds: int = 5) -> ChatServer:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.server.seen.append((dict(self.headers), json.loads(self.rfile.read(int(self.headers["content-length"])))))  # type: ignore[attr-defined]
                reply(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.seen = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        started.append(server)
        return ChatServer(f"http://127.0.0.1:{server.server_port}/v1", "small", "secret", seconds)

    start.started = started  # type: ignore[attr-defined]
    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def test_what_the_document_holds_is_taken(serve) -> None:
    reading = ChatEngine(serve(lambda handler: send(handler, completion(ANSWER)))).read(ARTICLE)
    assert [(launch.status, launch.launch_class, str(launch.date_start)) for launch in reading.launches] == [
        ("occurred", "ballistic", "2017-09-15")
    ]
    start, end = reading.launches[0].evidence[0]
    assert ARTICLE.document[start:end] == "North Korea fired a missile on Friday."
    assert reading.relevant


def test_what_the_document_does_not_hold_is_dropped_and_counted(serve) -> None:
    reading = ChatEngine(serve(lambda handler: send(handler, completion(ANSWER)))).read(ARTICLE)
    assert [reaction.actor for reaction in reading.reactions] == ["Tokyo"]
    assert reading.launches[0].site is None, "Sunan does not stand in the article"
    assert sorted(trace.note for trace in reading.traces) == ["Seoul", "Seoul condemned the launch.", "Sunan"]


def test_a_launch_without_evidence_takes_its_reactions_launch_along(serve) -> None:
    answer = {**ANSWER, "launches": [{**LAUNCH, "evidence": ["A missile was fired from a submarine."]}]}
    reading = ChatEngine(serve(lambda handler: send(handler, completion(answer)))).read(ARTICLE)
    assert reading.launches == ()
    assert not reading.relevant
    assert [reaction.launch for reaction in reading.reactions] == [None]


def test_the_request_asks_for_the_schema_and_carries_key_and_article(serve) -> None:
    server = serve(lambda handler: send(handler, completion(ANSWER)))
    ChatEngine(server).read(ARTICLE)
    headers, body = serve.started[0].seen[0]
    assert headers["authorization"] == "Bearer secret"
    assert body["temperature"] == 0
    assert body["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert json.loads(body["messages"][1]["content"])["document"] == ARTICLE.document


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html>gateway</html>", "not in the form asked for"),
        (b"{}", "not in the form asked for"),
        (b"[" * 5000, "not in the form asked for"),
        (completion("just words"), "not in the form asked for"),
        (completion({**ANSWER, "launches": [{**LAUNCH, "status": "perhaps"}]}), "not in the form asked for"),
        (completion({**ANSWER, "opinion": "none"}), "not in the form asked for"),
    ],
    ids=["no json", "no choices", "nested without an end", "no object", "foreign status", "foreign entry"],
)
def test_a_bad_answer_is_refused(serve, body: bytes, expected: str) -> None:
    with pytest.raises(EngineError, match=expected):
        ChatEngine(serve(lambda handler: send(handler, body))).read(ARTICLE)


def test_an_error_status_is_refused(serve) -> None:
    with pytest.raises(EngineError, match="answered 503"):
        ChatEngine(serve(lambda handler: send(handler, b"busy", 503))).read(ARTICLE)


def test_a_server_that_never_answers_is_given_up(serve) -> None:
    started = time.monotonic()
    with pytest.raises(EngineError, match="no answer"):
        ChatEngine(serve(lambda handler: time.sleep(3), seconds=1)).read(ARTICLE)
    assert time.monotonic() - started < 3


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def test_a_server_that_drips_is_given_up(serve) -> None:
    with pytest.raises(EngineError, match="within 1 s"):
        ChatEngine(serve(drip, seconds=1)).read(ARTICLE)


def test_an_endless_answer_is_given_up(serve) -> None:
    with pytest.raises(EngineError, match="longer than"):
        ChatEngine(serve(lambda handler: send(handler, b" " * (5 * 2**20)))).read(ARTICLE)


def test_nobody_listens() -> None:
    with pytest.raises(EngineError, match="Check that the server runs"):
        ChatEngine(ChatServer("http://127.0.0.1:9/v1", "small", None, 2)).read(ARTICLE)


def test_articles_in_other_languages_are_not_sent() -> None:
    article = Article(
        "f1", "", "La Corée du Nord a tiré un missile vendredi matin, selon le ministère de la défense du Japon, qui a condamné le tir."
    )
    reading = ChatEngine(ChatServer("http://127.0.0.1:9/v1", "small")).read(article)
    assert (reading.language, reading.is_read) == ("fr", False)


def test_the_environment_chooses_the_engine() -> None:
    assert engine_from_environment({}).name == "rules"
    chosen = engine_from_environment(
        {"LAUNCHWIRE_ENGINE": "chat", "LAUNCHWIRE_CHAT_URL": "http://127.0.0.1:11434/v1/", "LAUNCHWIRE_CHAT_MODEL": "small"}
    )
    assert isinstance(chosen, ChatEngine)
    assert chosen.server == ChatServer("http://127.0.0.1:11434/v1", "small", None, 120)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LAUNCHWIRE_ENGINE": "magic"}, "is no engine"),
        ({"LAUNCHWIRE_ENGINE": "chat", "LAUNCHWIRE_CHAT_URL": "file:///etc/passwd"}, "is no address"),
        ({"LAUNCHWIRE_ENGINE": "chat", "LAUNCHWIRE_CHAT_URL": "http://127.0.0.1/v1"}, "LAUNCHWIRE_CHAT_MODEL"),
        (
            {
                "LAUNCHWIRE_ENGINE": "chat",
                "LAUNCHWIRE_CHAT_URL": "http://h/v1",
                "LAUNCHWIRE_CHAT_MODEL": "m",
                "LAUNCHWIRE_CHAT_SECONDS": "soon",
            },
            "no number of seconds",
        ),
    ],
)
def test_a_wrong_setting_says_what_is_expected(environment: dict[str, str], expected: str) -> None:
    with pytest.raises(SourceError, match=expected):
        engine_from_environment(environment)
