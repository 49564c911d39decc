"""One document of the load run, and the bytes that an honest server gives for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from benchmarks.load.pages import Look, render
from benchmarks.load.words import Story, change_story


class End(Enum):
    """Ways to end a reply other than by closing the connection."""

    HANG = "says nothing more, and does not hang up"
    ABORT = "breaks the connection off"


Step = bytes | float | End  # bytes to send, seconds to wait, or the end
Steps = Iterator[Step]
Validator = Literal["etag", "modified", "none"]
Change = Literal["", "text", "furniture", "etag"]
HTML = "text/html; charset=utf-8"
MODIFIED = ("Sat, 28 Feb 2026 08:00:00 GMT", "Sun, 01 Mar 2026 08:00:00 GMT")  # of the first and the second version


@dataclass(frozen=True, slots=True)
class Document:
    """One address, what is there, and what becomes of it between the runs."""

    url: str
    host: str
    path: str
    case: str  # name of a case, which says what the server does
    story: Story
    published: date
    design: int = 0
    site: str = "Desk"
    validator: Validator = "none"
    change: Change = ""  # before the second run
    phase: int = 1  # the run in which lists first name it
    group: int = 0  # documents of one group tell one story

    @property
    def place(self) -> int:
        """Its place among the documents of its host, which its path begins with."""
        return int(self.path.rpartition("/")[2][:5])

    def version(self, phase: int) -> int:
        """Which version a run meets."""
        return 2 if self.change and phase == 2 else 1

    def told(self, phase: int) -> Story:
        """The story as a run meets it."""
        return change_story(self.story) if self.change == "text" and phase == 2 else self.story


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: how often the document was asked for before in this run, and on what conditions."""

    path: str
    headers: Mapping[str, str]
    phase: int = 1
    tried: int = 0


def html_of(document: Document, phase: int, story: Story | None = None, head: str = "", foot: str = "", dated: date | None = None) -> str:
    """The page of a document as a run meets it."""
    most_read = "2" if document.change == "furniture" and phase == 2 else "1"
    look = Look(document.site, document.url, most_read, head, foot)
    return render(document.design, story or document.told(phase), dated or document.published, look)


def reply(body: bytes = b"", status: str = "200 OK", content_type: str = HTML, **headers: str) -> bytes:
    """An ordinary reply; underscores in names of headers stand for hyphens."""
    held = {
        "Content-Type": content_type,
        "Content-Length": str(len(body)),
        **{name.replace("_", "-"): held for name, held in headers.items()},
    }
    return head_of(status, held) + body


def head_of(status: str, headers: Mapping[str, str]) -> bytes:
    """Status line and headers."""
    lines = "".join(f"{name}: {given}\r\n" for name, given in headers.items() if given)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1")


def validators(document: Document, phase: int) -> dict[str, str]:
    """Headers by which a client can ask whether a document changed."""
    version = document.version(phase)
    if document.validator == "etag":
        return {"ETag": f'"v{version}"'}
    return {"Last-Modified": MODIFIED[version - 1]} if document.validator == "modified" else {}


def give(document: Document, asked: Asked, body: bytes, content_type: str = HTML, **headers: str) -> Steps:
    """The document, or the news that it has not changed."""
    known = validators(document, asked.phase)
    conditions = {asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")} - {None}
    if conditions & set(known.values()):
        yield head_of("304 Not Modified", known)
    else:
        yield reply(body, content_type=content_type, **{name.replace("-", "_"): given for name, given in known.items()}, **headers)
