"""Records of a WARC file, plain or gzip. Damage costs the records that it hit: reading goes on at the next one that begins.

A record is whole when its length leads to its end mark, its digest fits where it has one, and its gzip member, where it is packed,
has the right checksum. Nothing else is handed on as a record.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.connect.paging import Buffer, release_pages
from pipelines.connect.warc_gzip import MAGIC, MEMBER_BYTES, find_member, unpack_member

VERSION = re.compile(rb"WARC/[0-9]\.[0-9]+\r?\n")
LENGTH = re.compile(r"[0-9]{1,15}")
END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
LINE_BREAKS = re.compile(rb"[\r\n]*")
END_MARK = b"\r\n\r\n"
LONGEST_HEADERS = 64 << 10
SHOWN_BYTES = 1024  # of what is no record
MOST_BAD = 1_000  # packed stretches of one file that are looked behind; more is an attack, or no WARC file
MENDED = "Records before and after it were kept; fetch the file again for this one."


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One whole record, by its place in the file as stored, or with ``problem`` a stretch that holds none.

    Records of one gzip member share its place. ``content`` is unpacked; of a stretch that is no record, and of a record that is no
    page and very long, it is the beginning.
    """

    position: int
    start: int
    end: int
    content: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands at a place of an unpacked stream."""

    end: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body_start: int = 0
    body_end: int = 0
    problem: str | None = None
    message: str = ""


def split_warc(content: Buffer, limit: int) -> Iterator[WarcRecord]:
    """Records and bad stretches of a file in order of place, counted from 1. Bodies beyond ``limit`` are told as too large."""
    if not len(content):
        return
    is_packed = content[: len(MAGIC)] == MAGIC or (content[:5] != b"WARC/" and content.find(MAGIC) >= 0)
    found = _split_packed(content, limit) if is_packed else _split_plain(content, limit)
    released = 0
    for position, (start, end, part, held) in enumerate(found, 1):
        yield WarcRecord(position, start, end, held, part.headers, part.problem, part.message)
        released = release_pages(content, start, released)


def split_member(content: bytes) -> Iterator[bytes]:
    """Whole records in the bytes of one place of a file, which are packed or not; a page may be far longer than its packed bytes."""
    if content[: len(MAGIC)] == MAGIC:
        member = unpack_member(content, 0)
        content = member.content if member.problem is None else b""
    for _, _, part, held in _split_plain(content, MEMBER_BYTES):
        if part.problem is None:
            yield held


def _split_plain(content: Buffer, limit: int) -> Iterator[tuple[int, int, _Part, bytes]]:
    at = 0
    while at < len(content):
        part = _read_part(content, at, limit)
        end, most = (part.body_end, limit + LONGEST_HEADERS) if part.problem is None else (part.end, SHOWN_BYTES)
        yield at, end, part, content[at : min(end, at + most)]
        at = part.end


def _split_packed(content: Buffer, limit: int) -> Iterator[tuple[int, int, _Part, bytes]]:
    at = bad_count = 0
    while at < len(content):
        member = unpack_member(content, at)
        if member.problem is not None:
            bad_count += 1
            end = find_member(content, at + 1) if bad_count < MOST_BAD else len(content)
            yield at, end, _Part(end, problem=member.problem, message=f"{member.message} {MENDED}"), member.content[:SHOWN_BYTES]
            at = end
            continue
        for _, _, part, held in _split_plain(member.content, limit):
            yield at, member.end, part, held
        at = member.end
        while at < len(content) and content[at] == 0:  # some writers pad with zeros
            at += 1


def _read_part(content: Buffer, at: int, limit: int) -> _Part:
    """The record that begins at a place, or the stretch up to where one may begin."""
    headers, body_start = _read_headers(content, at)
    if headers is None:
        return _bad(content, at, "damaged_record", "no record begins here, or its headers are damaged.")
    body_end = body_start + int(headers["content-length"])
    if body_end > len(content):
        return _bad(content, at, "cut_record", "the record says that it is longer than what follows: it is cut, or its length is damaged.")
    breaks = LINE_BREAKS.match(content, body_end, min(len(content), body_end + 16))
    end = breaks.end() if breaks else body_end
    if content[body_end : body_end + 4] == END_MARK:
        end = body_end + 4 if content[end : end + 5] != b"WARC/" else end
    elif end < len(content) and content[end : end + 5] != b"WARC/":
        return _bad(content, at, "damaged_record", "the length of the record does not lead to its end.")
    if not _has_digest(content, headers, body_start, body_end):
        return _Part(end, headers, body_start, end, "damaged_record", f"the digest of the record does not fit its bytes. {MENDED}")
    if body_end - at > limit + LONGEST_HEADERS and is_page(headers):
        message = f"has {body_end - body_start:,} bytes; an article may have {limit:,}. Leave it out, or extract its text."
        return _Part(end, headers, body_start, end, "too_large", message)
    return _Part(end, headers, body_start, body_end)


def _bad(content: Buffer, at: int, problem: str, message: str) -> _Part:
    return _Part(_find_record(content, at + 1), problem=problem, message=f"{message} {MENDED}")


def _find_record(content: Buffer, at: int) -> int:
    """Where the next record may begin: with a line that names the version, and headers that can be read. A cut one ends anywhere."""
    while (at := content.find(b"WARC/", at)) >= 0:
        if _read_headers(content, at)[0] is not None:
            return at
        at += 1
    return len(content)


def _read_headers(content: Buffer, at: int) -> tuple[dict[str, str] | None, int]:
    """Headers by name in small letters, and where they end; no headers where they are not those of a record."""
    version = VERSION.match(content, at)
    if version is None:
        return None, at
    limit = min(len(content), at + LONGEST_HEADERS)
    next_version = content.find(b"\nWARC/", version.end() - 1, limit)  # headers hold no other record
    blank = END_OF_HEADERS.search(content, version.end() - 1, next_version if next_version >= 0 else limit)
    if blank is None:
        return None, at
    headers = parse_headers(content[version.end() : blank.start()])
    return (headers, blank.end()) if LENGTH.fullmatch(headers.get("content-length", "")) and "warc-type" in headers else (None, at)


def parse_headers(block: bytes) -> dict[str, str]:
    """Header lines by name in small letters; a line that begins with a blank goes on from the one before."""
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", block).decode("utf-8", "replace")
    pairs = [line.partition(":") for line in unfolded.splitlines() if ":" in line]
    return {name.strip().lower(): given.strip() for name, _, given in pairs}


def is_page(headers: Mapping[str, str]) -> bool:
    """Whether a record is of a kind that may hold a page."""
    return headers.get("warc-type", "").lower() in {"response", "resource", "conversion"}


def _has_digest(content: Buffer, headers: Mapping[str, str], start: int, end: int) -> bool:
    """Whether the bytes of a body have the digest that the record gives, where it gives one that is known here."""
    name, _, given = headers.get("warc-block-digest", "").partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in {"sha1", "sha256", "sha512", "md5"}:
        return True
    digest = hashlib.new(name, usedforsecurity=False)
    for at in range(start, end, 1 << 20):
        digest.update(content[at : min(end, at + (1 << 20))])
    return digest.digest() in _decode_digest(given.strip())


def _decode_digest(given: str) -> list[bytes]:
    """What a digest may mean: writers use base 32 and hexadecimal."""
    found = []
    for decode in (bytes.fromhex, lambda text: base64.b32decode(text.upper() + "=" * (-len(text) % 8))):
        try:
            found.append(decode(given))
        except (ValueError, binascii.Error):
            continue
    return found
