"""A warehouse with one source folder, for tests of what goes into the lake."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.ingest import Source, ingest
from pipelines.warehouse import Warehouse, init_warehouse, read_layer

WEB_TABLES = {"fetches", "source_health"}  # files leave them empty
RUN_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


class Desk:
    """What a test does with a warehouse: drop files, refresh, look."""

    def __init__(self, root: Path) -> None:
        self.warehouse: Warehouse = init_warehouse(root / "warehouse", "real")
        self.folder = root / "landing"
        self.folder.mkdir(parents=True)
        self.sources = [Source("landing", "folder", self.folder)]
        self.log: list[str] = []

    def drop(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def ingest(self, run_at: datetime = RUN_AT) -> dict[str, int]:
        counts = ingest(self.warehouse, self.sources, run_at, self.log.append)
        return {table: rows for table, rows in counts.items() if table not in WEB_TABLES}

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        return read_layer(self.warehouse, table, columns=list(columns)).collect().sort(columns).rows()


def article(**fields: object) -> str:
    return json.dumps({"id": "a1", "title": "A rocket rose", "text": "A rocket rose on Monday.", "date": "2024-05-06", **fields})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
