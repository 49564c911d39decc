"""The page in a WARC record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.connect.decoding import read_body
from pipelines.connect.problems import FetchProblem
from pipelines.connect.warc import END_OF_HEADERS, is_page, parse_headers

STATUS = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})")
CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
PAGES = frozenset({"text/html", "application/xhtml+xml", ""})
TEXTS = frozenset({"text/plain"})


@dataclass(frozen=True, slots=True)
class WarcPage:
    """A page as a crawler received it."""

    url: str
    kind: str  # html or text
    body: bytes
    content_type: str


def pass_over(headers: Mapping[str, str], content: bytes) -> str | None:
    """The rule by which a whole record is no article: its type, or what the reply in it is; None for a page."""
    if not is_page(headers):
        return "warc_other_type"
    if "warc-truncated" in headers:
        return "warc_truncated"
    status, inner, _ = _open(headers, content)
    if status != 200:
        return "warc_status"
    return None if _media_type(inner) in PAGES | TEXTS else "warc_media_type"


def read_warc_page(content: bytes) -> WarcPage:
    """The page of a whole record, unpacked; raises FetchProblem."""
    blank = END_OF_HEADERS.search(content)
    headers = parse_headers(content[content.find(b"\n") + 1 : blank.start()]) if blank else {}
    _, inner, body = _open(headers, content)
    if "chunked" in inner.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    encoding = inner.get("content-encoding", "")
    is_packed = encoding and (body[:2] == b"\x1f\x8b" or "gzip" not in encoding)  # many crawlers unpack and keep the header
    unpacked = read_body([body], encoding, len(body) * 100 + (1 << 20)) if is_packed else body
    kind = "text" if _media_type(inner) in TEXTS else "html"
    return WarcPage(headers.get("warc-target-uri", "").strip("<>"), kind, unpacked, inner.get("content-type", ""))


def _open(headers: Mapping[str, str], content: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the reply that a record holds; a record without reply is its own body."""
    outer = END_OF_HEADERS.search(content)
    if outer is None:
        raise FetchProblem("bad_reply", "the record has no headers.")
    block = content[outer.end() :]
    status = STATUS.match(block)
    if headers.get("warc-type", "").lower() != "response" or status is None:
        return (200 if status is None else int(status[1])), {"content-type": headers.get("content-type", "")}, block
    inner = END_OF_HEADERS.search(block)
    head, body = (block[: inner.start()], block[inner.end() :]) if inner else (block, b"")
    return int(status[1]), parse_headers(head[head.find(b"\n") + 1 :] if b"\n" in head else b""), body


def _media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _join_chunks(body: bytes) -> bytes:
    """The body without the marks of its chunks; as it is where the marks are not there, for many crawlers remove them."""
    pieces: list[bytes] = []
    at = 0
    while (mark := CHUNK.match(body, at)) is not None:
        size = int(mark[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[mark.end() : mark.end() + size])
        at = mark.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return body
