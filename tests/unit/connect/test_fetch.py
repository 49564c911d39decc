"""One request against a server that may do anything."""

import gzip
import resource
import time
import tracemalloc
import zlib
from datetime import UTC, datetime
from itertools import count

import pytest

from pipelines.connect.fetch import Limits, fetch, read_retry_after
from pipelines.connect.problems import FetchProblem
from tests.unit.connect.conftest import Site, raw, reply

LOOPBACK = Limits(deadline_seconds=5, allow_private=True)
QUICK = Limits(deadline_seconds=0.6, allow_private=True)


def refusal(url: str, limits: Limits = LOOPBACK) -> FetchProblem:
    with pytest.raises(FetchProblem) as caught:
        fetch(url, limits)
    return caught.value


def test_a_document_comes_with_its_headers_and_the_address_that_served_it(site: Site) -> None:
    url = site.serve("/a", "Good morning", Content_Type="text/plain; charset=utf-8", ETag='"one"', Set_Cookie="id=secret")
    got = fetch(url, LOOPBACK)
    assert (got.body, got.status, got.media_type, got.address, got.final_url) == (b"Good morning", 200, "text/plain", "127.0.0.1", url)
    assert got.headers["etag"] == '"one"'
    assert "set-cookie" not in got.headers


def test_the_loopback_address_needs_the_switch(site: Site) -> None:
    url = site.serve("/a", "inside")
    assert refusal(url, Limits()).reason == "refused_address"
    assert site.asked == []


def test_it_says_who_asks_and_sends_conditions(site: Site) -> None:
    site.answers["/a"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    got = fetch(site.url("/a"), Limits(allow_private=True, user_agent="desk/2 (desk@example.org)"), {"If-None-Match": '"one"'})
    assert (got.status, got.body) == (304, b"")
    assert site.asked[0][1]["user-agent"] == "desk/2 (desk@example.org)"
    assert site.asked[0][1]["if-none-match"] == '"one"'


def test_what_a_server_called_a_document_is_given_back_byte_for_byte(site: Site) -> None:
    url = site.serve("/a", "one")
    site.answers["/a"] = raw('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: "\u00e9"\r\n\r\none'.encode("latin-1"))
    named = fetch(url, LOOPBACK).headers["etag"]
    assert fetch(url, LOOPBACK, {"If-None-Match": named}).body == b"one"
    assert site.asked[1][1]["if-none-match"] == '"\u00e9"'


def test_proxies_and_passwords_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.serve("/a", "direct"), LOOPBACK).body == b"direct"
    assert "authorization" not in site.asked[0][1]


def test_redirects_are_followed_and_each_is_checked(site: Site) -> None:
    site.answers["/old"] = reply(status="301 Moved", Location="/new")
    site.serve("/new", "here")
    got = fetch(site.url("/old"), LOOPBACK)
    assert (got.body, got.url, got.final_url) == (b"here", site.url("/old"), site.url("/new"))


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "refused_address"),
        ("http://[::ffff:169.254.169.254]/", "refused_address"),
        ("http://0xA9FEA9FE/", "refused_address"),
        ("file:///etc/passwd", "bad_url"),
        ("gopher://127.0.0.1:70/", "bad_url"),
        ("http://me:secret@127.0.0.1/", "bad_url"),
        ("http://127.0.0.1\\\\@other.example/", "bad_url"),
        ("/loop", "refused_redirect"),
    ],
)
def test_a_redirect_to_a_bad_place_ends_the_request(site: Site, location: str, reason: str) -> None:
    site.answers["/loop"] = reply(status="302 Found", Location=location)
    assert refusal(site.url("/loop")).reason == reason
    assert len(site.asked) == (6 if reason == "refused_redirect" else 1)


