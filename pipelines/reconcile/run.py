"""Compare a published release with catalogs: the tables of ``sql/reconcile``, in one read-only connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import cache

import duckdb
import polars as pl

from pipelines.contracts import ROOT
from pipelines.reconcile.records import CatalogFile, CatalogRecord, CatalogReject

SQL = ROOT / "sql" / "reconcile"
STEPS = ("catalog_launches", "pairs", "matches", "compared_fields", "discrepancies", "only_in_catalog", "only_in_warehouse")
KEYS = {
    "catalog_launches": ("catalog_code", "place_number", "record_id"),
    "matches": ("catalog_code", "place_number", "record_id"),
    "compared_fields": ("catalog_code", "record_id", "field_code"),
    "discrepancies": ("catalog_code", "launch_date_min", "record_id", "field_code"),
    "only_in_catalog": ("catalog_code", "date_min", "place_number"),
    "only_in_warehouse": ("catalog_code", "launch_date_min", "launch_event_id"),
    "catalog_rejects": ("catalog_code", "place_number"),
}
RECORD_TYPES: dict[str, pl.DataType] = {
    "record_id": pl.String(),
    "place_number": pl.Int32(),
    "record_text": pl.String(),
    "date_min": pl.Date(),
    "date_max": pl.Date(),
    "day_basis_code": pl.String(),
    "launched_at": pl.Datetime("us", "UTC"),
    "country_text": pl.String(),
    "class_text": pl.String(),
    "vehicle_text": pl.String(),
    "site_text": pl.String(),
    "payload_text": pl.String(),
    "outcome_text": pl.String(),
    "launched_count": pl.Int32(),
    "url_text": pl.String(),
}
REJECT_TYPES: dict[str, pl.DataType] = {
    "place_number": pl.Int32(),
    "reason_code": pl.String(),
    "message_text": pl.String(),
    "excerpt_text": pl.String(),
}


def reconcile(con: duckdb.DuckDBPyConnection, catalogs: Mapping[str, CatalogFile]) -> dict[str, duckdb.DuckDBPyRelation]:
    """Tables by name, each in the order of its key: what the catalogs hold, what matches, what differs, what only one side has."""
    con.register("catalog_records", _frame(catalogs, "records", CatalogRecord, RECORD_TYPES).to_arrow())
    con.register("catalog_rejects", _frame(catalogs, "rejects", CatalogReject, REJECT_TYPES).to_arrow())
    for step in STEPS:
        con.execute(f"create or replace temp table {step} as {read_step(step)}")
    return {name: con.table(name).order(", ".join(key)) for name, key in KEYS.items()}


@cache
def read_step(name: str) -> str:
    """The select of a table of the comparison."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _frame(
    catalogs: Mapping[str, CatalogFile], part: str, kind: type[CatalogRecord | CatalogReject], types: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """Records or rejects of all catalogs, each with its catalog."""
    names = [field.name for field in fields(kind)]
    assert set(names) == set(types)  # noqa: S101 - a column without a type would be guessed from its first rows
    rows = [{"catalog_code": code, **asdict(row)} for code, held in sorted(catalogs.items()) for row in getattr(held, part)]
    return pl.DataFrame(rows, schema={"catalog_code": pl.String(), **types})
