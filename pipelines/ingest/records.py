"""From the bytes of one receipt to its records, one by one, in bounded memory; what is no record is a reject with its place."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pipelines.connect.mail import split_mbox
from pipelines.connect.paging import Buffer, hash_stretch
from pipelines.connect.warc import split_warc
from pipelines.connect.warc_page import pass_over
from pipelines.ids import sha256
from pipelines.ingest.article_format import MAX_RECORD_BYTES, RefusedRecord, read_fields
from pipelines.ingest.gzip_stream import GzipStream
from pipelines.ingest.json_array import split_array
from pipelines.ingest.lines import LineSplitter, Piece, strip

PIECE = 1 << 18
EXCERPT_CHARACTERS = 200
UTF8_BOM = b"\xef\xbb\xbf"
EMPTY = "holds no text. Nothing was lost: fill the file, or remove it."
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Record(NamedTuple):
    """One record: its place, its bytes in the uncompressed receipt, their hash."""

    position: int
    start: int
    end: int
    sha256: str


class Reject(NamedTuple):
    """What could not be made a record of, and why. Position 0 is the receipt as a whole."""

    position: int
    start: int | None
    end: int | None
    sha256: str
    reason: str
    message: str
    excerpt: str


def read_records(blob: BinaryIO, media_type: str, content_sha256: str, size: int) -> Iterator[Record | Reject]:
    """Records and rejects of one receipt in order of place."""
    head = blob.read(PIECE)
    blob.seek(0)
    if size <= len(head) and not head.removeprefix(UTF8_BOM).strip():
        yield whole_reject("empty_file", EMPTY, content_sha256, size, b"")
    elif media_type in {"text", "html"}:
        yield _read_page(head, content_sha256, size)
    elif media_type in {"warc", "mbox"}:
        yield from _read_container(blob, media_type, size)
    elif media_type == "other":
        message = "is neither HTML nor plain text. Its bytes are kept; no article is made of them."
        yield whole_reject("unsupported_media", message, content_sha256, size, head)
    elif media_type == "jsonl.gz":
        yield from _read_gzip(blob, content_sha256, size)
    elif head[:2] in UTF16_BOMS:
        message = "is in UTF-16. JSON must be in UTF-8: convert the file, for example with iconv."
        yield whole_reject("not_utf8", message, content_sha256, size, head)
    elif media_type == "json":
        yield from _read_json(blob, head, content_sha256, size)
    elif media_type == "jsonl":
        yield from _read_lines(blob)
    else:
        raise ValueError(f"no reader for {media_type}")


def whole_reject(reason: str, message: str, content_sha256: str, size: int, head: bytes) -> Reject:
    """A receipt that is refused as a whole."""
    return Reject(0, 0, size, content_sha256, reason, message, make_excerpt(head))


def make_excerpt(content: bytes) -> str:
    """The first characters of refused bytes, with everything escaped that could disturb a screen."""
    text = content[: 4 * EXCERPT_CHARACTERS].decode("utf-8", "backslashreplace")[:EXCERPT_CHARACTERS]
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _read_page(head: bytes, content_sha256: str, size: int) -> Record | Reject:
    if size > MAX_RECORD_BYTES:
        return Reject(1, 0, size, content_sha256, "too_large", _too_large(size), make_excerpt(head))
    return Record(1, 0, size, content_sha256)


def _too_large(size: int) -> str:
    return f"has {size:,} bytes; an article may have {MAX_RECORD_BYTES:,}. Split it, or leave out what is no text."


def _read_lines(blob: BinaryIO) -> Iterator[Record | Reject]:
    lines = LineSplitter(MAX_RECORD_BYTES)
    while received := blob.read(PIECE):
        yield from map(_check_piece, lines.feed(received))
    yield from map(_check_piece, lines.finish())


def _read_gzip(blob: BinaryIO, content_sha256: str, size: int) -> Iterator[Record | Reject]:
    """Lines of an archive. Where it ends early, the last line may be cut and goes to the rejects with the reason."""
    stream, lines, found = GzipStream(blob, size), LineSplitter(MAX_RECORD_BYTES), False
    for received in stream.pieces():
        for piece in lines.feed(received):
            found = True
            yield _check_piece(piece)
    if stream.problem is not None:
        reason, message = stream.problem
        digest, excerpt = sha256(lines.pending), make_excerpt(lines.pending)
        yield Reject(lines.position, lines.offset, stream.given, digest, reason, message, excerpt)
        return
    last = list(map(_check_piece, lines.finish()))
    yield from last
    if not found and not last:
        yield whole_reject("empty_file", EMPTY, content_sha256, size, b"")


def _read_json(blob: BinaryIO, head: bytes, content_sha256: str, size: int) -> Iterator[Record | Reject]:
    """One article, or an array of articles whose elements are told apart without reading the whole file."""
    start = len(UTF8_BOM) if head.startswith(UTF8_BOM) else 0
    if not head[start:].lstrip().startswith(b"["):
        yield _read_single(head if size <= len(head) else blob.read(MAX_RECORD_BYTES + 1), content_sha256, size)
        return
    if size <= MAX_RECORD_BYTES:
        yield from map(_check_piece, split_array(blob.read(), MAX_RECORD_BYTES))
        return
    with mmap.mmap(blob.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield from map(_check_piece, split_array(content, MAX_RECORD_BYTES))


def _read_container(blob: BinaryIO, media_type: str, size: int) -> Iterator[Record | Reject]:
    """Pages of a WARC file, mails of an mbox file."""
    read = _read_warc if media_type == "warc" else _read_mbox
    if size <= MAX_RECORD_BYTES:
        yield from read(blob.read())
        return
    with mmap.mmap(blob.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield from read(content)


def _read_warc(content: Buffer) -> Iterator[Record | Reject]:
    """Records that hold a page; others are passed over. The hash is that of the record unpacked."""
    for held in split_warc(content, MAX_RECORD_BYTES):
        if held.problem is not None:
            digest, excerpt = sha256(held.content), make_excerpt(held.content)
            yield Reject(held.position, held.start, held.end, digest, held.problem, held.message, excerpt)
        elif pass_over(held.headers, held.content) is None:
            yield Record(held.position, held.start, held.end, sha256(held.content))


def _read_mbox(content: Buffer) -> Iterator[Record | Reject]:
    for position, (start, end) in enumerate(split_mbox(content), 1):
        digest = hash_stretch(content, start, end)
        if end - start > MAX_RECORD_BYTES:
            yield Reject(position, start, end, digest, "too_large", _too_large(end - start), make_excerpt(content[start : start + 1024]))
        else:
            yield Record(position, start, end, digest)


def _read_single(content: bytes, content_sha256: str, size: int) -> Record | Reject:
    if size > MAX_RECORD_BYTES:
        return Reject(1, 0, size, content_sha256, "too_large", _too_large(size), make_excerpt(content))
    kept = strip(content, 0, 1)
    if kept is None:
        return whole_reject("empty_file", EMPTY, content_sha256, size, b"")
    return _check_piece(kept, content_sha256 if len(kept.content) == size else None)


def _check_piece(piece: Piece, content_sha256: str | None = None) -> Record | Reject:
    """A line or array element as a record, or the reason why it is none; its hash need not be given."""
    position, start, end, content, problem, message, digest = piece
    if problem is not None:
        return _refuse(piece, problem, message)
    try:
        read_fields(content)
    except RefusedRecord as refused:
        return _refuse(piece, refused.reason, refused.message)
    return Record(position, start, end, content_sha256 or digest or sha256(content))


def _refuse(piece: Piece, reason: str, message: str) -> Reject:
    digest = piece.sha256 or sha256(piece.content)
    return Reject(piece.position, piece.start, piece.end, digest, reason, message, make_excerpt(piece.content))
