"""Bodies of replies piece by piece: what was sent and what it unpacks to are both bounded."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.connect.problems import FetchProblem

PIECE = 1 << 16
FREE_BYTES = 1 << 20  # that any reply may unpack to
MOST_RATIO = 100  # beyond that, bytes for each byte sent; pages have 3 to 10, the worst lists 40
GZIP, DEFLATE, RAW_DEFLATE = 31, 15, -15  # zlib's numbers
ENCODINGS = {"": None, "identity": None, "gzip": GZIP, "x-gzip": GZIP, "deflate": DEFLATE}
RETRY = "It is tried again with a later refresh."


def read_body(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The unpacked body; raises FetchProblem where it is too large, cut or packed in an unknown way."""
    name = encoding.strip().lower()
    if name not in ENCODINGS:
        raise FetchProblem("bad_encoding", f"the body is packed as {name[:40]!r}, which was not asked for. Expected gzip, deflate or none.")
    bits = ENCODINGS[name]
    unpacked = pieces if bits is None else _Unpacker(bits).unpack(pieces)
    held = bytearray()
    for piece in unpacked:
        held += piece
        if len(held) > limit:
            raise FetchProblem("too_large", f"the body has more than {limit:,} bytes. Raise max_bytes of the source if it should be taken.")
    return bytes(held)


@dataclass(slots=True)
class _Unpacker:
    bits: int
    sent: int = 0
    given: int = 0

    def unpack(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The content of members one after the other; what follows the last one is ignored, as browsers do."""
        member = zlib.decompressobj(self.bits)
        for piece in pieces:
            self.sent += len(piece)
            if self.bits == DEFLATE and self.given == 0 and self.sent == len(piece) and not _has_zlib_header(piece):
                member = zlib.decompressobj(RAW_DEFLATE)
            waiting = piece
            while waiting and not member.eof:
                yield self._step(member, waiting)
                waiting = member.unconsumed_tail
        if not member.eof and self.sent:
            raise FetchProblem("bad_reply", f"the packed body is cut: it ends after {self.sent:,} bytes without its end mark. {RETRY}")

    def _step(self, member: zlib._Decompress, waiting: bytes) -> bytes:
        try:
            unpacked = member.decompress(waiting, PIECE)
        except zlib.error as error:
            raise FetchProblem("bad_reply", f"the packed body is damaged ({error}). {RETRY}") from error
        self.given += len(unpacked)
        if self.given > FREE_BYTES + MOST_RATIO * self.sent:
            raise FetchProblem("too_large", f"{self.sent:,} bytes unpack to more than {self.given:,}, as no page does.")
        return unpacked


def _has_zlib_header(piece: bytes) -> bool:
    """Some servers send bare deflate, which has none."""
    return len(piece) >= 2 and piece[0] & 15 == 8 and (piece[0] << 8 | piece[1]) % 31 == 0
