"""Bytes to text: what the bytes themselves say first, then what the page and its sender declare, then what the letters look like."""

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
SENT_AS = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
GUESSED_WITHIN = 100_000  # bytes that a guess looks at
COMMONEST = "cp1252"  # what nearly all English text is in that is not UTF-8
AS_CLEAN = 0.02  # by how much worse letters may look in the commonest encoding than in the best guess; 0 is no odd letter, 1 all odd


def decode_text(content: bytes, sent_as: str | None = None) -> tuple[str, str]:
    """Text of a file, and the encoding; ``sent_as`` is the content type that its sender gave."""
    return _decode(content, None, sent_encoding(sent_as))


def decode_page(content: bytes, sent_as: str | None = None) -> tuple[str, str]:
    """Text of an HTML page, and the encoding; ``sent_as`` is the content type that its sender gave."""
    return _decode(content, declared_encoding(content), sent_encoding(sent_as))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page declares in its head, under the name that browsers read it by."""
    match = DECLARED.search(content[:DECLARED_WITHIN])
    return _known(match.group(1).decode("ascii")) if match else None


def sent_encoding(content_type: str | None) -> str | None:
    """The encoding that a content type names, under the name that browsers read it by."""
    match = SENT_AS.search(content_type or "")
    return _known(match.group(1)) if match else None


def guess_encoding(content: bytes) -> str:
    """The encoding in which letters look best; the commonest where they look as good in it."""
    found = from_bytes(content[:GUESSED_WITHIN])
    best = found.best()
    if best is None:
        return COMMONEST
    clean = (each for match in found if match.chaos <= best.chaos + AS_CLEAN for each in (match, *match.submatch))
    return COMMONEST if any(each.encoding == COMMONEST for each in clean) else best.encoding


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return READ_AS.get(name, name)


def _decode(content: bytes, declared: str | None, sent: str | None) -> tuple[str, str]:
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(marked, "replace"), marked
    for encoding in (declared, "utf-8", sent):
        if encoding is not None and (text := _strictly(content, encoding)) is not None:
            return text, encoding
    guess = guess_encoding(content)
    if (text := _strictly(content, guess)) is not None:
        return text, guess
    last = declared or sent or guess
    return content.decode(last, "replace"), last


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
