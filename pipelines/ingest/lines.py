"""Lines of a stream of any length, with their places, in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

HEAD_BYTES = 1024  # kept of what is too long, for people to recognise it
WHITE_SPACE = b" \t\r\n"  # of JSON; other blanks are no part of it
UTF8_BOM = b"\xef\xbb\xbf"


class Piece(NamedTuple):
    """A stretch of a receipt that should hold one record: its place, and its bytes without white space around them.

    Of a piece that is too long, ``content`` holds the first bytes and ``sha256`` the hash of all.
    """

    position: int
    start: int
    end: int
    content: bytes
    problem: str | None = None
    message: str = ""
    sha256: str | None = None


@dataclass(slots=True)
class LineSplitter:
    """Takes a stream bit by bit and hands out its lines; only line feeds part them."""

    limit: int
    position: int = 1  # of the line that is not complete yet
    offset: int = 0  # of its first byte
    pending: bytes = b""
    _skipped: int = 0  # bytes of a line that is too long, beyond what is pending
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def feed(self, received: bytes) -> Iterator[Piece]:
        """Lines that ``received`` completes; empty ones are passed over but counted."""
        lines = BytesIO(received).readlines()  # bytes.split looks at each byte in turn, which takes twice as long
        last = b"" if received.endswith(b"\n") or not lines else lines.pop()
        for number, line in enumerate(lines):
            if number == 0 or len(line) > self.limit:
                self._extend(line[:-1])
                yield from self._complete(1)
                continue
            if len(line) > 1 and (kept := strip(line[:-1], self.offset, self.position)):  # of empty ones an archive can hold very many
                yield kept
            self.offset += len(line)
            self.position += 1
        self._extend(last)

    def finish(self) -> Iterator[Piece]:
        """The last line, where no line feed ends it."""
        yield from self._complete(0)

    def _extend(self, received: bytes) -> None:
        if not self._skipped and len(self.pending) + len(received) <= self.limit:
            self.pending += received
            return
        if not self._skipped:
            self._digest = hashlib.sha256(self.pending)
            self._skipped = len(self.pending)
        self.pending = (self.pending[:HEAD_BYTES] + received[:HEAD_BYTES])[:HEAD_BYTES]
        self._digest.update(received)
        self._skipped += len(received)

    def _complete(self, break_bytes: int) -> Iterator[Piece]:
        if self._skipped:
            message = f"has {self._skipped:,} bytes; an article may have {self.limit:,}. Split it, or leave out what is no text."
            end = self.offset + self._skipped
            yield Piece(self.position, self.offset, end, self.pending, "too_large", message, self._digest.hexdigest())
            self.offset = end + break_bytes
        else:
            if kept := strip(self.pending, self.offset, self.position):
                yield kept
            self.offset += len(self.pending) + break_bytes
        self.position += 1
        self.pending, self._skipped = b"", 0


def strip(line: bytes, offset: int, position: int) -> Piece | None:
    """The piece without a byte order mark and white space; nothing where nothing is left."""
    bare = line.removeprefix(UTF8_BOM) if offset == 0 else line
    kept = bare.strip(WHITE_SPACE)
    if len(kept) == len(line):
        return Piece(position, offset, offset + len(line), line) if line else None
    start = offset + len(line) - len(bare.lstrip(WHITE_SPACE))
    return Piece(position, start, start + len(kept), kept) if kept else None
