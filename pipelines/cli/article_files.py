"""Articles in files that a user names, in their order; what is no article is told and passed over."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from typing import IO, BinaryIO

from pipelines.ingest.gzip_stream import GzipStream
from pipelines.ingest.media_types import MEDIA_TYPES, find_suffix
from pipelines.ingest.records import Record, read_records
from pipelines.reading.types import Article
from pipelines.stage.article import MAX_DOCUMENT_CHARACTERS, Found, Item, Refused, open_record
from pipelines.stage.record_reader import Archive

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, and why."""

    where: str
    message: str


def read_files(names: Iterable[str], today: date) -> Iterator[Article | Problem]:
    """Articles of files in order. ``today`` bounds the dates that pages may have."""
    seen: set[str] = set()
    for name in names:
        for found in read_file(name, today):
            yield found
            if isinstance(found, Article):
                if found.id in seen:
                    yield Problem(name, f"id {found.id!r} is given to more than one article; both were read. Give each its own.")
                seen.add(found.id)


def read_file(name: str, today: date) -> Iterator[Article | Problem]:
    """Articles of one file; ``-`` is standard input, as JSON Lines."""
    media_type = "jsonl" if name == STANDARD_INPUT else MEDIA_TYPES.get(find_suffix(name) or "")
    if media_type is None:
        yield Problem(name, f"the ending tells no kind of file. Expected one of {' '.join(MEDIA_TYPES)}.")
        return
    try:
        with opened(name) as (blob, again):
            yield from read_blob(name, media_type, blob, again, today)
    except OSError as error:
        yield Problem(name, f"cannot be read ({error.strerror}). Mend the path or the right to read it; other files go on.")


@contextmanager
def opened(name: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A file, open twice: to tell records apart, and to read them."""
    if name == STANDARD_INPUT:
        with tempfile.NamedTemporaryFile() as held:
            copyfileobj(sys.stdin.buffer, held)
            held.flush()
            with Path(held.name).open("rb") as first, Path(held.name).open("rb") as second:
                yield first, second
        return
    with Path(name).open("rb") as first, Path(name).open("rb") as second:
        yield first, second


def read_blob(name: str, media_type: str, blob: BinaryIO, again: BinaryIO, today: date) -> Iterator[Article | Problem]:
    """Articles of an open file."""
    size = blob.seek(0, 2)
    blob.seek(0)
    archive = Archive(name, GzipStream(again, size)) if media_type == "jsonl.gz" else None
    for found in read_records(blob, media_type, "", size):
        where = f"{name}, record {found.position}" if found.position else name
        if isinstance(found, Record):
            content = archive.read(found.start, found.end) if archive else cut(again, found.start, found.end)
            item = Item("", found.sha256, content, media_type, Path(name).name, found.position, None, today)
            yield make_article(where, open_record(item))
        else:
            yield Problem(where, found.message)


def cut(handle: IO[bytes], start: int, end: int) -> bytes:
    """Bytes of a file from start to end."""
    handle.seek(start)
    return handle.read(end - start)


def make_article(where: str, found: Found | Refused) -> Article | Problem:
    """A record as the reading engine takes it, or why it cannot be read."""
    if isinstance(found, Refused):
        return Problem(where, found.message)
    record = found.record
    article = Article(record.id or where, record.title, record.text, record.date, record.outlet, record.url)
    if not article.document.strip():
        return Problem(where, "has neither title nor text; there is nothing to read.")
    if len(article.document) > MAX_DOCUMENT_CHARACTERS:
        return Problem(where, f"has {len(article.document):,} characters; an article may have {MAX_DOCUMENT_CHARACTERS:,}. Split it.")
    return article
