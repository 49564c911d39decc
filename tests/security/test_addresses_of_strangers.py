"""Addresses that others collected to reach what is inside: no socket may be opened for any of them."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.connect.fetch import Limits, fetch
from pipelines.connect.network import resolve_name
from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import join_url, parse_url

PUBLIC = "93.184.216.34"
NUMERIC = re.compile(r"[0-9a-fxA-FX.:\[\]]+")


class Watch:
    """Answers names with a public address, as long as they are no spelling of a number, and notes each connection."""

    def __init__(self) -> None:
        self.connected: list[object] = []

    def resolve(self, host: str, port: int) -> list[str]:
        if NUMERIC.fullmatch(host) or host == "localhost":
            return resolve_name(host, port)
        inside = next((name for name in re.findall(r"(?:\d+[.-]){3}\d+", host)), None)
        return [inside.replace("-", ".")] if inside else [PUBLIC]

    def connect(self, address: object) -> None:
        self.connected.append(address)
        raise ConnectionRefusedError("no connections in tests")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    held = Watch()
    monkeypatch.setattr(socket.socket, "connect", held.connect)
    yield held


def payloads(shared: Path, name: str) -> list[str]:
    held = json.loads((shared / "suites" / "input" / "payloads" / f"{name}.json").read_text(encoding="utf-8"))
    return [text for group in held.values() for text in group] if isinstance(held, dict) else held


def attempt(url: str, watch: Watch) -> str:
    with pytest.raises(FetchProblem) as caught:
        fetch(url, Limits(deadline_seconds=3), resolve=watch.resolve)
    return caught.value.reason


def test_no_address_of_the_collection_opens_a_socket_to_the_inside(shared: Path, watch: Watch) -> None:
    reasons = [attempt(url, watch) for url in payloads(shared, "ssrf_block")]
    assert len(reasons) == 221
    assert {address[0] for address in watch.connected} <= {PUBLIC}
    assert set(reasons) <= {"refused_address", "bad_url", "unresolved", "unreachable"}


def test_a_public_address_does_open_one(watch: Watch) -> None:
    assert attempt("http://open.example/", watch) == "unreachable"
    assert watch.connected == [(PUBLIC, 80)]


def test_no_link_of_the_collections_leaves_the_web(shared: Path) -> None:
    base = parse_url("https://desk.example/news/")
    followed = 0
    for link in payloads(shared, "redirect") + payloads(shared, "traversal") + payloads(shared, "xss_payloads"):
        try:
            url = join_url(base, link)
        except FetchProblem:
            continue
        followed += 1
        assert url.scheme in {"http", "https"}
        assert url.host
        assert not url.userinfo
    assert followed > 1_000
