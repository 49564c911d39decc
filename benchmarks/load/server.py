"""The server of the load run: one thread that listens at the loopback addresses of all hosts and notes what it is asked."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

from benchmarks.load.documents import Asked, Document, End, Steps, head_of, reply
from benchmarks.load.hosts import TROUBLES
from benchmarks.load.lists import FAULTS, SPACE, Source, write_list
from benchmarks.load.transport import BOMB_MEGABYTES, bomb
from benchmarks.load.world import CASES, World

ROBOTS = b"User-agent: *\nDisallow: /closed/\n"
LONGEST_HANG = 120.0  # seconds, should a client never leave
INNER = "/inner.xml.gz"
CONDITIONS = frozenset({"if-none-match", "if-modified-since"})


@dataclass(slots=True)
class Noted:
    """One request that came."""

    phase: int
    at: float  # by the steady clock
    host: str
    path: str
    is_conditional: bool
    status: int = 0
    body_bytes: int = 0

    @property
    def is_hop(self) -> bool:
        """Whether a redirect led here."""
        return "?hop=" in self.path


@dataclass(slots=True)
class Server:
    """What is served in which run, and what was asked for."""

    world: World
    phase: int = 1
    noted: list[Noted] = field(default_factory=list)
    _documents: Mapping[tuple[str, str], Document] = field(init=False)
    _sources: Mapping[tuple[str, str], Source] = field(init=False)
    _tried: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._documents = {(document.host, document.path): document for document in self.world.documents}
        self._sources = {(source.host, source.path): source for source in self.world.sources}

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): given.strip() for name, _, given in (line.partition(":") for line in lines)}
            host, path = writer.get_extra_info("sockname")[0], first.split(" ")[1]
            noted = Noted(self.phase, time.monotonic(), host, path, not CONDITIONS.isdisjoint(headers))
            self.noted.append(noted)
            await send(self.steps(host, path, headers), reader, writer, noted)
        with suppress(OSError):
            writer.close()

    def steps(self, host: str, path: str, headers: Mapping[str, str]) -> Steps:
        """What to send for a path of a host."""
        bare = path.partition("?")[0]
        tried = self._tried[self.phase, host, path]
        self._tried[self.phase, host, path] += 1
        asked = Asked(path, headers, self.phase, tried)
        trouble = TROUBLES.get(self.world.troubled.get(host, ""))
        if (source := self._sources.get((host, bare.removesuffix(INNER)))) is not None:
            return list_steps(source, asked)
        document = self._documents.get((host, bare))
        if trouble is not None and document is not None:
            return trouble.answer(document, asked)
        if document is not None:
            return CASES[document.case].answer(document, asked)
        if path == "/robots.txt":
            return iter(trouble.robots if trouble else [reply(ROBOTS, content_type="text/plain")])
        return iter([reply(status="404 Not Found")])


def list_steps(source: Source, asked: Asked) -> Steps:
    """A list, or the index that names it."""
    if source.fault:
        return FAULTS[source.fault].answer(source, asked)
    if source.form == "sitemap_index":
        if asked.path.endswith(INNER):
            return iter([reply(gzip.compress(write_list(source, asked.phase), mtime=0), content_type="application/gzip")])
        index = f'<sitemapindex xmlns="{SPACE}"><sitemap><loc>{source.url}{INNER}</loc></sitemap></sitemapindex>'
        return iter([reply(index.encode(), content_type="application/xml")])
    body = write_list(source, asked.phase)
    etag = f'"{len(body)}-{sum(document.phase for document in source.announced(asked.phase))}"' if source.has_etag else ""
    if etag and asked.headers.get("if-none-match") == etag:
        return iter([head_of("304 Not Modified", {"ETag": etag})])
    return iter([reply(body, content_type="application/xml", ETag=etag)])


async def send(steps: Steps, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, noted: Noted) -> None:
    """Send pieces, wait between them, and end as the last one says."""
    sent, head = 0, b""
    for step in steps:
        if isinstance(step, float):
            await asyncio.sleep(step)
        elif step is End.HANG:
            await asyncio.wait_for(reader.read(), LONGEST_HANG)
        elif step is End.ABORT:
            reset = writer.get_extra_info("socket")
            reset.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        elif isinstance(step, bytes):
            writer.write(step)
            await writer.drain()
            head = head if b"\r\n\r\n" in head else head + step
            sent += len(step)
            noted.status = int(head[9:12]) if head[:5] == b"HTTP/" else 0
            noted.body_bytes = max(0, sent - head.find(b"\r\n\r\n") - 4) if b"\r\n\r\n" in head else 0
        if reader.at_eof():
            return


def free_port() -> int:
    """A port at which nothing listens, nor at the next one."""
    for port in count(20_000, 2):
        if not any(is_taken(port + more) for more in (0, 1)):
            return port
    raise AssertionError("some port is free")


def is_taken(port: int) -> bool:
    """Whether something listens at a port."""
    with socket.socket() as probe:
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - bound for an instant, to see that no address of this machine has it
        except OSError:
            return True
    return False


@contextmanager
def serve(world: World) -> Iterator[Server]:
    """A server that runs as long as the context."""
    bomb(BOMB_MEGABYTES)  # packing it takes longer than a request may
    server, ready, loop = Server(world), threading.Event(), asyncio.new_event_loop()
    thread = threading.Thread(target=run_loop, args=(loop, server, ready), daemon=True)
    thread.start()
    try:
        if not ready.wait(30):
            raise OSError(f"the server does not listen at port {world.port} of the loopback addresses. Try once more.")
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def run_loop(loop: asyncio.AbstractEventLoop, server: Server, ready: threading.Event) -> None:
    """Listen until the loop is stopped."""
    asyncio.set_event_loop(loop)
    world = server.world
    listening = loop.run_until_complete(asyncio.start_server(server.take, list(world.hosts), world.port, backlog=64))
    ready.set()
    loop.run_forever()
    listening.close()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
