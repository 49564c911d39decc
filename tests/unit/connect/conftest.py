"""A server on the loopback address that answers byte for byte as a test says, also in ways that no honest server does."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from socket import socket

import pytest

Answer = Callable[[socket, str, dict[str, str]], None]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> Answer:
    """An ordinary answer; underscores in names of headers stand for hyphens."""
    held = {"Content-Length": str(len(body)), **{name.replace("_", "-"): given for name, given in headers.items()}}
    head = "".join(f"{name}: {given}\r\n" for name, given in held.items())
    return raw(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)


def raw(content: bytes) -> Answer:
    """An answer that sends these bytes and hangs up."""
    return lambda connection, path, headers: connection.sendall(content)


class Site:
    """What is served at each path, and what was asked for. Paths without an answer give 404."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def serve(self, path: str, body: bytes | str = b"", status: str = "200 OK", **headers: str) -> str:
        self.answers[path] = reply(body.encode() if isinstance(body, str) else body, status, **headers)
        return self.url(path)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64
    site: Site


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        with suppress(OSError):
            held = b""
            while b"\r\n\r\n" not in held:
                if not (piece := self.request.recv(65_536)):
                    return
                held += piece
            first, *lines = held.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            headers = {name.lower(): given.strip() for name, _, given in (line.partition(":") for line in lines)}
            site = self.server.site
            site.asked.append((path, headers))
            site.answers.get(path, reply(status="404 Not Found"))(self.request, path, headers)


@pytest.fixture
def site() -> Iterator[Site]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.site
        server.shutdown()
