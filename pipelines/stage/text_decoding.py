"""Bytes to text: what the bytes themselves say first, then what the page declares, then what the letters look like."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?\s*|<\?xml[^>]{0,80}?encoding\s*=\s*["'])([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
DECLARED_WITHIN = 4096  # bytes from the start of a page
# browsers read these labels so, because the pages that carry them are in fact written so
READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254", "utf-16": "utf-8"}
GUESSED_WITHIN = 100_000  # bytes that a guess looks at


def decode_text(content: bytes) -> tuple[str, str]:
    """Text of a file without declared encoding, and the encoding."""
    return _decode(content, None)


def decode_page(content: bytes) -> tuple[str, str]:
    """Text of an HTML page, and the encoding."""
    return _decode(content, declared_encoding(content))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page declares in its head, under the name that browsers read it by."""
    match = DECLARED.search(content[:DECLARED_WITHIN])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None
    return READ_AS.get(name, name)


def _decode(content: bytes, declared: str | None) -> tuple[str, str]:
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(marked, "replace"), marked
    for encoding in (declared, "utf-8"):
        if encoding is not None and (text := _strictly(content, encoding)) is not None:
            return text, encoding
    guess = from_bytes(content[:GUESSED_WITHIN]).best()
    if guess is not None and (text := _strictly(content, guess.encoding)) is not None:
        return text, guess.encoding
    last = declared or (guess.encoding if guess else "cp1252")
    return content.decode(last, "replace"), last


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
