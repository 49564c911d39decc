"""Ingest: from declared sources to the raw layer of the lake. Bytes are kept as received, records are told apart, nothing is repaired."""

from pipelines.ingest.run import ingest
from pipelines.ingest.sources import Source, read_sources, source_folders

__all__ = ["Source", "ingest", "read_sources", "source_folders"]
