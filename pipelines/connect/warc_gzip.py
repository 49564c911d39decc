"""Members of a gzip file that packs each record by itself, found again after damage."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from pipelines.connect.paging import Buffer

MAGIC = b"\x1f\x8b\x08"
GZIP = 31  # zlib's number for a gzip header
PIECE = 1 << 14  # small, for most members are
MEMBER_BYTES = 32 << 20  # that a member may unpack to; a longer one packs more than a record, or no page
PROBE_BYTES = 512  # packed bytes that show whether a record begins


@dataclass(frozen=True, slots=True)
class Member:
    """What was packed at a place, and where that ends; or why it cannot be unpacked."""

    end: int
    content: bytes = field(repr=False)
    problem: str | None = None
    message: str = ""


def unpack_member(content: Buffer, start: int) -> Member:
    """The member that begins at a place. Its checksum must fit."""
    if content[start : start + len(MAGIC)] != MAGIC:
        return Member(start, content[start : start + 1024], "damaged_gzip", "no packed record begins here.")
    unpacker, held, at = zlib.decompressobj(GZIP), bytearray(), start
    while not unpacker.eof:
        waiting = unpacker.unconsumed_tail
        if not waiting:
            waiting = content[at : at + PIECE]
            at += len(waiting)
        if not waiting:
            return Member(at, bytes(held), "cut_record", "the packed record is cut: the file ends before its checksum.")
        try:
            held += unpacker.decompress(waiting, PIECE)
        except zlib.error as error:
            return Member(at, bytes(held), "damaged_gzip", f"the packed record is damaged ({error}).")
        if len(held) > MEMBER_BYTES:
            message = f"a packed stretch unpacks to more than {MEMBER_BYTES:,} bytes. Pack each record by itself, as the format advises."
            return Member(at, bytes(held[:1024]), "too_large", message)
    return Member(at - len(unpacker.unused_data), bytes(held))


def find_member(content: Buffer, at: int) -> int:
    """Where the next packed record begins; the end of the file where none does."""
    while (at := content.find(MAGIC, at)) >= 0:
        if _begins_record(content[at : at + PROBE_BYTES]):
            return at
        at += 1
    return len(content)


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(GZIP).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
