"""What a refresh does up to the articles, by the same code and in a process of its own: sources into the lake, records into articles."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from pipelines.ingest import ingest, read_sources
from pipelines.stage import stage
from pipelines.warehouse import open_warehouse


def main(root: Path, run_at: datetime) -> None:
    """One run, told on standard output."""
    warehouse = open_warehouse(root)
    ingest(warehouse, read_sources(warehouse.root / "sources.toml"), run_at, print)
    stage(warehouse, print)


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
