"""A tiny release to compare with: events and their claims given in a few words each, and records of a catalog."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb

from pipelines.contracts import contract
from pipelines.model.desk import load_macros
from pipelines.model.reference import load_reference
from pipelines.model.run import build_table
from pipelines.reconcile.records import CatalogFile, CatalogRecord
from pipelines.reconcile.report import rows_of
from pipelines.reconcile.run import reconcile
from pipelines.warehouse.tables import create_empty

TABLES = (
    "modeled.launch_events",
    "modeled.launch_event_values",
    "modeled.launch_event_claims",
    "modeled._event_days",
    "modeled.articles",
    "modeled.outlets",
    "staged.sentences",
    "extracted.article_launches",
)
Row = dict[str, Any]


def connect() -> duckdb.DuckDBPyConnection:
    """A database with the tables that are compared, empty but for the reference."""
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    load_macros(con)
    load_reference(con)
    for name in TABLES:
        con.execute(f"create schema if not exists {name.split('.')[0]}")
        create_empty(con, contract(name))
    build_table(con, "modeled._near_sites")
    return con


def insert(con: duckdb.DuckDBPyConnection, name: str, **row: Any) -> None:
    """One row, by the names of its columns."""
    con.execute(f"insert into {name} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))


def add_event(con: duckdb.DuckDBPyConnection, event: str, day: str, told: dict[str, list[str]], **facts: Any) -> None:
    """An event of one day with its article; ``told`` are the origins of values: ``{"vehicle=scud": ["A", "B"]}``."""
    article, launch = f"art_{event}", f"lau_{event}"
    date = dt.date.fromisoformat(day)
    row = {"status_code": "occurred", "country_code": "KP", "launch_class_code": "unknown", "launch_date_precision_code": "day", **facts}
    insert(
        con,
        "modeled.launch_events",
        launch_event_id=event,
        **{"launch_date_min": date, "launch_date_max": date, "article_count": 1, "origin_count": 1} | row,
    )
    insert(con, "modeled._event_days", launch_event_id=event, launch_date_min=date, dated_by_article_launch_id=launch)
    insert(con, "modeled.articles", article_id=article, outlet_id="WIRE", published_date_min=date, published_date_max=date)
    insert(
        con,
        "extracted.article_launches",
        article_launch_id=launch,
        article_id=article,
        country_code=row["country_code"],
        launch_class_code=row["launch_class_code"],
        evidence_char_start=0,
        evidence_char_end=9,
        evidence_text="It flew.",
    )
    insert(
        con, "staged.sentences", article_id=article, sentence_number=1, char_start=0, char_end=20, sentence_text=f"{event} flew that day."
    )
    for value, origins in told.items():
        add_claims(con, event, article, *value.split("="), origins)


def add_claims(con: duckdb.DuckDBPyConnection, event: str, article: str, name: str, value: str, origins: list[str]) -> None:
    """A value of one property with its origins; the first value that is given is the event's."""
    for origin in origins:
        insert(
            con,
            "modeled.launch_event_claims",
            launch_event_id=event,
            property_code=name,
            claimed_value_text=value,
            evidence_id=f"{event}{name}{value}{origin}",
            origin_id=origin,
            article_id=article,
            known_at=dt.datetime(2031, 1, 1, tzinfo=dt.UTC),
            char_start=3,
            char_end=9,
        )
    asked = "select 1 from modeled.launch_event_values where launch_event_id = ? and property_code = ?"
    if con.execute(asked, [event, name]).fetchone() is None:
        insert(
            con, "modeled.launch_event_values", launch_event_id=event, property_code=name, value_text=value, support_code="single_source"
        )


def record(record_id: str, day: str, **facts: Any) -> CatalogRecord:
    """A record of one day."""
    date = dt.date.fromisoformat(day)
    place = int(record_id.removeprefix("r"))
    return CatalogRecord(record_id, place, f"line {place}", date, date, facts.pop("day_basis_code", "utc"), **facts)


def compare(con: duckdb.DuckDBPyConnection, name: str, *records: CatalogRecord) -> dict[str, list[Row]]:
    """The tables of the comparison with one catalog."""
    return {table: rows_of(rows) for table, rows in reconcile(con, {name: CatalogFile(records, ())}).items()}
