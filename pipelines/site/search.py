"""The index of the search box: a classic script that sets one variable, since pages from disk may fetch nothing."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from pipelines.site.quotes import shown

Entry = tuple[str, str, str, str]  # kind, what is shown, page, more words to find it by


def search_script(entries: Sequence[Entry]) -> bytes:
    """The script: entries as JSON, with nothing in it that would end a script or a line."""
    lines = [b",".join(map(held, entry)) for entry in entries]
    return b"window.launchwireIndex=[\n" + b",\n".join(b"[" + line + b"]" for line in lines) + b"\n];\n"


def held(text: str) -> bytes:
    """A text as a literal of the script."""
    dumped = orjson.dumps(shown(text)).replace(b"<", b"\\u003c").replace(b">", b"\\u003e")
    return dumped.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
