"""Kinds of files, by their endings."""

from __future__ import annotations

MEDIA_TYPES = {
    ".txt": "text", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".jsonl.gz": "jsonl.gz",
    ".warc": "warc", ".warc.gz": "warc", ".mbox": "mbox",
}  # fmt: skip


def find_suffix(name: str) -> str | None:
    """The ending that says what kind of file it is."""
    last = name[name.rfind(".") :].lower()
    if last in MEDIA_TYPES:
        return last
    both = ".".join(["", *name.lower().rsplit(".", 2)[1:]])
    return both if both in MEDIA_TYPES else None