def test_an_address_that_changes_between_look_ups_is_checked_each_time(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    site.answers["/a"] = reply(status="302 Found", Location=f"http://rebind.example:{site.port}/b")
    with pytest.raises(FetchProblem) as caught:
        fetch(f"http://rebind.example:{site.port}/a", LOOPBACK, resolve=lambda host, port: next(answers))
    assert caught.value.reason == "refused_address"
    assert site.paths() == ["/a"]


def test_a_name_is_looked_up_once_a_connection(site: Site) -> None:
    looked_up = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["10.0.0.1"]

    site.serve("/a", "once")
    assert fetch(f"http://once.example:{site.port}/a", LOOPBACK, resolve=resolve).address == "127.0.0.1"
    assert looked_up == ["once.example"]


def test_a_name_that_is_partly_inside_is_refused() -> None:
    with pytest.raises(FetchProblem) as caught:
        fetch("http://mixed.example/", Limits(), resolve=lambda host, port: ["93.184.216.34", "192.168.1.1"])
    assert caught.value.reason == "refused_address"


def drip(connection, path, headers) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        connection.sendall(b".")
        time.sleep(0.05)


def drip_headers(connection, path, headers) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in count():
        connection.sendall(b"X-%d: a\r\n" % number)
        time.sleep(0.05)


def early_hints(connection, path, headers) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        time.sleep(0.01)


def silence(connection, path, headers) -> None:
    time.sleep(5)


@pytest.mark.parametrize("answer", [drip, drip_headers, early_hints, silence])
def test_a_request_ends_by_its_deadline(site: Site, answer) -> None:
    site.answers["/slow"] = answer
    started = time.monotonic()
    assert refusal(site.url("/slow"), QUICK).reason == "timeout"
    assert time.monotonic() - started < 1.5


def test_a_slow_resolver_ends_by_the_deadline() -> None:
    started = time.monotonic()
    with pytest.raises(FetchProblem) as caught:
        fetch("http://slow.example/", QUICK, resolve=lambda host, port: time.sleep(5) or ["93.184.216.34"])
    assert caught.value.reason in {"timeout", "unresolved"}
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nshort", "bad_encoding"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nshort", "bad_encoding"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nshort", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"long enough" * 50, mtime=0)[:-9], "bad_reply"),
        (b"HTTP/1.1 999 \r\n\r\n", "http_error"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "bad_reply"),
        (b"", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n", "bad_reply"),
        (b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: aaaa\r\n" % at for at in range(8_000)) + b"\r\n", "too_large"),
        (b"HTTP/1.1 302 Found\r\n\r\n", "http_error"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 99999999999999999999\r\n\r\n", "http_error"),
    ],
)
def test_a_broken_reply_is_refused_and_never_taken_in_part(site: Site, content: bytes, reason: str) -> None:
    site.answers["/broken"] = raw(content)
    assert refusal(site.url("/broken")).reason == reason


def endless(connection, path, headers) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"a" * 65_536)


def test_an_endless_body_ends_at_the_cap(site: Site) -> None:
    site.answers["/endless"] = endless
    assert refusal(site.url("/endless"), Limits(body_bytes=1 << 20, allow_private=True)).reason == "too_large"


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"\0" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def test_a_bomb_costs_neither_memory_nor_time(site: Site) -> None:
    site.serve("/bomb", bomb(256 << 20), Content_Encoding="gzip")
    tracemalloc.start()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert refusal(site.url("/bomb")).reason == "too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - used < 2


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"text " * 1000, mtime=0)),
        ("deflate", zlib.compress(b"text " * 1000)),
        ("deflate", zlib.compress(b"text " * 1000)[2:-4]),
    ],
)
def test_packed_bodies_are_unpacked(site: Site, encoding: str, packed: bytes) -> None:
    assert fetch(site.serve("/p", packed, Content_Encoding=encoding), LOOPBACK).body == b"text " * 1000


def test_the_status_and_the_wish_to_wait_are_told(site: Site) -> None:
    problem = refusal(site.serve("/busy", "later", "429 Too Many Requests", Retry_After="120"))
    assert (problem.reason, problem.status, problem.wait_seconds) == ("http_error", 429, 120)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120), ("Wed, 06 May 2026 12:02:00 GMT", 120), ("Wed, 06 May 2026 11:00:00 GMT", 0), ("soon", None), ("", None),
        ("-5", None), ("86400", 86400), ("99999999999", 31_536_000), ("Wed, 99 May 2026 12:02:00 GMT", None), ("１２", None),
    ],
)  # fmt: skip
def test_a_wish_to_wait_is_read_as_seconds_or_date(text: str, seconds: int | None) -> None:
    assert read_retry_after(text, datetime(2026, 5, 6, 12, tzinfo=UTC)) == seconds
