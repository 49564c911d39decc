"""What bytes are, where a server says something else: pages sent as bytes or text, and pictures or noise sent as pages."""

from __future__ import annotations

import re
from typing import Literal

HEAD = 1_024  # bytes that decide, as in browsers
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
VAGUE_TYPES = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})  # what servers send that do not know
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<!doctype\s+html|<(?:html|head|title|meta|body|script)[\s>])", re.IGNORECASE
)
SIGNATURES = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"wOF",
    b"OggS",
    b"ID3",
)
WIDE = (b"\xff\xfe", b"\xfe\xff")
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # bytes that no text has


def find_media(declared: str, content: bytes) -> Literal["html", "text", "other"]:
    """Whether bytes are a page, plain text, or something that no article is made of. ``declared`` is a media type without parameters."""
    head = content[:HEAD]
    if declared not in HTML_TYPES | VAGUE_TYPES or head.startswith(SIGNATURES):
        return "other"
    if MARKUP.match(head):
        return "html"
    if BINARY.search(head) and not head.startswith(WIDE):
        return "other"
    if declared in {"text/plain"}:
        return "text"
    return "html" if declared in HTML_TYPES | {""} else "other"
