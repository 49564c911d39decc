"""Which sources a warehouse takes: those that it declares, or the bundled sample. The two are never mixed."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import WarehouseError
from pipelines.ingest import Source, read_sources
from pipelines.warehouse import Warehouse

SAMPLE_SOURCES = Path(__file__).parent / "sample" / "sources.toml"


def declared_sources(warehouse: Warehouse) -> tuple[Source, ...]:
    """Sources of a warehouse; an error where somebody declared some for a warehouse that holds the sample."""
    if warehouse.kind == "real":
        return read_sources(warehouse.sources_path)
    if warehouse.sources_path.exists():
        raise WarehouseError(
            f"{warehouse.sources_path}: this warehouse holds the bundled sample and takes no other sources. "
            "Move the file away, and start a warehouse of your own: launchwire init --warehouse DIR"
        )
    return read_sources(SAMPLE_SOURCES)
