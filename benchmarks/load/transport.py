"""Broken in transport: servers that hang, drip, cut, lie about lengths, lead in circles, are busy, or send bombs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from functools import cache
from itertools import count
from types import MappingProxyType

from benchmarks.load.cases import Answer, Case, failing
from benchmarks.load.documents import HTML, Asked, Document, End, Step, Steps, give, head_of, html_of, reply

DRIP_SECONDS = 0.2
BOMB_MEGABYTES = 128  # that some hundred kilobytes unpack to
PIECE = b"a" * 65_536


def body_of(document: Document, asked: Asked) -> bytes:
    """The page in UTF-8."""
    return html_of(document, asked.phase).encode()


def whole(document: Document, asked: Asked) -> Steps:
    """The page, as it should be."""
    return give(document, asked, body_of(document, asked))


def packed(document: Document, asked: Asked) -> Steps:
    """The page in gzip."""
    return give(document, asked, gzip.compress(body_of(document, asked), mtime=0), Content_Encoding="gzip")


def in_chunks(document: Document, asked: Asked) -> Steps:
    """The page piece by piece, without a length."""
    body = body_of(document, asked)
    yield head_of("200 OK", {"Content-Type": HTML, "Transfer-Encoding": "chunked"})
    for at in range(0, len(body), 1000):
        piece = body[at : at + 1000]
        yield b"%x\r\n%s\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


def say(*steps: Step) -> Answer:
    """An answer that is the same for all."""
    return lambda document, asked: iter(steps)


def hang_in_body(document: Document, asked: Asked) -> Steps:
    """Half a page, then nothing."""
    sent = reply(body_of(document, asked))
    yield sent[: len(sent) // 2]
    yield End.HANG


def drip_body(document: Document, asked: Asked) -> Steps:
    """A page byte by byte."""
    yield head_of("200 OK", {"Content-Type": HTML, "Content-Length": "100000"})
    while True:
        yield b"<"
        yield DRIP_SECONDS


def drip_headers(document: Document, asked: Asked) -> Steps:
    """Headers without end, slowly."""
    yield b"HTTP/1.1 200 OK\r\n"
    for number in count():
        yield b"X-%d: a\r\n" % number
        yield DRIP_SECONDS


def cut_body(document: Document, asked: Asked) -> Steps:
    """Less than was promised."""
    sent = reply(body_of(document, asked))
    yield sent[: len(sent) * 2 // 3]


def reset_in_body(document: Document, asked: Asked) -> Steps:
    """A connection that breaks in the middle."""
    yield from cut_body(document, asked)
    yield 0.05
    yield End.ABORT


def cut_chunks(document: Document, asked: Asked) -> Steps:
    """Pieces without the last one."""
    yield from list(in_chunks(document, asked))[:-2]


def bad_chunks(document: Document, asked: Asked) -> Steps:
    """Pieces whose lengths are none."""
    yield head_of("200 OK", {"Content-Type": HTML, "Transfer-Encoding": "chunked"})
    yield b"zz\r\n" + body_of(document, asked)


def with_length(length: str) -> Answer:
    """A page with a length of one's choice."""
    return lambda document, asked: iter([head_of("200 OK", {"Content-Type": HTML, "Content-Length": length}) + body_of(document, asked)])


def two_lengths(document: Document, asked: Asked) -> Steps:
    """A page with two lengths that differ."""
    body = body_of(document, asked)
    yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n" % (len(body), len(body) + 1) + body


def redirect(target: str) -> Answer:
    """Somewhere else."""
    return lambda document, asked: iter([reply(status="302 Found", Location=target)])


def redirect_loop(document: Document, asked: Asked) -> Steps:
    """To where one came from."""
    yield reply(status="302 Found", Location=f"{document.path}?hop=1")


def redirect_chain(document: Document, asked: Asked) -> Steps:
    """From one address to the next, too often."""
    hop = int(asked.path.partition("?hop=")[2] or 0)
    yield reply(status="301 Moved", Location=f"{document.path}?hop={hop + 1}") if hop < 9 else reply(body_of(document, asked))


def moved(document: Document, asked: Asked) -> Steps:
    """To where the page is now."""
    return whole(document, asked) if "?hop=" in asked.path else iter([reply(status="301 Moved", Location=f"{document.path}?hop=1")])


def at_first(refusal: bytes) -> Answer:
    """Refused once; then the page."""
    return lambda document, asked: whole(document, asked) if asked.tried else iter([refusal])


def endless(document: Document, asked: Asked) -> Steps:
    """A page without end."""
    yield head_of("200 OK", {"Content-Type": HTML})
    while True:
        yield PIECE


