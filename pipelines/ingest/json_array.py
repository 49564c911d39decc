"""Elements of a JSON array of any length, told apart without reading it as a whole, so that one bad element costs one element."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.connect.paging import Buffer, hash_stretch, release_pages
from pipelines.ingest.lines import HEAD_BYTES, WHITE_SPACE, Piece, strip

# possessive, so that a string that never ends costs one pass
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},]', re.DOTALL)
OPENING, CLOSING = b"[{", b"]}"


def split_array(content: Buffer, limit: int) -> Iterator[Piece]:
    """What stands between the commas of the array that ``content`` holds. Positions count from 1."""
    depth, position, released = 0, 1, 0
    start = content.find(b"[") + 1
    for token in TOKEN.finditer(content, start - 1):
        mark = token.group()[:1]
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth -= 1
        if depth == 0 or (depth == 1 and mark == b","):
            yield from _element(content, position, start, token.start(), limit, is_last=depth == 0)
            position, start = position + 1, token.end()
        if depth == 0:
            break
        released = release_pages(content, start, released)
    yield from _rest(content, position, start, limit, is_closed=depth == 0)


def _element(content: Buffer, position: int, start: int, end: int, limit: int, is_last: bool) -> Iterator[Piece]:
    if end - start > limit:
        message = f"has {end - start:,} bytes; an article may have {limit:,}. Split it, or leave out what is no text."
        yield _long_piece(content, position, start, end, "too_large", message)
        return
    kept = strip(content[start:end], start, position)
    if kept is not None:
        yield kept
    elif position > 1 or not is_last:
        yield Piece(position, start, end, content[start:end], "not_json", "nothing stands between two commas. Take one of them out.")


def _rest(content: Buffer, position: int, start: int, limit: int, is_closed: bool) -> Iterator[Piece]:
    """What follows the last element that could be told apart, where that is more than white space."""
    end = len(content)
    if is_closed and not content[start : start + limit].strip(WHITE_SPACE):
        return
    message = (
        "text follows after the end of the array. Remove it, or put it into a file of its own."
        if is_closed
        else "the array does not end: the file is cut, or a quotation mark or bracket is missing before this place. Mend or fetch it again."
    )
    yield _long_piece(content, position, start, end, "not_json", message)


def _long_piece(content: Buffer, position: int, start: int, end: int, problem: str, message: str) -> Piece:
    return Piece(position, start, end, content[start : min(end, start + HEAD_BYTES)], problem, message, hash_stretch(content, start, end))
