"""Where pages lie in the site. Ids that are no plain file names are hashed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.ids import sha256

PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}")
FOLDERS = {"launch": "launches", "site": "sites", "country": "countries", "claimant": "claimants", "outlet": "outlets", "year": "years"}


def page_path(kind: str, held_id: str) -> str:
    """The page of one thing, from the root of the site."""
    name = held_id if PLAIN.fullmatch(held_id) else f"x-{sha256(held_id.encode())[:16]}"
    return f"{FOLDERS[kind]}/{name}.html"


def safe_address(text: str | None) -> str | None:
    """An address that a page may link to: http or https, with a host; nothing that would run."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname and "\\" not in text else None
