"""Keeps pages of other origins away from the Dagster UI, which by itself does whatever any web page asks of it.

A browser sends a page's requests to a server on the loopback address as readily as to any other. So a request is refused when its
Host is not this machine (a name that was rebound to it), when its Origin or Sec-Fetch-Site tell of another page, and when it would
run a query without the media type that other pages cannot send unasked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
GRAPHQL = "/graphql"
SAFE = frozenset({"GET", "HEAD"})
POLICY_VIOLATION = 1008


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI middleware that answers refused requests itself and keeps the UI out of other pages' frames."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        problem = refusal(scope.get("method", "GET"), scope["path"], scope["query_string"].decode("latin-1"), Headers(scope=scope))
        if problem is None:
            await self.app(scope, receive, Framed(send).send)
        elif scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION, problem)(scope, receive, send)
        else:
            await PlainTextResponse(f"Refused: {problem}\n", status_code=403)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Framed:
    """Adds to each response that no other page may show it in a frame."""

    to: Send

    async def send(self, message: Message) -> None:
        """Hand a message on, with the header."""
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["X-Frame-Options"] = "DENY"
        await self.to(message)


def refusal(method: str, path: str, query: str, headers: Mapping[str, str]) -> str | None:
    """Why a request is not let in; None when it is."""
    host = headers.get("host", "").lower()
    if host_name(host) not in LOOPBACK:
        return "the Host is not this machine. Open the address that launchwire printed."
    origin = headers.get("origin")
    if origin is not None and origin.lower() not in {f"http://{host}", f"https://{host}"}:
        return "the request comes from a page of another origin."
    is_graphql = path.rstrip("/") == GRAPHQL
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"} and (is_graphql or not is_visit(method, headers)):
        return "the request comes from a page of another site."
    return query_refusal(method, query, headers) if is_graphql else None


def host_name(host: str) -> str:
    """A Host header without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def is_visit(method: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody follows a link to a page of the UI, which by itself does nothing."""
    return method in SAFE and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def query_refusal(method: str, query: str, headers: Mapping[str, str]) -> str | None:
    """Why a query is not run: it stands in the address, or its media type is one that any page may send."""
    if "query=" in query:
        return "a query in the address is not run. Send it as JSON with POST."
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if method not in SAFE and media_type != "application/json":
        return "expected Content-Type: application/json."
    return None
