"""Reading through a server that speaks the OpenAI-compatible chat API with structured output (Ollama, vLLM and others).

Off by default. The server gets the article and the reading guidelines, and answers with JSON under a schema. Of the
answer only that is taken which stands in the article to the letter (:mod:`pipelines.engines.chat_answer`).
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from pydantic import ValidationError

from pipelines.engines.chat_answer import Answer, accept_answer
from pipelines.errors import LaunchwireError
from pipelines.reading.dating.choose import date_document
from pipelines.reading.document import open_document
from pipelines.reading.engine_spans import restore_reading
from pipelines.reading.language import READ_LANGUAGES, detect_language
from pipelines.reading.types import Article, Reading

HERE = Path(__file__).parent
LONGEST_ANSWER = 4 * 2**20  # bytes; a reading of a long article is under 100 kB
SHOWN = 200


class EngineError(LaunchwireError):
    """A server gave no reading of an article: it could not be reached, took too long, or answered with something else."""


@dataclass(frozen=True, slots=True)
class ChatServer:
    """Where to ask. ``seconds`` is the deadline of one article as a whole."""

    url: str
    model: str
    key: str | None = None
    seconds: int = 120


@dataclass(frozen=True, slots=True)
class ChatEngine:
    """An engine that asks a server. Not pure: the same article may be read differently by another model or server."""

    server: ChatServer
    name: str = "chat"

    @property
    def version(self) -> str:
        """Hash of the model's name and of what it is asked."""
        return hashlib.sha256(f"{self.server.model}\0{instructions()}\0{json.dumps(schema())}".encode()).hexdigest()[:16]

    def read(self, article: Article) -> Reading:
        """What the server takes from one article, as far as the article bears it out. Raises EngineError where there is no answer."""
        document = open_document(article.document)
        language = detect_language(document.text)
        published = date_document(document, article.date, article.url)
        reading = Reading(article.id, language, language in READ_LANGUAGES, published, False, sentences=document.sentences)
        if not reading.is_read:
            return restore_reading(document, reading)
        # answers are searched in the untouched document, so their spans need no way back
        return accept_answer(restore_reading(document, reading), article.document, self.ask(article))

    def ask(self, article: Article) -> Answer:
        """The server's answer, checked against the schema."""
        reply = post(self.server, request_body(self.server.model, article))
        try:
            content = json.loads(reply)["choices"][0]["message"]["content"]
            return Answer.model_validate_json(content)
        except (ValueError, KeyError, IndexError, TypeError, RecursionError, ValidationError) as error:
            raise EngineError(
                f"{self.server.url}: the answer for article {article.id} is not in the form asked for: {str(error)[:SHOWN]}. "
                f"Use a model and server with structured output; model {self.server.model!r} was asked."
            ) from error


@cache
def instructions() -> str:
    """What the model is told of its task."""
    return (HERE / "chat_instructions.md").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """The form of an answer as JSON Schema."""
    return Answer.model_json_schema()


def request_body(model: str, article: Article) -> dict[str, Any]:
    """One request: no randomness asked for; the article goes in as data."""
    told = {"published": article.date, "outlet": article.outlet, "document": article.document}
    return {
        "model": model,
        "temperature": 0,
        "seed": 0,
        "stream": False,
        "messages": [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
        ],
        "response_format": {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": schema()}},
    }


def post(server: ChatServer, body: dict[str, Any]) -> bytes:
    """The reply's bytes within the deadline and the size limit, whatever the server does."""
    headers = {"authorization": f"Bearer {server.key}"} if server.key else {}
    deadline = time.monotonic() + server.seconds
    try:
        with (
            httpx.Client(timeout=server.seconds, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", f"{server.url}/chat/completions", json=body, headers=headers) as reply,
        ):
            content = read_within(server, reply, deadline)
    except httpx.HTTPError as error:
        raise EngineError(
            f"{server.url}: no answer ({type(error).__name__}: {str(error)[:SHOWN]}). Check that the server runs, or set "
            "LAUNCHWIRE_ENGINE=rules."
        ) from error
    if reply.status_code != httpx.codes.OK:
        raise EngineError(f"{server.url}: answered {reply.status_code}: {content[:SHOWN].decode(errors='replace')!r}. Expected 200.")
    return content


def read_within(server: ChatServer, reply: httpx.Response, deadline: float) -> bytes:
    """The body, read in pieces; an endless or dripping one is given up."""
    pieces, size = [], 0
    for piece in reply.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > LONGEST_ANSWER:
            raise EngineError(f"{server.url}: the answer is longer than {LONGEST_ANSWER:,} bytes. Use a model with structured output.")
        if time.monotonic() > deadline:
            raise EngineError(
                f"{server.url}: no whole answer within {server.seconds} s. Raise LAUNCHWIRE_CHAT_SECONDS or use a faster model."
            )
    return b"".join(pieces)
