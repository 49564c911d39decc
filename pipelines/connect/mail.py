"""Mails of an mbox file: where each stands, what it says, where its links lead."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import chain
from urllib.parse import parse_qs, urlsplit

from pipelines.connect.html_text import html_links, html_to_text
from pipelines.connect.listing import Listed, Listing, normal_date
from pipelines.connect.paging import Buffer, release_pages

BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,200}[0-9]{4}[^\r\n]{0,20}\r?\n")
SOMETHING = re.compile(rb"\S")
PLAIN_LINK = re.compile(r"https?://[^\s<>\"'\])}]+")
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
WRAPPED_IN = ("url", "q", "u")  # parameters in which services that count clicks put the address that is meant
MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mail says."""

    id: str | None
    subject: str
    date: str | None
    text: str
    links: tuple[str, ...]


def split_mbox(content: Buffer) -> Iterator[tuple[int, int]]:
    """Where each mail begins, after the line that parts it from the one before, and where it ends.

    What stands before the first such line is a mail as well, so that nothing is passed over.
    """
    start = released = 0
    for end, next_start in chain((found.span() for found in BEGINS.finditer(content)), [(len(content), len(content))]):
        if SOMETHING.search(content, start, end):
            yield start, end
        start, released = next_start, release_pages(content, end, released)


def read_mail(content: bytes) -> Mail:
    """A mail by its bytes; parts that cannot be decoded are read as far as they can."""
    message, plain, markup = _open(QUOTED_FROM.sub(rb"\1", content))
    links = html_links(markup) if markup else [link.rstrip(".,;:!?") for link in PLAIN_LINK.findall(plain)]
    text = plain if plain.strip() else html_to_text(markup)
    return Mail(
        _header(message, "Message-ID").strip("<> ") or None, _header(message, "Subject"),
        normal_date(_header(message, "Date")), text.replace("\r\n", "\n").strip(), unwrap_links(links),
    )  # fmt: skip


def read_alerts(content: bytes, url: str) -> Listing:
    """Pages that the mails of an mbox file lead to."""
    links = [link for start, end in split_mbox(content) for link in read_mail(content[start:end]).links]
    return Listing(tuple(Listed(number, link) for number, link in enumerate(dict.fromkeys(links), 1)))


def unwrap_links(links: list[str]) -> tuple[str, ...]:
    """Addresses that are meant. Where a service wraps those of articles, its other links are its own and are left out."""
    wrapped = [inner for inner in map(_wrapped, links) if inner is not None]
    return tuple(dict.fromkeys(wrapped or [link for link in links if link.startswith(("http://", "https://"))]))


def _wrapped(link: str) -> str | None:
    try:
        held = parse_qs(urlsplit(link).query, max_num_fields=50)
    except ValueError:
        return None
    return next((given for name in WRAPPED_IN for given in held.get(name, []) if given.startswith(("http://", "https://"))), None)


def _open(content: bytes) -> tuple[Message, str, str]:
    """A mail, its plain text and its HTML. Of parts in parts in parts, as no program writes them, only the headers outside are read."""
    try:
        message = email.message_from_bytes(content)
        return (message, *_texts(message))
    except RecursionError:
        return BytesHeaderParser().parsebytes(content), "", ""


def _texts(message: Message) -> tuple[str, str]:
    """Plain text and HTML of a mail, without what is attached."""
    plain, markup = [], []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_decode(part))
        elif kind == "text/html":
            markup.append(_decode(part))
    return "\n\n".join(plain), "\n".join(markup)


def _decode(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):  # no such letters, or a name that none can have
        return content.decode("utf-8", "replace")


def _header(message: Message, name: str) -> str:
    """A header as text in one line; as written where it cannot be decoded."""
    written = str(message.get(name, ""))
    try:
        decoded = str(make_header(decode_header(written)))
    except (MessageError, LookupError, ValueError):
        decoded = written
    return " ".join(decoded.split())
