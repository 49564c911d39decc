"""What was forgotten on purpose: told by tombstones in the chain of the raw layer, which hold hashes and no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipelines.warehouse.lake import ledger_of
from pipelines.warehouse.layout import Warehouse

REASON = "forgotten"
MESSAGE = "was forgotten on purpose; its bytes are gone. Its tombstone, a manifest below lake/raw/batches, tells when and why."


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Records, addresses and documents that are not to come back."""

    records: frozenset[str] = frozenset()
    urls: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def covers(self, url: str | None, document_sha256: str) -> bool:
        """Whether an article is one of those."""
        return url in self.urls or document_sha256 in self.documents


def tombstones(warehouse: Warehouse) -> list[dict[str, Any]]:
    """All tombstones, in the order in which they were set."""
    return [dict(stone) for stone in ledger_of(warehouse, "raw").tombstones]


def read_forgotten(warehouse: Warehouse) -> Forgotten:
    """What all tombstones name."""
    stones = tombstones(warehouse)
    return Forgotten(
        frozenset(record for stone in stones for record in stone["record_ids"]),
        frozenset(stone["url_text"] for stone in stones),
        frozenset(digest for stone in stones for digest in stone["document_sha256s"]),
    )


def names_address(content: bytes, urls: Iterable[str]) -> bool:
    """Whether bytes hold one of some addresses, as text or as XML writes it."""
    return any(url.encode() in content or url.replace("&", "&amp;").encode() in content for url in urls)
