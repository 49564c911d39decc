"""The content of a gzip file piece by piece, with what was wrong at its end told rather than raised."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

GZIP = 31  # zlib's number for a gzip header, 15 bits of window
PIECE = 1 << 18
FREE_BYTES = 8 << 20  # what any archive may grow to
MOST_RATIO = 100  # beyond that, bytes for each byte of the archive; news text has 3 to 10


@dataclass(slots=True)
class GzipStream:
    """Reads members one after the other. ``problem`` is a reason code and a message once reading has ended early."""

    blob: BinaryIO
    size: int  # of the archive, which other bytes may follow
    problem: tuple[str, str] | None = None
    taken: int = 0  # bytes of the archive
    given: int = 0  # bytes of its content

    def pieces(self) -> Iterator[bytes]:
        """What can be read, in order."""
        member, waiting, is_open = zlib.decompressobj(GZIP), b"", True
        while received := waiting or self.blob.read(min(PIECE, self.size - self.taken)):
            self.taken += 0 if waiting else len(received)
            is_open = True
            try:
                piece = member.decompress(received, PIECE)
            except zlib.error as error:
                self._end("damaged_gzip", f"the archive is damaged near its byte {self.taken - len(received):,} ({error})")
                return
            self.given += len(piece)
            yield piece
            if self.given > FREE_BYTES + MOST_RATIO * self.taken:
                self._end("too_large", f"{self.taken:,} bytes grow to more than {self.given:,}, as news never does")
                return
            waiting = member.unconsumed_tail
            if member.eof:
                waiting = member.unused_data.lstrip(b"\0")  # some writers pad the end with zeros
                member, is_open = zlib.decompressobj(GZIP), False
        if is_open:
            yield member.flush()
            self._end("damaged_gzip", f"the archive is cut: it ends at its byte {self.taken:,} without its checksum")

    def _end(self, reason: str, message: str) -> None:
        self.problem = (reason, f"{message}. Records before this place were kept; fetch the file again for the rest.")
