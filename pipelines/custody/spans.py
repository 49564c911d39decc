"""Spans of evidence against the documents that they point into, by the audits that every refresh runs."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.custody.findings import Inspection
from pipelines.validate.plan import AUDITED_TABLE, AUDITS
from pipelines.warehouse import Warehouse
from pipelines.warehouse.content import published_tables
from pipelines.warehouse.database import literal, lock_down
from pipelines.warehouse.lake import committed_files, current_version, layer_tables

SPAN_AUDITS = ("*_in_document.sql", "documents_hold_hash.sql")
LAYERS = ("staged", "extracted")


def check_spans(con: duckdb.DuckDBPyConnection, place: Path, found: Inspection) -> None:
    """Run the audits of spans on a database that has the tables that they read."""
    there = set(published_tables(con))
    for path in sorted(path for pattern in SPAN_AUDITS for path in AUDITS.glob(pattern)):
        query = path.read_text(encoding="utf-8")
        tables = set(AUDITED_TABLE.findall(query))
        if tables <= there:
            try:
                wrong = con.execute(query).fetchall()
            except (duckdb.BinderException, duckdb.CatalogException):
                found.note(place, f"{path.stem}: made by a version whose tables are others; these spans were not compared")
                continue
            found.checked["spans"] += count_rows(con, sorted(tables - {"staged.articles"}))
            for row in wrong[:3]:
                found.blame(place, f"{path.stem}: {row[0]}: characters {row[1]} and on are not what is quoted: {str(row[2])[:80]!r}")
            if len(wrong) > 3:
                found.blame(place, f"{path.stem}: {len(wrong) - 3:,} more")


def count_rows(con: duckdb.DuckDBPyConnection, tables: list[str]) -> int:
    """Rows of some tables."""
    return sum(con.table(name).count("*").fetchall()[0][0] for name in tables)


def check_lake_spans(warehouse: Warehouse, found: Inspection) -> None:
    """Spans of the derived layers as they lie in the lake."""
    con = duckdb.connect()
    try:
        for layer in filter(lambda layer: current_version(warehouse, layer), LAYERS):
            con.execute(f'create schema "{layer}"')
            for name in layer_tables(layer):
                if files := committed_files(warehouse, name):
                    listed = ", ".join(literal(str(path)) for path in files)
                    schema, table = name.split(".")
                    con.execute(f'create table "{schema}"."{table}" as from read_parquet([{listed}])')
        lock_down(con, [], None)
        check_spans(con, warehouse.lake, found)
    finally:
        con.close()
