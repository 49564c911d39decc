"""Queries of the exports, each a file under ``sql/exports``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from pipelines.contracts import ROOT
from pipelines.rows import pieces

FOLDER = ROOT / "sql" / "exports"


def rows_of(con: duckdb.DuckDBPyConnection, name: str) -> Iterator[dict[str, Any]]:
    """Rows of a query one after another, by column."""
    rows = con.sql((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return (dict(zip(rows.columns, row, strict=True)) for row in pieces(rows))
