"""Replies that were fetched and are not in the lake yet, so that a run that was killed need not ask for them again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import orjson

from pipelines.warehouse.files import write_bytes

FRESH = timedelta(hours=20)  # a nightly refresh asks anew


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one request. Of a document that came, the body is in the spool."""

    url: str
    outcome: str  # fetched, not_modified, or the reason why nothing came
    fetched_at: datetime
    message: str = ""
    status: int | None = None
    final_url: str | None = None
    address: str | None = None
    headers: Mapping[str, str] | None = None
    sha256: str | None = None
    size: int = 0
    not_before: datetime | None = None  # until when the host wants no more requests


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder with a file for each reply: a line that tells of the visit, then the body."""

    folder: Path

    def keep(self, visit: Visit, body: bytes) -> None:
        """Keep a reply until the run that asked for it is done."""
        write_bytes(self._path(visit.url), orjson.dumps(asdict(visit)) + b"\n" + body, mode=0o600)

    def find(self, url: str, now: datetime) -> Visit | None:
        """The visit of a run that was not done; None where there is none, or an old one."""
        try:
            head = self._path(url).read_bytes().partition(b"\n")[0]
            held = orjson.loads(head)
        except (FileNotFoundError, orjson.JSONDecodeError):
            return None
        fetched_at = datetime.fromisoformat(held.pop("fetched_at"))
        held.pop("not_before")
        visit = Visit(fetched_at=fetched_at, **held)
        return visit if visit.url == url and abs(now - fetched_at) < FRESH and self._is_whole(visit) else None

    def body(self, visit: Visit) -> bytes:
        """The body of a document."""
        return self._path(visit.url).read_bytes().partition(b"\n")[2]

    def clear(self) -> None:
        """Forget all: it is in the lake now."""
        for path in self.folder.glob("*"):
            path.unlink(missing_ok=True)

    def _is_whole(self, visit: Visit) -> bool:
        return hashlib.sha256(self.body(visit)).hexdigest() == visit.sha256

    def _path(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()
