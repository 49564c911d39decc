"""Kinds of files, by their endings."""

from __future__ import annotations

MEDIA_TYPES = {
    ".txt": "text", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".jsonl.gz": "jsonl.gz",
    ".warc": "warc", ".warc.gz": "warc", ".mbox": "mbox",
}  # fmt: skip


def find_suffix(name: str) -> str | None:
    """The ending that says what kind of file it is."""
    _, *endings = name.lower().rsplit(".", 2)
    last, both = ".".join(["", *endings[-1:]]), ".".join(["", *endings])
    return last if last in MEDIA_TYPES else both if both in MEDIA_TYPES else None
