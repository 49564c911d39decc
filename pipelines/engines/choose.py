"""The engine that the environment asks for. Nothing set means the rules, which need no server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from pipelines.engines.chat import ChatEngine, ChatServer
from pipelines.errors import SourceError
from pipelines.reading.engine import RULES, Engine

KNOWN = ("rules", "chat")


def engine_from_environment(environment: Mapping[str, str] = os.environ) -> Engine:
    """``LAUNCHWIRE_ENGINE``: ``rules`` or ``chat``. A chat engine needs LAUNCHWIRE_CHAT_URL and LAUNCHWIRE_CHAT_MODEL."""
    wanted = environment.get("LAUNCHWIRE_ENGINE") or "rules"
    if wanted == "rules":
        return RULES
    if wanted == "chat":
        return ChatEngine(chat_server(environment))
    raise SourceError(f"LAUNCHWIRE_ENGINE: {wanted!r} is no engine. Expected one of {', '.join(KNOWN)}.")


def chat_server(environment: Mapping[str, str]) -> ChatServer:
    """Address, model, key and patience of the server, from the environment."""
    url, model = environment.get("LAUNCHWIRE_CHAT_URL", ""), environment.get("LAUNCHWIRE_CHAT_MODEL", "")
    if urlsplit(url).scheme not in {"http", "https"}:
        raise SourceError(f"LAUNCHWIRE_CHAT_URL: {url!r} is no address. Expected the root of the API, such as http://127.0.0.1:11434/v1.")
    if not model:
        raise SourceError("LAUNCHWIRE_CHAT_MODEL: not set. Expected the name of a model that the server offers.")
    seconds = environment.get("LAUNCHWIRE_CHAT_SECONDS") or "120"
    if not seconds.isdigit() or int(seconds) == 0:
        raise SourceError(f"LAUNCHWIRE_CHAT_SECONDS: {seconds!r} is no number of seconds above 0.")
    return ChatServer(url.rstrip("/"), model, environment.get("LAUNCHWIRE_CHAT_KEY") or None, int(seconds))