def huge_headers(document: Document, asked: Asked) -> Steps:
    """More headers than pages have letters."""
    yield b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: aaaa\r\n" % number for number in range(8_000)) + b"\r\n"


@cache
def bomb(megabytes: int) -> bytes:
    """Zeros, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(megabytes)) + packer.flush()


def cut_gzip(document: Document, asked: Asked) -> Steps:
    """A packed page whose end is missing, though its length is right."""
    yield reply(gzip.compress(body_of(document, asked), mtime=0)[:-9], Content_Encoding="gzip")


def damaged_gzip(document: Document, asked: Asked) -> Steps:
    """A packed page with a bad stretch."""
    held = bytearray(gzip.compress(body_of(document, asked), mtime=0))
    held[len(held) // 2 : len(held) // 2 + 8] = b"\xff" * 8
    yield reply(bytes(held), Content_Encoding="gzip")


def called_packed(encoding: str) -> Answer:
    """A page that is said to be packed."""
    return lambda document, asked: iter([reply(body_of(document, asked), Content_Encoding=encoding)])


BUSY = "503 Service Unavailable"
TOO_MANY = "429 Too Many Requests"
LONG_AGO = "Sun, 01 Feb 2026 08:00:00 GMT"

GOOD: Mapping[str, Case] = MappingProxyType(
    {
        "page": Case(whole),
        "packed_page": Case(packed),
        "page_in_chunks": Case(in_chunks),
        "moved_page": Case(moved),
        "busy_once": Case(at_first(reply(status=BUSY, Retry_After="1")), tries=2),
        "wait_once": Case(at_first(reply(status=TOO_MANY, Retry_After="1")), tries=2),
    }
)
BROKEN: Mapping[str, Case] = MappingProxyType(
    {
        "hang_before_reply": failing(say(End.HANG), "timeout", 3),
        "hang_in_headers": failing(say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", End.HANG), "timeout", 3),
        "hang_in_body": failing(hang_in_body, "timeout", 3),
        "drip_body": failing(drip_body, "timeout", 3),
        "drip_headers": failing(drip_headers, "timeout", 3),
        "cut_body": failing(cut_body, "bad_reply", 3),
        "reset_in_body": failing(reset_in_body, "unreachable", 3),
        "cut_chunks": failing(cut_chunks, "bad_reply", 3),
        "bad_chunks": failing(bad_chunks, "bad_reply", 3),
        "two_lengths": failing(two_lengths, "bad_reply", 3),
        "negative_length": failing(with_length("-5"), "bad_reply", 3),
        "no_http": failing(say(b"SSH-2.0-OpenSSH_9.6\r\n"), "bad_reply", 3),
        "no_reply": failing(say(), "bad_reply", 3),
        "huge_headers": failing(huge_headers, "too_large"),
        "redirect_loop": failing(redirect_loop, "refused_redirect"),
        "redirect_chain": failing(redirect_chain, "refused_redirect"),
        "redirect_inside": failing(redirect("http://169.254.169.254/latest/meta-data/"), "refused_address"),
        "redirect_inside_mapped": failing(redirect("http://[::ffff:169.254.169.254]/"), "refused_address"),
        "redirect_to_file": failing(redirect("file:///etc/passwd"), "bad_url"),
        "redirect_with_password": failing(redirect("http://me:secret@desk.example/"), "bad_url"),
        "redirect_to_closed": failing(redirect("/closed/report"), "robots"),
        "redirect_nowhere": failing(say(reply(status="302 Found")), "http_error", status=302),
        **{f"status_{code}": failing(say(reply(status=f"{code} No")), "http_error", status=code) for code in (401, 403, 404, 410, 451)},
        "status_500": failing(say(reply(status="500 Error")), "http_error", 3, 500),
        "status_503": failing(say(reply(status=BUSY, Retry_After=LONG_AGO)), "http_error", 3, 503),
        "status_429_junk": failing(say(reply(status=TOO_MANY, Retry_After="soon")), "http_error", 3, 429),
        "status_429_seconds": failing(say(reply(status=TOO_MANY, Retry_After="1")), "http_error", 3, 429),
        "gzip_bomb": failing(lambda document, asked: iter([reply(bomb(BOMB_MEGABYTES), Content_Encoding="gzip")]), "too_large"),
        "gzip_in_gzip": failing(called_packed("gzip, gzip"), "bad_encoding"),
        "brotli": failing(called_packed("br"), "bad_encoding"),
        "zstd": failing(called_packed("zstd"), "bad_encoding"),
        "cut_gzip": failing(cut_gzip, "bad_reply", 3),
        "damaged_gzip": failing(damaged_gzip, "bad_reply", 3),
        "called_gzip": failing(called_packed("gzip"), "bad_reply", 3),
        "endless_body": failing(endless, "too_large"),
    }
)
